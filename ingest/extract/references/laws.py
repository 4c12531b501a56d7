"""Laws and regulations, by name, abbreviation or "lov om …", with the sections that are named."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from planspor.ingest.extract.references.found import DASHES, Found, Pattern, optional, words
from planspor.ingest.extract.text.months import MONTHS
from planspor.ingest.extract.text.tokens import PARAGRAPH, Words, vocabulary, words_of

if TYPE_CHECKING:
    from spacy.matcher import Matcher, PhraseMatcher

_SECTION: Final = re.compile(r"\d+(?:\s?[a-h])?\b(?:\s?[-–]\s?\d+(?:\s?[a-h]\b)?)?")
_NUMBER: Final = {"TEXT": {"REGEX": r"^\d{1,3}[a-z]?$"}}
_PARTED: Final = ({"ORTH": {"IN": DASHES}}, _NUMBER)
_AND: Final = {"LOWER": {"IN": ["og", "eller", "til", ",", "jf", "første"]}}
_SIGN: Final = ({"ORTH": "§"}, {"ORTH": "§", "OP": "?"})
_SPELT: Final = ({"LOWER": {"REGEX": r"^paragraf(?:en|ene|ane)?$"}},)
_ARTICLE: Final = ({"TEXT": {"REGEX": r"^[a-h]$"}, "OP": "?"},)
_LAW: Final = r"^[a-zæøå]{2,}l(?:oven|ova)s?$"
_RULE: Final = r"^[a-zæøå]{3,}forskrift(?:en|a)s?$"
_MONTH: Final = rf"^(?:{'|'.join(MONTHS)})$"
_LONGEST_TITLE: Final = 9
_TITLE: Final = {"law": "lov", "regulation": "forskrift"}
_SIGNED: Final = re.compile(r"§+|\b[Pp]aragraf\w*")
_AROUND: Final = re.compile(
    r"^[\s(]*(?:og|eller|til|jf)?[\s,]*(?:(?:i|av)\s)?|[\s,()]+(?:og|eller|til|jf)?[\s,()]*$"
)
"""What stands between a name and its sections."""


def _numbers() -> list[Pattern]:
    """Section numbers: "3", "3-1", "110 a", and two of them."""
    one: list[Pattern] = [[_NUMBER, *_ARTICLE], [_NUMBER, *_PARTED, *_ARTICLE]]
    return [*one, *([*a, _AND, *b] for a in one for b in one)]


def _sections() -> list[Pattern]:
    return [[*sign, *numbers] for sign in (_SIGN, _SPELT) for numbers in _numbers()]


def _named(shape: str) -> list[Pattern]:
    """A name, also with a first half: "helse- og omsorgstjenesteloven"."""
    name = {"LOWER": {"REGEX": shape, "NOT_IN": words()["no_laws"]}}
    dash = {"ORTH": {"IN": DASHES}}
    word, joined = {"IS_ALPHA": True}, {"LOWER": {"IN": ["og", "eller"]}}
    return [
        [name],
        [word, dash, joined, name],
        [word, dash, {"ORTH": ","}, word, dash, joined, name],
        [
            {"IS_UPPER": True, "IS_ALPHA": True},
            dash,
            {"LOWER": {"IN": ["loven", "lova", "lovens"]}},
        ],
        [{"LOWER": "psykisk"}, name],
    ]


def _with_sections(shape: str) -> list[Pattern]:
    """A name alone, with sections after it ("(§ 6-1)") or before it ("§ 4-1 i")."""
    of = {"LOWER": {"IN": ["i", "av"]}, "OP": "?"}
    opening, closing = optional({"ORTH": "("}), optional({"ORTH": ")"})
    names, sections = _named(shape), _sections()
    after = [[*name, opening, *section, closing] for name in names for section in sections]
    before = [[*section, of, *name] for name in names for section in sections]
    return [*names, *after, *before]


def _dated(head: dict[str, Any]) -> list[Pattern]:
    """By its date and perhaps its number: "lov av 24. juni 2011 nr. 30"."""
    date: Pattern = [
        *(head, optional({"LOWER": "av"}), {"IS_DIGIT": True}, {"ORTH": "."}),
        *({"LOWER": {"REGEX": _MONTH}}, {"IS_DIGIT": True, "LENGTH": 4}),
    ]
    return [date, [*date, {"LOWER": "nr"}, optional({"ORTH": "."}), {"IS_DIGIT": True}]]


def _abbreviated() -> list[Pattern]:
    """By its abbreviation, beside a section: "hol. § 3-1"."""
    short = {"LOWER": {"IN": sorted(_abbreviations())}}
    dot = optional({"ORTH": "."})
    sections = _sections()
    after: list[Pattern] = [[short, dot, *section] for section in sections]
    return [*after, *([*section, short] for section in sections)]


@cache
def _matcher() -> "Matcher":
    from spacy.matcher import Matcher

    matcher = Matcher(vocabulary())
    about = {"LOWER": {"IN": ["om", "um"]}}
    for label, shape, title in (("law", _LAW, "lov"), ("regulation", _RULE, "forskrift")):
        head = {"LOWER": {"IN": [title, f"{title}a", f"{title}en"]}}
        matcher.add(label, _with_sections(shape))
        matcher.add(f"{label} by date", _dated(head))
        matcher.add(f"{label} about", [[head, about]])
        matcher.add(f"{label} by date, about", [[*dated, about] for dated in _dated(head)])
    matcher.add("abbreviation", _abbreviated())
    matcher.add("section", _sections())
    return matcher


@cache
def _titles() -> "PhraseMatcher":
    from spacy.matcher import PhraseMatcher

    matcher = PhraseMatcher(vocabulary(), attr="LOWER")
    for name, others in words()["laws"].items():
        for other in (name, *others):
            if other.startswith("lov ") or " norges " in f" {other}":
                matcher.add(name, [words_of(other).doc])
    return matcher


@cache
def _names() -> dict[str, str]:
    """The name that a law is kept under, by each of its names."""
    held: dict[str, list[str]] = words()["laws"]
    return {other: name for name, others in held.items() for other in (name, *others)}


def _abbreviations() -> set[str]:
    return {name for name in _names() if name.isalpha() and len(name) <= 7 and "lov" not in name}


def laws(text: Words) -> Iterator[Found]:
    """The laws and regulations that a text names; a section alone is the law's named before it."""
    strings = text.doc.vocab.strings
    named, alone = [], []
    for match, start, end in _matcher()(text.doc):
        label = strings[match]
        if label == "section":
            alone.append((start, end))
        elif law := _law(text, label, start, end):
            named.append(law)
    for match, start, end in _titles()(text.doc):
        key = strings[match]
        named.append(Found(start, end, "law", key, "title of a law", 0.97, None, None, 3))
    yield from named
    for start, end in alone:
        before = [one for one in named if one.end <= start and one.kind == "law"]
        if before:
            law = max(before, key=lambda one: one.end)
            section = _section(text.said(start, end))
            yield Found(
                start, end, "law", law.key, "section of the law before", 0.6, section, None, 0
            )


