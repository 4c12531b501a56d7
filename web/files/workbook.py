"""Tables as a workbook, written to disk as it grows."""

import re
from collections.abc import Iterable, Sequence
from typing import IO, Any, Final

from flask_babel import gettext as _

from planspor.web.files.table import Column, Kind, Table

_CONTROL: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML has no way to write."""
_NO_TITLE: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST_TITLE: Final = 28
_LONGEST_CELL: Final = 32_767
"""Characters that a cell of Excel can hold."""
_ROWS_OF_A_SHEET: Final = 1_000_000
_LINKS_OF_A_SHEET: Final = 65_000
"""Excel follows 65 530 links of a sheet; further addresses are written as text."""
_WIDTHS: Final = {Kind.TEXT: 24, Kind.WORDS: 80, Kind.NUMBER: 10, Kind.ADDRESS: 40}


def write_workbook(tables: Sequence[Table], file: IO[bytes]) -> int:
    """A workbook in which text is text, whatever it begins with; how many rows there were.

    Each table has a sheet, or several where one cannot hold it, and the last tells what they are.
    """
    # Imported here because few runs write a workbook, and openpyxl is slow to load.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    counts = [_write(book, table) for table in tables]
    for table in tables:
        for note in table.notes:
            _write(book, note)
    _write_about(book, tables, counts)
    book.save(file)
    return sum(counts)


def _write(book: Any, table: Table) -> int:
    sheet, number = _sheet(book, table, 1), 0
    for number, row in enumerate(table.rows, 1):
        if number > 1 and number % _ROWS_OF_A_SHEET == 1:
            sheet = _sheet(book, table, 1 + number // _ROWS_OF_A_SHEET)
        has_links = (number - 1) % _ROWS_OF_A_SHEET < _LINKS_OF_A_SHEET
        sheet.append(_cells(sheet, zip(table.columns, table.cells(row), strict=True), has_links))
    return number


def _sheet(book: Any, table: Table, number: int) -> Any:
    """A sheet with its headings, which stay in sight."""
    from openpyxl.utils import get_column_letter

    title = _NO_TITLE.sub(" ", table.sheet or table.title)[:_LONGEST_TITLE].strip() or table.name
    sheet = book.create_sheet(title if number == 1 else f"{title} {number}")
    sheet.freeze_panes = f"{get_column_letter(table.kept + 1)}2"
    for place, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[column.kind]
    sheet.append([_bold(sheet, heading) for heading in table.headings])
    return sheet


def _bold(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, _CONTROL.sub("", text))
    cell.data_type, cell.font = "s", Font(bold=True)
    return cell


def _cells(sheet: Any, said: Iterable[tuple[Column, object]], has_links: bool) -> list[object]:
    return [
        _link(sheet, str(value))
        if has_links and value and column.kind is Kind.ADDRESS
        else text_cell(sheet, value)
        for column, value in said
    ]


def _link(sheet: Any, address: str) -> Any:
    cell = text_cell(sheet, address, always=True)
    if address.startswith(("http://", "https://")):
        cell.hyperlink = address
    return cell


def text_cell(sheet: Any, value: object, always: bool = False) -> Any:
    """What a workbook holds for a value: a text is a text, whatever it begins with.

    ``always`` gives a cell where the text alone would do.
    """
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("", value)[:_LONGEST_CELL]
    # Only these could be taken for a formula or a fault; a cell of its own costs time.
    if not always and not text.startswith(("=", "#")):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _write_about(book: Any, tables: Sequence[Table], counts: Sequence[int]) -> None:
    sheet = book.create_sheet(_("Om"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    for table, count in zip(tables, counts, strict=True):
        for name, said in ((_("Hva"), table.title), *table.about):
            sheet.append([text_cell(sheet, name), text_cell(sheet, said)])
        sheet.append([_("Antall rader"), count])
        sheet.append([])
