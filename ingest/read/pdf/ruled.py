"""Tables on ruled pages: where their cells stand, from the lines and fills that PDFium sees."""

from collections.abc import Iterator
from dataclasses import dataclass

from pypdfium2 import PdfPage

from planspor.corpus.model import Box


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
    """What one page (from 1) shows of a table.

    ``continues`` tells that it goes on from the last table of the page before: its rows then
    count on from there. The letters in ``repeated`` (the header rows printed again on a further
    page) belong to no cell and are dropped.
    """

    page: int
    cells: tuple[RuledCell, ...]
    continues: bool = False
    repeated: tuple[Box, ...] = ()


def looks_ruled(page: PdfPage) -> bool:
    """Whether the page draws a grid that could hold a table: cheap, for every untagged page."""
    raise NotImplementedError


class RuledTables:
    """Finds the tables of a document's pages, handed over in order.

    ``on(page, number)`` gives those of one open PDFium page, top to bottom; the finder remembers
    the last table of the page before, to tell whether one goes on.
    """

    def on(self, page: PdfPage, number: int) -> Iterator[RuledTable]:
        """The tables of the page (``number`` from 1)."""
        raise NotImplementedError
