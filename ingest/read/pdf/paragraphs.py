"""From the lines of a document to its paragraphs: which line begins one, and which goes on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planspor.ingest.read.blocks import BlockKind
from planspor.ingest.read.paragraphs import LEADER, LIST_MARK
from planspor.ingest.read.pdf.footnotes import opens_note
from planspor.ingest.read.pdf.lines import TextLine
from planspor.ingest.read.pdf.setting import GAP, SIZE_APART, Setting, flows, indent

NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){1,4}\.?|\d{1,2}[.)]|[a-zæøå][.)]|\(\w{1,2}\))\s+\S"
    r"|\d{1,2}\s+[A-ZÆØÅ«]"
)
"""How numbered paragraphs and items of lists begin."""
_REFERENCE = re.compile(r"[A-ZÆØÅ][\w’'-]+,? .{0,80}?\(\d{4}[a-z]?\)")
"""How an entry of a list of references begins."""
_ENDS = re.compile(r"[.!?:;][\"”»’)\]]*$")
_LOWER = re.compile(r"[a-zæøåéüö(«,]")
_WIDE_GAP = 1.75
_CELL_GAP = 2.5
"""Ems between what stands in columns of a table without rules, or in a contents list."""
_SHORT = 0.88
"""The share of the measure below which a line may end a paragraph without a full stop."""
_NEIGHBOURS = 4
_MOST_BETWEEN = 12
"""Paragraphs that may part another."""
_NEXT_ENTRY = 9
"""The most that the number of the next entry of a list, or its page, is higher by."""
_INDENTED = 3.0
"""Ems that lines of one paragraph may be indented by."""


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; ``gap`` and ``turn`` are a block's ``gap`` and ``page_start``."""

    lines: list[TextLine]
    gap: bool = True
    turn: bool = False
    kind: BlockKind = BlockKind.TEXT
    level: int | None = None

    @property
    def frame(self) -> int:
        """The box that it stands in, -1 for none."""
        return self.lines[0].frame


def paragraphs(lines: Sequence[TextLine], setting: Setting) -> Iterator[Paragraph]:
    """Group the lines of a document's running text, in reading order, into paragraphs."""
    return _rejoined(_grouped(lines, setting), setting)


def _rejoined(found: Iterator[Paragraph], setting: Setting) -> Iterator[Paragraph]:
    """What goes on after other type stands between (a quotation, a box) is whole again."""
    open_: Paragraph | None = None
    between: list[Paragraph] = []
    for paragraph in found:
        if open_ is not None and between and _resumes(open_, paragraph):
            open_.lines += paragraph.lines
            continue
        if (
            open_ is not None
            and len(between) < _MOST_BETWEEN
            and _interrupts(open_, paragraph, setting)
        ):
            between.append(paragraph)
            continue
        yield from (open_, *between) if open_ is not None else ()
        open_, between = paragraph, []
    yield from (open_, *between) if open_ is not None else ()


def _interrupts(open_: Paragraph, paragraph: Paragraph, setting: Setting) -> bool:
    """Whether a paragraph in other type stands after one that has not ended."""
    last, first = open_.lines[-1], paragraph.lines[0]
    same = abs(last.size - first.size) <= SIZE_APART and last.face == first.face
    body = abs(last.size - setting.body) <= SIZE_APART and not last.face.bold
    prose = body and len(open_.lines) > 1 and not _ENDS.search(last.text)
    return prose and not (same and open_.frame == paragraph.frame) and not _is_row(last)


def _resumes(open_: Paragraph, paragraph: Paragraph) -> bool:
    last, first = open_.lines[-1], paragraph.lines[0]
    same = abs(last.size - first.size) <= SIZE_APART and last.face.bold == first.face.bold
    fits = same and open_.frame == paragraph.frame
    return fits and bool(_LOWER.match(first.text))


