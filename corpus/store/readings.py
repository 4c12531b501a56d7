"""Readings: passages that the machine did not suggest, read by a person for a whole plan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, func, insert, select

from planspor.corpus.model import LISTS
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database
from planspor.corpus.store.rows import from_time, to_time


@dataclass(frozen=True, slots=True)
class Reading:
    """That a person read a passage, and the links that were made of it: none, if it says nothing.

    Never changed: the latest one of a passage is in force.
    """

    plan: str
    document: str
    passage: str
    links: tuple[str, ...]
    person: str
    at: datetime


class ReadingStore:
    """What was read at random to tell what the machine misses."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, reading: Reading) -> None:
        """Append a reading; the same again by the same person changes nothing."""
        with self._database.write() as connection:
            c = schema.readings.c
            held = select(c.links).where(
                c.plan == reading.plan,
                c.passage == reading.passage,
                c.person == reading.person,
            )
            latest = connection.scalar(held.order_by(c.number.desc()).limit(1))
            if latest != list(reading.links):
                connection.execute(insert(schema.readings), _row(reading))

    def of_plan(self, plan: str) -> list[Reading]:
        """The readings in force for a plan, one a passage, oldest first."""
        c = schema.readings.c
        query = select(schema.readings).where(c.plan == plan).order_by(c.number)
        with self._database.read() as connection:
            found = [_reading(row) for row in connection.execute(query).mappings()]
        return list({reading.passage: reading for reading in found}.values())

    def passages(self, documents: Collection[str]) -> list[str]:
        """The passages in force that could speak of a plan, in some documents."""
        with self._database.read() as connection:
            return list(connection.scalars(_read(select(schema.passages.c.id), documents)))

    def count(self, documents: Collection[str]) -> int:
        """How many passages could speak of a plan in some documents."""
        with self._database.read() as connection:
            return connection.scalar(_read(select(func.count()), documents)) or 0


def _read(query: Select[Any], documents: Collection[str]) -> Select[Any]:
    """A query of the passages of some documents that are no list of contents or of references."""
    p, d = schema.passages.c, schema.documents.c
    return (
        query.select_from(schema.documents)
        .join(schema.passages, (p.document == d.id) & (p.version == d.version))
        .where(d.id.in_(documents), p.kind.not_in(LISTS))
    )


def _row(reading: Reading) -> dict[str, Any]:
    return {
        "plan": reading.plan,
        "document": reading.document,
        "passage": reading.passage,
        "links": list(reading.links),
        "person": reading.person,
        "at": to_time(reading.at),
    }


def _reading(row: RowMapping) -> Reading:
    return Reading(
        plan=row["plan"],
        document=row["document"],
        passage=row["passage"],
        links=tuple(row["links"]),
        person=row["person"],
        at=from_time(row["at"]),
    )
