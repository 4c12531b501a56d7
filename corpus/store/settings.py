"""Small facts that a corpus keeps of itself."""

from sqlalchemy import delete, insert, select

from planspor.corpus.store import schema
from planspor.corpus.store.database import Database


class Settings:
    """Text under a name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """What is kept under a name, or None."""
        c = schema.settings.c
        with self._database.read() as connection:
            return connection.scalar(select(c.value).where(c.key == key))

    def put(self, key: str, value: str) -> None:
        """Keep a text under a name, in place of what was there."""
        with self._database.write() as connection:
            connection.execute(delete(schema.settings).where(schema.settings.c.key == key))
            connection.execute(insert(schema.settings), {"key": key, "value": value})
