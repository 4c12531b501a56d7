"""A table as JSON, a row on each line."""

import json
from collections.abc import Iterator

from planspor.web.files.table import Table


def json_lines(table: Table) -> Iterator[bytes]:
    """An array with an object on each line, with all that a row holds.

    What a table is of stands in its documents and workbooks alone: programs read rows.
    """
    before = "[\n"
    for row in table.rows:
        said = json.dumps(row, ensure_ascii=False, default=str)
        # A surrogate that stands alone, as some PDFs have them, is no character of UTF-8.
        yield f"{before}{said}".encode(errors="replace")
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"
