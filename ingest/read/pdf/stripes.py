"""Columns told from letters: the stripes of a table that are clear in nearly all of its rows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from planspor.ingest.read.pdf.drawing import Line
from planspor.ingest.read.pdf.grids import GridCell, Spans

_CLEAR = 7.0
"""Points of a stripe that parts columns; words stand 2 to 5 apart."""
_CROSSED = 0.1
"""The share of rows that may cross a border, as headings over several columns do."""
SAME_END = 3.0
"""Points by which the rules of one table may begin or end apart."""


def alike(one: Line, other: Line) -> bool:
    """Whether two rules begin and end at the same places."""
    return abs(one.start - other.start) <= SAME_END and abs(one.end - other.end) <= SAME_END


def covered(left: Spans, right: Spans, begin: float, end: float) -> npt.NDArray[np.bool_]:
    """Of each point from the begin to the end of a row, whether letters stand there."""
    size = int(end - begin) + 1
    first = np.clip(left - begin, 0, size).astype(int)
    last = np.clip(right - begin + 1, 0, size).astype(int)
    steps = np.bincount(first, minlength=size + 1) - np.bincount(last, minlength=size + 1)
    points: npt.NDArray[np.bool_] = np.cumsum(steps)[:size] > 0
    return points


def borders(points: npt.NDArray[np.bool_]) -> list[float]:
    """The middles of the stripes that are clear in nearly all rows with letters."""
    rows = points[points.any(axis=1)]
    clear = rows.sum(axis=0) <= _CROSSED * len(rows)
    turns = np.flatnonzero(np.diff(clear.astype(np.int8))) + 1
    return [
        (first + last) / 2
        for first, last in pairwise(turns.tolist())
        if clear[first] and last - first >= _CLEAR
    ]


def cells(points: npt.NDArray[np.bool_], columns: Sequence[float]) -> Iterator[GridCell]:
    """Row by row; what stands across a border takes the cells on both of its sides."""
    edges = [int(column - columns[0]) for column in columns[1:-1]]
    for row, line in enumerate(points):
        kept = [n for n, edge in enumerate(edges, 1) if not crossed(line, edge)]
        for column, column_end in pairwise([0, *kept, len(columns) - 1]):
            yield GridCell(row, column, row + 1, column_end)


def crossed(points: npt.NDArray[np.bool_], border: int) -> bool:
    """Whether words of a row stand on both sides of a border, closer than columns do."""
    reach = int(_CLEAR / 2)
    before, after = points[max(0, border - reach) : border], points[border : border + reach + 1]
    return bool(before.any() and after.any())
