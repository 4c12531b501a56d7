"""Tables on ruled pages: where their cells stand, from the lines and fills that PDFium sees.

The geometry is that of the "lines" strategy of pdfplumber, without a second parse of the page.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planspor.corpus.model import Box
from planspor.ingest.read.pdf.drawing import WHITE, Area, Drawing, Line
from planspor.ingest.read.pdf.grids import Grid, edges, grids
from planspor.ingest.read.pdf.headers import Looks, header_rows
from planspor.ingest.read.pdf.letters import Letters

_HEAD, _FOOT = 0.085, 0.95
"""The shares of a page's height above and below which nothing but running lines stands."""
_FROM_BEFORE = re.compile(r"fraforrigeside|fraforegåendeside|fort(?:s\b|sett|sat)|continued", re.I)
"""What a caption above a table says that goes on (spaces left out)."""
_NOTE = 0.95
"""The share of the size of a table's type below which type under it is of footnotes."""
_SAME = 3.0
"""Points by which the columns of one table may differ between two pages."""
_MOST_FILLS = 400
_SMALLEST_FILL = 5.0
_LEAST_FILLED = 0.3
"""The share of cells with letters below which a grid is a chart or an empty form."""


class RuledCell(NamedTuple):
    """One cell of a ruled table; ``row`` and ``column`` count from 0 over the whole table."""

    row: int
    column: int
    row_span: int
    column_span: int
    header: bool


@dataclass(frozen=True, slots=True)
class RuledTable:
    """What one page shows of a table.

    The cells of ``grid`` are those of ``repeated`` and then ``cells``, in their order; the letters
    whose middle stands in one are its text.
    ``continues`` tells that it goes on from the table before, on the page before or in another
    column: its rows then count on from there. The letters in ``repeated`` (header rows that are
    printed again) belong to no cell and are dropped.
    """

    grid: Grid
    cells: tuple[RuledCell, ...]
    continues: bool = False
    repeated: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a page shows of a table: its grid, how many header rows it has, its first row."""

    grid: Grid
    page: int
    headers: int
    top: str
    looks: Looks


@dataclass(frozen=True, slots=True)
class _Open:
    """The last table, which may go on: what stands below it, and all lines of its page."""

    grid: Grid
    page: int
    top: str
    next_row: int
    below: frozenset[str]
    lines: frozenset[str]


class RuledTables:
    """Finds the tables of a document's pages, which are handed over in order."""

    def __init__(self) -> None:
        self._open: _Open | None = None

    def on(self, drawn: Drawing, letters: Letters, number: int) -> list[RuledTable]:
        """The tables of the page (``number`` from 1) with its letters, from its top down."""
        looks = Looks(letters, drawn.fills)
        tables = []
        for grid in _in_order(_found(drawn, looks), looks.page.wide):
            piece = _piece(grid, number, looks, self._open)
            before = self._open if self._open and _goes_on(self._open, piece) else None
            first = _first_row(before, piece) if before else 0
            tables.append(_table(piece, first, continues=before is not None))
            self._open = _left_open(piece, first, before)
        return tables


def _in_order(found: Iterable[Grid], width: float) -> list[Grid]:
    """Grids as they are read: those between two wide ones by column, then from the top down."""
    ordered: list[Grid] = []
    narrow: list[Grid] = []
    for grid in sorted(found, key=lambda grid: grid.area.top):
        if grid.area.wide <= width / 2:
            narrow.append(grid)
        else:
            ordered += [*_by_column(narrow, width), grid]
            narrow = []
    return ordered + _by_column(narrow, width)


def _by_column(found: Iterable[Grid], width: float) -> list[Grid]:
    return sorted(found, key=lambda grid: grid.area.middle[0] > width / 2)


def _found(drawn: Drawing, looks: Looks) -> list[Grid]:
    """The grids that hold text.

    Those of lines come first; then those of filled cells and of rules and bands that part rows
    alone, of two on one place the one of more rows.
    """
    fills = _borders_of_fills(drawn)
    found: list[Grid] = []
    _add(found, grids(drawn.lines), looks)
    rules = [line for line in (*drawn.lines, *fills) if not _stands_in(line, found)]
    others = [*grids(fills), *looks.rows_parted(rules)]
    _add(found, sorted(others, key=lambda grid: -len(grid.rows)), looks)
    return found


def _add(found: list[Grid], candidates: Iterable[Grid], looks: Looks) -> None:
    for candidate in candidates:
        grid = _without_empty_rows(candidate, looks)
        if grid and not any(other.area.meets(grid.area) for other in found):
            found.append(grid)


