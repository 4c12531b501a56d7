"""JSON whose strings know where they stand in the file."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import Piece

_TOKEN = re.compile(
    r"\s*+(?:\"(?P<string>(?:[^\"\\]++|\\.)*+)\"|(?P<mark>[{}\[\]:,])|(?P<other>[^\s{}\[\]:,\"]++))"
)
_PART = re.compile(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u\w{4}|\\.|[^\\]+")
_HALF = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Text:
    """A string: what it means, and what is written at ``start`` of the file, without quotes."""

    value: str
    start: int
    written: str

    @property
    def end(self) -> int:
        """Where it ends in the file."""
        return self.start + len(self.written)

    def pieces(self) -> Iterator[Piece]:
        """Where its characters stand in the file; what is written as an escape stands apart."""
        for match in _PART.finditer(self.written):
            length = 1 if match.group().startswith("\\") else len(match.group())
            yield Piece(length, self.start + match.start(), self.start + match.end())


class Member(NamedTuple):
    """One member of an object."""

    key: Text
    value: "Value"


Value: TypeAlias = "dict[str, Member] | list[Value] | Text | float | bool | None"


def parse_json(source: str, name: str) -> Value:
    """The value that a file holds; objects are members by key.

    Raises:
        UnreadableFile: it is no JSON, or nested some thousand levels deep.
    """
    try:
        json.loads(source)
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableFile(
            f"{name}: is damaged JSON{line}", "Fetch or save the file again."
        ) from error
    return _Builder().built(source)


def _text(written: str, start: int) -> Text:
    """A string; half a surrogate pair, which is no character, is replaced by the sign for that."""
    return Text(_HALF.sub("\ufffd", json.loads(f'"{written}"')), start, written)


class _Builder:
    """Builds the value of JSON that is known to be right, without recursion."""

    def __init__(self) -> None:
        self._root: list[Value] = []
        self._open: list[dict[str, Member] | list[Value]] = [self._root]
        self._keys: list[Text | None] = [None]

    def built(self, source: str) -> Value:
        for match in _TOKEN.finditer(source):
            if match["mark"] is not None:
                self._mark(match["mark"])
            elif match["string"] is not None:
                self._string(_text(match["string"], match.start("string")))
            else:
                self._put(json.loads(match["other"]))
        return self._root[0]

    def _mark(self, mark: str) -> None:
        if mark in "{[":
            inner: dict[str, Member] | list[Value] = {} if mark == "{" else []
            self._put(inner)
            self._open.append(inner)
            self._keys.append(None)
        elif mark in "}]":
            self._open.pop()
            self._keys.pop()

    def _string(self, text: Text) -> None:
        if isinstance(self._open[-1], dict) and self._keys[-1] is None:
            self._keys[-1] = text
        else:
            self._put(text)

    def _put(self, value: Value) -> None:
        container, key = self._open[-1], self._keys[-1]
        if isinstance(container, list):
            container.append(value)
        elif key is not None:
            container[key.value] = Member(key, value)
            self._keys[-1] = None
