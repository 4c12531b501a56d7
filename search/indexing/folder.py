"""The folder of an index: which build of it is in force, whether it is whole, and who may write.

``state.json`` names the build's folder, the format, the change counter of the corpus that the
build stands at, and a checksum of each of its files. It is written last, by renaming: what was
interrupted before leaves no state, or one that does not fit the files, and is built anew.
"""

import json
import shutil
import sqlite3
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from planspor.corpus.checksums import checksum
from planspor.search.engine.contract import EngineError

LAYOUT: Final = 4
"""To be raised when entries or layers change."""
_BLOCK: Final = 1 << 20
_PATIENCE: Final = 600.0
"""Seconds to wait for another process that builds the index."""


@dataclass(frozen=True, slots=True)
class State:
    """A build that was finished."""

    format: str
    counter: int
    build: str
    files: dict[str, int]


@cache
def _language() -> str:
    """A checksum of the language data, which every entry depends on."""
    data = files("planspor.corpus.language") / "data"
    return checksum(file for file in sorted(data.iterdir(), key=str) if file.is_file())


class IndexFolder:
    """The builds of an index below one folder.

    ``engine`` is the engine's format: a build of another engine or release is none.
    """

    def __init__(self, path: Path, engine: str) -> None:
        self.path = path
        self._format = f"{LAYOUT}/{engine}/{_language()}"
        self._checked: dict[tuple[str, int, int], int] = {}

    @contextmanager
    def lock(self, wait: bool) -> Iterator[bool]:
        """Be the one writer, in this process and others; False when another is and we do not wait.

        The lock is SQLite's: it works on every platform and goes with the process that held it.
        """
        with self._translated():
            connection = self._connection(_PATIENCE if wait else 0.0)
        try:
            yield _locked(connection)
        finally:
            connection.close()

    def _connection(self, patience: float) -> sqlite3.Connection:
        self.path.mkdir(parents=True, exist_ok=True)
        file = self.path / "lock.sqlite"
        if file.exists() and file.stat().st_size:
            file.unlink()  # nothing is ever written to it: somebody else did
        return sqlite3.connect(file, timeout=patience, isolation_level=None)

    def state(self) -> State | None:
        """The build in force, or None when there is none that is whole and of this format."""
        try:
            state = State(**json.loads((self.path / "state.json").read_text("utf-8")))
            found = self._checksums(self.folder(state))
            whole = state.format == self._format and state.files == found
        except (OSError, ValueError, TypeError):
            return None
        return state if whole else None

    def folder(self, state: State) -> Path:
        """Where a build lies."""
        return self.path / state.build

    def new_build(self) -> Path:
        """An empty folder for a build."""
        folder = self.path / f"build-{uuid.uuid4().hex[:12]}"
        with self._translated():
            folder.mkdir()
        return folder

    def put_in_force(self, folder: Path, counter: int) -> State:
        """Name a finished build, and clear away the others."""
        with self._translated():
            state = State(self._format, counter, folder.name, self._checksums(folder))
            written = self.path / "state.json.new"
            written.write_text(json.dumps(asdict(state), indent=1), "utf-8")
            written.replace(self.path / "state.json")
        for other in self.path.glob("build-*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        return state

    def _checksums(self, folder: Path) -> dict[str, int]:
        """The CRC-32 of every file that holds data, about a gigabyte a second.

        Files that are as they were when they were read before are not read again.
        """
        found, checked = {}, {}
        for entry in sorted(folder.iterdir()):
            if not entry.name.endswith(".lock"):
                told = entry.stat()
                key = str(entry), told.st_mtime_ns, told.st_size
                held = self._checked.get(key)
                checked[key] = found[entry.name] = _checksum(entry) if held is None else held
        self._checked = checked
        return found

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise EngineError(
                f"{self.path}: cannot hold an index: {error}",
                "See that the disk has room and that the folder may be written to.",
            ) from error


def _locked(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return False
    return True


def _checksum(file: Path) -> int:
    checksum = 0
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            checksum = zlib.crc32(block, checksum)
    return checksum
