"""Measures in tables: rows below the heads "Tiltak", "Ansvarlig", "Frist".

A row's cells stand between tabs or bars. In a text taken from a page each cell can stand on a
line of its own, or the cells of a row side by side on one (``flattened_tables``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from planspor.ingest.extract.measures.blocks import blocks
from planspor.ingest.extract.measures.columns import (
    FIGURE,
    NUMBER,
    TIME,
    Part,
    Row,
    is_head,
    made_of,
    part_of,
)
from planspor.ingest.extract.measures.cues import is_cancelled
from planspor.ingest.extract.measures.flattened_tables import flattened
from planspor.ingest.extract.measures.paragraphs import Paragraph

_COUNTED_IN: Final = re.compile(
    r"(?:\(|\bi )(?:beløp i |tall i |i )?(?P<unit>mill|mrd|1 ?000|tusen)\b", re.IGNORECASE
)
_HEADED: Final = 6
"""Lines that the heads of a table may stand on."""
_WHEN: Final = re.compile(rf"{TIME.pattern}|[Hh]ver[t ]|[Kk]var[t ]|[Dd]aglig|[Mm]ånedlig|[–—-]$")
_LONGEST_CELL: Final = 140
_LONGEST_WORDING: Final = 400
"""Characters of a cell of those responsible or of a time, and of one of a measure's wording."""
_CARD: Final = re.compile(r"Tiltak(?: (?P<number>\d[\d.]*))?[:.]? (?P<text>[A-ZÆØÅ«].*)")


def rows(every: Sequence[Paragraph], taken: set[int]) -> Iterator[Row]:
    """The measures in the tables of a text, but for the paragraphs that are taken."""
    labelled = blocks(every, taken)
    yield from labelled
    taken = taken | {n for row in labelled for n in range(row.first, row.last + 1)}
    place, unit = 0, ""
    while place < len(every):
        if place in taken:
            place += 1
            continue
        for read in (_celled, _upright, _carded, flattened):
            found, after = read(every, place, taken)
            if found:
                unit = _unit(every, place) or unit
                kept = (row for row in found if not is_cancelled(row.text))
                yield from (replace(row, money=_counted(row, unit)) for row in kept)
                place = after
                break
        else:
            place += 1


def _unit(every: Sequence[Paragraph], place: int) -> str:
    """What a table's amounts are counted in, as its caption or heads say."""
    said = " ".join(paragraph.text for paragraph in every[max(0, place - 1) : place + _HEADED])
    match = _COUNTED_IN.search(said)
    return match["unit"].replace("1000", "tusen").replace("1 000", "tusen") if match else ""


def _counted(row: Row, unit: str) -> str | None:
    """What a row says of money, in words; a bare figure is for the row's own time."""
    if row.money is None or not re.fullmatch(FIGURE, row.money):
        return row.money
    years = re.search(r"20\d\d(?: ?[–-] ?20\d\d)?", row.time_frame or "")
    return f"{row.money} {unit} kroner" + (f" i {years.group()}" if years else "")


def _celled(every: Sequence[Paragraph], place: int, taken: set[int]) -> tuple[list[Row], int]:
    """Rows whose cells are parted by tabs or bars, below a row of heads."""
    heads = every[place].cells
    heads = heads[: heads.index("")] if "" in heads[1:] else heads
    parts = [part_of(cell) for cell in heads]
    if not is_head(parts):
        return [], place
    found: list[Row] = []
    n = place
    while n < len(every) and n not in taken and every[n].cells:
        for cells in _lines(every[n].cells, len(parts)):
            again = [part_of(cell) for cell in cells]
            if is_head(again):
                parts = again
            elif row := made_of(list(zip(_fitted(parts, cells), cells, strict=False)), n, n):
                found.append(row)
        n += 1
    return found, n


def _lines(cells: Sequence[str], width: int) -> Iterator[Sequence[str]]:
    """A row's cells; those of several rows that the reader joined, an empty one between."""
    while len(cells) > width and cells[width] == "":
        yield cells[:width]
        cells = cells[width + 1 :]
    yield cells


def _fitted(parts: Sequence[Part | None], cells: Sequence[str]) -> Sequence[Part | None]:
    """The columns of a row; where a cell that spans rows is missing in front, the last ones."""
    return parts[len(parts) - len(cells) :] if len(cells) < len(parts) else parts


def _upright(every: Sequence[Paragraph], place: int, taken: set[int]) -> tuple[list[Row], int]:
    """Rows whose cells stand on lines of their own, below heads that do so too."""
    parts: list[Part | None] = []
    n = place
    while n < len(every) and n not in taken and (part := part_of(every[n].text)) is not None:
        parts.append(part)
        n += 1
    if not is_head(parts) or len(set(parts)) < len(parts):
        return [], place
    found: list[Row] = []
    while row := _upright_row(every, n, taken, parts):
        found.append(row)
        n = row.last + 1
    return found, n


def _upright_row(
    every: Sequence[Paragraph], first: int, taken: set[int], parts: Sequence[Part | None]
) -> Row | None:
    """The next row: a cell a paragraph, but for what a comma or a small letter carries on."""
    cells: list[tuple[Part | None, str]] = []
    n = first
    while len(cells) < len(parts):
        if n >= len(every) or n in taken or every[n].cells or (every[n].is_heading and cells):
            return None
        text = f"{every[n].marker} {every[n].text}".strip()
        n += 1
        if cells and (cells[-1][1].endswith(",") or text[0].islower()):
            cells[-1] = cells[-1][0], f"{cells[-1][1]} {text}"
        elif _can_hold(parts[len(cells)], text):
            cells.append((parts[len(cells)], text))
        else:
            return None
    return made_of(cells, first, n - 1)


def _can_hold(part: Part | None, text: str) -> bool:
    """Whether a paragraph can be the cell of such a column; what a unit is called is not known."""
    if part is Part.NUMBER:
        return NUMBER.fullmatch(text) is not None
    if part is Part.TIME:
        return len(text) <= _LONGEST_CELL and _WHEN.match(text) is not None
    if part is Part.MEASURE:
        return len(text) <= _LONGEST_WORDING
    return len(text) <= _LONGEST_CELL


def _carded(every: Sequence[Paragraph], place: int, taken: set[int]) -> tuple[list[Row], int]:
    """Cards one below another, each a line "Tiltak …" and lines "Ansvarlig …" and "Frist …"."""
    found: list[Row] = []
    n = place
    while n < len(every) and n not in taken and (match := _CARD.fullmatch(every[n].text)):
        cells: list[tuple[Part | None, str]] = [(Part.MEASURE, match["text"])]
        if match["number"]:
            cells.append((Part.NUMBER, match["number"]))
        last = n
        while last + 1 < len(every) and (cell := _labelled(every[last + 1].text)):
            cells.append(cell)
            last += 1
        row = made_of(cells, n, last) if last > n else None
        if row is None:
            break
        found.append(row)
        n = last + 1
    return (found, n) if len(found) > 1 else ([], place)


def _labelled(text: str) -> tuple[Part | None, str] | None:
    """A line that begins with the name of a column other than the measure's."""
    words = text.split()
    for k in (2, 1):
        part = part_of(" ".join(words[:k])) if len(words) > k else None
        if part not in (None, Part.MEASURE, Part.NUMBER) and not words[k][0].islower():
            return part, " ".join(words[k:])
    return None