def _grouped(lines: Sequence[TextLine], setting: Setting) -> Iterator[Paragraph]:
    current: Paragraph | None = None
    for place, line in enumerate(lines):
        if current is not None and not _begins(current, lines, place, setting):
            current.lines.append(line)
            continue
        if current is not None:
            yield current
        before = lines[place - 1] if place else None
        turn = before is None or before.page != line.page
        gap = before is None or not flows(before, line) or _is_gap(current, line, setting)
        current = Paragraph([line], gap, turn)
    if current is not None:
        yield current


def _is_gap(current: Paragraph | None, line: TextLine, setting: Setting) -> bool:
    if current is None:
        return True
    before = current.lines[-1]
    step = line.base - before.base
    usual = setting.usual(min(line.size, before.size))
    if len(current.lines) > 1 and flows(current.lines[-2], before):
        usual = max(usual, before.base - current.lines[-2].base)
    return step > GAP * usual + 0.5


def _begins(current: Paragraph, lines: Sequence[TextLine], place: int, setting: Setting) -> bool:
    """Whether a line begins a paragraph rather than going on with the current one."""
    before, line = current.lines[-1], lines[place]
    if _is_row(before) or _is_row(line) or _is_other(before, line):
        return True
    full = _is_full(lines, place - 1)
    ended = bool(_ENDS.search(before.text))
    goes_on = bool(_LOWER.match(line.text)) and (full or not ended)
    if LIST_MARK.match(line.text):
        return not (full and _is_dash_within(current, line))
    if not flows(before, line):
        return not _goes_on_overleaf(current, lines, place, setting, full=full)
    if before.face.bold is not line.face.bold and not (full and goes_on):
        return True
    if _is_gap(current, line, setting):
        step = line.base - before.base
        return not (goes_on and full and step < _WIDE_GAP * setting.usual(line.size))
    if _is_title(current, setting):
        return bool(NUMBERED.match(line.text))
    return _opens(current, line, full=full, ended=ended) or _parts(
        current, lines, place, full=full, goes_on=goes_on
    )


def _is_other(line: TextLine, other: TextLine) -> bool:
    """Whether two lines stand in different boxes, or are set in different sizes."""
    return line.frame != other.frame or abs(line.size - other.size) > SIZE_APART


def _opens(current: Paragraph, line: TextLine, *, full: bool, ended: bool) -> bool:
    """Whether a line opens as an entry of a list does, in a place where one can begin."""
    if ended and _REFERENCE.match(line.text):
        return True
    numbered = bool(NUMBERED.match(line.text))
    return numbered and (ended or not full or _is_next_number(current.lines[0], line))


def _parts(
    current: Paragraph, lines: Sequence[TextLine], place: int, *, full: bool, goes_on: bool
) -> bool:
    """Whether indents, or a short line, part a line from the one right above it."""
    first, before, line = current.lines[0], current.lines[-1], lines[place]
    ended = bool(_ENDS.search(before.text))
    step = indent(before, line)
    after = lines[place + 1] if place + 1 < len(lines) else None
    if step == 0 and full:
        return ended and after is not None and _hangs(lines, place, after)
    if step == 0:
        return not goes_on and (ended or _is_short(lines, place - 1))
    if goes_on and (full or step < 0):
        return False
    if step < 0:
        return len(current.lines) > 1 or not full
    if len(current.lines) > 1:
        return True
    if LIST_MARK.match(first.text) or NUMBERED.match(first.text):
        return False
    steps_back = after is not None and flows(line, after) and indent(line, after) < 0
    return not full or (steps_back and ended)


def _hangs(lines: Sequence[TextLine], place: int, after: TextLine) -> bool:
    """Whether a line goes on in the next one, further in, as entries of a list do."""
    line = lines[place]
    return flows(line, after) and indent(line, after) > 0 and _is_full(lines, place)


def _is_next_number(first: TextLine, line: TextLine) -> bool:
    """Whether two lines open, right above each other, with numbers of a list or of pages."""
    one, other = (re.match(r"\(?(\d{1,3})[.)]?\s", text) for text in (first.text, line.text))
    if one is None or other is None or indent(first, line):
        return False
    return 0 < int(other.group(1)) - int(one.group(1)) <= _NEXT_ENTRY


