"""Terms that people keep for a target: the machine looks for them, or holds them against it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, insert, select, true, update

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.store import schema
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time


@dataclass(frozen=True, slots=True)
class ProfileTerm:
    """A term of a target's profile, who kept it and when.

    One that speaks ``against`` tells that a passage is about something else.
    """

    target: str
    term: str
    against: bool
    person: str
    at: datetime


class ProfileTermStore:
    """The terms that people kept, and have not taken out again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_target(self, target: str) -> list[ProfileTerm]:
        """A target's terms, by name."""
        return self._select(schema.profile_terms.c.target == target)

    def of_targets(self, targets: Iterable[str]) -> dict[str, list[ProfileTerm]]:
        """The terms of some targets, by target and name."""
        wanted, found = set(targets), dict[str, list[ProfileTerm]]()
        for term in self._select(true()):
            if term.target in wanted:
                found.setdefault(term.target, []).append(term)
        return found

    def keep(self, target: str, term: str, person: str, against: bool = False) -> None:
        """Have a target looked for by a term, in the name of a person that is known.

        Raises:
            InputError: the term is empty, or the person is not known.
        """
        said = " ".join(term.split())
        if not said:
            raise InputError("a term has no words", "Write the word or words to look for.")
        with self._database.write() as connection:
            c = schema.profile_terms.c
            if connection.scalar(select(schema.people.c.id).where(_is_person(person))) is None:
                raise InputError(f"{person}: no such person in this corpus", "Give a name first.")
            values = {"against": against, "person": person, "at": to_time(now()), "removed": False}
            held = (c.target == target) & (c.term == said)
            entered = update(schema.profile_terms).where(held).values(**values)
            if not connection.execute(entered).rowcount:
                row = {"target": target, "term": said} | values
                connection.execute(insert(schema.profile_terms), row)
            record_change(connection, "plan", target.partition("/")[0])

    def remove(self, target: str, term: str, person: str) -> None:
        """Take a term out again; who did it and when stays in the record.

        Raises:
            NotFound: the target has no such term.
        """
        c = schema.profile_terms.c
        held = (c.target == target) & (c.term == term) & ~c.removed
        values = {"removed": True, "person": person, "at": to_time(now())}
        with self._database.write() as connection:
            taken_out = update(schema.profile_terms).where(held).values(**values)
            if not connection.execute(taken_out).rowcount:
                raise NotFound(
                    f"{term}: no term that was kept for {target}",
                    f"`planspor learn {target}` lists those that were.",
                )
            record_change(connection, "plan", target.partition("/")[0])

    def _select(self, condition: ColumnElement[bool]) -> list[ProfileTerm]:
        c = schema.profile_terms.c
        query = select(schema.profile_terms).where(condition, ~c.removed)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(c.target, c.term)).mappings()
            return [_term(row) for row in rows]


def _is_person(person: str) -> ColumnElement[bool]:
    return schema.people.c.id == person


def _term(row: RowMapping) -> ProfileTerm:
    return ProfileTerm(
        target=row["target"],
        term=row["term"],
        against=row["against"],
        person=row["person"],
        at=from_time(row["at"]),
    )
