"""Text laid out in paragraphs and tables, with what is marked in it, for templates to draw."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from planspor.corpus.model import Cell
from planspor.web.marking import Piece, Span, pieces, within


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


Laid: TypeAlias = list[Piece] | DrawnTable


def laid_out(text: str, spans: Sequence[Span] = (), cells: Sequence[Cell] = ()) -> list[Laid]:
    """A passage's paragraphs, which blank lines part, and its tables, each in its place."""
    laid: list[Laid] = []
    stretches = groupby(_paragraphs(text, cells), key=lambda p: p[2][0].table if p[2] else None)
    for table, stretch in stretches:
        if table is None:
            laid += [pieces(text[a:b], within(spans, a, b)) for a, b, _ in stretch if a < b]
        else:
            laid.append(DrawnTable([_row(text, spans, row) for _, _, row in stretch]))
    return laid


def _paragraphs(text: str, cells: Sequence[Cell]) -> Iterator[tuple[int, int, list[Cell]]]:
    """Where each paragraph stands, with the cells in it: a row of a table is one."""
    at = 0
    for paragraph in text.split("\n\n"):
        end = at + len(paragraph)
        yield at, end, [cell for cell in cells if at <= cell.start and cell.end <= end]
        at = end + 2


def _row(text: str, spans: Sequence[Span], cells: Sequence[Cell]) -> list[DrawnCell]:
    return [
        DrawnCell(
            pieces(text[c.start : c.end], within(spans, c.start, c.end)),
            c.header,
            c.row_span,
            c.column_span,
        )
        for c in cells
    ]
