"""Saved searches: questions that a person wants to ask again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time

_LISTED = "See the list of saved searches for their names."


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question under a name.

    ``question`` is plain data, whose meaning is search's own. ``person`` is the id of who saved
    it. ``seen`` is the number of the last change of the record when somebody last looked.
    """

    number: int
    name: str
    question: Mapping[str, Any]
    person: str
    at: datetime
    seen: int


class SearchStore:
    """The saved searches of a corpus. A name stands for one of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SavedSearch]:
        """Every saved search, the newest first."""
        query = select(schema.searches).order_by(schema.searches.c.number.desc())
        with self._database.read() as connection:
            return [_search(row) for row in connection.execute(query).mappings()]

    def get(self, number: int) -> SavedSearch:
        """One saved search.

        Raises:
            NotFound: there is no such search.
        """
        return self._one(schema.searches.c.number == number, f"{number}: no such saved search")

    def named(self, name: str) -> SavedSearch:
        """The saved search of a name.

        Raises:
            NotFound: there is none of that name.
        """
        return self._one(schema.searches.c.name == name, f"{name}: no saved search of that name")

    def _one(self, condition: Any, lacking: str) -> SavedSearch:
        with self._database.read() as connection:
            row = connection.execute(select(schema.searches).where(condition)).mappings().first()
        if row is None:
            raise NotFound(lacking, _LISTED)
        return _search(row)

    def save(self, name: str, question: Mapping[str, Any], person: str) -> SavedSearch:
        """Keep a question; who saves it has seen all there is today.

        Raises:
            InputError: the name is taken.
        """
        with self._database.write() as connection:
            _require_free(connection, name)
            last = connection.scalar(select(func.max(schema.changes.c.number))) or 0
            row = {
                "name": name,
                "question": dict(question),
                "person": person,
                "at": to_time(now()),
                "seen": last,
            }
            connection.execute(insert(schema.searches), row)
        return self.named(name)

    def rename(self, number: int, name: str) -> None:
        """Give a saved search another name.

        Raises:
            NotFound: there is no such search.
            InputError: the name is taken.
        """
        c = schema.searches.c
        with self._database.write() as connection:
            _require_free(connection, name, but=number)
            renamed = update(schema.searches).where(c.number == number).values(name=name)
            _require_one(connection.execute(renamed).rowcount, number)

    def look(self, number: int) -> SavedSearch:
        """Note that somebody looks now; the search as it was at the last look.

        Raises:
            NotFound: there is no such search.
        """
        before = self.get(number)
        last = select(func.coalesce(func.max(schema.changes.c.number), 0)).scalar_subquery()
        c = schema.searches.c
        with self._database.write() as connection:
            connection.execute(update(schema.searches).where(c.number == number).values(seen=last))
        return before

    def remove(self, number: int) -> None:
        """Take a saved search away.

        Raises:
            NotFound: there is no such search.
        """
        gone = delete(schema.searches).where(schema.searches.c.number == number)
        with self._database.write() as connection:
            _require_one(connection.execute(gone).rowcount, number)


def _require_free(connection: Connection, name: str, but: int | None = None) -> None:
    c = schema.searches.c
    held = connection.scalar(select(c.number).where(c.name == name))
    if held not in (None, but):
        raise InputError(f"{name}: there is a saved search of that name", "Choose another name.")


def _require_one(rows: int, number: int) -> None:
    if rows == 0:
        raise NotFound(f"{number}: no such saved search", _LISTED)


def _search(row: RowMapping) -> SavedSearch:
    return SavedSearch(**{**row, "at": from_time(row["at"])})
