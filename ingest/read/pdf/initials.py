"""Large initials: the capital that opens a chapter, set apart from the rest of its word."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from planspor.ingest.read.pdf.lines import TextLine, box_around

_LARGER = 1.8
"""How much larger than its text an initial is at the least."""
_REACH = 1.0
"""Ems of the text between an initial and the lines beside it."""


def with_initials(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a page, in reading order, each initial a part of the word that it opens.

    The lines beside an initial count as level with those below it.
    """
    whole = list(lines)
    pairs = pairwise(enumerate(lines))
    found = [
        place
        for (place, line), (_, after) in pairs
        if is_initial(line, after) and _stands_beside(line, after)
    ]
    for place in reversed(found):
        initial = whole.pop(place)
        for beside in range(place, len(whole)):
            line = whole[beside]
            if not _stands_beside(initial, line):
                break
            whole[beside] = (
                _opened(initial, line) if beside == place else replace(line, left=initial.left)
            )
    return whole


def is_initial(line: TextLine, after: TextLine) -> bool:
    """Whether a line is nothing but a capital, much larger than what follows."""
    alone = len(line.text) == 1 and line.text.isupper()
    return alone and line.size > _LARGER * after.size and after.text[0].isalpha()


def _stands_beside(initial: TextLine, line: TextLine) -> bool:
    same = (initial.page, initial.turn, initial.frame) == (line.page, line.turn, line.frame)
    high = initial.base - initial.size < line.base <= initial.base + line.size / 4
    ahead = line.left - initial.right
    return same and high and -line.size / 4 < ahead < _REACH * line.size


def _opened(initial: TextLine, line: TextLine) -> TextLine:
    """The line with the initial before it; what follows in small capitals is read as small."""
    word, _, rest = line.text.partition(" ")
    word = word.lower() if word.isupper() else word
    return replace(
        line,
        text=f"{initial.text}{word} {rest}".rstrip(),
        box=box_around(initial.box, line.box),
        left=initial.left,
        notes=tuple((start + 1, end + 1) for start, end in line.notes),
        gaps=tuple((place + 1, gap) for place, gap in line.gaps),
    )
