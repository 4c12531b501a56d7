"""What people follow, and the secret addresses under which their feeds are theirs."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    delete,
    insert,
    select,
    update,
)

from planspor.corpus.store import schema
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time

_KEY_BYTES: Final = 24


class Followed(StrEnum):
    """What can be followed."""

    TARGET = "target"
    PLAN = "plan"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Follow:
    """That a person follows something; ``seen`` is when that person last looked at it."""

    number: int
    person: str
    kind: Followed
    subject: str
    at: datetime
    seen: datetime


class FollowStore:
    """What people follow. Each follows a thing once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_person(self, person: str) -> list[Follow]:
        """What somebody follows, the newest first."""
        c = schema.follows.c
        query = select(schema.follows).where(c.person == person).order_by(c.number.desc())
        with self._database.read() as connection:
            return [_follow(row) for row in connection.execute(query).mappings()]

    def follow(self, person: str, kind: Followed, subject: str) -> None:
        """Have a person, known to the corpus, follow something; what there is today is seen."""
        at = to_time(now())
        row = {"person": person, "kind": kind, "subject": subject, "at": at, "seen": at}
        with self._database.write() as connection:
            if connection.scalar(select(schema.follows.c.number).where(_is(row))) is None:
                connection.execute(insert(schema.follows), row)

    def unfollow(self, person: str, kind: Followed, subject: str) -> None:
        """Have a person follow something no more."""
        row = {"person": person, "kind": kind, "subject": subject}
        with self._database.write() as connection:
            connection.execute(delete(schema.follows).where(_is(row)))

    def look(self, person: str, at: datetime) -> None:
        """Note that a person has seen all that happened until a time."""
        looked = update(schema.follows).where(schema.follows.c.person == person)
        with self._database.write() as connection:
            connection.execute(looked.values(seen=to_time(at)))


class FeedKeyStore:
    """Secret keys, one a person, under which feeds show what that person may see.

    Only a digest is kept: a key is told once, when it is made.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, person: str) -> str:
        """A new key for a person, known to the corpus; the one before it opens nothing more."""
        key = secrets.token_urlsafe(_KEY_BYTES)
        row = {"sha256": _digest(key), "person": person, "at": to_time(now())}
        with self._database.write() as connection:
            self._forget(connection, person)
            connection.execute(insert(schema.feed_keys), row)
        return key

    def remove(self, person: str) -> None:
        """Have a person's key open nothing more."""
        with self._database.write() as connection:
            self._forget(connection, person)

    def made(self, person: str) -> datetime | None:
        """When a person's key was made; None where there is none."""
        c = schema.feed_keys.c
        with self._database.read() as connection:
            at = connection.scalar(select(c.at).where(c.person == person))
        return from_time(at) if at else None

    def person(self, key: str) -> str | None:
        """The id of the person whose key it is; None where it is nobody's."""
        c = schema.feed_keys.c
        with self._database.read() as connection:
            return connection.scalar(select(c.person).where(c.sha256 == _digest(key)))

    @staticmethod
    def _forget(connection: Connection, person: str) -> None:
        connection.execute(delete(schema.feed_keys).where(schema.feed_keys.c.person == person))


def _is(row: Mapping[str, str]) -> ColumnElement[bool]:
    c = schema.follows.c
    same: ColumnElement[bool] = and_(
        c.person == row["person"], c.kind == row["kind"], c.subject == row["subject"]
    )
    return same


def _digest(key: str) -> str:
    # A key is long and random, so that a plain digest of it cannot be guessed back.
    return hashlib.sha256(key.encode()).hexdigest()


def _follow(row: RowMapping) -> Follow:
    return Follow(
        number=row["number"],
        person=row["person"],
        kind=Followed(row["kind"]),
        subject=row["subject"],
        at=from_time(row["at"]),
        seen=from_time(row["seen"]),
    )
