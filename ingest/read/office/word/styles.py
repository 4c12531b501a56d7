"""Styles with what they inherit: how text is set, and what part of a document it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml.etree import _Element

from planspor.ingest.read.office.looks import Look, Part, level_named, part_named, plain_names
from planspor.ingest.read.office.names import (
    attribute,
    child,
    children,
    switched,
    value,
    whole,
)

_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(pt)?")
BODY_LEVEL = 9
"""The outline level of text that is no heading."""


def look_of(properties: _Element | None) -> Look:
    """What run properties (w:rPr) say."""
    if properties is None:
        return Look()
    fonts = child(properties, "w:rFonts")
    raised = value(properties, "w:vertAlign")
    return Look(
        _points(value(properties, "w:sz") or ""),
        switched(properties, "w:b"),
        switched(properties, "w:i"),
        None if fonts is None else attribute(fonts, "w:ascii"),
        switched(properties, "w:vanish"),
        None if raised is None else raised == "superscript",
    )


def _points(size: str) -> float | None:
    """A size (ST_HpsMeasure) in points: half points, or as Strict files may have it, ``12pt``."""
    match = _SIZE.fullmatch(size)
    if match is None:
        return None
    return float(match[1]) / (1 if match[2] else 2)


class ListPlace(NamedTuple):
    """A place in a list: the id of its numbering and the level in it, from 0."""

    number: str
    level: int


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all that it inherits; ``level`` is a heading's, from 1.

    ``ids`` are its own id and those of the styles it is based on, nearest first.
    """

    look: Look
    part: Part | None = None
    heading: bool = False
    level: int | None = None
    listed: ListPlace | None = None
    page_break: bool = False
    ids: tuple[str, ...] = ()


class Styles:
    """The styles of a document by id.

    Args:
        root: the root of its styles part, None where there is none.
    """

    def __init__(self, root: _Element | None) -> None:
        styles = () if root is None else children(root, "w:style")
        self._by_id = {attribute(style, "w:styleId") or "": style for style in styles}
        defaults = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        self._defaults = look_of(defaults)
        self._language = value(defaults, "w:lang")
        self._usual = next((id_ for id_, s in self._by_id.items() if _is_usual(s)), "")
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, Look] = {}

    @property
    def language(self) -> str | None:
        """The language that text is in unless it says otherwise, such as ``nb-NO``."""
        usual = self._by_id.get(self._usual)
        return value(usual, "w:rPr", "w:lang") or self._language

    def paragraph(self, id_: str | None) -> ParagraphStyle:
        """A paragraph style; the usual one where no id is given."""
        id_ = id_ or self._usual
        if id_ not in self._paragraphs:
            self._paragraphs[id_] = self._resolved(id_)
        return self._paragraphs[id_]

    def character(self, id_: str | None) -> Look:
        """What a character style says; nothing where no id is given."""
        if id_ is None:
            return Look()
        if id_ not in self._characters:
            self._characters[id_] = self._look(self._chain(id_))
        return self._characters[id_]

    def _resolved(self, id_: str) -> ParagraphStyle:
        chain = self._chain(id_)
        part, heading, level = _sense(chain, id_)
        return ParagraphStyle(
            self._look(chain).over(self._defaults),
            part,
            heading,
            level,
            _listed(chain),
            next((b for s in chain if (b := switched(s, "w:pPr", "w:pageBreakBefore"))), False),
            tuple(attribute(style, "w:styleId") or "" for style in chain),
        )

    def _look(self, chain: Sequence[_Element]) -> Look:
        look = Look()
        for style in chain:
            look = look.over(look_of(child(style, "w:rPr")))
        return look

    def _chain(self, id_: str) -> list[_Element]:
        """A style and those it is based on, nearest first; a loop ends where it closes."""
        chain: list[_Element] = []
        seen: set[str] = set()
        next_: str | None = id_
        while next_ in self._by_id and next_ not in seen:
            seen.add(next_)
            chain.append(self._by_id[next_])
            next_ = value(chain[-1], "w:basedOn")
        return chain


def _is_usual(style: _Element) -> bool:
    is_default = attribute(style, "w:default") in ("1", "true", "on")
    return is_default and attribute(style, "w:type") == "paragraph"


def _sense(chain: Sequence[_Element], id_: str) -> tuple[Part | None, bool, int | None]:
    """What part a style is, whether it is a heading, and of which level; the nearest says it."""
    for style in chain:
        names = plain_names(value(style, "w:name"), attribute(style, "w:styleId"))
        part = part_named(names)
        if part is not None:
            return part, False, None
        outline = whole(value(style, "w:pPr", "w:outlineLvl"))
        if outline is not None:
            return None, *heading_of(outline)
        if (level := level_named(names)) is not None:
            return None, True, level or None
    names = plain_names(id_) if not chain else []
    level = level_named(names)
    return part_named(names), level is not None, level or None


def heading_of(outline: int) -> tuple[bool, int | None]:
    """Whether text of an outline level (w:outlineLvl, from 0) is a heading, and its level."""
    is_heading = 0 <= outline < BODY_LEVEL
    return is_heading, outline + 1 if is_heading else None


def _listed(chain: Sequence[_Element]) -> ListPlace | None:
    for style in chain:
        properties = child(style, "w:pPr", "w:numPr")
        if properties is not None and (number := value(properties, "w:numId")) is not None:
            level = whole(value(properties, "w:ilvl"))
            return ListPlace(number, level or 0)
    return None
