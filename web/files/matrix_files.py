"""A whole matrix as a file: CSV or a workbook, some rows at a time."""

from collections.abc import Iterator, Sequence
from typing import IO, Final

from planspor.web.files.exporting import csv_table, text_cell
from planspor.web.snapshot import Snapshot
from planspor.web.views.columns import Breadth, Column
from planspor.web.views.grid import ROWS, Row, Square, row_groups
from planspor.web.views.matrices import Matrix, scores_for
from planspor.web.words import CELLS, KINDS, STANCES, STATES

_FIRST: Final = ("Id", "Nr.", "Ordlyd", "Gruppe", "Status")
_WIDTHS: Final = (18, 6, 70, 34, 22)
_ABOUT: Final = ("Kolonne", "Dokument", "Tittel", "Type", "År", "Utgiver", "Kommune", "Fylke")


def csv_matrix(record: Snapshot, found: Matrix) -> Iterator[bytes]:
    """The lines of a CSV file that a double click opens in a Norwegian Excel."""
    return csv_table(_headings(found), _rows(record, found))


def write_matrix(record: Snapshot, found: Matrix, file: IO[bytes]) -> None:
    """A workbook with the matrix, and with what each of its columns holds."""
    # Imported here because few runs write a workbook, and openpyxl is slow to load.
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Matrise")
    sheet.freeze_panes = "F2"
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([text_cell(sheet, value) for value in _headings(found)])
    for row in _rows(record, found):
        # What follows are words of this program's own, which need no care.
        described = [text_cell(sheet, value) for value in row[: len(_FIRST)]]
        sheet.append([*described, *row[len(_FIRST) :]])
    about = book.create_sheet("Kolonner")
    about.append(list(_ABOUT))
    for row in _columns(record, found):
        about.append([text_cell(about, value) for value in row])
    book.save(file)


def _headings(found: Matrix) -> list[object]:
    return [*_FIRST, *map(_heading, found.columns)]


def _heading(column: Column) -> str:
    return column.documents[0].id if column.breadth is Breadth.DOCUMENT else column.name


def _rows(record: Snapshot, found: Matrix) -> Iterator[list[object]]:
    """The rows, as many read at a time as a page shows."""
    every = len(found.part.documents)
    for first in range(0, len(found.rows), ROWS):
        rows = found.rows[first : first + ROWS]
        scores = scores_for(record, found, rows, found.columns)
        for group in row_groups(rows, found.columns, scores, every):
            for row in group.rows:
                yield [*_described(row, group.name), *map(_said, row.squares)]


def _described(row: Row, group: str) -> Sequence[object]:
    target = row.target
    number = getattr(target, "ordinal", None) or getattr(target, "number", None) or ""
    return target.id, number, target.text or "", group, STATES[row.state].name


def _said(square: Square) -> str:
    """A square in words: its state, how many passages, and what those accepted say."""
    name = CELLS[square.state].name
    if square.count:
        stances = ", ".join(STANCES[stance].name.lower() for stance in square.stances)
        return f"{name} ({square.count}){f': {stances}' if stances else ''}"
    if 0 < square.searched < square.documents:
        return f"{name} ({square.searched} av {square.documents} søkt)"
    return name


def _columns(record: Snapshot, found: Matrix) -> Iterator[list[object]]:
    """What each column holds; a document that may not be seen is only counted."""
    for column in found.columns:
        if column.breadth is Breadth.HIDDEN:
            yield [column.name, f"{len(column.documents)} dokumenter"]
            continue
        for document in column.documents:
            region = record.regions[document.id]
            yield [
                _heading(column),
                *(document.id, document.title, KINDS[document.kind], document.year),
                *(document.issuer, region.municipality, region.county),
            ]
