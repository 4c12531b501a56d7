"""The folder of an index: which build of it is in force, whether it is whole, and who may write.

``state.json`` names the build's folder, the format, the change counter of the corpus that the
build stands at, and the size of each of its files. It is written last, by renaming: what was
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
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final

from planspor.search.engine.contract import EngineError

LAYOUT: Final = 2
"""To be raised when entries or layers change."""
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
def current_format() -> str:
    """The layout, the engine's release and the language data: whatever the entries depend on."""
    data = files("planspor.corpus.language") / "data"
    checksum = 0
    for file in sorted(data.iterdir(), key=lambda entry: entry.name):
        if file.is_file():
            checksum = zlib.crc32(file.read_bytes(), checksum)
    return f"{LAYOUT}/tantivy-{version('tantivy')}/{checksum:08x}"


class IndexFolder:
    """The builds of an index below one folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EngineError(
                f"{path}: cannot hold an index: {error.strerror}",
                "See that nothing else has the name and that the folder may be written to.",
            ) from error

    @contextmanager
    def lock(self, wait: bool) -> Iterator[bool]:
        """Be the one writer, in this process and others; False when another is and we do not wait.

        The lock is SQLite's: it works on every platform and goes with the process that held it.
        """
        connection = sqlite3.connect(
            self.path / "lock.sqlite", timeout=_PATIENCE if wait else 0.0, isolation_level=None
        )
        try:
            yield _locked(connection)
        finally:
            connection.close()

    def state(self) -> State | None:
        """The build in force, or None when there is none that is whole and of this format."""
        try:
            state = State(**json.loads((self.path / "state.json").read_text("utf-8")))
            whole = state.format == current_format() and state.files == _sizes(self.folder(state))
        except (OSError, ValueError, TypeError):
            return None
        return state if whole else None

    def folder(self, state: State) -> Path:
        """Where a build lies."""
        return self.path / state.build

    def new_build(self) -> Path:
        """An empty folder for a build."""
        folder = self.path / f"build-{uuid.uuid4().hex[:12]}"
        folder.mkdir()
        return folder

    def put_in_force(self, folder: Path, counter: int) -> State:
        """Name a finished build, and clear away the others."""
        state = State(current_format(), counter, folder.name, _sizes(folder))
        written = self.path / "state.json.new"
        written.write_text(json.dumps(asdict(state), indent=1), "utf-8")
        written.replace(self.path / "state.json")
        for other in self.path.glob("build-*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        return state


def _locked(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return False
    return True


def _sizes(folder: Path) -> dict[str, int]:
    """The size of every file that holds data; engines keep empty files as locks."""
    return {
        entry.name: entry.stat().st_size
        for entry in sorted(folder.iterdir())
        if not entry.name.endswith(".lock")
    }
