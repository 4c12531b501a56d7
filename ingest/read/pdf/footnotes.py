"""Footnotes: small type at the foot of a page that opens with a mark found in the text above."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from planspor.ingest.read.pdf.lines import TextLine
from planspor.ingest.read.pdf.setting import SIZE_APART, Setting, sets_off

_SMALL = 0.95
"""Footnotes are set in type smaller than this share of the text's."""
_OPENS = re.compile(r"(\d{1,3}|[*†‡]{1,3})(?:[.)]?(?=\s)|(?=[A-ZÆØÅ«]))")


def opens_note(line: TextLine) -> str | None:
    """The mark that a line opens with as a footnote does, or None."""
    match = _OPENS.match(line.text)
    return match.group(1) if match else None


def footnotes(
    lines: Sequence[TextLine],
    page: Sequence[TextLine],
    setting: Setting,
    *,
    running: bool,
    owed: Collection[str] = (),
) -> list[TextLine]:
    """The lines of a page's footnotes, in their order.

    Args:
        lines: those that may be of footnotes, in reading order.
        page: all lines of the page.
        setting: how the document is set.
        running: whether a note of the page before has not ended.
        owed: marks of the page before whose notes were not on it.
    """
    marks = marks_of(page) | set(owed)
    small = [line for line in lines if line.size < _SMALL * setting.body]
    free = {id(line) for line in lines}
    large = [line for line in page if line.size >= _SMALL * setting.body or id(line) not in free]
    foot = [line for line in small if not _stands_above_text(line, large)]
    for place, line in enumerate(foot):
        mark = opens_note(line)
        if mark is not None and (mark in marks or is_raised(line)):
            begun = running and _adjoin(foot[: place + 1])
            return [
                other
                for other in (foot if begun else foot[place:])
                if abs(other.size - line.size) <= SIZE_APART
            ]
    return _by_gap(lines, marks, setting)


def _by_gap(lines: Sequence[TextLine], marks: set[str], setting: Setting) -> list[TextLine]:
    """Footnotes in type as large as the text's: the last lines, set off, that open with a mark."""
    for before, (place, line) in zip(lines, enumerate(lines[1:], 1), strict=False):
        if opens_note(line) not in marks or not sets_off(before, line, setting):
            continue
        rest = lines[place:]
        if all(after.base > line.base for after in rest[1:]) and _is_low(line, lines):
            return list(rest)
    return []


def _is_low(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether a line stands in the lower half of the text."""
    top = min(other.base for other in lines)
    bottom = max(other.base for other in lines)
    return line.base > (top + bottom) / 2


def _stands_above_text(line: TextLine, large: Iterable[TextLine]) -> bool:
    return any(other.base > line.base + 1 and other.over(line) for other in large)


def marks_of(lines: Iterable[TextLine]) -> set[str]:
    """The marks of notes within the text of some lines."""
    return {
        mark
        for line in lines
        for start, end in line.notes
        if start
        for mark in re.split(r"[,;]", line.text[start:end])
    }


def is_raised(line: TextLine) -> bool:
    """Whether a line opens with a raised mark."""
    return bool(line.notes) and line.notes[0][0] == 0


def _adjoin(lines: Sequence[TextLine]) -> bool:
    """Whether the lines stand right below each other."""
    return all(0 < after.base - line.base < 2 * line.size for line, after in pairwise(lines))
