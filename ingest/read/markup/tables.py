"""Tables: which hold data, and their rows as blocks with cells."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from planspor.corpus.model import Cell
from planspor.ingest.read.blocks import Block, BlockKind
from planspor.ingest.read.markup.elements import BLOCK_LEVEL, HEADINGS, anchor_of
from planspor.ingest.read.markup.traced import SPACE, Atom, Traced, joined, settled
from planspor.ingest.read.markup.tree import Element, Tree

_NO_DATA = HEADINGS | {"table", "form", "nav", "article", "section", "main", "aside", "footer"}
_MOST_PARAGRAPHS = 6
_LONG_CELL = 600
"""Cells with text that hold more characters than this on average are columns of a page."""
_WIDEST = 1000
"""What a row or a cell may span at most, as browsers have it."""


class _Slot(NamedTuple):
    """A cell of a row and where it stands in the table's grid."""

    element: Element
    column: int
    row_span: int
    column_span: int


def is_data(tree: Tree, table: Element) -> bool:
    """Whether a table holds data, rather than laying out a page."""
    if table.get("role") in ("presentation", "none"):
        return False
    lines = list(_lines(table))
    if any(cell.tag in _NO_DATA for line in lines for c in line for cell in c.iterdescendants()):
        return False
    if (
        any(cell.tag == "th" for line in lines for cell in line)
        or table.find("caption") is not None
    ):
        return True
    if len(lines) < 2 or max(map(len, lines)) < 2:
        return False
    cells = [cell for line in lines for cell in line]
    lengths = [sum(tree.length(str(text)) for text in cell.itertext()) for cell in cells]
    filled = [length for length in lengths if length]
    paragraphs = max(sum(1 for _ in cell.iter("p")) for cell in cells)
    return (
        bool(filled) and sum(filled) <= _LONG_CELL * len(filled) and paragraphs <= _MOST_PARAGRAPHS
    )


def rows(tree: Tree, table: Element, number: int) -> Iterator[Block]:
    """A table's caption and its rows; ``number`` counts the document's tables."""
    caption = table.find("caption")
    if caption is not None and (text := _text(tree, caption)).text:
        yield Block(text.text, text.pieces, BlockKind.CAPTION, anchor=anchor_of(table))
    first = True
    for row, slots in enumerate(_grid(table)):
        block = _row(tree, slots, row, number)
        if block is not None:
            yield block if first else replace(block, gap=False)
            first = False


def _row(tree: Tree, slots: Sequence[_Slot], row: int, number: int) -> Block | None:
    texts = [_text(tree, slot.element) for slot in slots]
    filled = [(slot, text) for slot, text in zip(slots, texts, strict=True) if text.text]
    if not filled:
        return None
    place, cells = 0, []
    for slot, text in filled:
        span = slot.row_span, slot.column_span
        header = slot.element.tag == "th" or _in_head(slot.element)
        end = place + len(text.text)
        cells.append(Cell(number, row, slot.column, *span, header, place, end))
        place = end + 1
    whole = joined([text for _, text in filled], "\t")
    anchor = next((a for slot, _ in filled if (a := anchor_of(slot.element))), None)
    anchor = anchor_of(slots[0].element.getparent()) or anchor  # type: ignore[arg-type]
    return Block(whole.text, whole.pieces, BlockKind.TABLE_ROW, cells=tuple(cells), anchor=anchor)


def _in_head(cell: Element) -> bool:
    return any(around.tag == "thead" for around in cell.iterancestors("thead", "table"))


def _lines(table: Element) -> Iterator[list[Element]]:
    """The cells of each row of a table, but not of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield [cell for cell in child if cell.tag in ("td", "th")]
        elif child.tag in ("thead", "tbody", "tfoot"):
            for line in child.iterchildren("tr"):
                yield [cell for cell in line if cell.tag in ("td", "th")]


def _grid(table: Element) -> Iterator[list[_Slot]]:
    """The rows with the column of each cell, those that reach down from above left free."""
    taken: dict[int, int] = {}
    for line in _lines(table):
        slots, column = [], 0
        for cell in line:
            while taken.get(column, 0):
                column += 1
            spans = _span(cell, "rowspan"), _span(cell, "colspan")
            slots.append(_Slot(cell, column, *spans))
            column += spans[1]
        taken = {at: left - 1 for at, left in taken.items() if left > 1}
        for slot in slots:
            if slot.row_span > 1:
                across = range(slot.column, slot.column + slot.column_span)
                taken.update(dict.fromkeys(across, slot.row_span - 1))
        yield slots


def _span(cell: Element, name: str) -> int:
    written = cell.get(name, "1").strip()
    return min(max(int(written), 1), _WIDEST) if written.isdecimal() and len(written) < 6 else 1


def _text(tree: Tree, cell: Element) -> Traced:
    """A cell's text; its paragraphs and lines are parted by a space."""
    return settled(_cell_atoms(tree, cell))


def _cell_atoms(tree: Tree, cell: Element) -> Iterator[Atom]:
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag in BLOCK_LEVEL or element.tag == "br":
            yield SPACE
        if event == "start":
            yield from tree.atoms(element.text)
        elif element is not cell:
            yield from tree.atoms(element.tail)
