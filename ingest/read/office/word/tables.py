"""Tables of WordprocessingML as rows of cells, with what they span."""

from collections.abc import Callable, Iterable, Iterator

from lxml.etree import _Element

from planspor.ingest.read.office.content import Item, Row, Table, TableCell
from planspor.ingest.read.office.names import child, name, switched, value, whole

_WRAPPERS = {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"}
_WIDEST = 1000


def table(element: _Element, items: Callable[[_Element], Iterable[Item]]) -> Table:
    """A table (w:tbl); ``items`` reads what stands in a cell."""
    rows: list[Row] = []
    open_: dict[int, TableCell] = {}
    for row in _inner(element, "w:tr"):
        properties = child(row, "w:trPr")
        if child(properties, "w:del") is None:
            cells = list(_cells(row, properties, open_, items))
            rows.append(Row(cells, header=bool(switched(properties, "w:tblHeader"))))
    return Table(rows)


def _cells(
    row: _Element,
    properties: _Element | None,
    open_: dict[int, TableCell],
    items: Callable[[_Element], Iterable[Item]],
) -> Iterator[TableCell]:
    """The cells that begin in a row; ``open_`` holds those that reach down, by column."""
    column = _span(value(properties, "w:gridBefore"), least=0)
    last: TableCell | None = None
    for cell in _inner(row, "w:tc"):
        span = _span(value(cell, "w:tcPr", "w:gridSpan"))
        if _continues(cell, "w:hMerge") and last is not None:
            last.column_span += span
        elif _continues(cell, "w:vMerge") and column in open_:
            open_[column].row_span += 1
        else:
            last = TableCell(column, span, items=list(items(cell)))
            open_[column] = last
            yield last
        column += span


def _continues(cell: _Element, merge: str) -> bool:
    found = child(cell, "w:tcPr", merge)
    return found is not None and value(found) != "restart"


def _span(text: str | None, least: int = 1) -> int:
    return min(max(whole(text) or least, least), _WIDEST)


def _inner(element: _Element, wanted: str) -> Iterator[_Element]:
    for inner in element:
        if name(inner) == wanted:
            yield inner
        elif name(inner) in _WRAPPERS:
            yield from _inner(inner, wanted)
