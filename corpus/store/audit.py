"""The audit log: who did what, when and from where. It is only added to.

Who acts is known by a context variable, so that what changes the record writes the line in the
same transaction, whichever store it is in. Where nobody is known to act, nothing is written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select

from planspor.corpus.model import Entry
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person's id, None where nobody is signed in; and from which address."""

    person: str | None
    address: str


_ACTOR: ContextVar[Actor | None] = ContextVar("planspor-actor", default=None)


@contextmanager
def acting(actor: Actor | None) -> Iterator[None]:
    """Have all that is done meanwhile, in this thread, be done by somebody."""
    before = _ACTOR.set(actor)
    try:
        yield
    finally:
        _ACTOR.reset(before)


def act_as(actor: Actor | None) -> None:
    """Have all that is done from now on, in this thread, be done by somebody."""
    _ACTOR.set(actor)


def note(connection: Connection, what: str, subject: str, **details: Any) -> None:
    """Write a line inside the transaction that does it, if it is known who acts."""
    actor = _ACTOR.get()
    if actor is not None:
        row = {
            "at": to_time(now()),
            "person": actor.person,
            "what": what,
            "subject": subject,
            "details": {name: said for name, said in details.items() if said is not None},
            "address": actor.address,
        }
        connection.execute(insert(schema.audit), row)


class AuditStore:
    """The audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, what: str, subject: str, **details: Any) -> None:
        """Write a line of what changes nothing else."""
        if _ACTOR.get() is not None:
            with self._database.write() as connection:
                note(connection, what, subject, **details)

    def latest(
        self,
        limit: int,
        before: int | None = None,
        person: str | None = None,
        what: str | None = None,
    ) -> list[Entry]:
        """The newest lines, newest first: those before a number, of a person, of a kind."""
        c = schema.audit.c
        query = select(schema.audit).order_by(c.number.desc()).limit(limit)
        return self._select(_narrowed(query, before, person, what))

    def about(self, what: str, subject: str, limit: int) -> list[Entry]:
        """The newest lines of one kind on one thing, newest first."""
        c = schema.audit.c
        query = select(schema.audit).where(c.what == what, c.subject == subject)
        return self._select(query.order_by(c.number.desc()).limit(limit))

    def all(self) -> Iterator[Entry]:
        """Every line, oldest first."""
        query = select(schema.audit).order_by(schema.audit.c.number)
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=1000).execute(query).mappings():
                yield _entry(row)

    def kinds(self) -> list[str]:
        """What has been done at all, by the names of it."""
        query = select(schema.audit.c.what).distinct().order_by(schema.audit.c.what)
        with self._database.read() as connection:
            return list(connection.scalars(query))

    def _select(self, query: Select[Any]) -> list[Entry]:
        with self._database.read() as connection:
            return [_entry(row) for row in connection.execute(query).mappings()]


def _narrowed(
    query: Select[Any], before: int | None, person: str | None, what: str | None
) -> Select[Any]:
    c = schema.audit.c
    if before is not None:
        query = query.where(c.number < before)
    if person is not None:
        query = query.where(c.person == person)
    return query if what is None else query.where(c.what == what)


def _entry(row: RowMapping) -> Entry:
    return Entry(**{**row, "at": from_time(row["at"])})
