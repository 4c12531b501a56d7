"""Tables with rules above, below and under the header alone, as LaTeX's booktabs sets them.

Their columns are told from the letters, as are their rows: a line with something in the first
column and in another one begins a row.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from planspor.ingest.read.pdf.drawing import Line
from planspor.ingest.read.pdf.grids import Grid, Spans
from planspor.ingest.read.pdf.stripes import SAME_END, alike, borders, cells, covered

_TALLEST_HEADER = 60.0
_NEXT_LINE = 3.0
"""Points that the middles of letters on one line differ by, at most."""
_WIDE, _FULL = 120.0, 0.8
"""Points from which a column could be one of running text, and what the middle one of its lines
covers of it then."""
_BEGINNING = 0.6
"""The share of lines that begin rows, at the least."""

_Covered = npt.NDArray[np.bool_]


def framed(rules: Iterable[Line], left: Spans, right: Spans, y: Spans) -> Iterator[Grid]:
    """The grids between three rules of one length, with the letters' edges and middles."""
    for top, middle, bottom in _triples(sorted(rules, key=lambda rule: rule.at)):
        begin, end = top.start, top.end
        within = (left >= begin - SAME_END) & (right <= end + SAME_END)
        within &= (y > top.at) & (y < bottom.at)
        heights = y[within]
        line = _lines(heights)
        count = int(line.max(initial=-1)) + 1
        if count < 3:
            continue
        own_left, own_right = left[within], right[within]
        points = np.stack(
            [covered(own_left[line == n], own_right[line == n], begin, end) for n in range(count)]
        )
        columns = [begin, *(begin + border for border in borders(points)), end]
        middles = [float(np.median(heights[line == n])) for n in range(count)]
        begins = _row_begins(points, columns, [height > middle.at for height in middles])
        if begins is not None:
            yield _grid(columns, points, begins, middles, (top.at, middle.at, bottom.at))


def _triples(rules: Sequence[Line]) -> Iterator[tuple[Line, Line, Line]]:
    """Rules that follow each other among those of one begin and end, the first two close by."""
    left = list(rules)
    while left:
        like = [rule for rule in left if alike(left[0], rule)]
        left = [rule for rule in left if rule not in like]
        while len(like) >= 3:
            top, middle, bottom = like[:3]
            found = middle.at - top.at <= _TALLEST_HEADER
            if found:
                yield top, middle, bottom
            del like[: 3 if found else 1]


def _lines(heights: Spans) -> npt.NDArray[np.int64]:
    """The number of the line, from the top, of letters by their heights."""
    order = np.argsort(heights, kind="stable")
    line = np.zeros(len(heights), np.int64)
    line[order[1:]] = np.cumsum(np.diff(heights[order]) > _NEXT_LINE)
    return line


def _row_begins(
    points: _Covered, columns: Sequence[float], in_body: Sequence[bool]
) -> list[int] | None:
    """The lines of the body that begin rows; None where the lines are no rows of a table."""
    edges = [int(column - columns[0]) for column in columns[1:-1]]
    shares = np.array([[cell.mean() for cell in np.split(line, edges)] for line in points])
    filled = shares > 0
    begins = filled[:, 0] & (filled.sum(axis=1) > 1) & np.array(in_body)
    rows = np.flatnonzero(begins).tolist()
    if len(rows) < 2 or len(rows) < _BEGINNING * sum(in_body) or all(in_body):
        return None
    wide = filled & (np.diff(columns) >= _WIDE)
    return rows if not wide.any() or np.median(shares[wide]) < _FULL else None


def _grid(
    columns: Sequence[float],
    points: _Covered,
    begins: Sequence[int],
    middles: Sequence[float],
    rules: tuple[float, float, float],
) -> Grid:
    top, middle, bottom = rules
    parted = [(middles[line - 1] + middles[line]) / 2 for line in begins[1:]]
    rows = (top, middle, *parted, bottom)
    merged = np.logical_or.reduceat(points, [0, *begins])
    return Grid(tuple(columns), rows, tuple(cells(merged, columns)), headers=1)
