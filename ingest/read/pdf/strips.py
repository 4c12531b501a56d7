"""Tables whose rows alone are parted by rules or bands: their columns are told from the letters.

A column's border is a stripe that is clear of letters in nearly all rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from planspor.ingest.read.pdf.drawing import Line
from planspor.ingest.read.pdf.grids import MOST_LINES, Grid, GridCell, merged

_SAME_END = 3.0
"""Points by which the rules of one table may begin or end apart."""
_FEWEST_RULES = 4
"""Rules below which they part running text (a header, a box, footnotes), not rows."""
_TALLEST_ROW = 110.0
_NEXT_LINE = 18.0
"""Points between the middles of two lines of a cell, at most."""
_CLEAR = 7.0
"""Points of a stripe that parts columns; words stand 2 to 5 apart."""
_CROSSED = 0.1
"""The share of rows that may cross a border, as headings over several columns do."""

Spans = npt.NDArray[Any]
"""The left and right of letters, one row a letter."""


def strips(lines: Iterable[Line], left: Spans, right: Spans, y: Spans) -> Iterator[Grid]:
    """The grids that parallel rules of one length make with letters between them.

    Args:
        lines: all lines of a page.
        left: of each letter where it begins.
        right: of each letter where it ends.
        y: of each letter the height of its middle.
    """
    rules = merged(line for line in lines if line.horizontal)
    for run in _runs(rules) if len(rules) <= MOST_LINES else ():
        rows = [rule.at for rule in run]
        begin, end = min(rule.start for rule in run), max(rule.end for rule in run)
        within = (left >= begin - _SAME_END) & (right <= end + _SAME_END)
        places = [within & (y > top) & (y < bottom) for top, bottom in pairwise(rows)]
        covered = np.stack([_covered(left[p], right[p], begin, end) for p in places])
        columns = [begin, *(begin + border for border in _borders(covered)), end]
        if len(columns) < 3:
            continue
        under = np.flatnonzero(within & (y > rows[-1]) & (y < rows[-1] + _TALLEST_ROW))
        if last := _row_under(rows[-1], columns, left[under], right[under], y[under]):
            rows.append(last[0])
            covered = np.vstack([covered, last[1]])
        yield Grid(tuple(columns), tuple(rows), tuple(_cells(covered, columns)))


def _row_under(
    edge: float, columns: Sequence[float], left: Spans, right: Spans, y: Spans
) -> tuple[float, npt.NDArray[np.bool_]] | None:
    """The last row of a banded table, which has no band: where it ends, and what it covers.

    Its lines follow the edge closely, keep to the columns, and stand in two of them at least.
    """
    borders = [int(column - columns[0]) for column in columns[1:-1]]
    covered = np.zeros(int(columns[-1] - columns[0]) + 1, bool)
    middle, first = edge, 0.0
    for height in np.unique(np.round(y)).tolist():
        line = np.abs(y - height) <= 1
        points = _covered(left[line], right[line], columns[0], columns[-1])
        if height - middle > _NEXT_LINE or any(_crossed(points, border) for border in borders):
            break
        covered |= points
        middle, first = height, first or height
    filled = sum(bool(part.any()) for part in np.split(covered, borders))
    return (middle + first - edge, covered) if filled > 1 else None


def _runs(rules: Sequence[Line]) -> Iterator[list[Line]]:
    """Rules one below the other, of the same begin and end."""
    left = sorted(rules, key=lambda rule: rule.at)
    while left:
        run = [left.pop(0)]
        for rule in list(left):
            if not _alike(run[-1], rule):
                continue
            if rule.at - run[-1].at > _TALLEST_ROW:
                break
            run.append(rule)
            left.remove(rule)
        if len(run) >= _FEWEST_RULES:
            yield run


def _alike(one: Line, other: Line) -> bool:
    return abs(one.start - other.start) <= _SAME_END and abs(one.end - other.end) <= _SAME_END


def _covered(left: Spans, right: Spans, begin: float, end: float) -> npt.NDArray[np.bool_]:
    """Of each point from the begin to the end of a row, whether letters stand there."""
    covered = np.zeros(int(end - begin) + 1, bool)
    for first, last in zip((left - begin).tolist(), (right - begin).tolist(), strict=True):
        covered[max(0, int(first)) : max(0, int(last)) + 1] = True
    return covered


def _borders(covered: npt.NDArray[np.bool_]) -> list[float]:
    """The middles of the stripes that are clear in nearly all rows with letters."""
    rows = covered[covered.any(axis=1)]
    clear = rows.sum(axis=0) <= _CROSSED * len(rows)
    turns = np.flatnonzero(np.diff(clear.astype(np.int8))) + 1
    return [
        (first + last) / 2
        for first, last in pairwise(turns.tolist())
        if clear[first] and last - first >= _CLEAR
    ]


def _cells(covered: npt.NDArray[np.bool_], columns: Sequence[float]) -> Iterator[GridCell]:
    """Row by row; what stands across a border takes the cells on both of its sides."""
    borders = [int(column - columns[0]) for column in columns[1:-1]]
    for row, points in enumerate(covered):
        kept = [n for n, border in enumerate(borders, 1) if not _crossed(points, border)]
        for column, column_end in pairwise([0, *kept, len(columns) - 1]):
            yield GridCell(row, column, row + 1, column_end)


def _crossed(points: npt.NDArray[np.bool_], border: int) -> bool:
    """Whether words of a row stand on both sides of a border, closer than columns do."""
    reach = int(_CLEAR / 2)
    before, after = points[max(0, border - reach) : border], points[border : border + reach + 1]
    return bool(before.any() and after.any())
