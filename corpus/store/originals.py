"""The originals as they came, kept by SHA-256 beside the database."""

import hashlib
import os
import shutil
import threading
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
        if not (path.exists() and digest(path.read_bytes()) == sha256):
            _write(path, data)
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

    def picture(self, sha256: str, page: int) -> bytes | None:
        """The picture of a page that was drawn before, if it was."""
        path = self._pictures(sha256) / f"{page}.png"
        return path.read_bytes() if path.exists() else None

    def keep_picture(self, sha256: str, page: int, image: bytes) -> None:
        """Keep the picture of a page beside its original, with which it goes."""
        _write(self._pictures(sha256) / f"{page}.png", image)

    def count_pictures(self, sha256: str) -> int:
        """How many pages of an original were drawn and kept."""
        return sum(1 for _ in self._pictures(sha256).glob("*.png"))

    def _pictures(self, sha256: str) -> Path:
        return self.path(sha256).with_name(f"{sha256}.pages")

    def drop(self, sha256: str) -> None:
        """Remove an original that no version names any more, and the pictures of its pages."""
        self.path(sha256).unlink(missing_ok=True)
        shutil.rmtree(self._pictures(sha256), ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    """Write a file beside its place and rename it, so that it is whole or absent."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.part")
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise CorpusError(
            f"{path}: the original cannot be kept: {error.strerror}",
            "See that the disk has room and that the folder may be written to.",
        ) from error
