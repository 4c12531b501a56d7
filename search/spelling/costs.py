"""How likely one spelling is meant by another, as Norwegian is misspelt and mistyped."""

import re
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

_SOUNDS: Final = tuple(
    (re.compile(spelled), sound)
    for spelled, sound in (
        (r"aa", "å"),
        (r"ae|æ", "e"),
        (r"oe", "ø"),
        (r"skj|sj|kj|tj", "š"),
        (r"sk(?=[iyø])|k(?=[iy])", "š"),
        (r"hj|gj|lj", "j"),
        (r"g(?=[iy])", "j"),
        (r"hv|w", "v"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])|z", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"(?<=[lnr])d(?=$|e|s|l)", ""),
        (r"(?<=e)t$", ""),
        (r"(?<=[^aeiouyæøå])h(?=[rl])|(?<=[td])h", ""),
        (r"gs(?=t|k)|ks(?=t)", "ks"),
        (r"ei|ai", "æi"),
        (r"o(?=[glr])", "å"),
        (r"([^aeiouyæøå])\1+", r"\1"),
    )
)
"""Spellings that sound the same, as patterns, tried in this order."""
_ROWS: Final = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
"""The Norwegian keyboard."""
_SOUND: Final = 0.4
"""What a word costs that sounds the same; beside it, what its sounds differ by."""
_SLIP: Final = 0.7
"""A neighbouring key, two letters that changed places, or one letter twice or once."""
_FIRST: Final = 0.4
"""What a different first letter costs more: few begin a word wrong."""


def cost(typed: str, meant: str) -> float:
    """How unlike two spellings are: 0 for the same, about 1 for each letter; sounds count less."""
    letters = _letters(typed, meant)
    heard = _SOUND + OSA.distance(sound(typed), sound(meant))
    return min(letters, heard) + (_FIRST if typed[:1] != meant[:1] else 0.0)


def sound(word: str) -> str:
    """The word in letters that stand for sounds, roughly."""
    for spelled, heard in _SOUNDS:
        word = spelled.sub(heard, word)
    return word


def _letters(typed: str, meant: str) -> float:
    distance = OSA.distance(typed, meant)
    return distance - (1 - _SLIP) if _is_slip(typed, meant) else float(distance)


def _is_slip(typed: str, meant: str) -> bool:
    """Whether the first letter that differs is a slip of the finger."""
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if at is None:
        return False
    if typed[at : at + 2] == meant[at : at + 2][::-1]:
        return True
    if len(typed) == len(meant):
        return meant[at] in _neighbours(typed[at])
    longer = max(typed, meant, key=len)
    return longer[at] == longer[at - 1]


@cache
def _neighbours(key: str) -> frozenset[str]:
    for number, row in enumerate(_ROWS):
        at = row.find(key)
        if at >= 0:
            above = _ROWS[number - 1][at : at + 2] if number else ""
            below = "".join(_ROWS[number + 1 : number + 2])[max(at - 1, 0) : at + 1]
            return frozenset(row[max(at - 1, 0) : at + 2] + above + below) - {key}
    return frozenset()
