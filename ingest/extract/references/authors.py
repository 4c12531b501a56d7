"""Citations by author and year: "(Hansen mfl., 2018a; Lid 2017)", "Simons og Voss (2018)"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from planspor.ingest.extract.references.found import DASHES, YEAR, Found, Pattern, words
from planspor.ingest.extract.text.tokens import PARAGRAPH, Words, vocabulary

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Token

_YEAR: Final = {"TEXT": {"REGEX": YEAR}}
_ALIKE: Final = {"ORTH": {"IN": [",", ":"]}, "OP": "?"}
_MORE: Final = re.compile(r"\bet\.?\s?al\b|\bm\.?\s?fl\b|\bmed flere\b|\bo\.\s?a\.|\bmed fleire\b")
_LEFT_OUT: Final = re.compile(r"\b[A-ZÆØÅ]\.|[.,:()]|\b(?:et|al|mfl|m|fl|med|flere|fleire)\b")
_LONGEST: Final = 14
_SMALL: Final = 6
"""Words in small letters that a name before a comma and a year has at most."""
_GENITIVE: Final = re.compile(r"(?<=et|en)s$")


@cache
def _sets() -> dict[str, frozenset[str]]:
    held: dict[str, Any] = words()["authors"]
    return {name: frozenset(listed) for name, listed in held.items()}


@cache
def _matcher() -> "Matcher":
    from spacy.matcher import Matcher

    name = {"TEXT": {"REGEX": r"^[^\W\d_a-zæøåäöéü]"}, "LOWER": {"NOT_IN": sorted(_sets()["none"])}}
    part = {
        "TEXT": {
            "NOT_IN": ["(", ")", ";", "[", "]", "«", "»", "=", PARAGRAPH, "§"],
            "REGEX": r"^\D+$",
        }
    }
    rest = {**part, "OP": f"{{0,{_LONGEST}}}"}
    opening = {"ORTH": {"IN": ["(", "[", ";", ",", "–"]}}
    small = [*sorted(_sets()["leads"] | _sets()["particles"]), ".", ",", ":"]
    lead = {"LOWER": {"IN": small}, "OP": "{0,5}"}
    matcher = Matcher(vocabulary())
    inside: Pattern = [opening, lead, name, rest, _YEAR]
    matcher.add("in brackets", [inside])
    before: Pattern = [name, {**part, "OP": "{0,10}"}, {"ORTH": {"IN": ["(", "["]}}, _YEAR]
    matcher.add("before brackets", [before])
    return matcher


def authors(text: Words) -> Iterator[Found]:
    """The citations of a text by author and year, each year by itself."""
    strings = text.doc.vocab.strings
    depths = _depths(text)
    ends: dict[int, Found] = {}
    for match, start, end in _matcher()(text.doc):
        inside = strings[match] == "in brackets"
        if _is_period(text, end) or not depths[end - 1]:
            continue
        made = _inside(text, start, end, depths) if inside else _before(text, start, end)
        if made is None:
            continue
        held = ends.get(made.end)
        if held is None or (made.confidence, held.start) > (held.confidence, made.start):
            ends[made.end] = made
    for one in ends.values():
        yield one
        yield from _further(text, one)


def _depths(text: Words) -> list[int]:
    """How many brackets are open at each token."""
    depths, depth = [], 0
    for token in text.doc:
        if token.text in "([":
            depth += 1
        depths.append(depth)
        if token.text in ")]" and depth:
            depth -= 1
    return depths


def _is_period(text: Words, end: int) -> bool:
    """Whether the year goes on as a period, or is the first half of a number: "2016–2020"."""
    following = [token.text for token in text.doc[end : end + 2]]
    return len(following) == 2 and following[0] in (*DASHES, "/") and following[1].isdigit()


def _inside(text: Words, start: int, end: int, depths: list[int]) -> Found | None:
    """A citation that stands wholly in brackets."""
    first = _first_name(text, start + 1, end)
    if first is None or min(depths[first:end]) == 0:
        return None
    if text.doc[start].text in (",", "–") and not _follows_year(text, start):
        return None
    names = text.doc[first : end - 1]
    comma = len(names) > 0 and names[-1].text in (",", ":")
    said = [token for token in names if token.text not in (",", ":")]
    if not said or not _are_names(said, comma):
        return None
    return _made(text, first, end, "author and year in brackets", 0.95 if comma else 0.9)


def _follows_year(text: Words, comma: int) -> bool:
    """Whether a comma stands after another citation's year or pages."""
    return comma > 0 and bool(re.match(r"\d", text.doc[comma - 1].text))


