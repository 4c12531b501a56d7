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
    """A place: lines ``first`` to ``last`` of the text whose file has a SHA-256.

    ``characters`` are start and end in the decoded text, for places that share a line.
    """

    sha256: str
    first: int
    last: int
    characters: tuple[int, int] | None = None

    def meets(self, other: "Lines") -> bool:
        """Whether two places overlap by at least half of the shorter of the two, in lines.

        Where both stand on one line it is by characters, if both have them.
        """
        if self.sha256 != other.sha256:
            return False
        on_one = self.first == self.last == other.first == other.last
        if on_one and self.characters and other.characters:
            return overlap(self.characters, other.characters)
        return overlap((self.first, self.last + 1), (other.first, other.last + 1))


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans (start, end) share at least half of the shorter."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= min(one[1] - one[0], other[1] - other[0])


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
    def decoded(self) -> str:
        """The text, without a byte order mark."""
        return self.data.decode("utf-8-sig")

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines, parted by line feeds alone."""
        return self.decoded.split("\n")

    def range(
        self, first: int, last: int, expected: str, characters: tuple[int, int] | None = None
    ) -> Lines:
        """The range, after a look that it is what was judged.

        Raises:
            InputError: the lines, or the characters where they are told, are not those judged.
        """
        judged = [self.decoded[slice(*characters)]] if characters else self.lines[first - 1 : last]
        if range_hash(judged) != expected:
            raise InputError(
                f"{self.path}: lines {first}–{last} are not those that were judged",
                "Get the edition of the text that the judgements were made on.",
            )
        return Lines(self.sha256, first, last, characters)


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
        """The range of an entry with ``text``, ``lines``, ``hash`` and perhaps ``characters``.

        Raises:
            InputError: the text cannot be read, or is another than the one judged.
        """
        first, last = entry["lines"]
        characters = tuple(entry["characters"]) if "characters" in entry else None
        return self.text(entry["text"]).range(first, last, entry["hash"], characters)


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