def _law(text: Words, label: str, start: int, end: int) -> Found | None:
    kind = "regulation" if label.startswith("regulation") else "law"
    if label.endswith("about"):
        wide = _end_of_title(text, end)
        if wide == end:
            return None
        key = _titled(f"{_TITLE[kind]} om {text.said(end, wide)}")
        return _found(kind, start, wide, key, "named by what it is about")
    said = text.said(start, end)
    if label.endswith("by date"):
        return _found(kind, start, end, " ".join(said.casefold().split()), "named by its date")
    section = _section(said) if _SIGNED.search(said) else None
    name = _SECTION.sub(" ", _SIGNED.sub(" ", said)) if section else said
    key = _kept(_AROUND.sub(" ", f" {name} "))
    return replace(_found(kind, start, end, key, "named"), section=section)


def _found(kind: str, start: int, end: int, key: str, how: str) -> Found:
    sure = 0.95 if how == "named" else 0.85
    return Found(start, end, kind, key, f"{kind} {how}", sure, weight=2)


def _end_of_title(text: Words, end: int) -> int:
    """Where the title after "lov om" ends: at a sign, or at a word that begins something else."""
    last = min(end + _LONGEST_TITLE, len(text.doc))
    ends = set(words()["plans"]["ends"])
    for place in range(end, last):
        token = text.doc[place]
        if (
            token.lower_ in ends
            or (token.is_punct and token.text not in DASHES)
            or token.text == PARAGRAPH
        ):
            return max(place, end)
    return last


def _titled(title: str) -> str:
    """The name of a law by its title: the one that is known, though it may go on longer."""
    plain = " ".join(title.casefold().split())
    known = [name for name in _names() if name.startswith("lov ") and plain.startswith(name)]
    return _names()[max(known, key=len)] if known else plain


def _section(said: str) -> str | None:
    found = ["".join(one.split()).replace("–", "-") for one in _SECTION.findall(said)]
    return ", ".join(dict.fromkeys(found)) or None


def _kept(name: str) -> str:
    """The name that a law is kept under: without genitive, nynorsk's end, or its other names."""
    plain = " ".join(name.casefold().replace("–", "-").split()).strip(" .")
    plain = re.sub(r"tenestelov", "tjenestelov", plain)
    bare = plain.removesuffix("s") if re.search(r"(?:oven|ova|iften|ifta)s$", plain) else plain
    for form in (
        plain,
        bare,
        re.sub(r"lova$", "loven", bare),
        re.sub(r"forskrifta$", "forskriften", bare),
    ):
        if form in _names():
            return _names()[form]
    return re.sub(r"lova$", "loven", bare)
