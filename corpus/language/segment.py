"""Sentences in Norwegian official prose."""

import re
from collections.abc import Iterator
from typing import Final

from planspor.corpus.language.lists import words

_ABBREVIATIONS: Final = words("sentences", "abbreviations")
_CLOSING: Final = words("sentences", "closing")
MONTHS: Final = words("sentences", "months")
_BREAK: Final = re.compile(r"(?:[.!?…]+[\"'»”’)\]]*|\n[^\S\n]*\n)\s*")
_LAST_WORD: Final = re.compile(r"[^\s(«“\"]+$")
_LONGEST_WORD: Final = 40
_OPENERS: Final = "«“\"'([–-•*"


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, trimmed; all text but white space is in one of them.

    A blank line always ends a sentence. A full stop does not after an abbreviation, an initial,
    the day of a date or the number that opens a list item, nor before a small letter.
    """
    return list(_spans(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        if _ends(text, start, found):
            yield from _trimmed(text, start, found.end())
            start = found.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    mark = found.group()
    if mark.isspace() or mark.count("\n") > 1:
        return True
    following = text[found.end() : found.end() + _LONGEST_WORD].lstrip(_OPENERS)
    if not mark[-1].isspace() or following[:1].islower():
        return False
    if mark.strip() != ".":
        return True
    before = text[max(start, found.start() - _LONGEST_WORD) : found.start()]
    return not _goes_on(before, following)


def _goes_on(before: str, following: str) -> bool:
    """Whether a lone full stop belongs to the word before it."""
    last = _LAST_WORD.search(before)
    word = last.group().lower() if last else ""
    if word in _CLOSING:
        return not following[:1].isupper()
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return True
    if not word.replace(".", "").isdigit():
        return False
    enumerator = word == before.strip()
    return enumerator or (len(word) <= 2 and following.split(" ")[0].lower() in MONTHS)
