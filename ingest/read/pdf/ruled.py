"""Tables on ruled pages: where their cells stand, from the lines and fills that PDFium sees.

The geometry is that of pdfplumber's "lines" strategy, without a second parse of the page.
"""

import re
from dataclasses import dataclass

from pypdfium2 import PdfPage

from planspor.corpus.model import Box
from planspor.ingest.read.pdf.drawing import Area, Drawing, Line, drawing
from planspor.ingest.read.pdf.grids import Grid, edges, grids
from planspor.ingest.read.pdf.headers import Looks, header_rows
from planspor.ingest.read.pdf.letters import Letters

_HEAD, _FOOT = 0.085, 0.95
"""The shares of a page's height above and below which nothing but running lines stands."""
_FROM_BEFORE = re.compile(r"fraforrigeside|fraforegåendeside|fort(?:s\b|sett|sat)|continued", re.I)
"""What a caption above a table says that goes on (spaces left out)."""
_SAME = 3.0
"""Points by which the columns of one table may differ between two pages."""
_MOST_FILLS = 400
_SMALLEST_FILL = 5.0
_WHITE = 250
_LEAST_FILLED = 0.3
"""The share of cells with letters below which a grid is a chart or an empty form."""


@dataclass(frozen=True, slots=True)
class RuledCell:
    """One cell of a ruled table; ``row`` and ``column`` count from 0 over the whole table.

    The letters whose middle stands in ``box`` are the cell's text.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    header: bool
    box: Box


@dataclass(frozen=True, slots=True)
class RuledTable:
    """What one page (from 1) shows of a table; ``box`` is all that it covers there.

    ``continues`` tells that it goes on from the last table of the page before: its rows then
    count on from there. The letters in ``repeated`` (the header rows printed again on a further
    page) belong to no cell and are dropped.
    """

    page: int
    box: Box
    cells: tuple[RuledCell, ...]
    continues: bool = False
    repeated: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a page shows of a table: its grid, the number of its header rows, their letters."""

    grid: Grid
    headers: int
    titles: frozenset[str]
    looks: Looks


@dataclass(frozen=True, slots=True)
class _Open:
    """The last table of a page, which may go on: what stands below it, and all of its page."""

    grid: Grid
    titles: frozenset[str]
    next_row: int
    below: frozenset[str]
    lines: frozenset[str]


class RuledTables:
    """Finds the tables of a document's pages, which are handed over in order."""

    def __init__(self) -> None:
        self._open: _Open | None = None

    def on(self, page: PdfPage, letters: Letters, number: int) -> list[RuledTable]:
        """The tables of the page (``number`` from 1) with its letters, from its top down."""
        before, self._open = self._open, None
        drawn = drawing(page)
        looks = Looks(letters, drawn.fills)
        tables = []
        for grid in _found(drawn, looks):
            piece = _piece(grid, looks)
            if before and not _goes_on(before, piece):
                before = None
            first = _first_row(before, piece) if before else 0
            tables.append(_table(piece, number, first, continues=before is not None))
            self._open = _left_open(piece, first, before)
            before = None
        return tables


def _found(drawn: Drawing, looks: Looks) -> list[Grid]:
    """The grids that hold text, from the top down.

    Those of lines come first; then those of filled cells and of rules and bands that part rows
    alone, of two on one place the one of more rows.
    """
    fills = _borders_of_fills(drawn)
    others = [*grids(fills), *looks.rows_parted((*drawn.lines, *fills))]
    others.sort(key=lambda grid: -len(grid.rows))
    found: list[Grid] = []
    for candidate in (*grids(drawn.lines), *others):
        grid = _without_empty_rows(candidate, looks)
        if grid and not any(other.area.meets(grid.area) for other in found):
            found.append(grid)
    return sorted(found, key=lambda grid: grid.area.top)


def _borders_of_fills(drawn: Drawing) -> list[Line]:
    """The sides of the filled areas that could be cells."""
    fills = [
        fill.area
        for fill in drawn.fills
        if min(fill.colour) < _WHITE and min(fill.area.wide, fill.area.high) >= _SMALLEST_FILL
    ]
    return [edge for area in fills for edge in edges(area)] if len(fills) <= _MOST_FILLS else []


