"""Tables of indicators whose cells the reader kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from planspor.ingest.extract.indicators.headers import VALUES, Column, column, is_header
from planspor.ingest.extract.indicators.lines import Line
from planspor.ingest.extract.indicators.rows import (
    Place,
    Printed,
    Row,
    direction_of,
    goal_of,
    is_missing,
    split_sources,
    type_of,
)
from planspor.ingest.extract.text.figures import figure, year_of

RULE = "table"
_HEADER_ROWS = 3
_TITLE_LENGTH = 200


@dataclass(slots=True)
class _Above:
    """What holds for the rows below until another is told: a type or goal that spans them."""

    type: str | None = None
    goal: str | None = None


def cell_rows(lines: Sequence[Line]) -> list[Row]:
    """The rows of all tables of indicators among lines."""
    rows: list[Row] = []
    title = ""
    for table, stretch in groupby(lines, key=lambda line: _table(line)):
        held = list(stretch)
        if table is None:
            title = held[-1].text if len(held[-1].text) <= _TITLE_LENGTH else ""
        else:
            rows += _rows(held, title)
    return rows


def _table(line: Line) -> int | None:
    return line.cells[0].table if line.cells else None


def _rows(lines: Sequence[Line], title: str) -> Iterator[Row]:
    columns, first = _header(lines, title)
    if not columns:
        return
    above = _Above(goal=goal_of(title, *reversed(lines[0].headings)))
    for line in lines[first:]:
        texts = _texts(line)
        if _told_by_group(texts, above):
            continue
        row = _row(line, texts, columns, above)
        if row is not None:
            yield row


def _texts(line: Line) -> dict[int, str]:
    cells = {cell.column: line.passage.text[cell.start : cell.end] for cell in line.cells}
    return {number: " ".join(text.split()) for number, text in cells.items() if text.strip()}


def _header(lines: Sequence[Line], title: str) -> tuple[Mapping[int, Column], int]:
    """The columns by their number, and where the rows begin."""
    for number, line in enumerate(lines[:_HEADER_ROWS]):
        texts = _texts(line)
        columns = {at: one for at, text in texts.items() if (one := column(text))}
        if is_header(list(columns.values())):
            more = _years_below(lines[number + 1 :])
            return {**columns, **more}, number + 1 + bool(more)
        if _speaks_of_indicators(title) and _has_years(columns):
            first = min(set(texts) - set(columns), default=0)
            return {**columns, first: Column("text", texts.get(first, ""))}, number + 1
    return {}, 0


def _years_below(lines: Sequence[Line]) -> dict[int, Column]:
    """The columns of a second header row that parts one of the first into years."""
    texts = _texts(lines[0]) if lines else {}
    years = {at: one for at, text in texts.items() if (one := column(text)) and one.year}
    return years if len(years) == len(texts) else {}


def _speaks_of_indicators(title: str) -> bool:
    return "indikator" in title.casefold()


def _has_years(columns: Mapping[int, Column]) -> bool:
    return any(one.key in VALUES for one in columns.values())


def _told_by_group(texts: Mapping[int, str], above: _Above) -> bool:
    """Whether a row is a line across the table that tells the type or goal of those below."""
    if len(texts) != 1:
        return False
    text = next(iter(texts.values()))
    kind, goal = type_of(text), goal_of(text)
    above.type, above.goal = kind or above.type, goal or above.goal
    return bool(kind or goal) or figure(text) is None


def _row(
    line: Line, texts: Mapping[int, str], columns: Mapping[int, Column], above: _Above
) -> Row | None:
    held = {one.key: texts[at] for at, one in columns.items() if at in texts}
    above.type = type_of(held.get("type", "")) or above.type
    above.goal = _goal(held.get("goal", "")) or above.goal
    wording = held.get("text", "")
    if sum(letter.isalpha() for letter in wording) < 3:
        return None
    number, wording = _numbered(held.get("number", ""), wording)
    return Row(
        place=Place(line.passage, line.start, line.end),
        number=number,
        text=wording,
        rule=RULE,
        confidence=0.95,
        type=above.type,
        goal=above.goal,
        sources=split_sources(held.get("source", "")),
        values=tuple(_values(texts, columns, held.get("year", ""))),
        unit=held.get("unit"),
        direction=direction_of(held.get("direction", "")),
        notes=tuple(text for key, text in held.items() if key == "note"),
    )


def _goal(cell: str) -> str | None:
    bare = cell.strip(" .")
    return goal_of(cell) or (bare if bare.replace(".", "").isdigit() else None)


def _numbered(number: str, wording: str) -> tuple[str | None, str]:
    """The row's number, which may stand before its wording."""
    bare = number.strip(" .)#")
    if bare:
        return bare, wording
    first, _, rest = wording.partition(" ")
    head = first.rstrip(".):")
    if rest[:1].isupper() and head.replace(".", "").isdigit() and year_of(head) is None:
        return head, rest
    return None, wording


def _values(
    texts: Mapping[int, str], columns: Mapping[int, Column], year: str
) -> Iterator[Printed]:
    for at, one in sorted(columns.items()):
        text = texts.get(at, "")
        if one.key in VALUES and (figure(text) or is_missing(text) or any(map(str.isdigit, text))):
            yield Printed(text, one.year or year_of(year), one.heading, one.key == "target")
