"""Which rows of a ruled table are its header: those set apart by colour or bold letters."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import takewhile

import numpy as np
import numpy.typing as npt

from planspor.ingest.read.pdf.drawing import Area, Fill, Line
from planspor.ingest.read.pdf.grids import Grid, GridCell
from planspor.ingest.read.pdf.letters import Letters
from planspor.ingest.read.pdf.strips import strips

_MOST_ROWS = 3
_SAME_LINE = 2.0
"""Points by which the middles of two letters that follow each other differ within a line."""
_INSET = 1.5
"""Points inside a cell's border where its own colour is surely seen."""
_NO_LETTERS = re.compile(r"[\W\d_]+")

_Colour = tuple[int, int, int] | None


class Looks:
    """How the places of a page look: which letters and which colour stand there."""

    def __init__(self, letters: Letters, fills: Sequence[Fill]) -> None:
        self.page = Area(0, 0, letters.width, letters.height)
        self._fills = fills
        self._areas = np.array([fill.area for fill in fills], np.float64).reshape(-1, 4)
        self._codes = letters.codes
        self._left, self._right = letters.boxes[:, 0], letters.boxes[:, 2]
        self._x = (letters.boxes[:, 0] + letters.boxes[:, 2]) / 2
        self._y = (letters.boxes[:, 1] + letters.boxes[:, 3]) / 2
        self._size = letters.runs.size[letters.run]
        self._bottom = letters.boxes[:, 3]
        bold = np.array([face.bold for face in letters.runs.faces], bool)
        self._bold = bold[letters.runs.face][letters.run] if len(letters) else bold

    def clear(self, area: Area) -> bool:
        """Whether no letters stand in the area."""
        return not self._within(area).any()

    def rows_parted(self, lines: Iterable[Line]) -> list[Grid]:
        """The grids of rows that horizontal lines part, their columns told from the letters."""
        return list(strips(lines, self._left, self._right, self._y))

    def filled(self, grid: Grid) -> set[GridCell]:
        """The cells with letters."""
        return {grid.cells[n] for n in np.unique(grid.places(self._x, self._y)) if n >= 0}

    def text(self, area: Area) -> str:
        """The letters in an area, in the order of the content stream."""
        return self._codes[self._within(area)].tobytes().decode("utf-32-le")

    def size(self, area: Area) -> float:
        """The middle size of the letters in an area, 0 without any."""
        return float(np.median(self._size[within])) if (within := self._within(area)).any() else 0

    def lines(self, area: Area, smallest: float = 0) -> frozenset[str]:
        """The lines in an area by their letters alone, without digits and signs.

        So a running line is the same on each page. Type below the smallest size is left out.
        """
        within = self._within(area) & (self._size >= smallest)
        codes, y = self._codes[within], self._y[within]
        turns = np.flatnonzero(np.abs(np.diff(y)) > _SAME_LINE) + 1
        text = np.insert(codes, turns, ord("\n")).tobytes().decode("utf-32-le")
        return frozenset(_NO_LETTERS.sub("", line) for line in text.split("\n")) - {""}

    @cached_property
    def all_lines(self) -> frozenset[str]:
        """All lines of the page, as ``lines`` gives them."""
        return self.lines(self.page)

    def end_of_letters(self, limit: float) -> float:
        """Where the letters end whose middle stands above a height."""
        return float(self._bottom[self._y < limit].max(initial=0))

    def bold(self, grid: Grid) -> list[bool]:
        """Of each row of a grid, whether all its letters are bold."""
        within = self._within(grid.area)
        row = np.searchsorted(grid.rows[1:-1], self._y[within])
        letters, bold = (
            np.bincount(rows, minlength=len(grid.rows) - 1)
            for rows in (row, row[self._bold[within]])
        )
        return list((letters > 0) & (letters == bold))

    def colours(self, grid: Grid) -> list[_Colour]:
        """Of each row of a grid the colour behind it, drawn last."""
        left = grid.columns[0]
        return [self._colour(left, top) for top in grid.rows[:-1]]

    def _within(self, area: Area) -> npt.NDArray[np.bool_]:
        left, top, right, bottom = area
        x, y = self._x, self._y
        within: npt.NDArray[np.bool_] = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
        return within

    def _colour(self, left: float, top: float) -> _Colour:
        """What shows inside the upper left corner of a row, where no letters stand."""
        x, y = left + _INSET, top + _INSET
        areas = self._areas
        holds = (areas[:, :2] <= (x, y)) & ((x, y) <= areas[:, 2:])
        held = np.flatnonzero(holds.all(axis=1))
        return self._fills[held[-1]].colour if len(held) else None


def header_rows(grid: Grid, looks: Looks) -> int:
    """How many rows at the top rules tell, or are set alike and otherwise than those after."""
    colours = looks.colours(grid)
    counts = grid.headers, _leading(colours, colours[0]), _leading(looks.bold(grid), True)
    most = min(_MOST_ROWS, len(grid.rows) - 2)
    return max((count for count in counts if count <= most), default=0)


def _leading(values: Sequence[object], wanted: object) -> int:
    """How many values at the front are the wanted one, if none after them is."""
    count = len(list(takewhile(lambda value: value == wanted, values)))
    return 0 if wanted in values[count:] else count
