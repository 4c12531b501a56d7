"""From paragraphs and rows of tables to the blocks and the source of a reading."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planspor.corpus.model import Cell
from planspor.ingest.read.blocks import Block, BlockKind, Piece, Placed, Style
from planspor.ingest.read.hyphens import Hyphens
from planspor.ingest.read.joining import Text, cut, join
from planspor.ingest.read.lines import Line
from planspor.ingest.read.paragraphs import CAPTION, LIST_MARK
from planspor.ingest.read.pdf.lines import Span, TextLine
from planspor.ingest.read.pdf.paragraphs import Paragraph

_LONGEST_CAPTION = 300
_CLOSING = re.compile(r"[,.;:!?)»-]")
_GLUED_MARK = re.compile(r"(?:\d{1,3}|[*†‡]{1,3})(?=[^\W\d]|[«\"])")


@dataclass(slots=True)
class TableCell:
    """A cell with its lines; ``row`` and ``column`` count from 0 over the whole table."""

    row: int
    column: int
    row_span: int
    column_span: int
    header: bool
    lines: list[TextLine]


@dataclass(slots=True)
class TableRow:
    """The cells that begin in one row of a table; ``turn`` tells that a page begins with it."""

    table: int
    cells: list[TableCell]
    turn: bool = False


def written(lines: Iterable[TextLine]) -> tuple[str, tuple[Placed, ...]]:
    """The source: one line of a page a line; each is told its place in it."""
    parts: list[str] = []
    placed: list[Placed] = []
    place = 0
    for line in lines:
        line.start = place
        parts.append(line.text)
        placed.append(Placed(place, line.end, *line.box))
        place = line.end + 1
    return "\n".join(parts), tuple(placed)


def blocks_of(items: Iterable[Paragraph | TableRow], hyphens: Hyphens) -> Iterator[Block]:
    """One block an item; what has no text has none."""
    for item in items:
        block = _row(item, hyphens) if isinstance(item, TableRow) else _paragraph(item, hyphens)
        if block is not None:
            yield block


def _paragraph(paragraph: Paragraph, hyphens: Hyphens) -> Block | None:
    text, pieces = _text(paragraph.lines, hyphens, footnote=paragraph.kind is BlockKind.FOOTNOTE)
    if not text:
        return None
    return Block(
        text,
        pieces,
        _kind(paragraph, text),
        gap=paragraph.gap,
        page_start=paragraph.turn,
        page=paragraph.lines[0].page,
        level=paragraph.level,
        style=_style(paragraph.lines),
        boxed=paragraph.frame >= 0,
    )


def _kind(paragraph: Paragraph, text: str) -> BlockKind:
    if paragraph.kind is not BlockKind.TEXT:
        return paragraph.kind
    if LIST_MARK.match(text):
        return BlockKind.LIST_ITEM
    if CAPTION.match(text) and len(text) <= _LONGEST_CAPTION:
        return BlockKind.CAPTION
    return BlockKind.TEXT


def _row(row: TableRow, hyphens: Hyphens) -> Block | None:
    lines = [line for cell in row.cells for line in cell.lines]
    text, cells = "", []
    pieces: tuple[Piece, ...] = ()
    for cell in row.cells:
        words, after = _text(cell.lines, hyphens)
        if text and words:
            # What parts two cells stands for nothing but the place between them.
            text, pieces = f"{text}\t", (*pieces, Piece(1, pieces[-1].end, pieces[-1].end))
        cells.append(_cell(row.table, cell, len(text), len(words)))
        text, pieces = text + words, pieces + after
    if not text:
        return None
    return Block(
        text,
        pieces,
        BlockKind.TABLE_ROW,
        gap=row.cells[0].row == 0,
        page_start=row.turn,
        page=lines[0].page,
        style=_style(lines),
        cells=tuple(cells),
    )


def _cell(table: int, cell: TableCell, start: int, length: int) -> Cell:
    return Cell(
        table,
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        cell.header,
        start,
        start + length,
    )


def _text(lines: Sequence[TextLine], hyphens: Hyphens, *, footnote: bool = False) -> Text:
    """The lines as running text, without the marks of notes."""
    whole = [_line(line, footnote and not place) for place, line in enumerate(lines)]
    kept = [line for line in whole if line.text]
    return join(kept, hyphens) if kept else ("", ())


def _line(line: TextLine, keeps_mark: bool) -> Line:
    spans = [_mark(line.text, span) for span in line.notes if not (keeps_mark and span[0] == 0)]
    text, pieces = cut(line.text, (Piece(len(line.text), line.start, line.end),), spans)
    glued = _GLUED_MARK.match(text) if keeps_mark else None
    if glued:
        text, pieces = _parted(text, pieces, glued.end())
    return Line(0, text, pieces, hyphen=text.endswith("-") and len(text) > 1)


def _parted(text: str, pieces: Sequence[Piece], place: int) -> Text:
    """The text with a space put in, that stands for nothing in the source."""
    _, before = cut(text, pieces, [(place, len(text))])
    _, after = cut(text, pieces, [(0, place)])
    gap = Piece(1, before[-1].end, before[-1].end)
    return f"{text[:place]} {text[place:]}", (*before, gap, *after)


def _mark(text: str, span: Span) -> Span:
    """A note's mark with the space that it leaves over."""
    start, end = span
    if text[end : end + 1] == " " and (not start or _CLOSING.match(text, end + 1)):
        return start, end + 1
    if start and text[start - 1] == " " and not text[end : end + 1].isalnum():
        return start - 1, end
    return span


def _style(lines: Sequence[TextLine]) -> Style:
    """How most of the characters are set."""
    counts: dict[tuple[float, bool, bool, str], int] = {}
    for line in lines:
        key = (line.size, line.face.bold, line.face.italic, line.face.name)
        counts[key] = counts.get(key, 0) + len(line.text)
    return Style(*max(counts, key=counts.__getitem__))
