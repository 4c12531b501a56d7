"""How wide the lines of a text are set: which of them are full, and which end early."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mode

from planspor.ingest.read.pdf.lines import TextLine
from planspor.ingest.read.pdf.setting import SIZE_APART, flows

_SHORT = 0.88
"""The share of the measure below which a line may end a paragraph without a full stop."""
_NEIGHBOURS = 4
_INDENTED = 3.0
"""Ems that lines of one paragraph may be indented by."""
_FURTHER_IN = 1.5
"""Ems that the items of a list stand further in."""
_FLUSH, _RAGGED = 2.0, 1.2
"""Points within which two lines end alike, and ems within which three do."""


class Measured:
    """Lines in reading order, each with the edges of the column that it stands in."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self.lines = lines
        self._edges = _edges(lines)

    def is_full(self, place: int) -> bool:
        """Whether the first word of the next line would not have fitted on a line."""
        return _fills(self.lines[place], self.lines[place + 1], self.at(place))

    def is_indented(self, place: int) -> bool:
        """Whether a line stands further in than its column begins, as lists do."""
        line = self.lines[place]
        return line.left > self._edges[place][0] + _FURTHER_IN * line.size

    def is_short(self, place: int) -> bool:
        """Whether a line ends well before those around it."""
        line = self.lines[place]
        return line.width < _SHORT * (self.at(place) - line.left)

    def at(self, place: int) -> float:
        """Where the lines around one end at the most.

        Those that begin alike count first. Where no two end alike, as items of a list that take a
        line each, it is where those of the whole column do.
        """
        line = self.lines[place]
        near = [*reversed([*self._near(place, -1)]), line, *self._near(place, 1)]
        level = [other for other in near if abs(other.left - line.left) < line.size / 2]
        for lines in (level, near):
            if _agree([other.right for other in lines], line.size) or _is_prose(lines):
                return max(other.right for other in lines)
        return self._edges[place][1]

    def _near(self, place: int, step: int) -> Iterator[TextLine]:
        """The lines that stand close by, above or below, in the same column."""
        lines = self.lines
        for near in range(place + step, place + (_NEIGHBOURS + 1) * step, step):
            if not 0 <= near < len(lines):
                return
            line, before = lines[near], lines[near - step]
            upper, lower = (before, line) if step > 0 else (line, before)
            if not flows(upper, lower) or abs(line.size - lines[place].size) > SIZE_APART:
                return
            if abs(line.left - lines[place].left) < _INDENTED * line.size:
                yield line


def _fills(line: TextLine, after: TextLine, edge: float) -> bool:
    """Whether the first word of the next line would not have fitted before an edge."""
    word = after.text.split(" ", 1)[0]
    needed = (len(word) + 1) * after.width / max(1, len(after.text))
    return line.text.endswith("-") or line.right + needed > edge - 1


def _is_prose(lines: Sequence[TextLine]) -> bool:
    """Whether each of several lines is as full as the longest lets it be."""
    edge = max(line.right for line in lines)
    filled = [_fills(line, after, edge) for line, after in pairwise(lines)]
    return len(filled) > 1 and all(filled)


def _agree(rights: Sequence[float], size: float) -> bool:
    """Whether the longest of some lines end at one edge, flush or nearly so."""
    last = max(rights)
    flush = sum(last - right <= _FLUSH for right in rights)
    return flush > 1 or sum(last - right <= _RAGGED * size for right in rights) > 2


def _edges(lines: Sequence[TextLine]) -> list[tuple[float, float]]:
    """Of each line where the column begins and ends that it stands in; boxes have their own."""
    columns: list[list[int]] = []
    last: dict[int, list[int]] = {}
    for place, line in enumerate(lines):
        column = last.get(line.frame)
        if column is None or not flows(lines[column[-1]], line):
            column = last[line.frame] = []
            columns.append(column)
        column.append(place)
    edges = [(0.0, 0.0)] * len(lines)
    for column in columns:
        found = _edges_of([lines[place] for place in column])
        for place, edge in zip(column, found, strict=True):
            edges[place] = edge
    return edges


def _edges_of(column: Sequence[TextLine]) -> Iterator[tuple[float, float]]:
    """Where lines of a column's usual size begin, two of them at least, and end at the most.

    Titles say nothing: they may span several columns.
    """
    usual = mode(line.size for line in column)
    text = [line for line in column if abs(line.size - usual) <= SIZE_APART]
    lefts = sorted(line.left for line in text)
    shared = (one for one, other in pairwise(lefts) if other - one <= _FLUSH)
    left, right = next(shared, lefts[0]), max(line.right for line in text)
    return ((min(left, line.left), max(right, line.right)) for line in column)
