"""From paragraphs and tables to a source of one line each, and to blocks that are traced to it."""

from collections.abc import Iterable, Iterator, Sequence

from planspor.corpus.errors import UnreadableFile
from planspor.corpus.model import Cell
from planspor.ingest.read.blocks import Block, BlockKind, Piece
from planspor.ingest.read.markup.traced import Traced, atoms, joined, settled
from planspor.ingest.read.office.content import (
    Item,
    Paragraph,
    Row,
    Run,
    Table,
    main_style,
    paragraphs_of,
)
from planspor.ingest.read.paragraphs import LIST_MARK

LINE_BREAK = "\u2028"
"""Stands in the source for a line broken inside a paragraph."""
_LEFT_OUT = "\u00ad"
_RUNS_ON = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)


def compose(items: Iterable[Item], file: str) -> tuple[str, tuple[Block, ...]]:
    """The source, in which each paragraph is a line (empty ones too), and the blocks.

    Raises:
        UnreadableFile: there is no text.
    """
    source, blocks = _Composer().composed(items)
    if not blocks:
        raise UnreadableFile(
            f"{file}: there is no text in it",
            "If it holds pictures of pages, save it as PDF and add that.",
        )
    return source, blocks


class _Composer:
    def __init__(self) -> None:
        self._lines: list[str] = []
        self._place = 0
        self._tables = 0
        self._page_start = False
        self._notes: list[Paragraph] = []

    def composed(self, items: Iterable[Item]) -> tuple[str, tuple[Block, ...]]:
        blocks = (*self._blocks(items, boxed=False), *self._settled_notes())
        return "\n".join(self._lines), tuple(blocks)

    def _blocks(self, items: Iterable[Item], boxed: bool) -> Iterator[Block]:
        for item in items:
            if isinstance(item, Paragraph):
                yield from self._paragraph(item, boxed or item.boxed)
            elif item.is_box or item.is_layout:
                cells = (cell for row in item.rows for cell in row.cells)
                for cell in cells:
                    yield from self._blocks(cell.items, boxed or item.is_box)
            else:
                yield from self._table(item, boxed)

    def _paragraph(self, paragraph: Paragraph, boxed: bool) -> Iterator[Block]:
        if paragraph.kind not in _RUNS_ON and paragraph.text.strip():
            yield from self._settled_notes()
        text, pieces = self._line(paragraph.runs)
        self._page_start |= paragraph.page_start
        self._notes += paragraph.notes
        if text:
            yield Block(
                text,
                pieces,
                _kind(paragraph.kind, text),
                page_start=self._page_start,
                level=paragraph.level,
                style=main_style(paragraph.runs),
                boxed=boxed and paragraph.kind is not BlockKind.CAPTION,
            )
            self._page_start = False
        yield from self._blocks(paragraph.boxes, boxed=True)

    def _settled_notes(self) -> Iterator[Block]:
        """Footnotes stand below the list or table that they are called from, not inside it."""
        notes, self._notes = self._notes, []
        yield from self._blocks(notes, boxed=False)

    def _table(self, table: Table, boxed: bool) -> Iterator[Block]:
        number, self._tables = self._tables, self._tables + 1
        headers = _header_rows(table)
        for place, row in enumerate(table.rows):
            text, pieces, cells = self._row(row, number, place, place in headers)
            if text:
                page_start, self._page_start = self._page_start, False
                yield Block(
                    text,
                    pieces,
                    BlockKind.TABLE_ROW,
                    page_start=page_start,
                    cells=cells,
                    boxed=boxed,
                )
        for paragraph in paragraphs_of([table]):
            self._notes += paragraph.notes
            yield from self._blocks(paragraph.boxes, boxed=True)

    def _row(
        self, row: Row, table: int, place: int, header: bool
    ) -> tuple[str, tuple[Piece, ...], tuple[Cell, ...]]:
        """The row's text; an empty cell stands in it without a tab of its own."""
        text = ""
        pieces: list[Piece] = []
        cells: list[Cell] = []
        for cell in row.cells:
            inside, its_pieces = self._cell(paragraphs_of(cell.items))
            if text and inside:
                text += "\t"
                pieces.append(Piece(1, pieces[-1].end, its_pieces[0].start))
            start = len(text)
            text += inside
            pieces += its_pieces
            spans = cell.row_span, cell.column_span
            cells.append(Cell(table, place, cell.column, *spans, header, start, len(text)))
        return text, tuple(pieces), tuple(cells)

    def _cell(self, paragraphs: Iterable[Paragraph]) -> Traced:
        lines: list[Traced] = []
        for paragraph in paragraphs:
            self._page_start |= paragraph.page_start
            lines.append(self._line(paragraph.runs))
        return joined([line for line in lines if line.text])

    def _line(self, runs: Sequence[Run]) -> Traced:
        """Write a paragraph's line, and read it: one space for white space, nothing unseen."""
        line = "".join(run.text for run in runs).replace("\n", LINE_BREAK)
        shown = "".join(run.text if run.shown else _LEFT_OUT * len(run.text) for run in runs)
        start, self._place = self._place, self._place + len(line) + 1
        self._lines.append(line)
        return _read(shown, start)


def _kind(kind: BlockKind, text: str) -> BlockKind:
    """An item whose mark was typed by hand is one too."""
    return BlockKind.LIST_ITEM if kind is BlockKind.TEXT and LIST_MARK.match(text) else kind


def _read(line: str, place: int) -> Traced:
    """Running text of a line that begins at a place of the source."""
    text, pieces = settled(atoms(line, 0, len(line), entities=False))
    return Traced(text, tuple(Piece(p.length, p.start + place, p.end + place) for p in pieces))


def _header_rows(table: Table) -> set[int]:
    """The rows marked as header; else the first, where it alone is set in bold."""
    marked = {place for place, row in enumerate(table.rows) if row.header}
    if marked or len(table.rows) < 2:
        return marked
    first, second = (_is_bold(row) for row in table.rows[:2])
    return {0} if first and not second else set()


def _is_bold(row: Row) -> bool:
    filled = [main_style(p.runs) for p in paragraphs_of([Table([row])]) if p.text.strip()]
    return bool(filled) and all(style.bold for style in filled)
