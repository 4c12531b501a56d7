"""The structure tags of a PDF: what element each piece of marked content belongs to.

PDFium builds the tree anew for each page, with only the elements that have something on it. Their
places among their parents' children stay the same, so the path of places from the root names an
element on all its pages.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from planspor.ingest.read.blocks import BlockKind
from planspor.ingest.read.pdf import pdfium as fast

_DEEPEST = 60
_MOST_ELEMENTS = 200_000
"""A page's tree larger than this is not read to its end."""
_LONGEST_TYPE = 64
_LARGEST_SPAN = 50
_HEADINGS: Final = {"Title": 1, "H": None, **{f"H{level}": level for level in range(1, 7)}}
_OWN: Final = {
    "P": BlockKind.TEXT,
    "TOCI": BlockKind.TEXT,
    "Figure": BlockKind.TEXT,
    "Formula": BlockKind.TEXT,
    "Code": BlockKind.TEXT,
    "BibEntry": BlockKind.TEXT,
    "LI": BlockKind.LIST_ITEM,
    "Caption": BlockKind.CAPTION,
    "Note": BlockKind.FOOTNOTE,
    "FENote": BlockKind.FOOTNOTE,
}
"""Elements whose text is a block."""
_CELLS: Final = {"TD", "TH"}
_WHOLE: Final = {
    BlockKind.FOOTNOTE,
    BlockKind.CAPTION,
    BlockKind.HEADING,
    BlockKind.TABLE_ROW,
}
"""Kinds of elements in which paragraphs, figures and the like are nothing of their own."""
_GROUPS: Final = {"Document", "Part", "Art", "Sect", "Div", "L", "TOC", "Index", "NonStruct"}
"""Elements that hold blocks; text right in them is a block, too."""

Path = tuple[int, ...]


class CellTag(NamedTuple):
    """A cell of a tagged table; ``place`` is its own among the children of the row ``row``."""

    table: Path
    row: Path
    place: int
    row_span: int
    column_span: int
    header: bool


class GridCell(NamedTuple):
    """Where a cell stands: ``table`` counts in the document, row and column from 0 in it."""

    table: int
    row: int
    column: int
    row_span: int
    column_span: int
    header: bool


@dataclass(slots=True)
class Element:
    """A block that lines belong to.

    ``level`` is a heading's, ``tag`` and then ``cell`` a cell's, ``letters`` how many it has.
    ``group`` tells that it is no block but holds some. Lines of an element that ``lies`` are
    taken as if they had none.
    """

    kind: BlockKind = BlockKind.TEXT
    level: int | None = None
    tag: CellTag | None = None
    cell: GridCell | None = None
    group: bool = False
    artifact: bool = False
    lies: bool = False
    letters: int = 0


class _Visit(NamedTuple):
    """An element of the tree, or a piece of content (then ``thing`` is 0), with what is around.

    ``block`` is the element that text here belongs to, -1 for none; ``place`` counts its
    parent's elements before it.
    """

    thing: fast.Handle
    path: Path
    block: int = -1
    content: int = -1
    quoted: bool = False
    table: Path = ()
    row: Path = ()
    place: int = 0


_count = fast.bound(pdfium.FPDF_StructElement_CountChildren, ctypes.c_int, ctypes.c_void_p)
_child = fast.bound(
    pdfium.FPDF_StructElement_GetChildAtIndex, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int
)
_content = fast.bound(
    pdfium.FPDF_StructElement_GetChildMarkedContentID, ctypes.c_int, ctypes.c_void_p, ctypes.c_int
)
_get_type = fast.bound(
    pdfium.FPDF_StructElement_GetType,
    ctypes.c_ulong,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_ulong,
)