def _without_empty_rows(grid: Grid, looks: Looks) -> Grid | None:
    """The rows with letters, if they are filled as a table is: two rows and columns or more."""
    filled = [cell for cell in grid.cells if not looks.clear(grid.area_of(cell))]
    if min(len({cell.row for cell in filled}), len({cell.column for cell in filled})) < 2:
        return None
    held = {row for cell in filled for row in range(cell.row, cell.row_end)}
    grid = grid.without(set(range(len(grid.rows) - 1)) - held)
    return grid if len(filled) >= _LEAST_FILLED * len(grid.cells) else None


def _piece(grid: Grid, looks: Looks) -> _Piece:
    headers = header_rows(grid, looks)
    left, top, right, _ = grid.area
    titles = looks.lines(Area(left, top, right, grid.rows[headers])) if headers else frozenset()
    return _Piece(grid, headers, titles, looks)


def _alike(one: Grid, other: Grid, *, outer_only: bool) -> bool:
    """Whether two grids have columns of the same widths (margins may alternate)."""
    pairs = list(zip(one.columns, other.columns, strict=False))[-1 if outer_only else 0 :]
    return len(one.columns) == len(other.columns) and all(
        abs((a - one.columns[0]) - (b - other.columns[0])) <= _SAME for a, b in pairs
    )


def _goes_on(before: _Open, piece: _Piece) -> bool:
    """Whether the table goes on in the piece: alike, and only running lines between them."""
    if piece.titles not in (frozenset(), before.titles):
        return False
    if not _alike(before.grid, piece.grid, outer_only=bool(piece.titles)):
        return False
    looks = piece.looks
    left, top, right, _ = piece.grid.area
    above = looks.lines(Area(left, looks.end_of_letters(_HEAD * looks.page.high), right, top))
    new = {line for line in above if not _FROM_BEFORE.search(line)}
    return new <= before.lines and before.below <= looks.lines(looks.page)


def _first_row(before: _Open, piece: _Piece) -> int:
    """Which row of the table the piece's first is: one before it for each header repeated."""
    return before.next_row - piece.headers - _begins_broken(piece)


def _begins_broken(piece: _Piece) -> bool:
    """Whether its first row is the rest of one that the page before broke off.

    Most cells of it ended there: the first one has nothing left, or it alone has.
    """
    areas = [piece.grid.area_of(cell) for cell in piece.grid.cells if cell.row == piece.headers]
    filled = [area for area in areas if not piece.looks.clear(area)]
    return bool(filled) and (filled[0] != areas[0] or len(filled) == 1 < len(areas))


def _left_open(piece: _Piece, first_row: int, before: _Open | None) -> _Open:
    looks = piece.looks
    left, _, right, bottom = piece.grid.area
    return _Open(
        grid=piece.grid,
        titles=before.titles if before else piece.titles,
        next_row=first_row + len(piece.grid.rows) - 1,
        below=looks.lines(Area(left, bottom, right, _FOOT * looks.page.high)),
        lines=looks.lines(looks.page),
    )


def _table(piece: _Piece, page: int, first_row: int, *, continues: bool) -> RuledTable:
    """The piece as a table; where it goes on from another its header rows are repeated ones."""
    grid = piece.grid
    repeated = piece.headers if continues else 0
    return RuledTable(
        page=page,
        box=Box(page, *grid.area),
        cells=tuple(
            RuledCell(
                row=cell.row + first_row,
                column=cell.column,
                row_span=cell.row_end - cell.row,
                column_span=cell.column_end - cell.column,
                header=not continues and cell.row < piece.headers,
                box=Box(page, *grid.area_of(cell)),
            )
            for cell in grid.cells
            if cell.row >= repeated
        ),
        continues=continues,
        repeated=tuple(
            Box(page, *grid.area_of(cell)) for cell in grid.cells if cell.row < repeated
        ),
    )
