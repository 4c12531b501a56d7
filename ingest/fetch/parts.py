"""Downloads on their way: kept on disk, so that one that broke off can be gone on with."""

import hashlib
import json
import re
from pathlib import Path

import httpx


class Part:
    """The bytes of one address so far, and what tells whether the rest still belongs to them."""

    def __init__(self, folder: Path, address: str) -> None:
        name = hashlib.sha256(address.encode()).hexdigest()[:32]
        self._data = folder / f"{name}.part"
        self._note = folder / f"{name}.json"

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

    def drop(self) -> None:
        """Forget what is there."""
        self._data.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

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
