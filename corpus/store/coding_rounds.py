"""Rounds of blind coding: which links are coded by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, insert, select, update

from planspor.corpus.errors import NotFound
from planspor.corpus.slugs import slug, unused
from planspor.corpus.store import schema
from planspor.corpus.store.audit import note
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time


@dataclass(frozen=True, slots=True)
class CodingRound:
    """Links of a plan that some people each code without seeing what the others say.

    ``person`` began it; ``closed`` is None while it goes on.
    """

    id: str
    name: str
    plan: str
    links: tuple[str, ...]
    coders: tuple[str, ...]
    person: str
    at: datetime
    closed: datetime | None = None


class CodingRoundStore:
    """The rounds of the corpus."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self, name: str, plan: str, links: Sequence[str], coders: Sequence[str], person: str
    ) -> CodingRound:
        """Enter a round; its id is made of its plan and its name.

        ``coders`` and ``person`` are ids of people that are known.
        """
        with self._database.write() as connection:
            used = set(connection.scalars(select(schema.coding_rounds.c.id)))
            made = CodingRound(
                unused(f"{plan}-{slug(name) or 'runde'}", used),
                name,
                plan,
                tuple(links),
                tuple(coders),
                person,
                now(),
            )
            connection.execute(insert(schema.coding_rounds), _row(made))
            note(connection, "round", made.id)
        return made

    def close(self, round_: str) -> None:
        """Say that a round is over; one that is closed stays so."""
        c = schema.coding_rounds.c
        over = update(schema.coding_rounds).where(c.id == round_, c.closed.is_(None))
        with self._database.write() as connection:
            connection.execute(over.values(closed=to_time(now())))
            note(connection, "round", round_, closed=True)

    def get(self, round_: str) -> CodingRound:
        """One round.

        Raises:
            NotFound: there is none.
        """
        found = self._select(schema.coding_rounds.c.id == round_)
        if not found:
            raise NotFound(f"{round_}: no such coding round", "`planspor rounds list` lists them.")
        return found[0]

    def of_plan(self, plan: str) -> list[CodingRound]:
        """A plan's rounds, oldest first."""
        return self._select(schema.coding_rounds.c.plan == plan)

    def all(self) -> list[CodingRound]:
        """Every round, oldest first."""
        return self._select(schema.coding_rounds.c.id.is_not(None))

    def _select(self, condition: Any) -> list[CodingRound]:
        c = schema.coding_rounds.c
        query = select(schema.coding_rounds).where(condition).order_by(c.at, c.id)
        with self._database.read() as connection:
            return [_round(row) for row in connection.execute(query).mappings()]


def _row(made: CodingRound) -> dict[str, Any]:
    return {
        "id": made.id,
        "name": made.name,
        "plan": made.plan,
        "links": list(made.links),
        "coders": list(made.coders),
        "person": made.person,
        "at": to_time(made.at),
        "closed": None,
    }


def _round(row: RowMapping) -> CodingRound:
    return CodingRound(
        id=row["id"],
        name=row["name"],
        plan=row["plan"],
        links=tuple(row["links"]),
        coders=tuple(row["coders"]),
        person=row["person"],
        at=from_time(row["at"]),
        closed=None if row["closed"] is None else from_time(row["closed"]),
    )
