"""Later values of a plan's indicators from a CSV or XLSX file that a person keeps."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planspor.corpus.model import Indicator, IndicatorValue
from planspor.corpus.plans.files import file_bytes
from planspor.corpus.plans.nodes import Mistakes, shortened
from planspor.corpus.plans.sheets import Row
from planspor.corpus.plans.tables import csv_sheets, xlsx_sheets
from planspor.ingest.extract.indicators.matching import Match, match
from planspor.ingest.extract.indicators.words import key_of, words
from planspor.ingest.extract.text.figures import figure, is_grouped

_HEADER_ROWS = 20
_EARLIEST, _LATEST = 1900, 2100
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Unsure:
    """A row that may speak of several indicators, or of none: its place, and which it may be."""

    place: str
    wording: str
    likely: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """The values of a file, and the rows that were not sure to speak of one indicator."""

    values: tuple[IndicatorValue, ...]
    unsure: tuple[Unsure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    columns: Mapping[str, int]
    years: Mapping[int, int]
    rows: Sequence[Row]


def read_values(path: Path, indicators: Sequence[Indicator], person: str | None = None) -> Read:
    """The values of a file of columns: number, id or wording, year, value, label, unit, note.

    One that names the document or file it stands in is that one's, and not this file's. Years may
    be columns of their own, with a value in each. Headers are Norwegian or English.

    Raises:
        PlanFileError: the file cannot be read, or holds mistakes, one a line of the message.
    """
    mistakes = Mistakes(path.name)
    data = file_bytes(path, mistakes)
    suffix = path.suffix.casefold()
    if suffix == ".xlsx":
        sheets = xlsx_sheets(data, mistakes)
    elif suffix == ".csv":
        sheets = csv_sheets(data, mistakes, _width)
    else:
        mistakes.add("as a whole", "is no table of values", "use .csv or .xlsx")
        raise mistakes.error()
    table = next((found for rows in sheets if (found := _table(rows))), None)
    if table is None:
        mistakes.add(
            "as a whole",
            "no row names the columns of a table of values",
            "head them nr (or id, or indikator), år and verdi, or nr and a column for each year",
        )
        raise mistakes.error()
    read = _read(table, path.name, indicators, person, suffix == ".xlsx", mistakes)
    mistakes.report()
    return read


def _width(rows: list[Row]) -> int:
    table = _table(rows)
    return len(table.columns) + len(table.years) if table else 0


def _table(rows: Sequence[Row]) -> _Table | None:
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        columns: dict[str, int] = {}
        years: dict[int, int] = {}
        for at, cell in enumerate(row.cells):
            name = " ".join(cell.casefold().split()).strip(" .:*")
            if _YEAR.fullmatch(name):
                years.setdefault(int(name), at)
            elif key := key_of("value_columns").get(name):
                columns.setdefault(key, at)
        named = columns.keys() & {"number", "id", "text"}
        if named and (years or {"year", "value"} <= columns.keys()):
            return _Table(columns, years, rows[number + 1 :])
    return None


def _read(
    table: _Table,
    file: str,
    indicators: Sequence[Indicator],
    person: str | None,
    dot_is_decimal: bool,
    mistakes: Mistakes,
) -> Read:
    values: list[IndicatorValue] = []
    unsure: list[Unsure] = []
    for row in table.rows:
        cells = _cells(row, table)
        told = list(_told(row, table, dot_is_decimal, mistakes))
        if not told:
            continue
        found = _match(row, cells, indicators, mistakes)
        if found.indicator is None:
            wording = cells.get("text") or cells.get("number") or cells.get("id", "")
            unsure.append(Unsure(row.place, wording, tuple(one.id for one in found.likely)))
            continue
        values += [_value(found.indicator, cells, one, file, person) for one in told]
    return Read(tuple(values), tuple(unsure))


def _cells(row: Row, table: _Table) -> dict[str, str]:
    cells = {key: row.cells[at].strip() for key, at in table.columns.items() if at < len(row.cells)}
    return {key: cell for key, cell in cells.items() if cell}


def _match(
    row: Row, cells: Mapping[str, str], indicators: Sequence[Indicator], mistakes: Mistakes
) -> Match:
    named, wording = cells.get("id") or cells.get("number"), cells.get("text", "")
    if not named and not wording:
        mistakes.add(row.place, "says no indicator", "write its number, its id or its wording")
    found = match(named, wording, indicators)
    if named and not wording and found.indicator is None:
        remedy = "`planspor indicators list PLAN` shows the numbers and ids"
        mistakes.add(row.place, f"no indicator has the number or id “{shortened(named)}”", remedy)
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    year: int
    value: float | None
    text: str


def _told(row: Row, table: _Table, dot_is_decimal: bool, mistakes: Mistakes) -> Iterator[_Told]:
    """The values of a row with their years: one, or one for each column of a year."""
    cells = _cells(row, table)
    by_year = {
        year: row.cells[at].strip() for year, at in table.years.items() if at < len(row.cells)
    }
    if "value" in cells or "year" in cells:
        year = _year(row, cells.get("year", ""), mistakes)
        by_year = {year: cells.get("value", "")} if year else {}
        if year and not by_year[year]:
            mistakes.add(row.place, "has no value", "write one, or a dash where there is none")
    for year, text in by_year.items():
        if text:
            yield from _figure(row, year, text, dot_is_decimal, mistakes)


def _year(row: Row, text: str, mistakes: Mistakes) -> int | None:
    match = re.match(r"((?:19|20)\d\d)(?:\.0|-\d\d-\d\d.*)?$", text)
    if match and _EARLIEST <= int(match.group(1)) <= _LATEST:
        return int(match.group(1))
    mistakes.add(row.place, f"“{shortened(text)}” is no year", "write four digits, such as 2018")
    return None


def _figure(
    row: Row, year: int, text: str, dot_is_decimal: bool, mistakes: Mistakes
) -> Iterator[_Told]:
    if text.casefold() in words()["caveats"]["missing"]:
        yield _Told(year, None, text)
        return
    if not dot_is_decimal and is_grouped(text.strip(" %")):
        plain = text.replace(".", "")
        remedy = f"write {plain}, or {text.replace('.', ',')} if it is a decimal"
        mistakes.add(row.place, f"“{shortened(text)}” can be read in two ways", remedy)
        return
    found = figure(text, dot_is_decimal)
    if found is None:
        mistakes.add(
            row.place, f"“{shortened(text)}” is no figure", "write digits, such as 12,5 or 12,5 %"
        )
        return
    yield _Told(year, found.value, text)


def _value(
    indicator: Indicator, cells: Mapping[str, str], told: _Told, file: str, person: str | None
) -> IndicatorValue:
    unit = cells.get("unit", "")
    text = told.text
    if unit in ("%", "prosent", "percent") and "%" not in text and told.value is not None:
        text = f"{text} %"
    return IndicatorValue(
        indicator=indicator.id,
        value=told.value,
        text=text,
        year=told.year,
        label=cells.get("label", ""),
        baseline=cells.get("baseline", "").casefold() in ("ja", "x", "yes", "true", "1"),
        document=cells.get("document"),
        file=cells.get("file") or (None if "document" in cells else file),
        person=person,
        note=cells.get("note", ""),
    )
