"""Amounts in tables of budgets, by the heads of their columns and the codes of their rows.

A table's rows stand on lines with tabs between the cells; in a text taken from a page each cell
can stand on a line of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from planspor.corpus.model import Passage
from planspor.ingest.extract.money.columns import (
    Column,
    Row,
    amount_column,
    amount_in,
    factor_of,
    holds_codes,
    is_code,
    is_figure,
    is_label,
    is_other_head,
    row_of,
)
from planspor.ingest.extract.money.status import Status

_USUAL: Final = 1000.0
"""Kroner that the state's budget counts in."""
_LONGEST: Final = 120
"""Characters of a cell on a line of its own; a longer line is running text."""


@dataclass(frozen=True, slots=True)
class CellAmount:
    """An amount at ``start..end`` of a passage's text, with what its column and row tell."""

    passage: Passage
    start: int
    end: int
    kroner: float
    status: Status
    year: int | None
    row: Row


@dataclass(frozen=True, slots=True)
class _Cell:
    passage: Passage
    start: int
    text: str


@dataclass(slots=True)
class _Table:
    """A table as far as it is read."""

    factor: float = _USUAL
    columns: list[Column] = field(default_factory=list)
    coded: bool = False
    of_items: bool = False
    income: bool = False
    row: Row | None = None
    place: int = 0
    """The column that the next figure of a line-by-line table belongs to."""


def table_amounts(
    passages: Sequence[Passage], chapters: Sequence[str | None]
) -> Iterator[CellAmount]:
    """The amounts in the tables of a document; ``chapters`` are those the headings name."""
    reader = _Reader()
    for passage, chapter in zip(passages, chapters, strict=True):
        yield from reader.read(passage, chapter)


class _Reader:
    """Reads lines in order and keeps the table that is open."""

    def __init__(self) -> None:
        self._table = _Table()
        self._chapter: str | None = None
        self._names: list[str] = []
        self._held: _Cell | None = None

    def read(self, passage: Passage, chapter: str | None) -> Iterator[CellAmount]:
        """The amounts of the next passage."""
        if chapter != self._chapter:
            self._table, self._chapter = _Table(), chapter
        for line in re.finditer(r"[^\n]+", passage.text):
            cells = [
                _Cell(passage, line.start() + part.start(), part.group().strip())
                for part in re.finditer(r"(?:(?<=\t)|^)[^\t]*", line.group())
            ]
            if len(cells) > 1:
                yield from self._grid(cells)
            elif cells[0].text:
                yield from self._flat(cells[0])
        yield from self._let_go()

    def _grid(self, cells: Sequence[_Cell]) -> Iterator[CellAmount]:
        columns = [amount_column(cell.text) for cell in cells]
        if any(columns):
            self._begin(any(cell.text.lower().startswith("post") for cell in cells))
            self._table.columns = [column or Column() for column in columns]
            return
        table = self._table
        names = [cell.text for cell in cells if cell.text and not is_figure(cell.text)]
        code = next((c.text for c in cells[:2] if is_code(c.text) and names), None)
        row = row_of(names[0] if names else "", code, table.of_items, self._chapter)
        for column, cell in zip(table.columns, cells, strict=False):
            yield from self._amount(cell, column, row)

    def _flat(self, cell: _Cell) -> Iterator[CellAmount]:
        """Take in a line that is one cell: a head, a name, a code or a figure."""
        text, table = cell.text, self._table
        factor = factor_of(text)
        if factor is not None and not is_figure(text):
            self._begin(table.of_items)
            self._table.factor = factor
        elif len(text) > _LONGEST:
            self._table = _Table()
        elif (column := amount_column(text)) is not None:
            if table.row is not None:
                self._begin(False)
            self._table.columns.append(column)
        elif is_label(text):
            if table.columns:
                self._begin(False)
            self._table.coded |= holds_codes(text)
            self._table.of_items |= text.lower().startswith("post")
        elif table.columns and table.row is None and is_other_head(text):
            table.columns.append(Column())
        elif table.columns:
            yield from self._body(cell)

    def _begin(self, of_items: bool) -> None:
        self._table = _Table(factor=self._table.factor, of_items=of_items)
        self._held = None

    def _body(self, cell: _Cell) -> Iterator[CellAmount]:
        """A figure waits for what follows: before a name it is the next row's code."""
        table = self._table
        if is_figure(cell.text):
            yield from self._let_go()
            self._held = cell
            if table.row is None:
                self._row("", None)
            return
        held, self._held = self._held, None
        is_sum = cell.text.lower().startswith("sum")
        code = held.text if held and table.coded and is_code(held.text) and not is_sum else None
        if held and code is None:
            self._held = held
            yield from self._let_go()
        if code is not None or table.row is None or table.place:
            self._row(cell.text, code)

    def _row(self, name: str, code: str | None) -> None:
        row = row_of(name, code, self._table.of_items, self._chapter)
        self._table.income |= row.income
        self._table.row, self._table.place = replace(row, income=self._table.income), 0

    def _let_go(self) -> Iterator[CellAmount]:
        """Give the figure that waited to the next column of its row."""
        table, held = self._table, self._held
        self._held = None
        if held is None or table.row is None or table.place >= len(table.columns):
            return
        column = table.columns[table.place]
        table.place += 1
        yield from self._amount(held, column, table.row)

    def _amount(self, cell: _Cell, column: Column, row: Row) -> Iterator[CellAmount]:
        kroner = amount_in(cell.text, self._table.factor)
        if kroner is None or column.status is None:
            return
        status = column.status
        if row.income and status is Status.SPENT:
            status = Status.OTHER
        end = cell.start + len(cell.text)
        yield CellAmount(cell.passage, cell.start, end, kroner, status, column.year, row)