def _stands_in(line: Line, found: Sequence[Grid]) -> bool:
    middle = (line.start + line.end) / 2
    x, y = (middle, line.at) if line.horizontal else (line.at, middle)
    return any(grid.area.holds(x, y) for grid in found)


def _borders_of_fills(drawn: Drawing) -> list[Line]:
    """The sides of the filled areas that could be cells."""
    fills = [
        fill.area
        for fill in drawn.fills
        if min(fill.colour) < WHITE and min(fill.area.wide, fill.area.high) >= _SMALLEST_FILL
    ]
    return [edge for area in fills for edge in edges(area)] if len(fills) <= _MOST_FILLS else []


def _without_empty_rows(grid: Grid, looks: Looks) -> Grid | None:
    """The rows with letters, if they are filled as a table is: two rows and columns or more."""
    filled = looks.filled(grid)
    if min(len({cell.row for cell in filled}), len({cell.column for cell in filled})) < 2:
        return None
    held = {row for cell in filled for row in range(cell.row, cell.row_end)}
    grid = grid.without(set(range(len(grid.rows) - 1)) - held)
    return grid if len(filled) >= _LEAST_FILLED * len(grid.cells) else None


def _piece(grid: Grid, page: int, looks: Looks, before: _Open | None) -> _Piece:
    """A row that also opens the table before is a header, however it is set."""
    left, top, right, _ = grid.area
    first = looks.text(Area(left, top, right, grid.rows[1]))
    repeats = before is not None and first == before.top
    return _Piece(grid, page, max(int(repeats), header_rows(grid, looks)), first, looks)


def _alike(one: Grid, other: Grid, *, outer_only: bool) -> bool:
    """Whether two grids have columns of the same widths (margins may alternate)."""
    pairs = list(zip(one.columns, other.columns, strict=False))[-1 if outer_only else 0 :]
    return len(one.columns) == len(other.columns) and all(
        abs((a - one.columns[0]) - (b - other.columns[0])) <= _SAME for a, b in pairs
    )


def _goes_on(before: _Open, piece: _Piece) -> bool:
    """Whether the table goes on in the piece, which is alike, in the next column or overleaf.

    Only running lines and footnotes stand between them.
    """
    if before.page < piece.page - 1 or (piece.headers and piece.top != before.top):
        return False
    if not _alike(before.grid, piece.grid, outer_only=bool(piece.headers)):
        return False
    beside = before.page == piece.page
    if beside and piece.grid.area.left < before.grid.area.right:
        return False
    above = {line for line in _above(piece) if not _FROM_BEFORE.search(line)}
    below = before.below if beside else before.below - piece.looks.all_lines
    return not below and not (above if beside else above - before.lines)


def _above(piece: _Piece) -> frozenset[str]:
    looks = piece.looks
    left, top, right, _ = piece.grid.area
    return looks.lines(Area(left, looks.end_of_letters(_HEAD * looks.page.high), right, top))


def _first_row(before: _Open, piece: _Piece) -> int:
    """Which row of the table the piece's first is: one before it for each header repeated."""
    return before.next_row - piece.headers - _begins_broken(piece)


def _begins_broken(piece: _Piece) -> bool:
    """Whether its first row is the rest of one that the page before broke off.

    Most cells of it ended there: the first one has nothing left, or it alone has.
    """
    cells = [cell for cell in piece.grid.cells if cell.row == piece.headers]
    filled = sorted(piece.looks.filled(piece.grid).intersection(cells))
    return bool(filled) and (filled[0] != cells[0] or len(filled) == 1 < len(cells))


def _left_open(piece: _Piece, first_row: int, before: _Open | None) -> _Open:
    looks = piece.looks
    left, _, right, bottom = piece.grid.area
    return _Open(
        grid=piece.grid,
        page=piece.page,
        top=before.top if before else piece.top,
        next_row=first_row + len(piece.grid.rows) - 1,
        below=looks.lines(
            Area(left, bottom, right, _FOOT * looks.page.high), _NOTE * looks.size(piece.grid.area)
        ),
        lines=looks.all_lines,
    )


def _table(piece: _Piece, first_row: int, *, continues: bool) -> RuledTable:
    """The piece as a table; where it goes on from another its header rows are repeated ones."""
    grid = piece.grid
    repeated = piece.headers if continues else 0
    return RuledTable(
        grid=grid,
        cells=tuple(
            RuledCell(
                row=cell.row + first_row,
                column=cell.column,
                row_span=cell.row_end - cell.row,
                column_span=cell.column_end - cell.column,
                header=not continues and cell.row < piece.headers,
            )
            for cell in grid.cells
            if cell.row >= repeated
        ),
        continues=continues,
        repeated=tuple(
            Box(piece.page, *grid.area_of(cell)) for cell in grid.cells if cell.row < repeated
        ),
    )
