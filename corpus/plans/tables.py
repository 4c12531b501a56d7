"""The rows of CSV and XLSX files, as text."""

import csv
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time
from itertools import islice
from typing import Any

from planspor.corpus.plans.nodes import Mistakes
from planspor.corpus.plans.sheets import Row, find_table

MAX_ROWS = 10_000
MAX_COLUMNS = 100
MAX_UNPACKED_BYTES = 200_000_000

_SEPARATORS = (";", ",", "\t")


def csv_sheets(
    data: bytes,
    mistakes: Mistakes,
    known: Callable[[list[Row]], int] | None = None,
) -> list[list[Row]]:
    """The rows of a CSV file, parted by ; or , or tab: whichever makes its header readable.

    The encoding is UTF-8, with or without a byte-order mark, else Windows-1252. ``known`` counts
    the columns that are read in it: those of a list of measures where nothing else is said.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    try:
        readings = [list(_csv_rows(text, separator)) for separator in _SEPARATORS]
    except csv.Error as error:
        mistakes.add("as a whole", f"is not CSV ({error})", "save it as CSV from the spreadsheet")
        raise mistakes.error() from error
    return [max(readings, key=known or _known_columns)]


def _csv_rows(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for cells in reader:
        yield Row(f"line {line}", cells)
        line = reader.line_num + 1


def _known_columns(rows: list[Row]) -> int:
    table = find_table(rows)
    return 0 if table is None else len(table.columns)


def xlsx_sheets(data: bytes, mistakes: Mistakes) -> list[list[Row]]:
    """The rows of each sheet of an XLSX file."""
    # Imported here because few runs read a workbook, and openpyxl is slow to load.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _check_unpacked(data, mistakes)
        with warnings.catch_warnings():
            # openpyxl warns of styles and validations that it leaves out; only cells matter here.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return [_sheet_rows(sheet, mistakes) for sheet in book.worksheets]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        mistakes.add("as a whole", f"is not an XLSX file ({error})", "save it as .xlsx or .csv")
        raise mistakes.error() from error


def _check_unpacked(data: bytes, mistakes: Mistakes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
    if unpacked > MAX_UNPACKED_BYTES:
        mistakes.add("as a whole", "unpacks to far more than it is", "save the list as .csv")
        raise mistakes.error()


def _sheet_rows(sheet: Any, mistakes: Mistakes) -> list[Row]:
    values: Iterable[tuple[object, ...]] = sheet.iter_rows(
        max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True
    )
    rows = [
        Row(f"sheet {sheet.title}, row {number}", [_cell(value) for value in cells])
        for number, cells in enumerate(islice(values, MAX_ROWS + 1), start=1)
    ]
    if len(rows) > MAX_ROWS and any(rows[-1].cells):
        mistakes.add(
            rows[-1].place, f"more than {MAX_ROWS} rows", "keep one plan's list in the file"
        )
    return rows


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return str(value)
