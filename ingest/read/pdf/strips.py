"""Tables whose rows alone are parted by rules or bands: their columns are told from the letters.

A column's border is a stripe that is clear of letters in nearly all rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from planspor.ingest.read.pdf.drawing import Line
from planspor.ingest.read.pdf.framed import framed
from planspor.ingest.read.pdf.grids import MOST_LINES, Grid, Spans, merged
from planspor.ingest.read.pdf.stripes import SAME_END, alike, borders, cells, covered, crossed

_FEWEST_RULES = 4
"""Rules below which they part running text (a header, a box, footnotes), not rows."""
_TALLEST_ROW = 110.0
_NEXT_LINE = 18.0
"""Points between the middles of two lines of a cell, at most."""


def strips(lines: Iterable[Line], left: Spans, right: Spans, y: Spans) -> Iterator[Grid]:
    """The grids that parallel rules of one length make with letters between them.

    Args:
        lines: all lines of a page.
        left: of each letter where it begins.
        right: of each letter where it ends.
        y: of each letter the height of its middle.
    """
    rules = merged(line for line in lines if line.horizontal)
    if len(rules) > MOST_LINES:
        return
    runs = list(_runs(rules))
    taken = {*chain(*runs)}
    yield from framed([rule for rule in rules if rule not in taken], left, right, y)
    for run in runs:
        rows = [rule.at for rule in run]
        begin, end = min(rule.start for rule in run), max(rule.end for rule in run)
        within = (left >= begin - SAME_END) & (right <= end + SAME_END)
        places = [within & (y > top) & (y < bottom) for top, bottom in pairwise(rows)]
        points = np.stack([covered(left[p], right[p], begin, end) for p in places])
        columns = [begin, *(begin + border for border in borders(points)), end]
        if len(columns) < 3:
            continue
        under = np.flatnonzero(within & (y > rows[-1]) & (y < rows[-1] + _TALLEST_ROW))
        if last := _row_under(rows[-1], columns, left[under], right[under], y[under]):
            rows.append(last[0])
            points = np.vstack([points, last[1]])
        yield Grid(tuple(columns), tuple(rows), tuple(cells(points, columns)))


def _row_under(
    edge: float, columns: Sequence[float], left: Spans, right: Spans, y: Spans
) -> tuple[float, npt.NDArray[np.bool_]] | None:
    """The last row of a banded table, which has no band: where it ends, and what it covers.

    Its lines follow the edge closely, keep to the columns, and stand in two of them at least.
    """
    edges = [int(column - columns[0]) for column in columns[1:-1]]
    whole = np.zeros(int(columns[-1] - columns[0]) + 1, bool)
    middle, first = edge, 0.0
    for height in np.unique(np.round(y)).tolist():
        line = np.abs(y - height) <= 1
        points = covered(left[line], right[line], columns[0], columns[-1])
        if height - middle > _NEXT_LINE or any(crossed(points, border) for border in edges):
            break
        whole |= points
        middle, first = height, first or height
    filled = sum(bool(part.any()) for part in np.split(whole, edges))
    return (middle + first - edge, whole) if filled > 1 else None


def _runs(rules: Sequence[Line]) -> Iterator[list[Line]]:
    """Rules one below the other, of the same begin and end."""
    left = sorted(rules, key=lambda rule: rule.at)
    while left:
        run = [left.pop(0)]
        for rule in list(left):
            if not alike(run[-1], rule):
                continue
            if rule.at - run[-1].at > _TALLEST_ROW:
                break
            run.append(rule)
            left.remove(rule)
        if len(run) >= _FEWEST_RULES:
            yield run