class Tags:
    """The elements of a document, gathered page by page, numbered as they are met."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self._numbers: dict[Path, int] = {}
        self._begun: set[int] = set()

    def on(self, page: PdfPage) -> dict[int, tuple[int, int]]:
        """Of each marked-content id on a page: its element's number, and its rank in the tree."""
        found: dict[int, tuple[int, int]] = {}
        with _tree(page) as roots:
            waiting = roots[::-1]
            for _ in range(_MOST_ELEMENTS):
                if not waiting:
                    break
                visit = waiting.pop()
                if visit.thing:
                    waiting.extend(reversed(self._below(visit)))
                elif visit.block >= 0:
                    found.setdefault(visit.content, (visit.block, len(found)))
        return found

    def _below(self, visit: _Visit) -> list[_Visit]:
        """An element's children, elements and content, in order."""
        inside = self._entered(visit, _type(visit.thing))
        count = max(0, _count(visit.thing))
        below: list[_Visit] = []
        contents = 0
        for index, child in enumerate(map(_child, repeat(visit.thing), range(count))):
            content = -1 if child else _content(visit.thing, index)
            if content >= 0:
                contents += 1
                below.append(inside._replace(thing=0, content=content))
            elif child and len(visit.path) < _DEEPEST:
                path = (*visit.path, index)
                below.append(inside._replace(thing=child, path=path, place=index - contents))
        return below

    def _entered(self, visit: _Visit, kind: str) -> _Visit:
        """What stands around the children of an element of some type."""
        around = self.elements[visit.block] if visit.block >= 0 else None
        if around is not None and (around.kind in _WHOLE or around.artifact) and kind != "Note":
            return visit
        if kind in _HEADINGS:
            return self._block(visit, Element(BlockKind.HEADING, _HEADINGS[kind]))
        if kind == "P" and around is not None and around.kind is BlockKind.LIST_ITEM:
            return self._paragraph_of_item(visit)
        if kind in _OWN:
            quoted = visit.quoted and kind == "P"
            return self._block(visit, Element(BlockKind.QUOTATION if quoted else _OWN[kind]))
        if kind in _CELLS:
            return self._block(visit, Element(BlockKind.TABLE_ROW, tag=_cell(visit, kind)))
        if kind == "Artifact":
            return self._block(visit, Element(artifact=True))
        if kind == "BlockQuote" and (around is None or around.group):
            quotation = Element(BlockKind.QUOTATION, group=True)
            return self._block(visit, quotation)._replace(quoted=True)
        if kind in {"Table", "TR"}:
            return visit._replace(
                table=visit.path if kind == "Table" else visit.table,
                row=visit.path if kind == "TR" else visit.row,
            )
        if kind in _GROUPS and (around is None or around.group):
            return self._block(visit, Element(group=True))
        return visit

    def _block(self, visit: _Visit, element: Element) -> _Visit:
        number = self._numbers.get(visit.path)
        if number is None:
            number = self._numbers[visit.path] = len(self.elements)
            self.elements.append(element)
        return visit._replace(block=number)

    def _paragraph_of_item(self, visit: _Visit) -> _Visit:
        """The first paragraph of a list item is the item itself; those after it are their own."""
        if visit.path in self._numbers or visit.block in self._begun:
            return self._block(visit, Element())
        self._begun.add(visit.block)
        return visit


@contextmanager
def _tree(page: PdfPage) -> Iterator[list[_Visit]]:
    """The roots of an open page's structure tree; none for a page without."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        count = max(0, pdfium.FPDF_StructTree_CountChildren(tree)) if tree else 0
        things = [
            fast.handle(pdfium.FPDF_StructTree_GetChildAtIndex(tree, i)) for i in range(count)
        ]
        yield [_Visit(thing, (place,)) for place, thing in enumerate(things) if thing]
    finally:
        if tree:
            pdfium.FPDF_StructTree_Close(tree)


def _type(thing: fast.Handle) -> str:
    buffer = ctypes.create_string_buffer(_LONGEST_TYPE)
    length = _get_type(thing, ctypes.addressof(buffer), _LONGEST_TYPE)
    return buffer.raw[: max(0, min(length, _LONGEST_TYPE) - 2)].decode("utf-16-le", "replace")


def _cell(visit: _Visit, kind: str) -> CellTag:
    return CellTag(
        visit.table,
        visit.row or visit.path[:-1],
        visit.place,
        _span(visit.thing, b"RowSpan"),
        _span(visit.thing, b"ColSpan"),
        kind == "TH",
    )


def _span(thing: fast.Handle, name: bytes) -> int:
    held = ctypes.cast(thing, pdfium.FPDF_STRUCTELEMENT)
    number = ctypes.c_float()
    for place in range(max(0, pdfium.FPDF_StructElement_GetAttributeCount(held))):
        attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(held, place)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attribute, name)
        if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, ctypes.byref(number)):
            return max(1, min(_LARGEST_SPAN, int(number.value)))
    return 1
