"""Opening the database behind a corpus: engine, migrations and transactions."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from planspor.corpus.errors import CorpusError
from planspor.corpus.store.schema import REVISION

_LOCK_TRIES = 300
_LOCK_PAUSE = 0.1
"""Seconds between tries to get a lock that another process holds: 30 seconds in all."""
_MIGRATIONS = Path(__file__).parent / "migrations"
_OPENING = "Name another folder with --corpus, or restore the file from a copy."
_READING = "`planspor verify` says what is damaged; restore the file from a copy."
_WRITING = (
    "See that the disk has room, that the folder may be written to, "
    "and that no other command holds the corpus."
)


def now() -> datetime:
    """The time of a record: UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Database:
    """A connection pool to one corpus, brought up to the newest schema.

    Args:
        url: an SQLAlchemy address, such as ``sqlite:///folder/corpus.sqlite``.

    Raises:
        CorpusError: the file is no database, or comes from a newer release.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.engine = _engine(url)
        self._writer = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        try:
            with self._translated("opened as a corpus", _OPENING):
                self._open()
        except CorpusError:
            self.close()
            raise

    def _open(self) -> None:
        with self.engine.connect() as connection:
            revision = _revision(connection)
        if revision is not None and revision > REVISION:
            raise CorpusError(
                f"{self.url.database}: was written by a newer Planspor (schema {revision}, "
                f"this one knows {REVISION})",
                "Upgrade Planspor, then open the corpus again.",
            )
        if revision != REVISION:
            with self._writer.begin() as connection:
                _upgrade(connection)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it is there afterwards, or none."""
        with self._translated("written", _WRITING), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading: what stood there when it first read, until it is closed."""
        with self._translated("read", _READING), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _translated(self, done: str, remedy: str) -> Iterator[None]:
        """Say of a database that fails which one it is and what to do."""
        try:
            yield
        except DatabaseError as error:
            # The other kinds (IntegrityError, ProgrammingError) are mistakes of this program.
            if type(error) not in (DatabaseError, OperationalError):
                raise
            raise CorpusError(
                f"{self.url.database}: cannot be {done}: {error.orig}", remedy
            ) from error

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def _write_ahead(cursor: Any) -> None:
    """Turn the write-ahead log on; SQLite does not wait for a lock here, so this does."""
    for _ in range(_LOCK_TRIES):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            time.sleep(_LOCK_PAUSE)
        else:
            return
    cursor.execute("PRAGMA journal_mode=WAL")


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url)
    engine = create_engine(url, connect_args={"timeout": _LOCK_TRIES * _LOCK_PAUSE})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        _write_ahead(cursor)
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that turns to writing can fail at once; taking the lock waits.
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    number: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return number


def _upgrade(connection: Connection) -> None:
    # Imported here because most runs find the schema up to date, and Alembic is slow to load.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
