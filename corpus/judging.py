"""Judged data: ranges of lines in texts that are not ours to copy, each held to a hash.

A judgement names a text by its path below a folder of texts, lines one-based and inclusive, and
the hash of what stands there, so that it says when the text is another than the one judged.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from planspor.corpus.errors import InputError

_HASH_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Lines:
    """A place: lines ``first`` to ``last`` of the text whose file has a SHA-256."""

    sha256: str
    first: int
    last: int

    def meets(self, other: "Lines") -> bool:
        """Whether two places overlap by at least half of the shorter of the two."""
        shared = min(self.last, other.last) - max(self.first, other.first) + 1
        shorter = min(self.last - self.first, other.last - other.first) + 1
        return self.sha256 == other.sha256 and 2 * shared >= shorter


class JudgedText:
    """One text that judgements speak of."""

    def __init__(self, path: Path) -> None:
        try:
            self.data = path.read_bytes()
        except OSError as error:
            raise InputError(
                f"{path}: a judged text cannot be read: {error.strerror}",
                "Name the folder of the judged texts with --texts.",
            ) from error
        self.path = path
        self.sha256 = hashlib.sha256(self.data).hexdigest()

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines, parted by line feeds alone."""
        return self.data.decode("utf-8-sig").split("\n")

    def range(self, first: int, last: int, expected: str) -> Lines:
        """The range, after a look that it is what was judged.

        Raises:
            InputError: the lines are others than those judged.
        """
        if range_hash(self.lines[first - 1 : last]) != expected:
            raise InputError(
                f"{self.path}: lines {first}–{last} are not those that were judged",
                "Get the edition of the text that the judgements were made on.",
            )
        return Lines(self.sha256, first, last)


class JudgedTexts:
    """The texts below a folder, each read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, JudgedText] = {}

    def text(self, name: str) -> JudgedText:
        """The text at a path below the folder.

        Raises:
            InputError: it cannot be read.
        """
        if name not in self._texts:
            self._texts[name] = JudgedText(self._root / name)
        return self._texts[name]

    def range(self, entry: Mapping[str, Any]) -> Lines:
        """The range of an entry with ``text``, ``lines`` and ``hash``.

        Raises:
            InputError: the text cannot be read, or is another than the one judged.
        """
        first, last = entry["lines"]
        return self.text(entry["text"]).range(first, last, entry["hash"])


def range_hash(lines: list[str]) -> str:
    """The hash of some lines: of their words, whatever white space parts them."""
    words = " ".join(unicodedata.normalize("NFC", " ".join(lines)).split())
    return hashlib.sha256(words.encode()).hexdigest()[:_HASH_DIGITS]


def read_entries(path: Path) -> Iterator[dict[str, Any]]:
    """The entries of a JSON Lines file.

    Raises:
        InputError: it cannot be read, or a line of it is no JSON.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"{path}: the judged data cannot be read: {error.strerror}"
        raise InputError(message, "Name their folder with --gold.") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(f"{path}: line {number}: {error.msg}", "Mend it.") from error
