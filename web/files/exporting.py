"""All hits of a search as a file: CSV, a workbook or JSON, row by row."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any, Final

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import Link, LinkState
from planspor.search import Hit
from planspor.web.words import ACCESS, KINDS, LINK_STATES
from planspor.web.words.search_words import COLUMNS

Row = Mapping[str, Any]

_BYTE_ORDER_MARK: Final = "\ufeff"
"""By this Excel knows UTF-8."""
_DELIMITER: Final = ";"
"""What Excel parts cells by where a comma parts decimals, as in Norway."""
FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
"""How a cell begins that a program would take for a formula."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that XML has no way to write."""
_ROWS_OF_A_SHEET: Final = 1_000_000
_WIDTHS: Final = {"title": 40, "issuer": 24, "section": 40, "text": 90, "links": 30, "address": 40}


FORMATS: Final = (".csv", ".xlsx", ".json")
"""What the name of an export may end in."""


def export(rows: Iterable[Row], path: Path) -> int:
    """Write rows to a file of the kind that its name ends in; how many there were.

    Raises:
        InputError: the file cannot be written.
    """
    counted = _Counted(rows)
    try:
        with path.open("wb") as file:
            if path.suffix.lower() == ".xlsx":
                write_workbook(counted, file)
            else:
                lines = csv_lines if path.suffix.lower() == ".csv" else json_lines
                file.writelines(lines(counted))
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


def rows(corpus: Corpus, hits: Iterable[Hit], address: Callable[[Hit], str]) -> Iterator[Row]:
    """What an export says of each hit; ``address`` is that of its passage on the site."""

    @cache
    def linked(document: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for link in corpus.links.of_document(document):
            if link.state is not LinkState.REJECTED:
                found.setdefault(link.passage, []).append(_link(link))
        return found

    for hit in hits:
        links = linked(hit.document.id).get(hit.passage.id, [])
        yield _row(hit) | {"links": links, "address": address(hit)}


def _row(hit: Hit) -> dict[str, Any]:
    place = hit.passage.source
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "document": hit.document.id,
        "title": hit.document.title,
        "kind": hit.document.kind.value,
        "issuer": hit.document.issuer,
        "year": hit.document.year,
        "access": hit.document.access.value,
        "section": [heading for heading in hit.path if heading],
        "page": place.page,
        "line_start": place.line_start,
        "line_end": place.line_end,
        "passage": hit.passage.id,
        "text": hit.passage.text,
        "also_in": [other.passage for other in hit.also_in],
    }


def _link(link: Link) -> Row:
    return {
        "target": link.target,
        "state": link.state.value,
        "stage": link.stage.value,
        "stance": link.stance.value,
    }


def json_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """A JSON array with an object on each line."""
    before = "[\n"
    for row in rows:
        yield f"{before}{json.dumps(row, ensure_ascii=False)}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def csv_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """The lines of a CSV file of hits (see `csv_table`)."""
    return csv_table(COLUMNS.values(), map(_cells, rows))


def csv_table(headings: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """The lines of a CSV file that a double click opens in a Norwegian Excel.

    A cell that a program would take for a formula begins with an apostrophe.
    """
    line = io.StringIO()
    writer = csv.writer(line, delimiter=_DELIMITER)
    line.write(_BYTE_ORDER_MARK)
    writer.writerow(map(_plain, headings))
    for row in rows:
        yield _taken(line)
        writer.writerow(map(_plain, row))
    yield _taken(line)


def _taken(line: io.StringIO) -> bytes:
    written = line.getvalue().encode()
    line.seek(0)
    line.truncate()
    return written


def _plain(value: object) -> object:
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def write_workbook(rows: Iterable[Row], file: IO[bytes]) -> None:
    """A workbook in which text is text, whatever it begins with; written to disk as it grows."""
    # Imported here because few runs write a workbook, and openpyxl is slow to load.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = None
    for number, row in enumerate(rows):
        if sheet is None or number % _ROWS_OF_A_SHEET == 0:
            sheet = _sheet(book.create_sheet("Treff"))
        sheet.append([text_cell(sheet, value) for value in _cells(row)])
    if sheet is None:
        _sheet(book.create_sheet("Treff"))
    book.save(file)


def _sheet(sheet: Any) -> Any:
    """A sheet with its headings, which stay in sight."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 12)
    sheet.append(list(COLUMNS.values()))
    return sheet


def text_cell(sheet: Any, value: object) -> object:
    """A cell of a workbook in which a text is a text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, _CONTROL.sub("", value))
    cell.data_type = "s"
    return cell


def _cells(row: Row) -> Iterator[object]:
    """A row as a person reads it, in the order of the columns."""
    said = {
        **row,
        "kind": KINDS[row["kind"]],
        "access": ACCESS[row["access"]],
        "section": " › ".join(row["section"]),
        "links": ", ".join(map(_link_in_words, row["links"])),
        "also_in": ", ".join(row["also_in"]),
    }
    return (said[name] for name in COLUMNS)


def _link_in_words(link: Row) -> str:
    return f"{link['target']} ({LINK_STATES[LinkState(link['state'])].name.lower()})"
