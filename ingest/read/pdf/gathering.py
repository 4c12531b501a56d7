"""All pages of an open PDF, one after the other, so that only lines are kept of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from pypdfium2 import PdfDocument, PdfPage

from planspor.ingest.read.blocks import BlockKind
from planspor.ingest.read.pdf.columns import joined
from planspor.ingest.read.pdf.drawing import Area, Drawing, drawing
from planspor.ingest.read.pdf.elements import owners_of, settle
from planspor.ingest.read.pdf.frames import frame
from planspor.ingest.read.pdf.letters import Letters, letters_of
from planspor.ingest.read.pdf.lines import Owners, TextLine, lines_of, no_owners
from planspor.ingest.read.pdf.margins import margin_numbers
from planspor.ingest.read.pdf.pages import PageText, page_of
from planspor.ingest.read.pdf.ruled import RuledTable, RuledTables
from planspor.ingest.read.pdf.tags import Element, GridCell, Tags

_NO_SIZE = (595.0, 842.0)
"""The width and height of a page that cannot be opened: A4."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pages of a document and the elements that their lines belong to.

    ``partial`` tells that some page could not be opened at all: it has no lines.
    """

    pages: list[PageText]
    elements: list[Element]
    partial: bool


def gather(document: PdfDocument) -> Gathered:
    """Read all pages of a document."""
    gatherer = _Gatherer()
    pages: list[PageText] = []
    partial = False
    for number in range(1, len(document) + 1):
        with page_of(document, number - 1) as page:
            if page is None:
                pages.append(PageText(number, *_NO_SIZE, lines=[]))
                partial = True
            else:
                pages.append(gatherer.page(page, number))
    settle(gatherer.tags.elements, gatherer.tables)
    return Gathered(pages, gatherer.tags.elements, partial)


class _Gatherer:
    """What is carried from page to page: elements by tags, and tables by rules."""

    def __init__(self) -> None:
        self.tags = Tags()
        self.tables = 0
        self._ruled = RuledTables()

    def page(self, page: PdfPage, number: int) -> PageText:
        """The lines of an open page (``number`` from 1)."""
        letters = letters_of(page)
        drawn = drawing(page)
        owners = owners_of(letters, self.tags.on(page), self.tags.elements)
        tagged = owners is not None
        if owners is None:
            owners = self._owners_by_rules(drawn, letters, number)
        lines = lines_of(letters, owners, number)
        for line in [*margin_numbers(lines), *self._artifacts(lines)]:
            line.artifact = True
        size = letters.width, letters.height
        frame(drawn.shapes, Area(0, 0, *size), lines, number)
        return PageText(number, *size, *joined(lines), tagged)

    def _artifacts(self, lines: Iterable[TextLine]) -> Iterator[TextLine]:
        elements = self.tags.elements
        return (line for line in lines if line.owner >= 0 and elements[line.owner].artifact)

    def _owners_by_rules(self, drawn: Drawing, letters: Letters, number: int) -> Owners:
        """The cells of ruled tables as owners of their letters."""
        owners = no_owners(letters)
        for table in self._ruled.on(drawn, letters, number):
            self.tables += not table.continues
            self._own(table, letters, owners)
        return owners

    def _own(self, table: RuledTable, letters: Letters, owners: Owners) -> None:
        """Letters belong to the cell that their middle stands in."""
        x, y = (letters.boxes[:, :2] + letters.boxes[:, 2:]).T / 2
        places = table.grid.places(x, y)
        inside = places >= 0
        filled, place = np.unique(places[inside], return_inverse=True)
        owners.element[inside] = len(self.tags.elements) + place
        self.tags.elements += [self._element(table, number) for number in filled.tolist()]

    def _element(self, table: RuledTable, number: int) -> Element:
        """What one cell of the table's grid is."""
        if number < len(table.repeated):
            return Element(artifact=True)
        cell = table.cells[number - len(table.repeated)]
        return Element(BlockKind.TABLE_ROW, cell=GridCell(self.tables - 1, *cell))
