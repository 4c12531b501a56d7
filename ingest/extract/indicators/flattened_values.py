"""The values at the end of a flattened row, told apart by the columns that they stand in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from planspor.ingest.extract.indicators.headers import VALUES, Column
from planspor.ingest.extract.indicators.rows import Printed, is_missing
from planspor.ingest.extract.text.figures import FIGURE

_MOST_WORDS = 4
"""Words in the longest cell: 12 345 678 %, "ikke tilgjengelig"."""
_MOST_AFTER = 8
"""Words after the values: a source or a note."""
_FIGURE = re.compile(FIGURE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?")


def value_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns of values, with the one of years where values stand."""
    if not any(one.key in VALUES for one in columns):
        return []
    return [one for one in columns if one.key in (*VALUES, "year")]


def ends_in(texts: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether lines end in a cell for each of some columns."""
    words = _words(texts)
    return _fit(words, len(words), columns) is not None


def parted(texts: list[str], columns: Sequence[Column]) -> tuple[list[str], tuple[Printed, ...]]:
    """A row's lines without the values at their end, and the values.

    Cells may be missing at the end of a row, and a source may follow the values, where the
    columns do.
    """
    held = value_columns(columns)
    words = _words(texts)
    if not held or not words:
        return texts, ()
    last = max(n for n, one in enumerate(columns) if one in held)
    ends = _ends(words) if last + 1 < len(columns) else [len(words)]
    for keep in range(len(held), 0, -1):
        for end in ends:
            starts = _fit(words, end, held[:keep])
            if starts is not None:
                cells = _cells(words, [*starts, end])
                return _left(words, starts[0], end), _printed(held, cells)
    return texts, ()


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    line: int


def _words(texts: Sequence[str]) -> list[_Word]:
    return [_Word(word, n) for n, text in enumerate(texts) for word in text.split()]


def _ends(words: Sequence[_Word]) -> list[int]:
    """Where values may end: before words that hold no figure."""
    ends = [len(words)]
    for word in reversed(words[-_MOST_AFTER:]):
        if not any(letter.isalpha() for letter in word.text):
            break
        ends.append(ends[-1] - 1)
    return ends


def _fit(words: Sequence[_Word], end: int, columns: Sequence[Column]) -> list[int] | None:
    """Where the cell of each column begins, if those before a place are such; the longest fit."""

    @cache
    def fit(end: int, column: int) -> tuple[int, ...] | None:
        if column < 0:
            return ()
        best: tuple[int, ...] | None = None
        for start in range(max(0, end - _MOST_WORDS), end):
            if not _is_cell(words[start:end], columns[column]):
                continue
            before = fit(start, column - 1)
            found = None if before is None else (*before, start)
            if found is not None and (best is None or found[0] < best[0]):
                best = found
        return best

    found = fit(end, len(columns) - 1)
    return None if found is None else list(found)


def _is_cell(words: Sequence[_Word], column: Column) -> bool:
    if words[0].line != words[-1].line:
        return False
    text = " ".join(word.text for word in words)
    if column.key == "year":
        return _YEAR.fullmatch(text) is not None
    return _FIGURE.fullmatch(text) is not None or is_missing(text)


def _cells(words: Sequence[_Word], borders: Sequence[int]) -> list[str]:
    return [" ".join(word.text for word in words[a:b]) for a, b in pairwise(borders)]


def _left(words: Sequence[_Word], start: int, end: int) -> list[str]:
    """The lines without the values; what follows these is a line of its own."""
    lines: dict[tuple[bool, int], list[str]] = {}
    for place, word in enumerate(words):
        if not start <= place < end:
            lines.setdefault((place >= end, word.line), []).append(word.text)
    return [" ".join(line) for line in lines.values()]


def _printed(columns: Sequence[Column], cells: Sequence[str]) -> tuple[Printed, ...]:
    """Each value with the year beside it, else the year of its heading."""
    years = [cell[:4] for one, cell in zip(columns, cells, strict=False) if one.key == "year"]
    told = int(years[0]) if years else None
    return tuple(
        Printed(cell, one.year or told, one.heading, one.key == "target")
        for one, cell in zip(columns, cells, strict=False)
        if one.key != "year"
    )
