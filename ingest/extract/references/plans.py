"""Plans and strategies by name: "Opptrappingsplanen for rusfeltet (2016–2020)"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from planspor.corpus.citing.keys import session_of
from planspor.ingest.extract.references.found import DASHES, Found, words
from planspor.ingest.extract.text.tokens import PARAGRAPH, Words, vocabulary, words_of

if TYPE_CHECKING:
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Token

_LONGEST: Final = 10
_ABOUT: Final = ["for", "mot", "om", "på"]
_YEAR: Final = {"TEXT": {"REGEX": r"^(?:19|20)\d\d$"}}
_PERIOD: Final = re.compile(
    r"\s*(?:\(\s*|fra\s+|i\s+|,\s*|som (?:ble|vart) (?:vedtatt|vedteken|lagt fr[ae]m) i )?"
    r"(?:i perioden\s+)?"
    r"((?:19|20)\d\d)(?:\s*[-–—]\s*((?:19|20)\d\d))?(?!\d)(?:\s?\))?"
)
_SPANS: Final = frozenset({"årene", "åra", "perioden", "tidsrommet"})
_DEFINITE: Final = re.compile(r"(?:[^e]et|en|ene|ane)$")
_LOOSE: Final = frozenset({"om", "på"})
"""Words that more often say where a plan is spoken of than what it is called."""


def _shapes() -> tuple[str, str, str]:
    heads = "|".join(words()["plans"]["heads"])
    plan = rf"^(?:\w*(?:{heads}))plan(?:en|a|ens|as)?$"
    return plan, r"^\w*strategi(?:en|ens)?$", r"^plan(?:en|ens)?$"


def titles() -> tuple[str, ...]:
    """Titles of plans and strategies that do not say that they are one."""
    return tuple(words()["plans"]["titles"])


@cache
def _matcher() -> "Matcher":
    from spacy.matcher import Matcher

    plan, strategy, bare = _shapes()
    about = {"LOWER": {"IN": _ABOUT}}
    dash = {"ORTH": {"IN": DASHES}}
    kind = {"LOWER": {"IN": ["strategisk", "nasjonal", "strategiske", "nasjonale"]}}
    matcher = Matcher(vocabulary())
    for label, shape in (("plan", plan), ("strategy", strategy)):
        head = {"LOWER": {"REGEX": shape}}
        matcher.add(label, [[head, about], [head, {"LOWER": "i"}, {"IS_ALPHA": True}, about]])
        matcher.add(
            f"{label} with its years",
            [[head, _YEAR, dash, _YEAR], [head, {"ORTH": "("}, _YEAR, dash, _YEAR]],
        )
    matcher.add("strategy", [[kind, {"LOWER": {"REGEX": bare}}, about]])
    return matcher


@cache
def _titles() -> "PhraseMatcher":
    from spacy.matcher import PhraseMatcher

    matcher = PhraseMatcher(vocabulary(), attr="ORTH")
    for title in titles():
        matcher.add(title, [words_of(title).doc])
    return matcher


def plans(text: Words) -> Iterator[Found]:
    """The plans and strategies that a text names."""
    strings = text.doc.vocab.strings
    for match, start, end in _titles()(text.doc):
        end, years = _with_years(text, end)
        key = " ".join((strings[match].casefold(), *filter(None, (years,))))
        yield Found(start, end, "plan", key, "title of a plan", 0.95, None, years, 2)
    for match, start, end in _matcher()(text.doc):
        label = strings[match]
        found = (
            _dated(text, start, end) if label.endswith("years") else _about(text, start, end, label)
        )
        if found is not None:
            yield found


def _dated(text: Words, start: int, end: int) -> Found:
    """A plan that is named by its years alone: "opptrappingsplanen 2016–2020"."""
    years = session_of(text.said(start, end))
    key = " ".join(filter(None, (_base(text.doc[start].lower_), years)))
    return Found(start, end, "plan", key, "plan named by its years", 0.9, None, years, 1)


def _about(text: Words, start: int, end: int, label: str) -> Found | None:
    """A plan that is named by what it is for."""
    head = text.doc[start]
    stop = _end_before_years(text, end) or _end_of_object(text, end)
    if stop == end or text.doc[end].lower_ == "å":
        return None
    wide, years = _with_years(text, stop)
    confidence = _confidence(text, start, label, years)
    if confidence is None:
        return None
    if years and text.doc[end].lower_ in _SPANS:
        return _dated(text, start, wide)
    named = [token.lower_ for token in text.doc[start + 1 : stop]]
    key = " ".join((_base(head.lower_), *named, *filter(None, (years,))))
    key = re.sub(r"\s?([-–])\s?", r"\1", key) if "-" not in key else re.sub(r" - ", "- ", key)
    return Found(
        start, wide, "plan", key, f"{label} named by what it is for", confidence, None, years, 1
    )


def _confidence(text: Words, start: int, label: str, years: str | None) -> float | None:
    """How sure it is that a plan is meant by its name, and not any plan of the sort."""
    head = text.doc[start]
    definite = bool(re.search(r"(?:en|a|ens|as)$", head.lower_))
    before = text.doc[start - 1].lower_ if start else ""
    if years is not None:
        return 0.95
    loose = text.doc[start + 1].lower_ in _LOOSE and not _is_title(text, start)
    if loose or before in words()["plans"]["any"]:
        return None
    if label == "strategy":
        return 0.8 if _is_title(text, start) or definite else None
    if not definite and not _is_title(text, start):
        return 0.6
    return 0.9


def _is_title(text: Words, start: int) -> bool:
    """Whether it is written with a capital."""
    return text.doc[start].text[:1].isupper()


def _end_of_object(text: Words, start: int) -> int:
    """Where the words that say what a plan is for end: after the first noun, or what joins it."""
    ends = frozenset(words()["plans"]["ends"])
    last = min(start + _LONGEST, len(text.doc))
    for place in range(start, last):
        token = text.doc[place]
        if token.text in DASHES and _is_joined(text, place):
            continue
        if token.text == PARAGRAPH or not token.is_alpha or token.lower_ in ends:
            return _without_joins(text, start, place)
        if _is_noun(token) and not _goes_on(text, place + 1):
            return place + 1
    return _without_joins(text, start, last)


def _end_before_years(text: Words, start: int) -> int | None:
    """Where a period such as "2007–2010" begins, if only words without a verb stand before it."""
    verbs = frozenset(words()["plans"]["ends"]) - {"i", "på", "innen", "fra"}
    for place in range(start, min(start + _LONGEST, len(text.doc))):
        token = text.doc[place]
        if token.is_digit or token.text == "(":
            years = _PERIOD.match(text.text, text.end(place)) if place > start else None
            return place if years and years[2] else None
        if token.lower_ in verbs or not (token.is_alpha or token.text in DASHES):
            return None
    return None


def _is_noun(token: "Token") -> bool:
    """Whether a word ends a group of words: no adjective or small word."""
    return not re.search(
        r"(?:isk|ske|ig|ige|elle|ell|ale|sk)$|^(?:og|av|for|mot|til|i|på|barn)$", token.lower_
    )


def _goes_on(text: Words, place: int) -> bool:
    """Whether a name goes on after a noun: with a dash, with "av", or with "og" and its like."""
    if place + 1 >= len(text.doc):
        return False
    joint, after = text.doc[place], text.doc[place + 1]
    if joint.lower_ == "og":
        before = text.doc[place - 1]
        return bool(_DEFINITE.search(before.lower_)) == bool(_DEFINITE.search(after.lower_))
    return joint.lower_ == "av" or (joint.text in DASHES and _is_joined(text, place))


def _is_joined(text: Words, place: int) -> bool:
    """Whether a dash joins two words, or ends the first half of a compound."""
    return place > 0 and text.start(place) == text.end(place)


def _without_joins(text: Words, start: int, end: int) -> int:
    while end > start and text.doc[end - 1].lower_ in ("og", "av", "for", "i", "til", *DASHES):
        end -= 1
    return end


def _with_years(text: Words, end: int) -> tuple[int, str | None]:
    """The end with the years that follow, and those years."""
    place = text.end(end)
    found = _PERIOD.match(text.text, place)
    if found is None:
        return end, None
    wide = end
    while wide < len(text.doc) and text.start(wide) < found.end():
        wide += 1
    return wide, "-".join(filter(None, found.groups()))


def _base(head: str) -> str:
    """The head without its ending: "opptrappingsplan"."""
    found = re.match(r"(.*?(?:plan|strategi))", head)
    return found[1] if found else head
