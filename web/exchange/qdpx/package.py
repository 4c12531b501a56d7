"""Opening an archive that others made: nothing is unpacked to disk, and never more than it may."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, Final

from planspor.corpus.errors import UnreadableFile

_MOST_ENTRIES: Final = 100_000
_MOST_PROJECT: Final = 1 << 30
_MOST_TEXT: Final = 64 << 20
"""Bytes that a project file, and the text of one source, may unpack to."""
_MOST_UNPACKED: Final = 4 << 30
_RATIO: Final = 500
"""What unpacks to more than so many times its size is a bomb; a project of codings has 20 or so."""
_SMALL: Final = 10 << 20
"""Below this size no ratio does harm."""
_ENCRYPTED: Final = 0x1
_ERRORS: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(OverflowError, RuntimeError, ValueError, NotImplementedError),
)
_AGAIN: Final = "Export the project as .qdpx again from the program it comes from."


class Package:
    """The project file and sources of a .qdpx.

    Raises:
        UnreadableFile: it is no such archive, or unpacks to more than any project does.
    """

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.name = name
        with self._translated("the archive"):
            self._zip = zipfile.ZipFile(file)
        entries = self._zip.infolist()
        if len(entries) > _MOST_ENTRIES or sum(e.file_size for e in entries) > _MOST_UNPACKED:
            raise self._too_much("the archive")
        self._entries = {_base(entry.filename): entry for entry in entries if not entry.is_dir()}
        self._project = next((e for e in entries if e.filename.lower().endswith(".qde")), None)
        if self._project is None:
            raise UnreadableFile(f"{name}: there is no project.qde in it", _AGAIN)

    @contextmanager
    def project(self) -> Iterator[IO[bytes]]:
        """The project file, to be read as it is unpacked."""
        assert self._project is not None
        self._check(self._project, _MOST_PROJECT)
        with self._translated("project.qde"), self._zip.open(self._project) as file:
            yield file

    def text(self, path: str) -> bytes | None:
        """The bytes of a source inside the project; None where it lies elsewhere.

        Only its name counts, wherever the path leads: no file outside the archive is ever opened.
        """
        entry = self._entries.get(_base(path))
        if entry is None:
            return None
        self._check(entry, _MOST_TEXT)
        with self._translated(entry.filename):
            return self._zip.read(entry)

    def close(self) -> None:
        """Give the archive back."""
        self._zip.close()

    def _check(self, entry: zipfile.ZipInfo, most: int) -> None:
        if entry.file_size > min(most, max(_SMALL, _RATIO * entry.compress_size)):
            raise self._too_much(entry.filename)
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableFile(f"{self.name}: {entry.filename} is encrypted", _AGAIN)

    def _too_much(self, what: str) -> UnreadableFile:
        return UnreadableFile(
            f"{self.name}: {what} unpacks to far more than a project does, as bombs do",
            "If it is what it should be, export it in smaller parts.",
        )

    @contextmanager
    def _translated(self, what: str) -> Iterator[None]:
        try:
            yield
        except UnreadableFile:
            raise
        except _ERRORS as error:
            raise UnreadableFile(
                f"{self.name}: {what} cannot be unpacked: {error}", _AGAIN
            ) from error


def _base(path: str) -> str:
    """A file's own name, in lower case: programs differ in folders and in how they name them."""
    return PurePosixPath(re.sub(r"[/\\]+", "/", path)).name.lower()
