"""What a style tells: how characters are set, and what part of a document a paragraph is."""

import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from planspor.ingest.read.blocks import BlockKind, Style
from planspor.ingest.read.footnotes import BEHIND_WORD

_USUAL_SIZE = 10.0
"""Points of text whose size nobody says, in Word (ISO/IEC 29500-1 17.3.2.38)."""


class Part(Enum):
    """What a style says a paragraph is, besides a heading."""

    TITLE = re.compile(r"title|tittel")
    CONTENTS = re.compile(r"(?:toc|contents|inn?h) ?\d+|table of figures|figurliste")
    CONTENTS_TITLE = re.compile(
        r"(?:toc|contents) heading|overskrift for innholdsfortegnelse|innholdsfortegnelse"
        r"|innhaldsliste|overskriftforinnholdsfortegnelse|tocheading"
    )
    CAPTION = re.compile(
        r"caption|illustration|bildetekst|figurtekst|tabelltekst|(?:tabell|figur) ?tittel"
    )
    QUOTATION = re.compile(
        r"(?:intense |block )?(?:quote|quotations?)|(?:sterkt )?sitat|blokksitat|block text"
        r"|blokktekst|(?:intense)?quote|sterktsitat"
    )


_HEADING = re.compile(r"(?:heading|overskrift|overskrift nivå) ?(\d)(?!\d).*")
_HEADING_WITHOUT_LEVEL = re.compile(r"mellom(?:tittel|overskrift)")
_NOTE_MARK = re.compile(r"\s*(?:\d{1,3}(?:\s*,\s*\d{1,3})*|[*†‡]{1,3})\s*")
_KINDS = {Part.CAPTION: BlockKind.CAPTION, Part.QUOTATION: BlockKind.QUOTATION}


class Look(NamedTuple):
    """How characters are set; None where nothing is said of it."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    font: str | None = None
    hidden: bool | None = None
    raised: bool | None = None

    def over(self, base: "Look") -> "Look":
        """What this says, and for the rest what the base does."""
        said = {key: value for key, value in self._asdict().items() if value is not None}
        return base._replace(**said)

    @property
    def style(self) -> Style:
        """As a block has it."""
        size = _USUAL_SIZE if self.size is None else self.size
        return Style(size, bool(self.bold), bool(self.italic), self.font or "")


def plain_names(*names: str | None) -> list[str]:
    """The names of a style as they are compared."""
    return [name.lower().strip() for name in names if name]


def part_named(names: Iterable[str]) -> Part | None:
    """What a style's names say it is."""
    return next((part for part in Part for name in names if part.value.fullmatch(name)), None)


def level_named(names: Iterable[str]) -> int | None:
    """The level that a heading style's names say; 0 where they say none, None for no heading."""
    for name in names:
        if match := _HEADING.fullmatch(name):
            return int(match[1])
        if _HEADING_WITHOUT_LEVEL.match(name):
            return 0
    return None


def kind_of(part: Part | None) -> BlockKind:
    """What a paragraph is by its style, if it is no heading."""
    return _KINDS.get(part, BlockKind.TEXT) if part is not None else BlockKind.TEXT


def raised_mark(text: str, before: str, look: Look) -> bool:
    """Whether text set above the line is a note's mark, typed by hand behind a word."""
    is_number = bool(look.raised and _NOTE_MARK.fullmatch(text))
    return is_number and bool(BEHIND_WORD.search(before.rstrip()))


def stands_out(style: Style, usual: Style) -> bool:
    """Whether text is set larger or bolder than a document's usual text."""
    return style.size > usual.size or (style.bold and not usual.bold)
