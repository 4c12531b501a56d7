"""Judged queries: what should be found, as ranges of lines in texts that are named by path."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planspor.corpus.errors import InputError


@dataclass(frozen=True, slots=True)
class Judgement:
    """A range of lines, one-based and inclusive, that answers a query.

    ``sha256`` is the text file's. ``grade`` is 2 for an answer, 1 for what bears on it.
    """

    sha256: str
    first: int
    last: int
    grade: int


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with everything that was judged to answer it."""

    id: str
    kind: str
    query: str
    judgements: tuple[Judgement, ...]

    @property
    def split(self) -> str:
        """``dev`` for odd numbers, which may be tuned on; ``test`` for even ones."""
        number = int("".join(filter(str.isdigit, self.id)))
        return "dev" if number % 2 else "test"


def read_judged(paths: Iterable[Path], texts_root: Path) -> list[JudgedQuery]:
    """The queries of JSON Lines files; texts are found below a folder.

    Raises:
        InputError: a file or a text that it names cannot be read.
    """
    texts: dict[str, str] = {}
    return [_query(entry, texts_root, texts) for path in paths for entry in _entries(path)]


def _entries(path: Path) -> Iterator[Mapping[str, Any]]:
    for line in _bytes(path).decode().splitlines():
        if line.strip():
            yield json.loads(line)


def _query(entry: Mapping[str, Any], root: Path, texts: dict[str, str]) -> JudgedQuery:
    return JudgedQuery(
        id=entry["id"],
        kind=entry["kind"],
        query=entry["query"],
        judgements=tuple(
            Judgement(_digest(root, j["text"], texts), *j["lines"], j["grade"])
            for j in entry["judgements"]
        ),
    )


def _digest(root: Path, text: str, known: dict[str, str]) -> str:
    if text not in known:
        known[text] = hashlib.sha256(_bytes(root / text)).hexdigest()
    return known[text]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror}",
            "Name the folder that holds the judged texts.",
        ) from error
