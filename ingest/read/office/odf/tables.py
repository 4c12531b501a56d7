"""Tables of OpenDocument as rows of cells."""

from collections.abc import Callable, Iterable, Iterator

from lxml.etree import _Element

from planspor.ingest.read.office.content import Item, Row, Table, TableCell
from planspor.ingest.read.office.names import attribute, name, whole

_GROUPS = {"table:table-rows", "table:table-row-group", "table:table-header-rows"}
_CELLS = ("table:table-cell", "table:covered-table-cell")
_MOST = 1000
"""Rows and columns that repeat more often than this fill a sheet, not a page."""


def table(element: _Element, items: Callable[[_Element], Iterable[Item]]) -> Table:
    """A table (table:table); ``items`` reads what stands in a cell."""
    return Table([Row(list(_cells(row, items)), header) for row, header in _rows(element, False)])


def _rows(element: _Element, header: bool) -> Iterator[tuple[_Element, bool]]:
    for inner in element:
        if name(inner) == "table:table-row":
            yield inner, header
        elif name(inner) in _GROUPS:
            yield from _rows(inner, header or name(inner) == "table:table-header-rows")


def _cells(row: _Element, items: Callable[[_Element], Iterable[Item]]) -> Iterator[TableCell]:
    column = 0
    for cell in row:
        if name(cell) not in _CELLS:
            continue
        if name(cell) == _CELLS[0]:
            columns = _number(cell, "table:number-columns-spanned")
            rows = _number(cell, "table:number-rows-spanned")
            yield TableCell(column, columns, rows, list(items(cell)))
        column += _number(cell, "table:number-columns-repeated")


def _number(cell: _Element, short: str) -> int:
    return min(max(whole(attribute(cell, short)) or 1, 1), _MOST)
