"""Numbers that are written as words."""

from typing import Final

_ONES: Final = ["en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"]
_TEENS: Final = [
    "ti",
    "elleve",
    "tolv",
    "tretten",
    "fjorten",
    "femten",
    "seksten",
    "sytten",
    "atten",
]
_TENS: Final = ["tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti"]
NUMBER_WORDS = {word: n for n, word in enumerate([*_ONES, *_TEENS, "nitten", *_TENS[:1]], start=1)}
NUMBER_WORDS |= {
    ten + one: 10 * n + k
    for n, ten in enumerate(_TENS, start=2)
    for k, one in enumerate(["", *_ONES])
}
"""Number words from one to ninety-nine, as bokmål and nynorsk both write them."""
