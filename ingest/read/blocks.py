"""What every reader delivers: the blocks of a document, each traceable to its original.

A reader turns a ``File`` into a ``Reading``; nothing after it knows what format a document had.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from planspor.corpus.model import Cell, Page
from planspor.corpus.textmap import Segment, TextMap

SEPARATOR = "\n\n"
"""What stands between two blocks in the clean text."""


class BlockKind(StrEnum):
    """What a reader can tell of a block by itself; ``TEXT`` leaves it to the structure step."""

    TEXT = "text"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTATION = "quotation"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    TABLE_ROW = "table row"


@dataclass(frozen=True, slots=True)
class File:
    """What is to be read. ``name`` is only a hint, ``address`` is where it was fetched from.

    ``until`` is when reading will be ended, by ``time.monotonic``: a reader that can stop before
    that gives what it has by then.
    """

    data: bytes
    name: str
    address: str | None = None
    password: str | None = None
    until: float = math.inf


class Piece(NamedTuple):
    """``length`` characters of a block's text that stand for source ``start..end``."""

    length: int
    start: int
    end: int


class Style(NamedTuple):
    """How most of a block's characters are set; ``size`` in points, 0 where it is unknown."""

    size: float
    bold: bool = False
    italic: bool = False
    font: str = ""


class Placed(NamedTuple):
    """Where source ``start..end``, at most one line, stands on a page.

    Points from the top left corner of the page as it is shown; ``page`` counts from 1.
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


class Entry(NamedTuple):
    """One entry of a file's own outline (its bookmarks); ``level`` counts from 1."""

    title: str
    level: int
    page: int | None = None


class Claim(NamedTuple):
    """What a format says of its document: ``detail`` is a field of ``Details``.

    ``how`` names the place in a few English words ("meta DC.Publisher", "docx core properties").
    A ``weak`` one counts only where nothing else tells, such as the day a PDF was made.
    """

    detail: str
    value: str
    how: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading or table row of a document, in reading order.

    ``pieces`` cover ``text`` without a gap. ``gap`` tells that white space sets the block off
    from the one before, ``page_start`` that a page begins with it, ``level`` how deep a heading
    is where the format says so. A table is a run of rows; the cells of a row are parted by tabs in
    ``text`` and listed in ``cells``, whose places count in ``text``. ``boxed`` tells that it
    stands in a box beside the running text, ``anchor`` is the nearest id at or before it. ``label``
    is what a format shows before an item of a list but keeps out of its text ("2.", "b)").
    """

    text: str
    pieces: tuple[Piece, ...]
    kind: BlockKind = BlockKind.TEXT
    gap: bool = True
    page_start: bool = False
    page: int | None = None
    level: int | None = None
    style: Style | None = None
    cells: tuple[Cell, ...] = ()
    boxed: bool = False
    anchor: str | None = None
    label: str = ""

    @property
    def start(self) -> int:
        """Where the block begins in the source."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the block ends in the source."""
        return self.pieces[-1].end


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read: its decoded original and its blocks.

    ``notes`` say in plain words what a person should know of how it was read; ``partial`` that
    some of the document was not. ``claims`` come most trusted first. ``placed`` are the lines of
    formats with pages, in the order of the source.
    """

    source: str
    blocks: tuple[Block, ...]
    reader: str
    notes: tuple[str, ...] = ()
    partial: bool = False
    outline: tuple[Entry, ...] = ()
    claims: tuple[Claim, ...] = ()
    pages: tuple[Page, ...] = ()
    placed: tuple[Placed, ...] = ()


class Reader(Protocol):
    """One format: a file in, a reading out."""

    name: str

    def accepts(self, file: File) -> bool:
        """Whether the bytes (their name only a hint) are of this reader's format."""
        ...

    def read(self, file: File) -> Reading:
        """Read the whole document.

        Raises:
            UnreadableFile: the bytes are not what they seem.
        """
        ...


def clean_text(blocks: Iterable[Block]) -> tuple[str, TextMap, list[int]]:
    """The blocks as one text, its map to the source, and where each block begins in it."""
    texts: list[str] = []
    segments: list[Segment] = []
    starts: list[int] = []
    place, source = 0, 0
    for block in blocks:
        if texts:
            segments.append(_separator(place, source, block.start))
            place += len(SEPARATOR)
        starts.append(place)
        for piece in block.pieces:
            segments.append(Segment(place, *piece))
            place += piece.length
        texts.append(block.text)
        source = block.end
    return SEPARATOR.join(texts), TextMap(segments), starts


def _separator(place: int, before: int, after: int) -> Segment:
    """The gap between two blocks; blocks out of the source's order leave an empty one."""
    return Segment(place, len(SEPARATOR), before, max(before, after))
