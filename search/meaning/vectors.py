"""Vectors kept with the corpus, each found by the hash of the text that it was made from.

Making one takes a good tenth of a second, so that none is made twice: a new index, a text that
moved and an interrupted run find those that are there. SQLite keeps every write whole, whoever
reads or is interrupted meanwhile.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from planspor.search.meaning.model import Floats, MeaningError

_STORED: Final = np.dtype("<f2")
"""Half precision: cosines move by less than .001, and the file is half as large."""
_PATIENCE: Final = 60.0
"""Seconds to wait for another process that writes."""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS vectors (hash BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, hash BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS passages_of_document ON passages (document);
CREATE TABLE IF NOT EXISTS state (counter INTEGER NOT NULL, edition INTEGER NOT NULL);
INSERT INTO state SELECT 0, 0 WHERE NOT EXISTS (SELECT * FROM state);
"""
_CHANGED: Final = "UPDATE state SET edition = edition + 1"


@dataclass(frozen=True, slots=True)
class State:
    """How far the passages follow the corpus, and a number that grows when anything changes."""

    counter: int
    edition: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The vectors of passages, one a row."""

    ids: tuple[str, ...]
    rows: Floats


def text_hash(text: str) -> bytes:
    """What a text's vector is found by."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


class Vectors:
    """The vectors of one model in a file, and which passages have which text.

    Every method raises MeaningError when the file is damaged or cannot be written.
    """

    def __init__(self, path: Path, dimensions: int) -> None:
        self._path = path
        self._dimensions = dimensions

    def create(self) -> None:
        """Make the file, if it is not there."""
        with self._translated():
            self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._transaction() as connection:
            connection.executescript(_SCHEMA)

    def state(self) -> State | None:
        """The state, or None before there is a file."""
        if not self._path.exists():
            return None
        with self._transaction() as connection:
            return State(*connection.execute("SELECT counter, edition FROM state").fetchone())

    def put(
        self, passages: Mapping[str, Mapping[str, bytes]], held: Collection[str], counter: int
    ) -> None:
        """Follow the corpus to a change counter.

        ``passages`` has the texts' hashes by id for each document that changed; ``held`` are all
        documents of the corpus. What belongs to none of them goes.
        """
        rows = [(i, document, h) for document, own in passages.items() for i, h in own.items()]
        with self._transaction() as connection:
            known = {d for (d,) in connection.execute("SELECT DISTINCT document FROM passages")}
            outdated = [(document,) for document in (known - set(held)) | passages.keys()]
            connection.executemany("DELETE FROM passages WHERE document = ?", outdated)
            connection.executemany("INSERT OR REPLACE INTO passages VALUES (?, ?, ?)", rows)
            connection.execute("DELETE FROM vectors WHERE hash NOT IN (SELECT hash FROM passages)")
            connection.execute("UPDATE state SET counter = ?", (counter,))
            connection.execute(_CHANGED)

    def waiting(self) -> list[str]:
        """Passages without a vector, one for each text."""
        with self._transaction() as connection:
            found = connection.execute(
                "SELECT min(id) FROM passages WHERE hash NOT IN (SELECT hash FROM vectors)"
                " GROUP BY hash ORDER BY 1"
            )
            return [id_ for (id_,) in found]

    def add(self, texts: Sequence[str], rows: Floats) -> None:
        """Keep the vectors of some texts."""
        vectors = [row.tobytes() for row in rows.astype(_STORED)]
        stored = list(zip(map(text_hash, texts), vectors, strict=True))
        with self._transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", stored)
            connection.execute(_CHANGED)

    def matrix(self) -> Matrix:
        """All passages that have a vector."""
        with self._transaction() as connection:
            found = connection.execute(
                "SELECT id, vector FROM passages JOIN vectors USING (hash) ORDER BY id"
            ).fetchall()
        rows = np.frombuffer(b"".join(vector for _, vector in found), _STORED)
        with self._translated():
            shaped = rows.astype(np.float32).reshape(len(found), self._dimensions)
        return Matrix(tuple(id_ for id_, _ in found), shaped)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with (
            self._translated(),
            closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as connection,
            connection,
        ):
            yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError, TypeError, sqlite3.Error) as error:
            raise MeaningError(
                f"{self._path}: the vectors cannot be used: {error}",
                "Delete the file, and have the vectors made anew.",
            ) from error
