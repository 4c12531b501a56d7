"""The matrix of targets and documents, grouped and cut to what one page shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Final

from planspor.corpus.model import Access, Document, Goal, Target, area_of, goals_of
from planspor.corpus.tracking import Cell, CellState, Standing, State, Tracking
from planspor.web.words import ACCESS, KINDS

MOST_COLUMNS: Final = 24
"""Columns on a page; where documents are more, they are gathered."""
ROWS: Final = 40

_STRENGTH: Final = tuple(CellState)
"""Cell states, the one that says most first."""


class Breadth(StrEnum):
    """What a column holds: one document, or all of one kind and year, or all of one kind.

    Those that may not be seen are one column, whatever they are.
    """

    DOCUMENT = "document"
    YEAR = "year"
    KIND = "kind"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Column:
    """One document, or several of a kind; ``year`` is theirs where they share it."""

    breadth: Breadth
    kind: str
    year: int | None
    documents: tuple[Document, ...]

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        if self.breadth is Breadth.HIDDEN:
            return ACCESS[Access.RESTRICTED]
        return KINDS[self.kind]

    @property
    def narrowing(self) -> dict[str, str | int]:
        """The parts of an address that narrow the matrix to this column; none to one hidden."""
        if self.breadth is Breadth.HIDDEN:
            return {}
        year = {"aar": self.year or 0} if self.breadth is Breadth.YEAR else {}
        return {"type": self.kind, **year}


@dataclass(frozen=True, slots=True)
class Square:
    """One target against one column: how many documents, or links of one, have its state."""

    state: CellState
    count: int
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class Row:
    """One target with a square for each column."""

    target: Target
    state: State
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of one area or goal; the name is empty for those with none."""

    name: str
    rows: tuple[Row, ...]


def columns(seen: Iterable[Document], hidden: Iterable[Document] = ()) -> list[Column]:
    """The columns: documents where they are few or alike, else kinds with years, else kinds.

    Last comes one of the documents that may not be seen, if there are any.
    """
    unseen = tuple(hidden)
    last = [Column(Breadth.HIDDEN, "", None, unseen)] if unseen else []
    return [*_columns(sorted(seen, key=_kind_and_year)), *last]


def _columns(ordered: Sequence[Document]) -> list[Column]:
    by_year = [tuple(same) for _, same in groupby(ordered, key=_kind_and_year)]
    if len(ordered) <= MOST_COLUMNS or len(by_year) == 1:
        return [Column(Breadth.DOCUMENT, d.kind, d.year, (d,)) for d in ordered]
    by_kind = [tuple(same) for _, same in groupby(ordered, key=lambda d: d.kind)]
    if len(by_year) <= MOST_COLUMNS or len(by_kind) == 1:
        return [Column(Breadth.YEAR, d[0].kind, d[0].year, d) for d in by_year]
    return [Column(Breadth.KIND, d[0].kind, None, d) for d in by_kind]


def _kind_and_year(document: Document) -> tuple[int, int]:
    return list(KINDS).index(document.kind), document.year or 0


def spans(shown: Sequence[Column]) -> list[tuple[str, int]]:
    """The kinds over the columns with how many columns each spans."""
    return [(name, len(list(same))) for name, same in groupby(shown, key=lambda c: c.kind_name)]


def ordered_rows(tracking: Tracking, by: str) -> list[tuple[str, Standing]]:
    """The targets that can be searched for, each with its group's name, group by group.

    ``by`` is ``area`` or ``goal`` for measures; goals are grouped by their main goal. A measure
    of several goals stands under the first.
    """
    names = _names(tracking)
    place = {name: number for number, name in enumerate(dict.fromkeys(names.values()))}
    rows = [
        (names.get(_key(standing.target, by), ""), standing)
        for standing in tracking.standings
        if standing.state is not State.WORDING_NOT_LOADED
    ]
    return sorted(rows, key=lambda row: place.get(row[0], len(place)))


def _names(tracking: Tracking) -> dict[str, str]:
    plan = tracking.plan
    return {a.id: a.text for a in plan.areas} | {g.id: g.text for g in plan.goals}


def _key(target: Target, by: str) -> str:
    if isinstance(target, Goal):
        return target.parent or target.id
    if by == "area":
        return area_of(target) or ""
    return next(iter(goals_of(target)), "")


def row_groups(
    tracking: Tracking, rows: Sequence[tuple[str, Standing]], shown: Sequence[Column]
) -> list[RowGroup]:
    """The rows of one page with their squares."""
    part = replace(
        tracking,
        documents=tuple(d for column in shown for d in column.documents),
        standings=tuple(standing for _, standing in rows),
    )
    cells: dict[str, dict[str, Cell]] = {}
    for cell in part.cells():
        cells.setdefault(cell.row, {})[cell.document] = cell
    return [
        RowGroup(name, tuple(_row(standing, shown, cells) for _, standing in same))
        for name, same in groupby(rows, key=lambda row: row[0])
    ]


def _row(
    standing: Standing, shown: Iterable[Column], cells: Mapping[str, Mapping[str, Cell]]
) -> Row:
    held = cells.get(standing.target.id, {})
    squares = (_square([held[d.id] for d in column.documents], column) for column in shown)
    return Row(standing.target, standing.state, tuple(squares))


def _square(cells: Sequence[Cell], column: Column) -> Square:
    if column.breadth is Breadth.DOCUMENT:
        return Square(cells[0].state, len(cells[0].telling), cells[0])
    states = [cell.state for cell in cells]
    best = min(states, key=_STRENGTH.index)
    return Square(best, states.count(best), None)
