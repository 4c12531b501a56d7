"""Tables of what ships, with what people made, changed and removed beside it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from planspor.corpus.model import Origin
from planspor.corpus.store.changes import record_change


def seed(connection: Connection, table: Table, shipped: Iterable[Mapping[str, Any]]) -> None:
    """Put what ships in place of what shipped before; a person's entries and removals stay."""
    c = table.c
    by_person = set(connection.scalars(select(c.id).where((c.origin == Origin.PERSON) | c.removed)))
    connection.execute(delete(table).where(c.id.not_in(by_person)))
    rows = [dict(row) for row in shipped if row["id"] not in by_person]
    if rows:
        connection.execute(insert(table), rows)
    record_change(connection, table.name, "shipped")


def save(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Put a person's entry in place of the one of its id, if there is one."""
    connection.execute(delete(table).where(table.c.id == row["id"]))
    connection.execute(insert(table), dict(row))
    record_change(connection, table.name, row["id"])


def removed(connection: Connection, table: Table) -> list[str]:
    """The ids that a person has taken out of use, in order."""
    c = table.c
    return list(connection.scalars(select(c.id).where(c.removed).order_by(c.id)))
