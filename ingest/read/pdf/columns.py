"""The order in which the lines of a page are read, and which of them stand side by side.

The order of the content stream is kept where it can be: it knows what belongs together better
than the page does. Where it jumps back up, or runs across two columns line by line, the page is
read column by column, by the white strip between the columns.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from planspor.ingest.read.pdf.initials import is_initial
from planspor.ingest.read.pdf.lines import TextLine, box_around

_LONG = 15
"""Shorter lines say nothing of columns."""
_FEWEST_LINES = 4
_NARROWEST = 5.0
"""Points of white between two columns, at the least."""
_MOST_COLUMNS = 4
_LEADING = 2.5
_TITLE = 1.3
"""How much larger than most of a page's type a title is."""
_MARKER = re.compile(r"(?:[•▪◦●‣∙·■□○➢►✓→*–—\uf0b7\uf0a7\uf0d8-]|o|\d{1,2}[.)]|\(?[a-zæøå]\))")
_MARKER_REACH = 4.0
"""Ems from a list mark to its text."""


def joined(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[float]]:
    """The lines of a page with their parts together, and the gutters between its columns."""
    lines = _with_markers(lines)
    found = gutters(lines)
    whole: list[TextLine] = []
    # LaTeX sets the number of a line between two parts of it.
    last: dict[bool, int] = {}
    for line in lines:
        at = last.get(line.artifact)
        if at is not None and _goes_on(whole[at], line, found):
            whole[at] = _merged(whole[at], line)
        else:
            last[line.artifact] = len(whole)
            whole.append(line)
    return whole, found


def _with_markers(lines: Sequence[TextLine]) -> list[TextLine]:
    """List marks that the stream sets apart stand before the lines that they open."""
    markers = [line for line in lines if _MARKER.fullmatch(line.text)]
    if not markers:
        return list(lines)
    before: dict[int, TextLine] = {}
    for marker in markers:
        opened = min(_opened(marker, lines), key=lambda line: line.left, default=None)
        if opened is not None:
            before[id(opened)] = marker
    moved = {id(marker) for marker in before.values()}
    ordered: list[TextLine] = []
    for line in lines:
        if id(line) in before:
            ordered.append(before[id(line)])
        if id(line) not in moved:
            ordered.append(line)
    return ordered


def _opened(marker: TextLine, lines: Iterable[TextLine]) -> Iterable[TextLine]:
    reach = marker.right + _MARKER_REACH * marker.size
    return (
        line
        for line in lines
        if line is not marker
        and marker.right - marker.size / 2 <= line.left < reach
        and line.level_with(marker)
        and line.owner == marker.owner
    )


def _goes_on(line: TextLine, after: TextLine, gutters: Sequence[float]) -> bool:
    """Whether the second is the next part of the same line."""
    if not line.level_with(after) or _apart(line, after) or is_initial(line, after):
        return False
    ahead = after.left - line.right
    if ahead < -line.size / 2:
        return False
    return not any(line.right <= x + 1 and after.left >= x - 1 for x in gutters)


def _apart(line: TextLine, other: TextLine) -> bool:
    """Whether two belong to different things."""
    mine = line.owner, line.artifact, line.frame
    return mine != (other.owner, other.artifact, other.frame)


def _merged(line: TextLine, after: TextLine) -> TextLine:
    """Two parts of a line as one; what most of its letters look like decides on its look."""
    shift = len(line.text) + 1
    main = line if len(line.text) >= len(after.text) else after
    return replace(
        main,
        text=f"{line.text} {after.text}",
        box=box_around(line.box, after.box),
        left=min(line.left, after.left),
        right=max(line.right, after.right),
        notes=(*line.notes, *((start + shift, end + shift) for start, end in after.notes)),
        gaps=(
            *line.gaps,
            (len(line.text), after.left - line.right),
            *((place + shift, gap) for place, gap in after.gaps),
        ),
    )


def gutters(lines: Sequence[TextLine], most: int = _MOST_COLUMNS) -> list[float]:
    """Where columns begin (but the first), from left to right; none on a page of one column."""
    long = [line for line in lines if len(line.text) >= _LONG and line.turn == 0]
    x = _best_gutter(long) if most > 1 else None
    if x is None:
        return []
    left = [line for line in long if line.right <= x]
    right = [line for line in long if line.left >= x - 1]
    return [*gutters(left, most - 1), x, *gutters(right, most - 1)]


def _best_gutter(lines: Sequence[TextLine]) -> float | None:
    """The edge that parts most lines into two columns that stand beside each other."""
    counts: dict[int, int] = {}
    for line in lines:
        counts[round(line.left)] = counts.get(round(line.left), 0) + 1
    best, most = None, 0.0
    for edge, count in counts.items():
        if count < _FEWEST_LINES:
            continue
        score = _parted(lines, edge)
        if score > most:
            best, most = float(edge), score
    return best


def _parted(lines: Sequence[TextLine], edge: int) -> float:
    """How many lines of the smaller side an edge parts from the other, less those it crosses."""
    left = [line for line in lines if line.right <= edge - _NARROWEST]
    right = [line for line in lines if line.left >= edge - 1]
    beside = min(_beside(left, right), _beside(right, left))
    if beside < _FEWEST_LINES:
        return 0
    crossing = len(lines) - len(left) - len(right)
    return beside - crossing / 4


