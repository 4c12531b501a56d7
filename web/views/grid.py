"""The matrix of targets and documents: its rows, and what each square counts.

A square counts passages: those of its target, in its column's documents and at its column's stage,
that are in the state that says most. `Square.ties` are exactly the passages that it counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from planspor.corpus.model import (
    Goal,
    Stage,
    Stance,
    Target,
    area_of,
    goals_of,
)
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking import (
    CellState,
    Outline,
    Part,
    State,
    cell_state,
    stages_of,
    stances_of,
    taken_from,
    telling,
)
from planspor.web.views.columns import Breadth, Column

ROWS: Final = 40


@dataclass(frozen=True, slots=True)
class Square:
    """One target against one column, with the passages that it counts.

    ``searched`` of ``documents`` were searched. ``score`` is how close anything came in the one
    document of a column that has one.
    """

    state: CellState
    ties: tuple[Tie, ...]
    searched: int
    documents: int
    score: float | None = None

    @property
    def count(self) -> int:
        """The number of passages that it counts."""
        return len(self.ties)

    @property
    def sources(self) -> int:
        """The number of documents that they stand in."""
        return len({tie.document for tie in self.ties})

    @property
    def stances(self) -> tuple[Stance, ...]:
        """The stances of what was accepted, in the order of the vocabulary."""
        return stances_of(self.ties)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of what is not rejected, in order."""
        return stages_of(self.ties)

    @property
    def by_rule(self) -> bool:
        """Whether a rule accepted all that it counts, and no person any."""
        return bool(self.ties) and all(tie.by_rule for tie in self.ties)


@dataclass(frozen=True, slots=True)
class Row:
    """One target with a square for each column."""

    target: Target
    state: State
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of one area, goal or owner; the name is empty for those with none."""

    name: str
    rows: tuple[Row, ...]


def ordered_rows(part: Part, by: str) -> list[tuple[str, Outline]]:
    """The targets that can be searched for, each with its group's name, group by group.

    ``by`` is ``area``, ``goal`` or ``owner``; goals are grouped by their main goal. A target of
    several goals or owners stands under the first.
    """
    names = _names(part, by)
    place = {name: number for number, name in enumerate(dict.fromkeys(names.values()))}
    rows = [
        (names.get(_key(one.target, by), ""), one)
        for one in part.standings
        if one.state is not State.WORDING_NOT_LOADED
    ]
    return sorted(rows, key=lambda row: place.get(row[0], len(place)))


def _names(part: Part, by: str) -> dict[str, str]:
    if by == "owner":
        owners = {_key(one.target, by) for one in part.standings}
        return {owner: owner for owner in sorted(owners) if owner}
    plan = part.plan
    return {a.id: a.text for a in plan.areas} | {g.id: g.text for g in plan.goals}


def _key(target: Target, by: str) -> str:
    if isinstance(target, Goal):
        return target.parent or target.id
    if by == "area":
        return area_of(target) or ""
    keys = getattr(target, "owners", ()) if by == "owner" else goals_of(target)
    return next(iter(keys), "")


Scores = Mapping[str, Mapping[str, float]]
"""How close anything came, by target, by document that was searched."""


def row_groups(
    rows: Sequence[tuple[str, Outline]], shown: Sequence[Column], scores: Scores, documents: int
) -> list[RowGroup]:
    """The rows of one page with their squares.

    ``documents`` is the number of those that the plan's targets can be found in; ``scores`` need
    not hold a target that was searched for in all of them.
    """
    ids = [column.ids for column in shown]
    return [
        RowGroup(name, tuple(_row(one, shown, ids, scores, documents) for _, one in same))
        for name, same in groupby(rows, key=lambda row: row[0])
    ]


def _row(
    one: Outline,
    shown: Sequence[Column],
    ids: Sequence[frozenset[str]],
    scores: Scores,
    documents: int,
) -> Row:
    near = scores.get(one.target.id)
    if near is None and one.searched < documents:
        near = {}
    told = by_document(one.ties)
    origin = taken_from(one.target)
    squares = (
        square(told, column, held, near, origin) for column, held in zip(shown, ids, strict=True)
    )
    return Row(one.target, one.state, tuple(squares))


def by_document(ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    """A target's links by their document."""
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        found.setdefault(tie.document, []).append(tie)
    return found


def square(
    told: Mapping[str, Sequence[Tie]],
    column: Column,
    ids: frozenset[str],
    near: Mapping[str, float] | None,
    origin: frozenset[str] = frozenset(),
) -> Square:
    """A target's links, by document, against a column with some documents.

    ``near`` is how close anything came in each document that was searched; None where all were.
    ``origin`` are the documents that the target was taken from.
    """
    speaking = ids & told.keys() if len(ids) > 1 else [id_ for id_ in ids if id_ in told]
    held = [tie for id_ in speaking for tie in told[id_] if column.stage in (None, tie.stage)]
    searched = len(ids) if near is None else sum(1 for id_ in ids if id_ in near)
    alone = column.breadth is Breadth.DOCUMENT
    score = near.get(column.documents[0].id) if near is not None and alone else None
    # A group with a document left unsearched has not been searched; its square says how far.
    state = cell_state(held, searched == len(ids) > 0, 0 < len(ids) == len(ids & origin))
    return Square(state, telling(held), searched, len(ids), score)
