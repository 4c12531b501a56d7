"""Text laid out in paragraphs and tables, with what is marked in it, for templates to draw."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeAlias

from planspor.corpus.model import Cell
from planspor.web.views.marking import Piece, Span, pieces, within


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell with its text in pieces."""

    pieces: list[Piece]
    header: bool
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """Rows of cells."""

    rows: list[list[DrawnCell]]


_EMPTY: Final = DrawnCell([], header=False, row_span=1, column_span=1)
Laid: TypeAlias = list[Piece] | DrawnTable


def laid_out(text: str, spans: Sequence[Span] = (), cells: Sequence[Cell] = ()) -> list[Laid]:
    """A passage's paragraphs, which blank lines part, and its tables, each in its place."""
    laid: list[Laid] = []
    stretches = groupby(_paragraphs(text, cells), key=lambda p: p[2][0].table if p[2] else None)
    for table, stretch in stretches:
        if table is None:
            laid += [pieces(text[a:b], within(spans, a, b)) for a, b, _ in stretch if a < b]
        else:
            laid.append(_table(text, spans, [row for _, _, row in stretch]))
    return laid


def _paragraphs(text: str, cells: Sequence[Cell]) -> Iterator[tuple[int, int, list[Cell]]]:
    """Where each paragraph stands, with the cells in it: a row of a table is one."""
    at = 0
    for paragraph in text.split("\n\n"):
        end = at + len(paragraph)
        yield at, end, [cell for cell in cells if at <= cell.start and cell.end <= end]
        at = end + 2


def _table(text: str, spans: Sequence[Span], rows: Sequence[Sequence[Cell]]) -> DrawnTable:
    """Rows of equal width: readers leave empty cells out, which stand in their columns here."""
    width = max(cell.column + cell.column_span for row in rows for cell in row)
    taken: set[tuple[int, int]] = set()
    drawn = []
    for row in rows:
        cells = {cell.column: _cell(text, spans, cell) for cell in row}
        for cell in row:
            taken |= {
                (cell.row + down, cell.column + right)
                for down in range(cell.row_span)
                for right in range(cell.column_span)
            }
        columns = (c for c in range(width) if c in cells or (row[0].row, c) not in taken)
        drawn.append([cells.get(column, _EMPTY) for column in columns])
    return DrawnTable(drawn)


def _cell(text: str, spans: Sequence[Span], cell: Cell) -> DrawnCell:
    shown = pieces(text[cell.start : cell.end], within(spans, cell.start, cell.end))
    return DrawnCell(shown, cell.header, cell.row_span, cell.column_span)
