"""Styles of OpenDocument with what they inherit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from planspor.ingest.read.office.looks import Look, Part, level_named, part_named, plain_names
from planspor.ingest.read.office.names import attribute, child, children

_SHEETS = ("office:styles", "office:automatic-styles")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0}
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)([a-z]{2}|%)")
_BOLD = {"bold", "600", "700", "800", "900"}
_CODED = re.compile(r"_([0-9a-f]{1,4})_")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A style of paragraphs or characters with all that it inherits.

    ``list_style`` is empty where the style says that it is in no list.
    """

    look: Look
    part: Part | None = None
    heading: bool = False
    list_style: str | None = None
    break_before: bool = False
    break_after: bool = False


class Styles:
    """The styles of a document by family and name.

    Args:
        roots: the roots of the parts that hold styles, those weighing more last.
    """

    def __init__(self, *roots: _Element | None) -> None:
        self._roots = [root for root in roots if root is not None]
        self._by_name: dict[tuple[str, str], _Element] = {}
        self._defaults: dict[str, _Element] = {}
        for style in self._each("style:style"):
            family, name = attribute(style, "style:family"), attribute(style, "style:name")
            self._by_name[family or "", name or ""] = style
        for style in self._each("style:default-style"):
            self._defaults[attribute(style, "style:family") or ""] = style
        self._resolved: dict[tuple[str, str], TextStyle] = {}

    @property
    def language(self) -> str | None:
        """The language that text is in unless it says otherwise, such as ``nb``."""
        said = child(self._defaults.get("paragraph"), "style:text-properties")
        return None if said is None else attribute(said, "fo:language")

    def lists(self) -> Iterator[_Element]:
        """The styles of lists."""
        return self._each("text:list-style")

    def outline(self) -> _Element | None:
        """How headings are numbered."""
        return next(self._each("text:outline-style"), None)

    def paragraph(self, name: str | None) -> TextStyle:
        """A paragraph's style, over the default of the document."""
        return self._style("paragraph", name or "Standard")

    def character(self, name: str | None, base: Look) -> Look:
        """How characters are set in a style, over what they stand in."""
        return base if name is None else self._style("text", name).look.over(base)

    def _each(self, kind: str) -> Iterator[_Element]:
        for root in self._roots:
            for sheet in _SHEETS:
                yield from children(root, sheet, kind)

    def _style(self, family: str, name: str) -> TextStyle:
        key = family, name
        if key not in self._resolved:
            self._resolved[key] = self._resolve(family, name)
        return self._resolved[key]

    def _resolve(self, family: str, name: str) -> TextStyle:
        chain = self._chain(family, name)
        default = self._defaults.get(family)
        look = Look()
        for style in ([] if default is None else [default]) + chain[::-1]:
            look = _look(child(style, "style:text-properties"), look)
        names = [_names(style) for style in chain] or [[_plain(name)]]
        lists = (attribute(style, "style:list-style-name") for style in chain)
        return TextStyle(
            look,
            next((part for each in names if (part := part_named(each))), None),
            any(map(_is_heading, chain)),
            next((name for name in lists if name is not None), None),
            any(_breaks(style, "fo:break-before") for style in chain[:1])
            or any(attribute(style, "style:master-page-name") for style in chain[:1]),
            any(_breaks(style, "fo:break-after") for style in chain[:1]),
        )

    def _chain(self, family: str, name: str) -> list[_Element]:
        """A style and its parents, nearest first; a loop ends where it closes."""
        chain: list[_Element] = []
        seen: set[str] = set()
        next_: str | None = name
        while next_ is not None and next_ not in seen and (family, next_) in self._by_name:
            seen.add(next_)
            chain.append(self._by_name[family, next_])
            next_ = attribute(chain[-1], "style:parent-style-name")
        return chain


def _look(properties: _Element | None, base: Look) -> Look:
    if properties is None:
        return base
    weight = attribute(properties, "fo:font-weight")
    slant = attribute(properties, "fo:font-style")
    display = attribute(properties, "text:display")
    position = attribute(properties, "style:text-position")
    font = attribute(properties, "style:font-name") or attribute(properties, "fo:font-family")
    return Look(
        _size(attribute(properties, "fo:font-size") or "", base.size),
        None if weight is None else weight in _BOLD,
        None if slant is None else slant != "normal",
        None if font is None else font.strip("'\""),
        None if display is None else display == "none",
        None if position is None else position.startswith(("super", "1", "2", "3", "4", "5")),
    ).over(base)


def _size(length: str, base: float | None) -> float | None:
    """A size in points; a share is one of the size inherited."""
    match = _LENGTH.fullmatch(length)
    if match is None:
        return None
    if match[2] == "%":
        return None if base is None else round(base * float(match[1]) / 100, 1)
    return round(float(match[1]) * _POINTS.get(match[2], 1.0), 1)


def _is_heading(style: _Element) -> bool:
    outline = attribute(style, "style:default-outline-level")
    return bool(outline) or level_named(_names(style)) is not None


def _breaks(style: _Element, where: str) -> bool:
    properties = child(style, "style:paragraph-properties")
    return properties is not None and attribute(properties, where) == "page"


def _names(style: _Element) -> list[str]:
    own = attribute(style, "style:name")
    return plain_names(attribute(style, "style:display-name"), own and _plain(own))


def _plain(name: str) -> str:
    """A style's name as a person sees it: ``Heading_20_1`` is ``heading 1``."""
    return _CODED.sub(lambda match: chr(int(match[1], 16)), name).lower()
