"""The change counter: what happened to the record, in order, for the index to follow."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from planspor.corpus.store import schema
from planspor.corpus.store.audit import note
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import to_time


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    ``what`` is ``document`` (added or updated), ``removed``, ``links`` (of a document), ``plan``
    or ``terms``; ``subject`` is the id concerned.
    """

    number: int
    what: str
    subject: str


def record_change(connection: Connection, what: str, subject: str, **details: Any) -> None:
    """Note a change inside the transaction that makes it; ``details`` are for the audit log."""
    connection.execute(
        insert(schema.changes), {"at": to_time(now()), "what": what, "subject": subject}
    )
    note(connection, what, subject, **details)


class Changes:
    """The log of changes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counter(self) -> int:
        """The number of the last change; 0 in a new corpus. Never falls."""
        with self._database.read() as connection:
            return connection.scalar(select(func.max(schema.changes.c.number))) or 0

    def since(self, number: int, what: str | None = None) -> list[Change]:
        """The changes after a number, or those of a kind, in order."""
        c = schema.changes.c
        query = select(c.number, c.what, c.subject).where(c.number > number).order_by(c.number)
        if what is not None:
            query = query.where(c.what == what)
        with self._database.read() as connection:
            return [Change(*row) for row in connection.execute(query)]
