"""The running text of a document: its lines, page by page, as paragraphs, notes and tables."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from planspor.ingest.read.blocks import BlockKind
from planspor.ingest.read.pdf.building import TableCell, TableRow
from planspor.ingest.read.pdf.footnotes import footnotes, marks_of, opens_note
from planspor.ingest.read.pdf.lines import TextLine
from planspor.ingest.read.pdf.paragraphs import Paragraph, notes, paragraphs
from planspor.ingest.read.pdf.quotations import quotations_marked
from planspor.ingest.read.pdf.setting import Setting, sets_off, stands_out
from planspor.ingest.read.pdf.tags import Element, GridCell

Item = Paragraph | TableRow


def flow(
    pages: Iterable[Sequence[TextLine]], elements: Sequence[Element], setting: Setting
) -> Iterator[Item]:
    """The text of a document, whose lines stand in reading order, as paragraphs and rows."""
    flowing = _Flow(elements, setting)
    for lines in pages:
        flowing.page(lines)
    return flowing.items()


class _Flow:
    """What is open while the pages go by.

    Lines of an element are together, wherever they stand. The others are judged by their places:
    they are one run, in which rows of tables and footnotes float, to be put where the paragraph
    ends that they stand in.
    """

    def __init__(self, elements: Sequence[Element], setting: Setting) -> None:
        self._elements = elements
        self._setting = setting
        self._items: list[Item] = []
        self._begun: dict[object, Item] = {}
        self._run: list[TextLine] = []
        self._floats: list[tuple[int, Item]] = []
        self._open_note = False
        self._owed: set[str] = set()
        self._before: TextLine | None = None

    def page(self, lines: Sequence[TextLine]) -> None:
        """Take the lines of the next page."""
        unowned = [line for line in lines if self._element(line) is None]
        running, owed = self._open_note, self._owed
        foot = footnotes(unowned, lines, self._setting, running=running, owed=owed)
        below = {id(line) for line in foot}
        for line in lines:
            if id(line) not in below:
                self._take(line)
        self._floats += [(len(self._run), note) for note in notes(foot)]
        self._owed = marks_of(lines) - {opens_note(line) for line in foot}
        self._open_note = bool(foot) and not foot[-1].text.endswith((".", "!", "?"))

    def items(self) -> Iterator[Item]:
        """All paragraphs and rows, at the end."""
        self._close_run()
        for item in self._items:
            if isinstance(item, Paragraph) and item.kind is BlockKind.HEADING:
                self._judge(item)
        return iter(self._items)

    def _judge(self, heading: Paragraph) -> None:
        """What looks like running text and ends as it does is no heading, whatever its tag."""
        plain = not stands_out(heading.lines[0], self._setting)
        if plain and heading.lines[-1].text.endswith((".", ";", ",", ":")):
            heading.kind, heading.level = BlockKind.TEXT, None

    def _element(self, line: TextLine) -> Element | None:
        element = self._elements[line.owner] if line.owner >= 0 else None
        return None if element is None or element.lies else element

    def _take(self, line: TextLine) -> None:
        element = self._element(line)
        if element is None:
            self._run.append(line)
        elif element.cell is not None:
            self._put_in_row(element.cell, line)
        else:
            self._put(element, line)
        self._before = line

    def _put(self, element: Element, line: TextLine) -> None:
        known = self._begun.get(line.owner) or self._on_one_line(element, line)
        before = self._before
        parted = element.group and before is not None and before.owner != line.owner
        if isinstance(known, Paragraph) and not parted:
            known.lines.append(line)
            return
        self._close_run()
        gap = before is None or sets_off(before, line, self._setting)
        new = Paragraph([line], gap, self._turns(line), element.kind, element.level)
        self._begun[line.owner] = new
        self._items.append(new)

    def _on_one_line(self, element: Element, line: TextLine) -> Item | None:
        """The text right before an element on its line: in a contents list they are one."""
        before = self._before
        if before is None or before.page != line.page or before.owner < 0:
            return None
        if not line.level_with(before) or line.left < before.right - line.size / 2:
            return None
        known = self._begun.get(before.owner)
        texts = isinstance(known, Paragraph) and known.kind is element.kind is BlockKind.TEXT
        return known if texts else None

    def _put_in_row(self, cell: GridCell, line: TextLine) -> None:
        row = self._begun.get(cell[:2])
        if not isinstance(row, TableRow):
            row = self._begun[cell[:2]] = TableRow(cell.table, [], self._turns(line))
            self._floats.append((len(self._run), row))
        for known in row.cells:
            if known.column == cell.column:
                known.lines.append(line)
                return
        row.cells.append(TableCell(*cell[1:], lines=[line]))

    def _turns(self, line: TextLine) -> bool:
        return self._before is None or self._before.page != line.page

    def _close_run(self) -> None:
        """The run of unowned lines as paragraphs, each float after the one it stands in."""
        taken, floats = 0, deque(self._floats)
        found = paragraphs(self._run, self._setting)
        for paragraph in quotations_marked(found, self._setting):
            while floats and floats[0][0] <= taken:
                self._items.append(floats.popleft()[1])
            self._items.append(paragraph)
            taken += len(paragraph.lines)
        self._items += [item for _, item in floats]
        self._run, self._floats = [], []
