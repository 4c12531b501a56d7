"""From lines to grids: the cells, merged ones too, that lines crossing each other enclose."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from planspor.ingest.read.pdf.drawing import Area, Line

_SNAP = 2.0
"""Points within which two lines are one (a double rule, a border drawn cell by cell)."""
_REACH = 3.0
"""Points by which a line may fall short of the one it meets."""
_SHORTEST = 5.0
"""Points below which a line is a tick or a corner, not a border."""
_NARROWEST = 4.0
"""Points below which what lies between two lines is a gap between cells, not a cell."""
MOST_LINES = 200
"""Lines in one direction above which a page is a drawing or a map, not a table."""


Spans = npt.NDArray[Any]
"""Places in one direction, one a letter."""


class GridCell(NamedTuple):
    """A cell by the rows and columns it takes, counted from 0; the ends are not included."""

    row: int
    column: int
    row_end: int
    column_end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The borders of a grid's columns and rows, in points, and its cells, row by row.

    ``headers`` is the number of header rows, where its rules tell.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[GridCell, ...]
    headers: int = 0

    @property
    def area(self) -> Area:
        """What the whole grid covers."""
        return Area(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    def area_of(self, cell: GridCell) -> Area:
        """What one of its cells covers."""
        return Area(
            self.columns[cell.column],
            self.rows[cell.row],
            self.columns[cell.column_end],
            self.rows[cell.row_end],
        )

    def places(self, x: Spans, y: Spans) -> npt.NDArray[np.int32]:
        """Of each point the number of the cell that it lies in, -1 for none."""
        numbers = np.full((len(self.rows) + 1, len(self.columns) + 1), -1, np.int32)
        for number, (row, column, row_end, column_end) in enumerate(self.cells):
            numbers[row + 1 : row_end + 1, column + 1 : column_end + 1] = number
        return numbers[np.searchsorted(self.rows, y), np.searchsorted(self.columns, x)]

    def without(self, rows: Collection[int]) -> "Grid":
        """The grid without some rows; the one below each, or the last, takes its place."""
        kept = [row for row in range(len(self.rows) - 1) if row not in rows]
        place = {row: kept.index(row) for row in kept}
        return Grid(
            self.columns,
            (self.rows[kept[0]], *(self.rows[row + 1] for row in kept)),
            tuple(
                GridCell(min(taken), cell.column, max(taken) + 1, cell.column_end)
                for cell in self.cells
                if (taken := [place[r] for r in range(cell.row, cell.row_end) if r in place])
            ),
            self.headers,
        )


def grids(lines: Iterable[Line]) -> list[Grid]:
    """The grids of at least two rows and two columns, from the top of the page down."""
    lines = tuple(lines)
    across = merged(line for line in lines if line.horizontal)
    down = merged(line for line in lines if not line.horizontal)
    if max(len(across), len(down)) > MOST_LINES:
        return []
    found = [_grid(*group) for group in _crossing(across, down)]
    return sorted((grid for grid in found if grid), key=lambda g: (g.rows[0], g.columns[0]))


def edges(area: Area) -> tuple[Line, Line, Line, Line]:
    """The four sides of an area."""
    left, top, right, bottom = area
    return (
        Line(True, top, left, right),
        Line(True, bottom, left, right),
        Line(False, left, top, bottom),
        Line(False, right, top, bottom),
    )


def merged(lines: Iterable[Line]) -> list[Line]:
    """Lines of one direction, those that lie on or follow each other as one."""
    ordered = sorted(lines, key=lambda line: line.at)
    return [
        line
        for cluster in _clusters([line.at for line in ordered], _SNAP)
        for line in _joined(ordered[cluster])
        if line.end - line.start >= _SHORTEST
    ]


def _clusters(places: Sequence[float], reach: float) -> Iterator[slice]:
    """Runs of places, given in order, that lie within reach of the first of the run."""
    first = 0
    for number, place in enumerate(places):
        if place - places[first] > reach:
            yield slice(first, number)
            first = number
    if places:
        yield slice(first, len(places))


def _joined(lines: Sequence[Line]) -> Iterator[Line]:
    at = sum(line.at for line in lines) / len(lines)
    ordered = sorted(lines, key=lambda line: line.start)
    start, end = ordered[0].start, ordered[0].end
    for line in ordered[1:]:
        if line.start > end + _REACH:
            yield Line(line.horizontal, at, start, end)
            start, end = line.start, line.end
        end = max(end, line.end)
    yield Line(ordered[0].horizontal, at, start, end)


def _crossing(
    across: Sequence[Line], down: Sequence[Line]
) -> Iterator[tuple[list[Line], list[Line]]]:
    """Groups of lines that hang together by meeting each other."""
    waiting = set(range(len(down)))
    left = set(range(len(across)))
    while waiting:
        rows: list[int] = []
        columns = [waiting.pop()]
        for column in columns:
            met = [row for row in left if _meet(across[row], down[column])]
            left.difference_update(met)
            rows.extend(met)
            reached = [c for c in waiting if any(_meet(across[row], down[c]) for row in met)]
            waiting.difference_update(reached)
            columns.extend(reached)
        yield [across[row] for row in rows], [down[column] for column in columns]


def _meet(across: Line, down: Line) -> bool:
    return (
        across.start - _REACH <= down.at <= across.end + _REACH
        and down.start - _REACH <= across.at <= down.end + _REACH
    )


def _grid(across: Sequence[Line], down: Sequence[Line]) -> Grid | None:
    if not across:
        return None
    columns = _borders(down, across)
    rows = _borders(across, down)
    if len(columns) < 3 or len(rows) < 3:
        return None
    walls = _Walls(columns, rows, across, down)
    return Grid(tuple(columns), tuple(rows), tuple(_cells(walls)))


def _borders(lines: Sequence[Line], crossing: Sequence[Line]) -> list[float]:
    """Where the lines stand, and where those that cross them end on a side left open."""
    places = sorted(line.at for line in lines)
    ends = [min(line.start for line in crossing), max(line.end for line in crossing)]
    found = [sum(places[c]) / len(places[c]) for c in _clusters(places, _NARROWEST)]
    if ends[0] < found[0] - _SHORTEST:
        found.insert(0, ends[0])
    if ends[1] > found[-1] + _SHORTEST:
        found.append(ends[1])
    return found


class _Walls:
    """Which of the unit cells between all borders are parted from the next by a line."""

    def __init__(
        self,
        columns: Sequence[float],
        rows: Sequence[float],
        across: Iterable[Line],
        down: Iterable[Line],
    ) -> None:
        self.wide, self.high = len(columns) - 1, len(rows) - 1
        self.right = _walled(columns, rows, down)
        self.below = _walled(rows, columns, across)

    def beside(self, row: int, column: int) -> bool:
        """Whether a line stands between the cell and the one to its right."""
        return (column + 1, row) in self.right

    def under(self, row: int, column: int) -> bool:
        """Whether a line stands between the cell and the one below it."""
        return (row + 1, column) in self.below


def _walled(
    borders: Sequence[float], others: Sequence[float], lines: Iterable[Line]
) -> set[tuple[int, int]]:
    """The stretches (border, stretch between two of the others) that a line covers."""
    middles = [(one + other) / 2 for one, other in pairwise(others)]
    covered: set[tuple[int, int]] = set()
    for line in lines:
        border = min(range(len(borders)), key=lambda b: abs(borders[b] - line.at))
        first, last = bisect_left(middles, line.start), bisect_left(middles, line.end)
        covered.update((border, stretch) for stretch in range(first, last))
    return covered


def _cells(walls: _Walls) -> Iterator[GridCell]:
    """The cells row by row: unit cells with no line between them are one, where it is a rectangle.

    A cell grows to the right first, then down, as long as the row below is open in its whole width.
    """
    taken: set[tuple[int, int]] = set()
    for row in range(walls.high):
        for column in range(walls.wide):
            if (row, column) in taken:
                continue
            cell = _grown(walls, row, column, taken)
            taken.update(
                (r, c)
                for r in range(cell.row, cell.row_end)
                for c in range(cell.column, cell.column_end)
            )
            yield cell


def _grown(walls: _Walls, row: int, column: int, taken: set[tuple[int, int]]) -> GridCell:
    column_end = column + 1
    while (
        column_end < walls.wide
        and not walls.beside(row, column_end - 1)
        and (row, column_end) not in taken
    ):
        column_end += 1
    row_end = row + 1
    while row_end < walls.high and _open(walls, row_end - 1, column, column_end):
        row_end += 1
    return GridCell(row, column, row_end, column_end)


def _open(walls: _Walls, row: int, column: int, column_end: int) -> bool:
    """Whether nothing parts the stretch of a row from the one below, nor that one in itself."""
    return not any(walls.under(row, c) for c in range(column, column_end)) and not any(
        walls.beside(row + 1, c) for c in range(column, column_end - 1)
    )