def _beside(lines: Sequence[TextLine], others: Sequence[TextLine]) -> int:
    """How many lines stand between the first and the last of the others."""
    if not others:
        return 0
    top = min(line.base for line in others) - 1
    bottom = max(line.base for line in others) + 1
    return sum(1 for line in lines if top <= line.base <= bottom)


def in_order(lines: Sequence[TextLine], gutters: Sequence[float]) -> list[TextLine]:
    """The lines of a page, without its furniture, as they are read."""
    lines = _titles_first(lines, gutters)
    across = _runs_across(lines, gutters)
    if _is_sane(lines) and not across:
        return lines
    chunks = [[line] for line in lines] if across else _chunks(lines)
    return [line for chunk in _by_column(chunks, list(gutters)) for line in chunk]


def _titles_first(lines: Sequence[TextLine], gutters: Sequence[float]) -> list[TextLine]:
    """Titles that the stream gives after what they stand above are put before that.

    One at the head of the second column stands above the first, too, but not over it.
    """
    ordered: list[TextLine] = []
    usual = median(line.size for line in lines) if lines else 0
    for size, run in groupby(lines, key=lambda line: line.size):
        title, place = list(run), len(ordered)
        if size > _TITLE * usual and _stands_together(title):
            below = [n for n, other in enumerate(ordered) if _is_below(title[-1], other)]
            over = [n for n in below if any(ordered[n].over(line) for line in title)]
            heads_page = len(below) == place and not _begins_column(title[0], gutters)
            place = 0 if heads_page else min(over, default=place)
        ordered[place:place] = title
    return ordered


def _begins_column(line: TextLine, gutters: Sequence[float]) -> bool:
    """Whether a line stands in a column other than the first."""
    return any(line.left >= x - 1 for x in gutters)


def _stands_together(title: Sequence[TextLine]) -> bool:
    """Whether a title stands in one place, rather than going on in the next column."""
    return not any(_is_below(after, line) for line, after in pairwise(title))


def _is_below(line: TextLine, other: TextLine) -> bool:
    return line.turn == other.turn and other.base > line.base + line.size / 2


def in_tag_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a tagged page as its tags order them; others follow the line before them."""
    first: dict[int, int] = {}
    for line in lines:
        if line.owner >= 0:
            first[line.owner] = min(line.rank, first.get(line.owner, line.rank))
    keys: list[tuple[int, int]] = []
    for line in lines:
        owned = line.owner >= 0
        keys.append((first[line.owner], line.rank) if owned else keys[-1] if keys else (-1, -1))
    places = sorted(range(len(lines)), key=lambda place: keys[place])
    return [lines[place] for place in places]


def _is_sane(lines: Sequence[TextLine]) -> bool:
    """Whether the stream never jumps back up to what stands above a line it gave before."""
    return not any(_jumps_back(one, other) for one, other in pairwise(lines))


def _jumps_back(line: TextLine, after: TextLine) -> bool:
    higher = line.base - after.base > 0.5 * max(line.size, after.size)
    return line.turn == after.turn and higher and line.over(after)


def _runs_across(lines: Sequence[TextLine], gutters: Sequence[float]) -> bool:
    """Whether the stream changes column about as often as there are lines in them."""
    for x in gutters:
        sides = [line.left >= x - 1 for line in lines if line.right <= x or line.left >= x - 1]
        changes = sum(1 for one, other in pairwise(sides) if one is not other)
        if changes > min(sum(sides), len(sides) - sum(sides)):
            return _fills(lines, x)
    return False


def _fills(lines: Sequence[TextLine], x: float) -> bool:
    """Whether the lines left of a gutter mostly reach it, as running text does and cells do not."""
    rights = [line.right for line in lines if line.right <= x and len(line.text) >= _LONG]
    return bool(rights) and median(rights) > max(rights) - 0.1 * x


def _chunks(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Runs of lines in which each stands right below, or beside, the one before."""
    chunks: list[list[TextLine]] = []
    for line in lines:
        if chunks and _follows(chunks[-1][-1], line):
            chunks[-1].append(line)
        else:
            chunks.append([line])
    return chunks


def _follows(line: TextLine, after: TextLine) -> bool:
    if line.turn != after.turn:
        return False
    if line.level_with(after):
        return after.left > line.left
    down = after.base - line.base
    return 0 < down < _LEADING * max(line.size, after.size) and line.over(after)


def _by_column(chunks: list[list[TextLine]], gutters: list[float]) -> list[list[TextLine]]:
    """Chunks from top to bottom; between those that span a gutter, one column after the other."""
    ordered = sorted(chunks, key=lambda chunk: (_top(chunk), chunk[0].left))
    if not gutters:
        return ordered
    x = gutters[-1]
    whole: list[list[TextLine]] = []
    left: list[list[TextLine]] = []
    right: list[list[TextLine]] = []
    for chunk in ordered:
        if max(line.right for line in chunk) <= x + 1:
            left.append(chunk)
        elif min(line.left for line in chunk) >= x - 1:
            right.append(chunk)
        else:
            whole += [*_by_column(left, gutters[:-1]), *right, chunk]
            left, right = [], []
    return [*whole, *_by_column(left, gutters[:-1]), *right]


def _top(chunk: Sequence[TextLine]) -> float:
    return min(line.base - line.size for line in chunk)
