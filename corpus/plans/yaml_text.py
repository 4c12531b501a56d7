"""YAML to nodes, without constructing anything but text, numbers, truth values and nothing.

The parser's events are read directly: every value keeps its line, a plan file can name no Python
object, and neither aliases nor depth can make a small file large.
"""

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from planspor.corpus.plans.nodes import Mistakes, Node, shortened

MAX_DEPTH = 20

_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


def parse_yaml(text: str, mistakes: Mistakes) -> Node | None:
    """The one document of a YAML text; None, with the mistake noted, when it does not parse."""
    parser = YAML(typ="safe", pure=True)
    try:
        return _Builder(parser.parse(text), mistakes).document()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = "line 1" if mark is None else f"line {mark.line + 1}"
        wrong = ", ".join(part for part in (error.context, error.problem) if part)
        mistakes.add(place, f"is not YAML ({wrong})", "see to indents, colons and quotation marks")
    except YAMLError as error:
        mistakes.add("as a whole", f"is not YAML ({shortened(str(error), 80)})", "save it as text")
    except _RefusedError as refused:
        mistakes.add(refused.place, refused.wrong, refused.remedy)
    return None


class _RefusedError(Exception):
    def __init__(self, event: Any, wrong: str, remedy: str) -> None:
        super().__init__(wrong)
        self.place, self.wrong, self.remedy = _place(event), wrong, remedy


class _Builder:
    def __init__(self, events: Iterator[Any], mistakes: Mistakes) -> None:
        self._events = events
        self._mistakes = mistakes

    def document(self) -> Node:
        root = Node("line 1", None)
        seen = False
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                if seen:
                    raise _RefusedError(event, "starts a second document", "keep one plan a file")
                root, seen = self._node(next(self._events), 1), True
            elif isinstance(event, StreamEndEvent):
                break
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _RefusedError(
                event, f"nests deeper than {MAX_DEPTH}", "write the plan as in the docs"
            )
        if isinstance(event, AliasEvent):
            raise _RefusedError(event, "uses an alias (*)", "write the value out")
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth)
        if isinstance(event, SequenceStartEvent):
            return Node(_place(event), tuple(self._items(depth)))
        return _scalar(event)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _mapping(self, start: Any, depth: int) -> Node:
        values: dict[str, Node] = {}
        while isinstance(event := next(self._events), ScalarEvent):
            value = self._node(next(self._events), depth + 1)
            if event.value in values:
                first = values[event.value].place
                self._mistakes.add(
                    _place(event), f"“{event.value}” stands twice", f"keep one (first: {first})"
                )
            values.setdefault(event.value, value)
        if isinstance(event, AliasEvent | MappingStartEvent | SequenceStartEvent):
            raise _RefusedError(event, "has a key that is no plain text", "use a word as the key")
        return Node(_place(start), values)


def _scalar(event: Any) -> Node:
    text = str(event.value)
    if not event.implicit[0]:
        return Node(_place(event), text, text)
    return Node(_place(event), _plain_value(text), text)


def _plain_value(text: str) -> bool | int | float | str | None:
    """What an unquoted scalar stands for by YAML 1.2's core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) and len(text) < 20:
        return int(text)
    if _DECIMAL.fullmatch(text) and len(text) < 40:
        return float(text)
    return text


def _place(event: Any) -> str:
    return f"line {event.start_mark.line + 1}"
