"""A table as CSV, line by line."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from planspor.web.files.table import Table, number_text

_BYTE_ORDER_MARK: Final = "\ufeff"
"""By this Excel knows UTF-8."""
_DELIMITER: Final = ";"
"""What Excel parts cells by where a comma parts decimals, as in Norway."""
FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
"""How a cell begins that a program would take for a formula."""


def csv_lines(table: Table) -> Iterator[bytes]:
    """The lines of a CSV file that a double click opens in a Norwegian Excel.

    A cell that a program would take for a formula begins with an apostrophe.
    """
    line = io.StringIO()
    writer = csv.writer(line, delimiter=_DELIMITER)
    line.write(_BYTE_ORDER_MARK)
    writer.writerow(map(_plain, table.headings))
    for row in table.rows:
        yield _taken(line)
        writer.writerow(map(_plain, table.cells(row)))
    yield _taken(line)


def _taken(line: io.StringIO) -> bytes:
    written = line.getvalue().encode(errors="replace")
    line.seek(0)
    line.truncate()
    return written


def _plain(value: object) -> object:
    if isinstance(value, float):
        return number_text(value)
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
