"""The elements of a document's tags judged: which are believed, and where cells stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from planspor.ingest.read.blocks import BlockKind
from planspor.ingest.read.pdf.letters import Letters
from planspor.ingest.read.pdf.lines import Owners
from planspor.ingest.read.pdf.tags import Element, GridCell, Path

_SHARE_TAGGED = 0.8
"""The share of a page's letters that tags have to cover to be followed."""
_SHARE_OF_HEADINGS = 0.35
"""Where more of the text than this is tagged as headings, the tags say nothing of headings."""
_TOUCHING, _SHARED = 2.0, 20.0
"""Points by which one element may reach into another, and by which both share a column."""
_LONGEST_HEADING = 300
_LONGEST_CELL = 600
"""Letters a cell from which, on average, a table lays out running text."""


def owners_of(
    letters: Letters, contents: Mapping[int, tuple[int, int]], elements: list[Element]
) -> Owners | None:
    """The elements of a page's letters by its marked contents; None where most have none."""
    marks = letters.runs.mark
    most = int(marks.max(initial=-1)) + 1
    if not contents or not most:
        return None
    table = np.full((most + 1, 2), -1, np.int32)
    for mark, (element, rank) in contents.items():
        if mark < most:
            table[mark] = element, rank
    element, rank = table[marks[letters.run]].T
    text = ~letters.runs.artifact[letters.run]
    if (element[text] >= 0).sum() < _SHARE_TAGGED * max(1, text.sum()):
        return None
    for number, count in zip(*np.unique(element[element >= 0], return_counts=True), strict=True):
        elements[number].letters += int(count)
    _part_groups(element, elements)
    if _leaps(letters, element, rank) > _leaps(letters, element, _places(element)):
        return Owners(element, _places(element))
    return Owners(element, rank)


def _part_groups(element: npt.NDArray[np.int32], elements: list[Element]) -> None:
    """Text right in a group is a block of its own wherever the stream has another in between.

    LibreOffice tags quotations of the same style as one, wherever they stand.
    """
    owned = np.flatnonzero(element >= 0)
    begins = np.flatnonzero(np.diff(element[owned], prepend=-1))
    met: set[int] = set()
    for run in np.split(owned, begins)[1:]:
        number = int(element[run[0]])
        if elements[number].group and number in met:
            element[run] = len(elements)
            elements.append(replace(elements[number]))
        met.add(number)


def _places(element: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """The order of the content stream as a rank of each letter."""
    return np.arange(len(element), dtype=np.int32)


def _leaps(letters: Letters, element: npt.NDArray[np.int32], rank: npt.NDArray[np.int32]) -> int:
    """How often an element stands above, and in the column of, the one that ranks before it."""
    owned = np.flatnonzero(element >= 0)
    order = owned[np.lexsort((rank[owned], element[owned]))]
    firsts = np.flatnonzero(np.diff(element[order], prepend=-1))
    corners = np.minimum.reduceat(letters.boxes[order, :2], firsts)
    others = np.maximum.reduceat(letters.boxes[order, 2:], firsts)
    ranked = np.argsort(rank[order][firsts])
    left, top, right, bottom = np.concatenate((corners, others), axis=1)[ranked].T
    above = bottom[1:] < top[:-1] + _TOUCHING
    beside = np.minimum(right[1:], right[:-1]) - np.maximum(left[1:], left[:-1])
    return int((above & (beside > _SHARED)).sum())


def settle(elements: Sequence[Element], tables: int) -> None:
    """Judge the elements, and number the rows and columns of tagged tables from ``tables`` on."""
    _settle_headings(elements)
    cells: dict[Path, list[Element]] = defaultdict(list)
    for element in elements:
        if element.tag is not None:
            cells[element.tag.table].append(element)
    for path in sorted(cells):
        if _is_layout(cells[path]):
            for element in cells[path]:
                element.lies = True
        else:
            _settle_table(cells[path], tables)
            tables += 1


def _settle_headings(elements: Sequence[Element]) -> None:
    headings = [element for element in elements if element.kind is BlockKind.HEADING]
    everything = sum(element.letters for element in elements)
    believed = sum(e.letters for e in headings) <= _SHARE_OF_HEADINGS * everything
    for element in headings:
        if not believed or element.letters > _LONGEST_HEADING:
            element.kind, element.level = BlockKind.TEXT, None


def _is_layout(cells: Sequence[Element]) -> bool:
    """Whether a table only puts text in places: a single column or row, or pages of text."""
    tags = [element.tag for element in cells if element.tag is not None]
    columns = {(tag.place, tag.column_span) for tag in tags}
    rows = {tag.row for tag in tags}
    filled = [element.letters for element in cells if element.letters]
    long = sum(filled) > _LONGEST_CELL * max(1, len(filled))
    return len(columns) == 1 or len(rows) == 1 or long


def _settle_table(cells: Sequence[Element], table: int) -> None:
    """Lay cells out in a grid, as HTML does: a cell takes the first column still free."""
    tagged = [(element, element.tag) for element in cells if element.tag is not None]
    rows = {path: row for row, path in enumerate(sorted({tag.row for _, tag in tagged}))}
    headed = any(tag.header for _, tag in tagged)
    taken: set[tuple[int, int]] = set()
    at = dict.fromkeys(rows, (0, 0))
    for element, tag in sorted(tagged, key=lambda pair: (pair[1].row, pair[1].place)):
        row, (place, column) = rows[tag.row], at[tag.row]
        # Empty cells are not seen, but counted: they take a column each.
        for _ in range(tag.place - place):
            column = _free(row, column, taken) + 1
        column = _free(row, column, taken)
        at[tag.row] = tag.place + 1, column + tag.column_span
        taken |= {
            (row + down, column + right)
            for down in range(tag.row_span)
            for right in range(tag.column_span)
        }
        header = tag.header if headed else row == 0
        element.cell = GridCell(table, row, column, tag.row_span, tag.column_span, header)


def _free(row: int, column: int, taken: set[tuple[int, int]]) -> int:
    while (row, column) in taken:
        column += 1
    return column
