"""Small facts that a corpus keeps of itself."""

from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select

from planspor.corpus.model import Visibility
from planspor.corpus.store import schema
from planspor.corpus.store.audit import note
from planspor.corpus.store.database import Database
from planspor.corpus.store.secret import new_secret

_VISIBILITY, _SIGNING, _IDENTITY = "visibility", "signing key", "identity"


class Settings:
    """Text under a name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """What is kept under a name, or None."""
        with self._database.read() as connection:
            return _get(connection, key)

    def put(self, key: str, value: str) -> None:
        """Keep a text under a name, in place of what was there."""
        with self._database.write() as connection:
            _put(connection, key, value)

    def visibility(self) -> Visibility:
        """Who may read the open documents on a server; anyone, unless somebody said otherwise."""
        return Visibility(self.get(_VISIBILITY) or Visibility.PUBLIC)

    def set_visibility(self, visibility: Visibility) -> None:
        """Say who may read the open documents on a server."""
        with self._database.write() as connection:
            _put(connection, _VISIBILITY, visibility)
            note(connection, "visibility", visibility)

    def identity(self) -> str:
        """What no other corpus is called, wherever this one is served; made at first need."""
        return self.get(_IDENTITY) or self._identify()

    def _identify(self) -> str:
        with self._database.write() as connection:
            held = _get(connection, _IDENTITY)
            if held is None:
                held = uuid4().hex
                _put(connection, _IDENTITY, held)
        return held

    def signing_key(self) -> str:
        """What all processes that serve the corpus sign by; made at first need."""
        with self._database.write() as connection:
            held = _get(connection, _SIGNING)
            if held is None:
                held = new_secret()
                _put(connection, _SIGNING, held)
        return held


def _get(connection: Connection, key: str) -> str | None:
    c = schema.settings.c
    return connection.scalar(select(c.value).where(c.key == key))


def _put(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(schema.settings).where(schema.settings.c.key == key))
    connection.execute(insert(schema.settings), {"key": key, "value": value})
