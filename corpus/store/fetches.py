"""What was fetched from where, so that only what changed is fetched again."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, delete, insert, select

from planspor.corpus.store import schema
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time
from planspor.corpus.store.settings import Settings

_ROUND = "update begun"
_STALE = timedelta(hours=12)
"""How long an interrupted update can be gone on with; after that everything is asked for anew."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """One address as it was last fetched.

    ``etag`` and ``last_modified`` are what its server tells versions apart by, ``sha256`` is of
    what the server sent (of a web page: of its visible text), ``document`` what it became,
    ``failure`` what went wrong the last time.
    """

    address: str
    at: datetime
    source: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    document: str | None = None
    failure: str | None = None


class FetchStore:
    """The addresses that a corpus has fetched."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._settings = Settings(database)

    def find(self, address: str) -> Fetch | None:
        """What is known of one address."""
        c = schema.fetches.c
        with self._database.read() as connection:
            query = select(schema.fetches).where(c.address == address)
            row = connection.execute(query).mappings().first()
        return None if row is None else _fetch(row)

    def of(self, source: str) -> list[Fetch]:
        """Every address of one entry of ``sources.yaml``."""
        c = schema.fetches.c
        query = select(schema.fetches).where(c.source == source).order_by(c.address)
        with self._database.read() as connection:
            return [_fetch(row) for row in connection.execute(query).mappings()]

    def put(self, fetches: Iterable[Fetch]) -> None:
        """Keep what is now known of some addresses, all or none."""
        with self._database.write() as connection:
            for fetch in fetches:
                same = schema.fetches.c.address == fetch.address
                connection.execute(delete(schema.fetches).where(same))
                connection.execute(insert(schema.fetches), _row(fetch))

    def begin(self) -> datetime | None:
        """Begin an update; when the last one was interrupted, the time that it began."""
        stored = self._settings.get(_ROUND)
        begun = from_time(stored) if stored else None
        if begun is not None and now() - begun < _STALE:
            return begun
        self._settings.put(_ROUND, to_time(now()))
        return None

    def end(self) -> None:
        """The update has come to its end."""
        self._settings.put(_ROUND, "")


def _row(fetch: Fetch) -> dict[str, object]:
    row = {field.name: getattr(fetch, field.name) for field in fields(Fetch)}
    return row | {"at": to_time(fetch.at)}


def _fetch(row: RowMapping) -> Fetch:
    return Fetch(**{**row, "at": from_time(row["at"])})
