"""Writing the sheets: a workbook that grows on disk, and a CSV file line by line."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import IO, Any, Final

from planspor.corpus.model import Review
from planspor.web.exchange.coding import Coding
from planspor.web.exchange.sheets.cells import cut, escaped, guarded
from planspor.web.exchange.sheets.columns import (
    CODEBOOK,
    DECISIONS,
    DOCUMENTS,
    EVIDENCE,
    HISTORY,
    SILENCES,
)
from planspor.web.exchange.sheets.rows import (
    Address,
    Row,
    codebook_rows,
    decision_rows,
    document_rows,
    evidence_rows,
    matrix,
    silence_rows,
)

Columns = Mapping[str, tuple[str, int]]

SHEETS: Final = (
    "Les meg",
    "Matrise",
    "Funn",
    "Beslutninger",
    "Kodebok",
    "Dokumenter",
    "Ingen funn",
)
_README: Final = (
    "«Matrise» viser hvert mål, tiltak og annet punkt i planen mot hvert dokument.",
    "«Funn» har en rad for hver kobling. Du kan endre Vurdering, Steg, Holdning og Merknad der, "
    "og legge til rader med mål eller tiltak, dokument, sitat og vurdering. Les filen inn igjen "
    "med `planspor import`. Da blir hver endring en beslutning med ditt navn.",
    "Ikke endre kolonnene Kobling og «Slik det ble tatt ut». De viser Planspor hva som er endret.",
    "«Beslutninger» er loggen over hvem som avgjorde hva, og når. Tidene er i UTC.",
    "«Ingen funn» viser hvor det er søkt uten at noe ble funnet.",
)
_MOST_ROWS: Final = 1_000_000
_DELIMITER: Final = ";"
_BYTE_ORDER_MARK: Final = "\ufeff"


def write_workbook(coding: Coding, file: IO[bytes], address: Address) -> None:
    """Write a coding as a workbook of sheets, each with its headings in sight and filters."""
    # Imported here because few runs write a workbook, and openpyxl is slow to load.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _introduction(book.create_sheet(SHEETS[0]), coding)
    _matrix(book, coding)
    evidence = evidence_rows(coding, address)
    _table(book, SHEETS[2], EVIDENCE, evidence)
    _table(book, SHEETS[3], DECISIONS, decision_rows(coding))
    _table(book, SHEETS[4], CODEBOOK, codebook_rows(coding))
    _table(book, SHEETS[5], DOCUMENTS, document_rows(coding))
    _table(book, SHEETS[6], SILENCES, silence_rows(coding))
    book.save(file)


def _introduction(sheet: Any, coding: Coding) -> None:
    sheet.column_dimensions["A"].width = 110
    for line in (coding.plan.title, "", *_README):
        sheet.append([_cell(sheet, line)])
    if coding.left_out:
        said = f"{coding.left_out} dokumenter med begrenset tilgang er ikke med."
        sheet.append([_cell(sheet, said)])


def _matrix(book: Any, coding: Coding) -> None:
    documents, rows = matrix(coding)
    titles = [coding.documents[document].title for document in documents]
    headings = [("Mål eller tiltak", 16), ("Ordlyd", 50), *((title, 18) for title in titles)]
    _fill(book, SHEETS[1], headings, rows, "C2")


def _table(book: Any, name: str, columns: Columns, rows: Iterable[Row]) -> None:
    _fill(book, name, list(columns.values()), ([row[key] for key in columns] for row in rows))


def _fill(
    book: Any,
    name: str,
    headings: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Any]],
    frozen: str = "A2",
) -> None:
    """A sheet of rows, and further ones where it is full."""
    sheet, written = _begun(book, name, headings, frozen), 0
    for number, row in enumerate(rows):
        if number and number % _MOST_ROWS == 0:
            sheet.auto_filter.ref = _filtered(len(headings), written)
            part = number // _MOST_ROWS + 1
            sheet, written = _begun(book, f"{name} {part}", headings, frozen), 0
        sheet.append([_cell(sheet, value) for value in row])
        written += 1
    sheet.auto_filter.ref = _filtered(len(headings), written)


def _filtered(columns: int, rows: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"A1:{get_column_letter(columns)}{rows + 1}"


def _begun(book: Any, name: str, headings: Sequence[tuple[str, int]], frozen: str) -> Any:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = frozen
    for number, (_, width) in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    cells = [_text(sheet, escaped(cut(heading))) for heading, _ in headings]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    return sheet


def _cell(sheet: Any, value: object) -> Any:
    """A cell that says a value as it is: text is text, whatever it begins with."""
    if not isinstance(value, str):
        return _time(sheet, value) if isinstance(value, datetime) else value
    text = escaped(cut(value))
    # A cell of its own is slow: only what openpyxl would take for a formula or an error needs it.
    return _text(sheet, text) if text.startswith(("=", "#")) else text


def _text(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _time(sheet: Any, at: datetime) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, at)
    cell.number_format = "yyyy-mm-dd hh:mm:ss"
    return cell


def write_csv(coding: Coding, file: IO[bytes], address: Address) -> None:
    """Write the evidence list, each row with its decisions, as a Norwegian Excel opens it."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=_DELIMITER)
    lines.write(_BYTE_ORDER_MARK)
    writer.writerow([*(heading for heading, _ in EVIDENCE.values()), HISTORY[0]])
    for row in evidence_rows(coding, address):
        history = _history(coding, coding.decisions.get(str(row["link"]), []))
        writer.writerow([*(_plain(row[key]) for key in EVIDENCE), guarded(history)])
        file.write(_taken(lines))
    file.write(_taken(lines))


def _taken(lines: io.StringIO) -> bytes:
    written = lines.getvalue().encode()
    lines.seek(0)
    lines.truncate()
    return written


def _plain(value: object) -> object:
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return guarded(value) if isinstance(value, str) else value


def _history(coding: Coding, reviews: Iterable[Review]) -> str:
    """Decisions as JSON, oldest first; nothing where there are none."""
    told = [
        {
            "decision": review.decision,
            "person": review.person,
            "name": coding.people[review.person].name,
            "machine": coding.people[review.person].machine,
            "stage": review.stage,
            "stance": review.stance,
            "note": review.note,
            "at": review.at.isoformat(),
        }
        for review in reviews
    ]
    return json.dumps(told, ensure_ascii=False) if told else ""
