"""A table as a file of any of the formats, each with how it is made."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from planspor.corpus.errors import InputError
from planspor.web.files import ENDINGS
from planspor.web.files.csv_file import csv_lines
from planspor.web.files.json_file import json_lines
from planspor.web.files.table import Row, Table
from planspor.web.files.word import write_word
from planspor.web.files.workbook import write_workbook

MIMETYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LINES: Final = {"csv": csv_lines, "json": json_lines}
"""The formats that can be sent while they are made."""


def write(table: Table, ending: str, file: IO[bytes], language: str = "nb") -> None:
    """Write a table in the format of an ending."""
    if ending == "xlsx":
        write_workbook([table], file)
    elif ending == "docx":
        write_word(table, file, language)
    else:
        file.writelines(LINES[ending](table))


def export(table: Table, path: Path) -> int:
    """Write a table to a file of the kind that its name ends in; how many rows there were.

    Raises:
        InputError: the file cannot be written, or its name ends in none of the endings.
    """
    ending = path.suffix.lower().lstrip(".")
    if ending not in ENDINGS:
        raise InputError(
            f"{path}: of what kind the file is cannot be told",
            f"End its name in one of .{', .'.join(ENDINGS)}.",
        )
    counted = _Counted(table.rows)
    try:
        with path.open("wb") as file:
            write(replace(table, rows=counted), ending, file)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written: {error.strerror}", "Name another file."
        ) from error
    return counted.number


class _Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.number += 1
            yield row