def _is_dash_within(current: Paragraph, line: TextLine) -> bool:
    """Whether a dash that opens a line is one of the sentence that goes on in it."""
    first, before = current.lines[0], current.lines[-1]
    if LIST_MARK.match(first.text) and abs(first.left - line.left) < line.size / 2:
        return False
    level = flows(before, line) and abs(before.left - line.left) < line.size / 2
    return line.text[0] in "–—" and level and not _ENDS.search(before.text)


def _is_row(line: TextLine) -> bool:
    """Whether a line holds entries that stand in columns."""
    return bool(LEADER.search(line.text)) or any(
        gap > _CELL_GAP * line.size and not LIST_MARK.fullmatch(f"{line.text[:place]} x"[:2])
        for place, gap in line.gaps
        if place > 2
    )


def _is_title(current: Paragraph, setting: Setting) -> bool:
    """Whether a paragraph is set as headings are: larger, or bold throughout."""
    first = current.lines[0]
    larger = first.size > setting.body + SIZE_APART
    return (larger or first.face.bold) and len(current.lines) < 4 and len(first.text) < 100


def _is_full(lines: Sequence[TextLine], place: int) -> bool:
    """Whether the first word of the next line would not have fitted on a line."""
    line, after = lines[place], lines[place + 1]
    word = after.text.split(" ", 1)[0]
    needed = (len(word) + 1) * after.width / max(1, len(after.text))
    return line.text.endswith("-") or line.right + needed > _measure(lines, place) - 1


def _is_short(lines: Sequence[TextLine], place: int) -> bool:
    """Whether a line ends well before those around it."""
    line = lines[place]
    return line.width < _SHORT * (_measure(lines, place) - line.left)


def _measure(lines: Sequence[TextLine], place: int) -> float:
    """Where the lines around one end at the most."""
    return max(*_rights(lines, place, -1), *_rights(lines, place, 1))


def _rights(lines: Sequence[TextLine], place: int, step: int) -> Iterator[float]:
    """Where the lines end that stand close by, above or below, in the same column."""
    yield lines[place].right
    for near in range(place + step, place + (_NEIGHBOURS + 1) * step, step):
        if not 0 <= near < len(lines):
            return
        line, before = lines[near], lines[near - step]
        upper, lower = (before, line) if step > 0 else (line, before)
        if not flows(upper, lower) or abs(line.size - lines[place].size) > SIZE_APART:
            return
        if abs(line.left - lines[place].left) < _INDENTED * line.size:
            yield line.right


def _goes_on_overleaf(
    current: Paragraph, lines: Sequence[TextLine], place: int, setting: Setting, *, full: bool
) -> bool:
    """Whether a paragraph goes on in the next column or on the next page.

    A full line that ends a sentence is seldom the last of its paragraph.
    """
    before, line = current.lines[-1], lines[place]
    if before.face.bold is not line.face.bold or NUMBERED.match(line.text):
        return False
    if not _ENDS.search(before.text) and _LOWER.match(line.text):
        return True
    if not full or _is_title(current, setting):
        return False
    listed = LIST_MARK.match(current.lines[0].text) or NUMBERED.match(current.lines[0].text)
    flush = before.right > _measure(lines, place - 1) - before.size / 2
    if _ENDS.search(before.text) and (listed or len(current.lines) == 1 or not flush):
        return False
    after = lines[place + 1] if place + 1 < len(lines) else None
    return after is None or not flows(line, after) or indent(line, after) >= 0


def notes(lines: Sequence[TextLine]) -> Iterator[Paragraph]:
    """The footnotes of one page; what stands before the first mark goes on from the page before."""
    current: Paragraph | None = None
    for line in lines:
        if current is not None and opens_note(line) is None:
            current.lines.append(line)
            continue
        if current is not None:
            yield current
        current = Paragraph([line], gap=current is None, kind=BlockKind.FOOTNOTE)
    if current is not None:
        yield current
