"""How many measures a plan says that it has."""

import re

_ONES = ["en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"]
_TEENS = ["ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten"]
_TENS = ["tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti"]
_NUMBERS = {word: n for n, word in enumerate([*_ONES, *_TEENS, "nitten", *_TENS[:1]], start=1)}
_NUMBERS |= {
    ten + one: 10 * n + k
    for n, ten in enumerate(_TENS, start=2)
    for k, one in enumerate(["", *_ONES])
}
"""Number words from one to ninety-nine, as bokmål and nynorsk both write them."""

_SAYS = re.compile(
    r"\b(?P<subject>[^.:;]{0,60}?(?:plan|strategi|melding|proposisjon|program)(?:en|a|met)?)\s"
    r"(?:[^.:;]{0,60}?\s)?(?:har|inneholder|inneheld|omfatter|omfattar|består av|presenterer|med)\s"
    r"(?:(?:til sammen|til saman|i alt|totalt|hele|heile|om lag)\s)*"
    rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\s"
    r"(?:(?!av\b)[\w-]+\s){0,2}?(?:tiltak|punkt|punkter)\b",
    re.IGNORECASE,
)
_OTHER_PLAN = re.compile(r"\b(?:forrige|førre|tidligere|tidlegare|gamle|hver|kvar)\b", re.I)


def expected_measures(text: str) -> int | None:
    """The number of measures or points that a text first says its plan has."""
    for match in _SAYS.finditer(text):
        if not _OTHER_PLAN.search(match["subject"]):
            word = match["number"].lower()
            return int(word) if word.isdigit() else _NUMBERS[word]
    return None
