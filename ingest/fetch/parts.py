"""Downloads on their way: kept on disk, so that one that broke off can be gone on with."""

import hashlib
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from planspor.corpus.errors import CorpusError

_FRESH = 12 * 3600
"""Seconds for which records of a tree are gone on with; with older ones newer might not agree."""
_KEPT = 7 * 24 * 3600
"""Seconds after which a download is taken for abandoned."""


def sweep(folder: Path) -> None:
    """Remove the downloads that nobody has gone on with for a week."""
    for path in folder.glob("*"):
        if _age(path) > _KEPT:
            with suppress(OSError):  # Another command may have been faster.
                path.unlink()


@contextmanager
def keeping(folder: Path) -> Iterator[None]:
    """Say of a disk that cannot take a download where it is and what to do."""
    try:
        yield
    except OSError as error:
        raise CorpusError(
            f"{folder}: a download cannot be kept: {error.strerror}",
            "See that the disk has room and that the folder may be written to.",
        ) from error


class Part:
    """The bytes of one address so far, and what tells whether the rest still belongs to them."""

    def __init__(self, folder: Path, address: str) -> None:
        self._data = _place(folder, address, ".part")
        self._note = _place(folder, address, ".json")

    @property
    def size(self) -> int:
        """Bytes that are there."""
        return self._data.stat().st_size if self._data.exists() else 0

    def headers(self) -> dict[str, str]:
        """Request headers that ask for the rest, where the server can give just that."""
        validator = self._validator()
        if not validator or not self.size:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": validator}

    def accept(self, response: httpx.Response) -> bool:
        """Make ready for an answer's bytes; False where they do not follow on what is there."""
        if response.status_code == httpx.codes.PARTIAL_CONTENT:
            start = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
            return start is not None and int(start[1]) == self.size
        self._data.parent.mkdir(parents=True, exist_ok=True)
        self._data.write_bytes(b"")
        self._note.write_text(json.dumps({"validator": _resumable(response)}), encoding="utf-8")
        return True

    def append(self, chunk: bytes) -> None:
        """Add the next bytes."""
        with self._data.open("ab") as file:
            file.write(chunk)

    def take(self) -> bytes:
        """All the bytes; nothing is left on disk."""
        data = self._data.read_bytes()
        self.drop()
        return data

    def settle(self) -> None:
        """Forget what is there, unless it can be gone on with."""
        if not self.headers():
            self.drop()

    def drop(self) -> None:
        """Forget what is there."""
        for path in (self._data, self._note):
            with suppress(OSError):  # What cannot be removed now is swept later.
                path.unlink()

    def _validator(self) -> str | None:
        try:
            noted = json.loads(self._note.read_text(encoding="utf-8"))["validator"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return noted if isinstance(noted, str) else None


def _resumable(response: httpx.Response) -> str | None:
    """What names this very version in ``If-Range``; None where the rest could not be asked for.

    A weak ETag does not (RFC 9110, 13.1.5), nor do bytes that were packed on the way.
    """
    headers = response.headers
    if headers.get("Accept-Ranges", "").lower() != "bytes" or "Content-Encoding" in headers:
        return None
    etag: str | None = headers.get("ETag")
    if etag is not None:
        return None if etag.startswith("W/") else etag
    modified: str | None = headers.get("Last-Modified")
    return modified


class Gathered:
    """The records of one tree so far, by the addresses that they were had from."""

    def __init__(self, folder: Path, address: str) -> None:
        self._path = _place(folder, address, ".records")
        self._records = dict(self._read()) if _age(self._path) < _FRESH else {}
        if not self._records:
            self.drop()

    def get(self, address: str) -> dict[str, Any] | None:
        """A record that was had before."""
        return self._records.get(address)

    def add(self, address: str, record: dict[str, Any]) -> None:
        """Keep one more record."""
        self._records[address] = record
        with keeping(self._path.parent):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                # The break comes first, so that a line that was cut short spoils no other.
                file.write(f"\n{json.dumps([address, record])}")

    def drop(self) -> None:
        """Forget what is there."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for line in self._path.read_text(encoding="utf-8", errors="replace").splitlines():
            with suppress(ValueError):
                address, record = json.loads(line)
                yield address, record


def _place(folder: Path, address: str, suffix: str) -> Path:
    return folder / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}{suffix}"


def _age(path: Path) -> float:
    """Seconds since a file was written last; without end where there is none."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return float("inf")
