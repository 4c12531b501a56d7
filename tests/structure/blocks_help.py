"""Blocks made by hand, as the readers of formats with styles, pages and marks deliver them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from structure_help import one_line

from planspor.corpus.model import Cell
from planspor.ingest.read.blocks import (
    Block,
    BlockKind,
    Entry,
    Piece,
    Placed,
    Reading,
    Style,
)
from planspor.ingest.structure.parts import Parts, take_apart

TEXT = Style(10.0, font="Minion")
SUBHEAD = Style(10.0, bold=True, font="Minion")
HEAD = Style(13.0, bold=True, font="Minion")
CHAPTER = Style(18.0, bold=True, font="Minion")
PLACES = ("Båter på land", "Lys langs stien", "Benkene ved vannet", "Brygga i nord", "Naustet")


def line(text: str, style: Style | None = None, **fields: Any) -> Block:
    """A block of some wording; ``laid`` gives it its place."""
    return Block(text, (), style=style, **fields)


def said(number: int, style: Style | None = TEXT, **fields: Any) -> Block:
    """A paragraph of its own for each number."""
    return line(one_line(number, 4), style, **fields)


def marked(text: str, level: int | None = None, style: Style | None = None, **more: Any) -> Block:
    """A heading as the format marks it."""
    return line(text, style, kind=BlockKind.HEADING, level=level, **more)


def row(*texts: str, table: int = 0, number: int = 0, **fields: Any) -> Block:
    """A row of a table; the first row is its header."""
    cells: list[Cell] = []
    place = 0
    for column, text in enumerate(texts):
        cells.append(Cell(table, number, column, 1, 1, number == 0, place, place + len(text)))
        place += len(text) + 1
    whole = "\t".join(texts)
    return line(whole, kind=BlockKind.TABLE_ROW, cells=tuple(cells), **fields)


def under(headings: Iterable[Block], page: int | None = None) -> Iterator[Block]:
    """Each heading with a paragraph of its own below it."""
    for number, heading in enumerate(headings, 1):
        yield heading
        yield said(number, page=page if heading.page is None else heading.page)


def laid(blocks: Iterable[Block]) -> tuple[str, tuple[Block, ...]]:
    """The blocks as the lines of a source, and the blocks with their places in it."""
    texts: list[str] = []
    placed: list[Block] = []
    start = 0
    for block in blocks:
        piece = Piece(len(block.text), start, start + len(block.text))
        placed.append(replace(block, pieces=(piece,)))
        texts.append(block.text)
        start = piece.end + 1
    return "\n".join(texts), tuple(placed)


def built(*blocks: Block, outline: Sequence[Entry] = (), placed: Sequence[Placed] = ()) -> Parts:
    """The blocks with their structure."""
    source, whole = laid(blocks)
    reading = Reading(source, whole, "prøve/1", outline=tuple(outline), placed=tuple(placed))
    return take_apart("prove", "prove.pdf", reading)


def heads(parts: Parts) -> list[str]:
    """The headings in order."""
    return [section.heading for section in parts.sections if section.heading]


def tree(parts: Parts) -> list[tuple[int, str]]:
    """Level and heading of every section that has a heading."""
    return [(section.level, section.heading) for section in parts.sections if section.heading]


def evidence(parts: Parts, heading: str) -> tuple[str, ...]:
    """What speaks for a heading."""
    return next(s.evidence for s in parts.sections if s.heading == heading)