def _first_name(text: Words, start: int, end: int) -> int | None:
    none = _sets()["none"]
    for place in range(start, end - 1):
        token = text.doc[place]
        if _is_capital(token) and token.lower_ not in none:
            return place
    return None


def _is_capital(token: "Token") -> bool:
    return token.text[:1].isupper()


def _are_names(said: "list[Token]", comma: bool) -> bool:
    """Whether words are the names of persons, or of a body."""
    sets = _sets()
    small = [t for t in said if t.is_alpha and not _is_capital(t) and not _joins(t.lower_)]
    if any(token.lower_ in sets["no_names"] for token in small):
        return False
    if not comma and said[-1].lower_ in sets["before_years"]:
        return False
    last = next((t for t in reversed(said) if t.is_alpha), said[-1])
    if comma:
        return len(small) <= _SMALL
    if any(last.lower_.endswith(end) for end in sets["not_ending"]) and not _is_body(said):
        return False
    return not small or _is_body(said)


def _joins(word: str) -> bool:
    return (
        word in ("og", "and", "et", "al", "mfl", "m", "fl", "med", "flere", "fleire", "in")
        or word in _sets()["particles"]
    )


def _is_body(said: "list[Token]") -> bool:
    return said[0].lower_ in _sets()["bodies"]


def _before(text: Words, start: int, end: int) -> Found | None:
    """Names before a year in brackets: the last run of names, or of a body's words."""
    bracket = end - 2
    first = _run_of_names(text, start, bracket)
    if first is None:
        return None
    said = [token for token in text.doc[first:bracket] if token.text not in (",", ":")]
    if not said or not _are_names(said, comma=False) or _is_term(said):
        return None
    return _made(text, first, end, "author before a year in brackets", 0.85)


def _is_term(said: "list[Token]") -> bool:
    """Whether it is too short for a name: an abbreviation of the text's own."""
    return len(said) == 1 and len(said[0].text) < 3


def _run_of_names(text: Words, start: int, bracket: int) -> int | None:
    """Where the names that end at a bracket begin."""
    place, first = bracket - 1, None
    none = _sets()["none"]
    body = _body_before(text, start, bracket)
    if body is not None:
        return body
    while place >= start:
        token = text.doc[place]
        if _is_capital(token) and token.lower_ not in none:
            first = place
        elif not (_joins(token.lower_) or token.text in ("-", "&", "/", ".", ",", "’", "'")) or (
            token.text == "." and not _is_initial_or_more(text, place)
        ):
            break
        place -= 1
    return first


def _is_initial_or_more(text: Words, dot: int) -> bool:
    before = text.doc[dot - 1].text if dot else ""
    return (len(before) == 1 and before.isupper()) or before in ("al", "fl", "mfl", "m")


def _body_before(text: Words, start: int, bracket: int) -> int | None:
    """Where a body's name with small words in it begins: "Statens helsetilsyn (2004)"."""
    last = text.doc[bracket - 1]
    if _is_capital(last) or not any(last.lower_.endswith(end) for end in _sets()["body_ends"]):
        return None
    for place in range(bracket - 2, max(start, bracket - 9) - 1, -1):
        token = text.doc[place]
        if _is_capital(token):
            return place if token.lower_ in _sets()["bodies"] else None
        if token.lower_ in _sets()["no_names"] or token.text in (".", ":", ";"):
            return None
    return None


def _further(text: Words, one: Found) -> Iterator[Found]:
    """More years of the same authors: "2018a, 2018b", "(2004 og 2006)"."""
    place = one.end - (text.doc[one.end - 1].text == ")")
    names = one.key.rsplit(" ", 1)[0]
    while place + 1 < len(text.doc) and text.doc[place].lower_ in (",", "og", "and", "&"):
        year = text.doc[place + 1]
        if not re.match(YEAR, year.text) or _is_period(text, place + 2):
            return
        key = f"{names} {year.lower_}"
        yield Found(place + 1, place + 2, "author-year", key, "another year of an author", 0.9)
        place += 2


def _made(text: Words, first: int, end: int, rule: str, confidence: float) -> Found:
    said = text.said(first, end - 1)
    more = " mfl" if _MORE.search(said) else ""
    plain = (
        _LEFT_OUT.sub(" ", said).replace("&", " og ").replace("/", " og ").replace(" and ", " og ")
    )
    parts = " ".join(plain.casefold().split()).removesuffix(" og")
    parts = _GENITIVE.sub("", parts)
    key = f"{parts}{more} {text.doc[end - 1].lower_}"
    closes = text.doc[end - 2].text == "(" and end < len(text.doc) and text.doc[end].text == ")"
    return Found(first, end + closes, "author-year", key, rule, confidence)
