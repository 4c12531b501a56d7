"""The rows of a workbook or CSV file as a person saved it, by the names of their columns."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from planspor.corpus.errors import UnreadableFile
from planspor.web.exchange.sheets.cells import unescaped, unguarded
from planspor.web.exchange.sheets.columns import DECISIONS, EVIDENCE, HISTORY

_MOST_UNPACKED: Final = 1 << 30
_RATIO: Final = 500
_SMALL: Final = 10 << 20
_HEAD: Final = 4096
"""Bytes in which a document type is declared, if it is."""
_MOST_ROWS: Final = 1_000_000
_MOST_COLUMNS: Final = 200
_SEPARATORS: Final = ";,\t"
_AGAIN: Final = "Save it as .xlsx or .csv again from the spreadsheet."
_KEYS: Final = {heading: key for key, (heading, _) in (*EVIDENCE.items(), *DECISIONS.items())} | {
    HISTORY[0]: "history"
}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by the keys of its columns; ``where`` names the file, sheet and row."""

    where: str
    cells: Mapping[str, Any]

    def text(self, key: str) -> str:
        """What stands in a column, as text; empty where there is nothing."""
        value = self.cells.get(key)
        return "" if value is None else str(value)

    def number(self, key: str) -> int | None:
        """A whole number in a column."""
        said = self.text(key).removesuffix(".0")
        return int(said) if said.isdecimal() else None


def workbook_tables(name: str, data: bytes) -> dict[str, list[TableRow]]:
    """The rows of each sheet of a workbook.

    Raises:
        UnreadableFile: it is no workbook, or unpacks to far more than one does.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _check(name, data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return {
            sheet.title: list(_rows(f"{name}, sheet {sheet.title}, row", _values(sheet)))
            for sheet in book.worksheets
        }
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise UnreadableFile(f"{name}: is no workbook ({error})", _AGAIN) from error


def _check(name: str, data: bytes) -> None:
    """Refuse what unpacks to too much, and parts that declare entities of their own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            reason = _too_much(parts.infolist()) or _declares(parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise UnreadableFile(f"{name}: is no workbook ({error})", _AGAIN) from error
    if reason:
        raise UnreadableFile(f"{name}: {reason}", _AGAIN)


def _too_much(entries: Iterable[zipfile.ZipInfo]) -> str:
    is_bomb = any(e.file_size > max(_SMALL, _RATIO * e.compress_size) for e in entries)
    if is_bomb or sum(e.file_size for e in entries) > _MOST_UNPACKED:
        return "unpacks to far more than a workbook does"
    return ""


def _declares(parts: zipfile.ZipFile) -> str:
    for entry in parts.infolist():
        with parts.open(entry) as part:
            if b"<!DOCTYPE" in part.read(_HEAD):
                return f"{entry.filename} declares a document type"
    return ""


def _values(sheet: Any) -> Iterator[Sequence[Any]]:
    rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
    for row in rows:
        yield [unescaped(value) if isinstance(value, str) else value for value in row]


def csv_table(name: str, data: bytes) -> list[TableRow]:
    """The rows of a CSV file: in UTF-8 or Windows-1252, parted by semicolon, comma or tab.

    Raises:
        UnreadableFile: it is no CSV file.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    csv.field_size_limit(max(csv.field_size_limit(), 10_000_000))
    try:
        rows = [[unguarded(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise UnreadableFile(f"{name}: is no CSV file ({error})", _AGAIN) from error
    return list(_rows(f"{name}, row", rows))


def _rows(where: str, rows: Iterable[Sequence[Any]]) -> Iterator[TableRow]:
    keys: list[str | None] | None = None
    for number, row in enumerate(rows, 1):
        if keys is None:
            keys = [_KEYS.get(str(cell).strip()) for cell in row]
            continue
        cells = {key: cell for key, cell in zip(keys, row, strict=False) if key}
        if any(cell not in (None, "") for cell in cells.values()):
            yield TableRow(f"{where} {number}", cells)
