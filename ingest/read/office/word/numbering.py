"""The labels of lists and numbered headings, counted as Word counts them (ISO/IEC 29500-1 17.9)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import _Element

from planspor.ingest.read.office.counting import formatted
from planspor.ingest.read.office.names import attribute, child, children, switched, value, whole
from planspor.ingest.read.office.symbols import bullet
from planspor.ingest.read.office.word.styles import ListPlace

_DEEPEST = 9
_PART = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list: ``text`` holds ``%1`` where the first level's number stands."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    font: str = ""
    legal: bool = False
    restarts: bool = True
    style: str | None = None

    @property
    def is_bullet(self) -> bool:
        """Whether its items have a sign, not a number."""
        return self.form == "bullet"


@dataclass(slots=True)
class _List:
    """A list definition with how far it has been counted; several numberings may share it."""

    levels: dict[int, Level]
    link: str | None = None
    counts: list[int | None] = field(default_factory=lambda: [None] * _DEEPEST)

    def step(self, level: int) -> None:
        """Count one more item of a level; deeper ones begin anew."""
        count = self.counts[level]
        self.counts[level] = self.level(level).start if count is None else count + 1
        for deeper in range(level + 1, _DEEPEST):
            if self.level(deeper).restarts:
                self.counts[deeper] = None

    def level(self, level: int) -> Level:
        """A level's definition."""
        return self.levels.get(level, Level())

    def label(self, level: int) -> str:
        """The label of the item counted last."""
        own = self.level(level)
        if own.is_bullet:
            return bullet(own.text, own.font)

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = self.level(at)
            count = self.counts[at]
            form = "decimal" if own.legal else of.form
            return formatted(of.start if count is None else count, form)

        return _PART.sub(number, own.text).strip()


class Numbering:
    """A document's lists; ``label`` has to be asked for in the order of the text.

    Args:
        root: the root of its numbering part, None where there is none.
    """

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._of: dict[str, str] = {}
        self._starts: dict[ListPlace, int] = {}
        links: dict[str, str] = {}
        for abstract in () if root is None else children(root, "w:abstractNum"):
            id_ = attribute(abstract, "w:abstractNumId") or ""
            self._lists[id_] = _List(_levels(abstract), value(abstract, "w:numStyleLink"))
            if style := value(abstract, "w:styleLink"):
                links[style] = id_
        for number in () if root is None else children(root, "w:num"):
            self._take(number, links)

    def _take(self, number: _Element, links: dict[str, str]) -> None:
        id_ = attribute(number, "w:numId") or ""
        abstract = value(number, "w:abstractNumId") or ""
        if abstract not in self._lists:
            return
        abstract = links.get(self._lists[abstract].link or "", abstract)
        overrides = list(children(number, "w:lvlOverride"))
        own = {level: of for o in overrides for level, of in _levels(o).items()}
        if own:
            self._lists[f"own {id_}"] = _List({**self._lists[abstract].levels, **own})
            abstract = f"own {id_}"
        self._of[id_] = abstract
        for override in overrides:
            level = whole(attribute(override, "w:ilvl"))
            start = whole(value(override, "w:startOverride"))
            if level is not None and start is not None:
                self._starts[ListPlace(id_, level)] = start

    def level(self, place: ListPlace) -> Level | None:
        """The definition of a place's level; None where there is no such list."""
        found = self._list(place)
        return None if found is None else found.level(place.level)

    def styled(self, place: ListPlace, styles: Sequence[str]) -> ListPlace:
        """The place that a list gives to the first of some styles, else the one said."""
        found = self._list(place)
        levels = {level.style: at for at, level in found.levels.items()} if found else {}
        linked = (levels[style] for style in styles if style in levels)
        return ListPlace(place.number, next(linked, place.level))

    def label(self, place: ListPlace) -> str:
        """Count an item, and say what stands before it; empty where nothing does."""
        found = self._list(place)
        if found is None or not 0 <= place.level < _DEEPEST:
            return ""
        start = self._starts.pop(place, None)
        if start is not None:
            found.counts[place.level] = start - 1
        found.step(place.level)
        return found.label(place.level)

    def _list(self, place: ListPlace) -> _List | None:
        return self._lists.get(self._of.get(place.number, ""))


def _levels(element: _Element) -> dict[int, Level]:
    return {
        at: _level(level)
        for level in children(element, "w:lvl")
        if (at := whole(attribute(level, "w:ilvl"))) is not None and 0 <= at < _DEEPEST
    }


def _level(level: _Element) -> Level:
    start = whole(value(level, "w:start"))
    fonts = child(level, "w:rPr", "w:rFonts")
    return Level(
        start=0 if start is None else start,
        form=value(level, "w:numFmt") or "decimal",
        text=value(level, "w:lvlText") or "",
        font=(attribute(fonts, "w:ascii") if fonts is not None else None) or "",
        legal=bool(switched(level, "w:isLgl")),
        restarts=value(level, "w:lvlRestart") != "0",
        style=value(level, "w:pStyle"),
    )
