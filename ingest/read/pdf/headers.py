"""Which rows of a ruled table are its header: those set apart by colour or bold letters."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planspor.ingest.read.pdf.drawing import Area, Fill, Line
from planspor.ingest.read.pdf.grids import Grid
from planspor.ingest.read.pdf.letters import Letters
from planspor.ingest.read.pdf.strips import strips

_MOST_ROWS = 3
_SAME_LINE = 2.0
"""Points by which the middles of two letters that follow each other differ within a line."""
_INSET = 1.5
"""Points inside a cell's border where its own colour is surely seen."""


class _Look(NamedTuple):
    """How a row is set: the colour behind it, and whether all its letters are bold."""

    colour: tuple[int, int, int] | None
    bold: bool


class Looks:
    """How the places of a page look: which letters and which colour stand there."""

    def __init__(self, letters: Letters, fills: Sequence[Fill]) -> None:
        self.page = Area(0, 0, letters.width, letters.height)
        self._fills = fills
        self._codes = letters.codes
        self._left, self._right = letters.boxes[:, 0], letters.boxes[:, 2]
        self._x = (letters.boxes[:, 0] + letters.boxes[:, 2]) / 2
        self._y = (letters.boxes[:, 1] + letters.boxes[:, 3]) / 2
        self._bottom = letters.boxes[:, 3]
        bold = np.array([face.bold for face in letters.runs.faces], bool)
        self._bold = bold[letters.runs.face][letters.run] if len(letters) else bold

    def clear(self, area: Area) -> bool:
        """Whether no letters stand in the area."""
        return not self._within(area).any()

    def rows_parted(self, lines: Iterable[Line]) -> list[Grid]:
        """The grids of rows that horizontal lines part, their columns told from the letters."""
        return list(strips(lines, self._left, self._right, self._y))

    def lines(self, area: Area) -> frozenset[str]:
        """The lines in an area by their letters alone, without digits and signs.

        So a running line is the same on each page.
        """
        within = self._within(area)
        codes, y = self._codes[within], self._y[within]
        turns = np.flatnonzero(np.abs(np.diff(y)) > _SAME_LINE) + 1
        lines = ("".join(map(chr, line.tolist())) for line in np.split(codes, turns))
        return frozenset("".join(filter(str.isalpha, line)) for line in lines) - {""}

    def end_of_letters(self, limit: float) -> float:
        """Where the letters end whose middle stands above a height."""
        return float(self._bottom[self._y < limit].max(initial=0))

    def of(self, area: Area) -> _Look:
        """How the row that covers an area is set."""
        within = self._within(area)
        return _Look(self._colour(area), bool(within.any() and self._bold[within].all()))

    def _within(self, area: Area) -> npt.NDArray[np.bool_]:
        left, top, right, bottom = area
        x, y = self._x, self._y
        within: npt.NDArray[np.bool_] = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
        return within

    def _colour(self, area: Area) -> tuple[int, int, int] | None:
        """The colour drawn last at the area's upper left corner, where no letters stand."""
        x, y = area.left + _INSET, area.top + _INSET
        seen = [fill.colour for fill in self._fills if fill.area.holds(x, y)]
        return seen[-1] if seen else None


def header_rows(grid: Grid, looks: Looks) -> int:
    """How many rows at the top are set alike, and otherwise than all rows after them."""
    left, _, right, _ = grid.area
    rows = [looks.of(Area(left, top, right, bottom)) for top, bottom in pairwise(grid.rows)]
    by_colour = _leading([row.colour for row in rows], rows[0].colour)
    by_bold = _leading([row.bold for row in rows], True)
    return max(
        (count for count in (by_colour, by_bold) if count <= min(_MOST_ROWS, len(rows) - 1)),
        default=0,
    )


def _leading(values: Sequence[object], wanted: object) -> int:
    """How many values at the front are the wanted one, if none after them is."""
    count = len(list(takewhile(lambda value: value == wanted, values)))
    return 0 if wanted in values[count:] else count
