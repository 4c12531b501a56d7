"""What stands in an office document, whatever program wrote it: paragraphs and tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from planspor.ingest.read.blocks import BlockKind, Style

_BOX_ROWS = 2
_LEADER = " ..... "
"""How the tab before the page number of a contents list's entry stands in the source."""
_PAGE_NUMBER = re.compile(r"\d{1,4}|[ivxl]{1,6}")


class Run(NamedTuple):
    """Characters set alike; those not ``shown`` (marks of notes) stay in the source alone."""

    text: str
    style: Style
    shown: bool = True


@dataclass(slots=True)
class Paragraph:
    """One paragraph with all that hangs on it.

    ``level`` is a heading's, ``notes`` are the footnotes that it refers to, ``boxes`` what stands
    in the text boxes anchored in it.
    """

    runs: list[Run] = field(default_factory=list)
    kind: BlockKind = BlockKind.TEXT
    level: int | None = None
    page_start: bool = False
    boxed: bool = False
    notes: list["Paragraph"] = field(default_factory=list)
    boxes: list["Item"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is shown, as it stands in the source."""
        return "".join(run.text for run in self.runs if run.shown)

    def lead_to_page(self) -> None:
        """Let dots stand where an entry of a contents list has a tab before its page number."""
        tabs = [place for place, run in enumerate(self.runs) if run.text == "\t"]
        follows = "".join(run.text for run in self.runs[tabs[-1] + 1 :]) if tabs else ""
        if _PAGE_NUMBER.fullmatch(follows.strip()):
            self.runs[tabs[-1]] = self.runs[tabs[-1]]._replace(text=_LEADER)

    def put_first(self, label: str) -> None:
        """Set what the program prints before the text in front of it, as the text is set."""
        self.runs.insert(0, Run(label, main_style(self.runs)))

    def put_label(self, label: str, numbered: bool) -> None:
        """Set what a list prints before it in front of it: a sign, or a number (``numbered``)."""
        if not label or (self.kind is BlockKind.HEADING and not numbered):
            return
        if self.kind is BlockKind.TEXT and not (numbered and main_style(self.runs).bold):
            # A number before bold text may head a section as well as open an item.
            self.kind = BlockKind.LIST_ITEM
        self.put_first(f"{label}\t")


@dataclass(slots=True)
class TableCell:
    """A cell; ``column`` counts the grid's columns from 0."""

    column: int
    column_span: int = 1
    row_span: int = 1
    items: list["Item"] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A row of a table; ``header`` tells that its cells name what stands below."""

    cells: list[TableCell]
    header: bool = False


@dataclass(slots=True)
class Table:
    """A table, or what only looks like one: a box, a grid to lay a page out."""

    rows: list[Row]

    @property
    def is_box(self) -> bool:
        """Whether it is a frame around text: one cell, or a title and a text below it."""
        return len(self.rows) <= _BOX_ROWS and all(len(row.cells) == 1 for row in self.rows)

    @property
    def is_layout(self) -> bool:
        """Whether it lays out a page: what holds a table of rows and columns is none itself."""
        items = (item for row in self.rows for cell in row.cells for item in cell.items)
        return any(isinstance(item, Table) and item.is_grid for item in items)

    @property
    def is_grid(self) -> bool:
        """Whether it has rows and columns."""
        return len(self.rows) > 1 and any(len(row.cells) > 1 for row in self.rows)


Item: TypeAlias = "Paragraph | Table"


def main_style(runs: Sequence[Run]) -> Style:
    """How most characters are set."""
    weight: dict[Style, int] = {}
    for run in runs:
        if run.shown:
            weight[run.style] = weight.get(run.style, 0) + len(run.text.strip())
    return max(weight, key=weight.__getitem__, default=Style(0))


def paragraphs_of(items: Iterable[Item]) -> Iterator[Paragraph]:
    """All paragraphs among items, those in tables too."""
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            for row in item.rows:
                for cell in row.cells:
                    yield from paragraphs_of(cell.items)


def note_of(items: Iterable[Item], mark: str) -> Iterator[Paragraph]:
    """A note's paragraphs, its mark (empty for none) before the first as it is printed."""
    for paragraph in paragraphs_of(items):
        paragraph.kind = BlockKind.FOOTNOTE
        if mark and paragraph.text.strip():
            paragraph.put_first(f"{mark} ")
            mark = ""
        yield paragraph
