"""The labels of lists and numbered headings, counted as Writer counts them (ODF 1.3, 5.3)."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import _Element

from planspor.ingest.read.office.counting import formatted
from planspor.ingest.read.office.names import attribute, name, whole
from planspor.ingest.read.office.odf.styles import Styles
from planspor.ingest.read.office.symbols import bullet

DEEPEST = 10
_NUMBERS = ("text:list-level-style-number", "text:outline-level-style")
_PART = re.compile(r"%(\d{1,2})%")


class Level(NamedTuple):
    """One level of a list; ``pattern`` holds ``%1%`` where the first level's number stands."""

    start: int
    form: str
    pattern: str


@dataclass(slots=True)
class Count:
    """How far a list has been counted; ``levels`` are its style's, from 1."""

    levels: dict[int, Level]
    _counts: list[int | None] = field(default_factory=lambda: [None] * (DEEPEST + 1))

    def label(self, level: int, start: int | None = None) -> str:
        """Count an item of a level, and say what stands before it; empty where nothing does."""
        if not 0 < level <= DEEPEST:
            return ""
        own, count = self._level(level), self._counts[level]
        self._counts[level] = (
            start if start is not None else own.start if count is None else count + 1
        )
        self._counts[level + 1 :] = [None] * (DEEPEST - level)
        return _PART.sub(self._number, own.pattern).strip()

    @property
    def is_numbered(self) -> bool:
        """Whether its first level has numbers, not signs."""
        return bool(_PART.search(self._level(1).pattern))

    def _number(self, match: re.Match[str]) -> str:
        at = min(int(match[1]), DEEPEST)
        count = self._counts[at]
        return formatted(self._level(at).start if count is None else count, self._level(at).form)

    def _level(self, level: int) -> Level:
        return self.levels.get(level, Level(1, "", ""))


class Lists:
    """The list styles of a document, and the counts of its lists by their ids."""

    def __init__(self, styles: Styles) -> None:
        self._styles = {
            attribute(style, "style:name") or "": _levels(style) for style in styles.lists()
        }
        self._counts: dict[str, Count] = {}
        self._latest: dict[str, Count] = {}
        outline = styles.outline()
        self.outline = Count({} if outline is None else _levels(outline))

    def count(self, element: _Element, style: str) -> Count:
        """The count that a list (text:list) begins or goes on with."""
        other = attribute(element, "text:continue-list")
        before = None if other is None else self._counts.get(other)
        if before is None and attribute(element, "text:continue-numbering") == "true":
            before = self._latest.get(style)
        count = before or Count(self._styles.get(style, {}))
        id_ = attribute(element, "xml:id")
        if id_ is not None:
            self._counts[id_] = count
        self._latest[style] = count
        return count


def _levels(style: _Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for level in style:
        at = whole(attribute(level, "text:level"))
        if at is not None and 0 < at <= DEEPEST:
            levels[at] = _level(level, at)
    return levels


def _level(level: _Element, at: int) -> Level:
    if name(level) not in _NUMBERS:
        return Level(1, "", bullet(attribute(level, "text:bullet-char") or "", ""))
    form = attribute(level, "style:num-format") or ""
    start = whole(attribute(level, "text:start-value"))
    return Level(1 if start is None else start, form, _pattern(level, at) if form else "")


def _pattern(level: _Element, at: int) -> str:
    written = attribute(level, "loext:num-list-format")
    if written is not None:
        return written
    shown = whole(attribute(level, "text:display-levels")) or 1
    numbers = ".".join(f"%{number}%" for number in range(max(1, at - shown + 1), at + 1))
    before, after = (attribute(level, f"style:num-{side}") or "" for side in ("prefix", "suffix"))
    return f"{before}{numbers}{after}"
