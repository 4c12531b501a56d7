"""From the lines of a document to its paragraphs: which line begins one, and which goes on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planspor.corpus.language import MONTHS, STOPWORDS
from planspor.ingest.read.blocks import BlockKind
from planspor.ingest.read.paragraphs import LEADER, LIST_MARK
from planspor.ingest.read.pdf.footnotes import is_raised, opens_note
from planspor.ingest.read.pdf.lines import TextLine
from planspor.ingest.read.pdf.measure import Measured
from planspor.ingest.read.pdf.setting import GAP, SIZE_APART, Setting, flows, indent

_MONTH = f"(?:{'|'.join(sorted(MONTHS))})"
NUMBERED = re.compile(
    rf"(?!\d{{1,2}}\. {_MONTH}\b)"
    r"(?:\d{1,2}(?:\.\d{1,2}){1,4}\.?|\d{1,2}[.)]|[a-zæøå][.)]|\(\w{1,2}\))\s+\S"
    r"|\d{1,2}\s+[A-ZÆØÅ«]"
)
"""How numbered paragraphs and items of lists begin; a date is none."""
_REFERENCE = re.compile(r"[A-ZÆØÅ][\w’'-]+,? .{0,80}?\(\d{4}[a-z]?\)")
"""How an entry of a list of references begins."""
_ENDS = re.compile(r"[.!?:;][\"”»’)\]]*$")
_LOWER = re.compile(r"[a-zæøåéüö(«,]")
_WIDE_GAP = 1.75
_CELL_GAP = 2.5
"""Ems between what stands in columns of a table without rules, or in a contents list."""
_MOST_BETWEEN = 12
"""Paragraphs that may part another."""
_DEEPER = 1.5
"""Ems by which an item of a list in a list is set further in than the text above it."""
_NEXT_NOTE, _NEXT_ENTRY = 3, 9
"""The most that the number of the next note is higher by, and of the next entry of a list."""


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
    faces = [(line.face.bold, line.face.italic) for line in (last, first)]
    same = abs(last.size - first.size) <= SIZE_APART and faces[0] == faces[1]
    return same and open_.frame == paragraph.frame and first.text[0].islower()


def _grouped(lines: Sequence[TextLine], setting: Setting) -> Iterator[Paragraph]:
    current: Paragraph | None = None
    text = Measured(lines)
    for place, line in enumerate(lines):
        if current is not None and not _begins(current, text, place, setting):
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


def _begins(current: Paragraph, text: Measured, place: int, setting: Setting) -> bool:
    """Whether a line begins a paragraph rather than going on with the current one."""
    before, line = current.lines[-1], text.lines[place]
    if _is_row(before) or _is_row(line) or _is_other(before, line):
        return True
    full = text.is_full(place - 1)
    ended = bool(_ENDS.search(before.text))
    goes_on = bool(_LOWER.match(line.text)) and (full or not ended)
    if LIST_MARK.match(line.text):
        return not (full and _is_dash_within(current, line))
    if not flows(before, line):
        return not _goes_on_overleaf(current, text, place, setting, full=full)
    if before.face.bold is not line.face.bold and not (full and goes_on):
        return True
    if _is_gap(current, line, setting):
        step = line.base - before.base
        return not (goes_on and full and step < _WIDE_GAP * setting.usual(line.size))
    if _is_title(current, setting):
        return bool(NUMBERED.match(line.text))
    return _opens(current, line, full=full, ended=ended) or _parts(
        current, text, place, full=full, goes_on=goes_on
    )


def _is_other(line: TextLine, other: TextLine) -> bool:
    """Whether two lines stand in different boxes, or are set in different sizes."""
    return line.frame != other.frame or abs(line.size - other.size) > SIZE_APART


def _opens(current: Paragraph, line: TextLine, *, full: bool, ended: bool) -> bool:
    """Whether a line opens as an entry of a list does, in a place where one can begin."""
    if ended and _REFERENCE.match(line.text):
        return True
    numbered = bool(NUMBERED.match(line.text))
    back = indent(current.lines[-1], line) < 0
    return numbered and (ended or not full or back or _is_next_number(current.lines[0], line))


def _parts(current: Paragraph, text: Measured, place: int, *, full: bool, goes_on: bool) -> bool:
    """Whether indents, or a short line, part a line from the one right above it."""
    lines = text.lines
    first, before, line = current.lines[0], current.lines[-1], lines[place]
    ended = bool(_ENDS.search(before.text))
    step = indent(before, line)
    after = lines[place + 1] if place + 1 < len(lines) else None
    if step == 0 and full and not ended:
        return text.is_indented(place) and _opens_sentence(line)
    if step == 0 and full:
        return after is not None and _hangs(text, place, after)
    if step == 0:
        short = text.is_short(place - 1)
        return (short and text.is_indented(place)) or (not goes_on and (ended or short))
    if goes_on and (full or step < 0):
        return False
    if step < 0:
        return len(current.lines) > 1 or not full
    if len(current.lines) > 1:
        return True
    if _REFERENCE.match(first.text):
        return False
    if LIST_MARK.match(first.text) or NUMBERED.match(first.text):
        return line.left > _hang(first) + _DEEPER * line.size
    steps_back = after is not None and flows(line, after) and indent(line, after) < 0
    return not full or (steps_back and ended)


def _opens_sentence(line: TextLine) -> bool:
    """Whether a line begins with a small word in a capital, which is no name."""
    word = line.text.split(" ", 1)[0]
    return word.istitle() and word.lower() in STOPWORDS


def _hang(first: TextLine) -> float:
    """Where the text begins of an item whose first line opens with a mark or number."""
    mark = len(first.text.split(" ", 1)[0])
    gap = sum(gap for place, gap in first.gaps if place <= mark)
    return first.left + gap + (mark + 1) * (first.width - gap) / len(first.text)


def _hangs(text: Measured, place: int, after: TextLine) -> bool:
    """Whether a line goes on in the next one, further in, as entries of a list do."""
    line = text.lines[place]
    return flows(line, after) and indent(line, after) > 0 and text.is_full(place)


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


def _goes_on_overleaf(
    current: Paragraph, text: Measured, place: int, setting: Setting, *, full: bool
) -> bool:
    """Whether a paragraph goes on in the next column or on the next page.

    A full line that ends a sentence is seldom the last of its paragraph.
    """
    lines = text.lines
    before, line = current.lines[-1], lines[place]
    if before.face.bold is not line.face.bold or NUMBERED.match(line.text):
        return False
    if not _ENDS.search(before.text) and _LOWER.match(line.text):
        return True
    if not full or _is_title(current, setting):
        return False
    listed = LIST_MARK.match(current.lines[0].text) or NUMBERED.match(current.lines[0].text)
    flush = before.right > text.at(place - 1) - before.size / 2
    if _ENDS.search(before.text) and (listed or len(current.lines) == 1 or not flush):
        return False
    after = lines[place + 1] if place + 1 < len(lines) else None
    return after is None or not flows(line, after) or indent(line, after) >= 0


def notes(lines: Sequence[TextLine]) -> Iterator[Paragraph]:
    """The footnotes of one page; what stands before the first mark goes on from the page before."""
    current: Paragraph | None = None
    for line in lines:
        if current is not None and not _opens_next(current.lines[0], line):
            current.lines.append(line)
            continue
        if current is not None:
            yield current
        current = Paragraph([line], gap=current is None, kind=BlockKind.FOOTNOTE)
    if current is not None:
        yield current


def _opens_next(first: TextLine, line: TextLine) -> bool:
    """Whether a line opens the note after the one that ``first`` opens.

    A number that opens a line within a note ("1 200 kroner") is not raised, or does not follow.
    """
    mark, known = opens_note(line), opens_note(first)
    if mark is None or known is None:
        return mark is not None
    if is_raised(first):
        return is_raised(line)
    both = mark.isdigit() and known.isdigit()
    return not both or 0 < int(mark) - int(known) <= _NEXT_NOTE
