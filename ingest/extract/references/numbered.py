"""Publications by number: those to and from Stortinget, NOU, IS, circulars and reports."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from planspor.corpus.citing.keys import number_key, series_key, session_of
from planspor.ingest.extract.references.found import DASHES, Found, Pattern, optional, words
from planspor.ingest.extract.text.tokens import PARAGRAPH, Words, vocabulary

if TYPE_CHECKING:
    from spacy.matcher import Matcher

_DOT: Final[dict[str, Any]] = {"ORTH": ".", "OP": "?"}
_NR: Final[tuple[dict[str, Any], ...]] = ({"LOWER": {"IN": ["nr", "no"]}, "OP": "?"}, _DOT)
_NUMBER: Final[dict[str, Any]] = {"IS_DIGIT": True, "LENGTH": {"<=": 4}}
_YEAR: Final[dict[str, Any]] = {"TEXT": {"REGEX": r"^(?:18|19|20)\d\d$"}}
_DASH: Final[dict[str, Any]] = {"ORTH": {"IN": [*DASHES, "/"]}}
_HOUSE: Final[dict[str, Any]] = {"TEXT": {"IN": ["S", "L", "LS", "O"]}, "OP": "?"}
_SESSION: Final[tuple[dict[str, Any], ...]] = (
    {"ORTH": "(", "OP": "?"},
    *(_YEAR, _DASH, optional(_DASH)),
    {"IS_DIGIT": True, "LENGTH": {"IN": [2, 4]}},
    {"ORTH": ")", "OP": "?"},
)
_TITLE: Final[tuple[dict[str, Any], ...]] = (
    {"IS_TITLE": True},
    {"TEXT": {"NOT_IN": ["(", ")", ".", ";", PARAGRAPH]}, "OP": "{0,7}"},
    {"ORTH": "("},
)
"""A title between a number and its session: "Meld. St. 25 Åpenhet og helhet (1996–97)"."""


def _lower(*forms: str) -> dict[str, Any]:
    return {"LOWER": {"IN": list(forms)}}


_SERIES: Final[Mapping[str, tuple[Pattern, ...]]] = {
    "prop": (
        [_lower("prop"), _DOT, *_NR, _NUMBER, _HOUSE],
        [_lower("st", "ot"), _DOT, _lower("prp"), _DOT, *_NR, _NUMBER],
        [_lower("stortingsproposisjon", "odelstingsproposisjon"), *_NR, _NUMBER],
    ),
    "meld": (
        [_lower("meld"), _DOT, _lower("st"), _DOT, *_NR, _NUMBER],
        [_lower("st"), _DOT, _lower("meld"), _DOT, *_NR, _NUMBER],
        [_lower("stortingsmelding", "stortingsmeldingen"), *_NR, _NUMBER],
    ),
    "innst": (
        [_lower("innst"), _DOT, *_NR, _NUMBER, _HOUSE],
        [_lower("innst"), _DOT, _lower("s", "o", "l"), _DOT, *_NR, _NUMBER],
        [
            *(_lower("budsjett", "b"), _DOT, optional({"ORTH": "-"}), _lower("innst"), _DOT),
            *(_lower("s", "o"), _DOT, *_NR, _NUMBER),
        ],
    ),
    "dok": (
        [_lower("dok", "dokument"), _DOT, *_NR, _NUMBER, {"ORTH": ":"}, _NUMBER, _HOUSE],
        [_lower("representantforslag", "representantlovforslag"), *_NR, _NUMBER, _HOUSE],
    ),
}
_NOU: Final[Pattern] = [{"ORTH": "NOU"}, _DOT, _YEAR, {"ORTH": ":"}, _NUMBER]
_IS: Final[Pattern] = [{"ORTH": "IS"}, {"ORTH": {"IN": DASHES}}, _NUMBER]
_IS_PARTED: Final[Pattern] = [*_IS, {"ORTH": "/"}, _NUMBER]
_CIRCULAR: Final[Pattern] = [
    {"LOWER": {"REGEX": r"^rundskriv(?:et|s)?$"}},
    *_NR,
    {"TEXT": {"REGEX": r"^[A-ZÆØÅ]{1,5}$"}, "OP": "?"},
    {"ORTH": {"IN": DASHES}, "OP": "?"},
    _NUMBER,
]
_PART: Final[tuple[dict[str, Any], ...]] = ({"ORTH": {"IN": [*DASHES, "/"]}}, _NUMBER)


def _report_patterns() -> Iterator[Pattern]:
    held = words()["reports"]
    word = _lower(*held["words"])
    series = {"ORTH": {"IN": held["series"]}}
    named = {"TEXT": {"REGEX": r"^[A-ZÆØÅ]"}}
    dash = {"ORTH": {"IN": DASHES}, "OP": "?"}
    parted = ({"ORTH": {"IN": [":", "/", *DASHES]}}, {"ORTH": ":", "OP": "?"}, _NUMBER)
    yield [named, dash, word, *_NR, _NUMBER, *parted]
    yield [word, *_NR, _NUMBER, *parted]
    yield [word, series, dash, _NUMBER, *parted]
    yield [series, dash, _NUMBER, *parted]
    yield [
        series,
        dash,
        optional(word),
        {"TEXT": {"IN": ["A", "F"]}},
        {"TEXT": {"REGEX": r"^\d{4,5}$"}},
    ]
    yield [_lower(*held["yearly"]), {"IS_LOWER": False, "IS_ALPHA": True, "OP": "{1,3}"}, _YEAR]


@cache
def _matcher() -> "Matcher":
    from spacy.matcher import Matcher

    matcher = Matcher(vocabulary())
    for kind, patterns in _SERIES.items():
        tails = ((), _SESSION, (*_TITLE, *_SESSION[1:]))
        matcher.add(kind, [[*pattern, *tail] for pattern in patterns for tail in tails])
    matcher.add("nou", [_NOU])
    matcher.add("is", [_IS, _IS_PARTED, [_CIRCULAR[0], *_IS], [_CIRCULAR[0], *_IS_PARTED]])
    matcher.add("circular", [_CIRCULAR, [*_CIRCULAR, *_PART], [*_CIRCULAR, *_PART, *_PART]])
    matcher.add("report", list(_report_patterns()))
    return matcher


def numbered(text: Words) -> Iterator[Found]:
    """The numbered publications that a text names."""
    for match, start, end in _matcher()(text.doc):
        kind = text.doc.vocab.strings[match]
        said = text.said(start, end)
        key = number_key(said) if kind not in ("circular", "report") else series_key(said)
        if key is not None:
            session = session_of(said) if kind not in ("nou", "is", "circular", "report") else None
            yield Found(start, end, kind, key, f"number of a {kind}", 0.98, None, session, 3)
