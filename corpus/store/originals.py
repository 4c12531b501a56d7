"""The originals as they came, kept by SHA-256 beside the database."""

import hashlib
import os
from pathlib import Path

from planspor.corpus.errors import CorpusError, NotFound


def digest(data: bytes) -> str:
    """The name an original is kept under: its SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Originals:
    """A folder of files named by their content, two digits to a sub-folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes) -> str:
        """Store the bytes, unless they are there already and whole; return their SHA-256."""
        sha256 = digest(data)
        path = self.path(sha256)
        if path.exists() and digest(path.read_bytes()) == sha256:
            return sha256
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Written beside and renamed, so that a file is whole or absent.
            part = path.with_name(f"{path.name}.{os.getpid()}.part")
            part.write_bytes(data)
            part.replace(path)
        except OSError as error:
            raise CorpusError(
                f"{path}: the original cannot be kept: {error.strerror}",
                "See that the disk has room and that the folder may be written to.",
            ) from error
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes of an original.

        Raises:
            NotFound: the file is missing; ``planspor verify`` lists such.
        """
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotFound(
                f"{self.path(sha256)}: the original is missing", "Add the document again."
            ) from error

    def path(self, sha256: str) -> Path:
        """Where an original lies."""
        return self.folder / sha256[:2] / sha256

    def drop(self, sha256: str) -> None:
        """Remove an original that no version names any more."""
        self.path(sha256).unlink(missing_ok=True)
