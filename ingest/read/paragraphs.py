"""From the lines of a text file to its paragraphs: which line begins one, and which goes on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planspor.ingest.read.lines import Line, ninth_decile, one_line_paragraphs

LIST_MARK = re.compile(r"(?:[•▪◦●‣∙·■○➢►✓→*–—\uf0b7\uf0a7\uf0d8-]|o(?=\s+[A-ZÆØÅ]))\s+(?=\S)")
"""What opens an item of a list."""
CAPTION = re.compile(r"(?:Tabell|Figur|Boks|Diagram|Kart|Table|Figure|Box) ?\d+(?:\.\d+)*\b")
"""What opens the caption of a table or a figure."""
_NOTE = re.compile(r"(?:\d{1,3}|\*{1,3})\s")
LEADER = re.compile(r"(?:\.{3,}|(?:\. ){3,}|…+|\s{3,}) ?\d{1,3}$")
"""How an entry of a contents list ends: dots, then a page number."""
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[a-zæøå]\)|\(\d{1,2}\))\s+[\"”«A-ZÆØÅ]")
_HEADED = re.compile(r"#{1,6}\s+(?=\S)")
_ENDS = re.compile(r"[.!?:;][\"”»’)\]]*\d{0,2}$")
_DASH = re.compile(r"\w.* [–—]$")
"""A line that ends so is not at its end."""
_LOWER = re.compile(r"[a-zæøåéü(]")
_SHARE_OF_OWN_HEADINGS = 0.6
_LABEL = re.compile(
    r"(?:kapittel|kap\.|del|chapter|vedlegg) (?:\d{1,2}|[IVX]{1,4})\.?", re.IGNORECASE
)
"""A line that is nothing but a chapter's label."""
_LITTLE_WORD = 3
_SHORT = 0.7
_FULL = 0.6
_LAST = 0.88
"""Shares of the usual line width: a heading's line stays under ``_SHORT``, the line of a double
spaced quotation reaches ``_FULL``, a paragraph's last line stays under ``_LAST``."""


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together.

    ``gap`` tells that blank lines or a page's start set it off, ``turn`` that a page begins with
    it, ``note`` that it stands below the rule of the footnotes, ``spread`` that blank lines part
    its own lines, as in a quotation set with double spacing.
    """

    lines: list[Line]
    gap: bool
    turn: bool
    note: bool = False
    spread: bool = False
    headed: int = 0


@dataclass(slots=True)
class _Place:
    """What lies between the line before and this one."""

    gap: bool = False
    turn: bool = False
    note: bool = False


@dataclass(slots=True)
class Typesetting:
    """How a text is set.

    ``width`` is the usual length of a line, ``words`` those it also writes in lower case,
    ``headed`` tells that number signs open its headings (in a table's head they count rows),
    ``one_line_paragraphs`` that every line is a whole paragraph.
    """

    width: int
    words: frozenset[str] = frozenset()
    headed: bool = False
    one_line_paragraphs: bool = False

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Typesetting":
        """Measured on the lines themselves; the width is their ninth decile."""
        words = {word for line in lines for word in re.findall(r"\b[a-zæøå]+\b", line.text)}
        width = ninth_decile([len(line.text) for line in lines if not line.blank])
        return cls(width, frozenset(words), _marks_headings(lines), one_line_paragraphs(lines))


def _marks_headings(lines: Sequence[Line]) -> bool:
    headed = [line.text for line in lines if _HEADED.match(line.text)]
    return len(set(headed)) > _SHARE_OF_OWN_HEADINGS * len(headed)


def paragraphs(lines: Sequence[Line], furniture: set[int]) -> Iterator[Paragraph]:
    """Group the lines, without the furniture, into paragraphs; those cut by a page are whole."""
    setting = Typesetting.of([line for line in lines if line.number not in furniture])
    open_: Paragraph | None = None
    notes: list[Paragraph] = []
    for line, place in _placed(lines, furniture):
        current = notes[-1] if place.note and notes else None if place.note else open_
        if current is not None and not _begins(current, line, place, setting):
            current.spread |= place.gap and not place.turn
            current.lines.append(line)
            continue
        gap = place.gap or place.turn or setting.one_line_paragraphs
        new = Paragraph([line], gap, place.turn, place.note)
        new.headed = _headed(line, setting)
        if place.note:
            notes.append(new)
            continue
        if open_ is not None:
            yield open_
        yield from notes
        open_, notes = new, []
    if open_ is not None:
        yield open_
    yield from notes


def _headed(line: Line, setting: Typesetting) -> int:
    match = _HEADED.match(line.text) if setting.headed else None
    return len(match.group().strip()) if match else 0


def _placed(lines: Sequence[Line], furniture: set[int]) -> Iterator[tuple[Line, _Place]]:
    """Each line of the text with what lies before it; below a rule stand footnotes."""
    place = _Place(gap=True)
    ruled = False
    for line in lines:
        if line.number in furniture or line.page_start:
            place.turn, ruled = True, False
        if line.number in furniture:
            continue
        if line.blank or set(line.text) == {"_"}:
            place.gap = True
            ruled |= line.rule or not line.blank
            continue
        opens_note = bool(_NOTE.match(line.text))
        place.note = ruled and (opens_note or (place.note and not place.gap))
        yield line, place
        ruled &= place.note
        place = _Place(note=place.note)


def _begins(current: Paragraph, line: Line, place: _Place, setting: Typesetting) -> bool:
    """Whether a line begins a new paragraph rather than going on with the current one."""
    before = current.lines[-1]
    lower = bool(_LOWER.match(line.text))
    if current.headed and (lower or (line.indented and not place.gap)):
        return False
    if setting.one_line_paragraphs or (setting.headed and _HEADED.match(line.text)):
        return True
    if _LABEL.fullmatch(line.text) and (place.gap or place.turn):
        return True
    if before.hyphen and lower:
        return False
    if LIST_MARK.match(line.text) or LEADER.search(before.text):
        return True
    if _DASH.search(before.text) and not place.gap:
        return False
    if place.turn:
        return not _goes_on_overleaf(current, line, place.gap, setting)
    if place.gap:
        return not (lower and _is_full(before, setting) and not _ENDS.search(before.text))
    return not lower and _ends_before(current, line, setting)


def _goes_on_overleaf(current: Paragraph, line: Line, gap: bool, setting: Typesetting) -> bool:
    before = current.lines[-1]
    if _ENDS.search(before.text):
        # An abbreviation, for no sentence begins with a small letter; or a footnote's end.
        return not gap and line.text[0].islower() and not _NOTE.match(current.lines[0].text)
    lower = bool(_LOWER.match(line.text))
    return lower or (not gap and len(before.text) > _LAST * setting.width)


def _is_full(line: Line, setting: Typesetting) -> bool:
    return len(line.text) >= _FULL * setting.width


def _ends_before(current: Paragraph, line: Line, setting: Typesetting) -> bool:
    """Whether, with no blank line between, the paragraph ends and this capital begins another."""
    before = current.lines[-1]
    ended = bool(_ENDS.search(before.text))
    if _NUMBERED.match(line.text):
        return ended or len(before.text) < _SHORT * setting.width
    word = line.text.split(" ", 1)[0]
    fits = len(before.text) + 1 + len(word) <= setting.width
    if fits and len(before.text) < (_LAST if ended else _SHORT) * setting.width:
        return True
    # A heading as wide as the column: alone in its paragraph, no full stop, and the next line
    # opens with a word that is no name.
    return len(current.lines) == 1 and not ended and current.gap and _opens(line, setting)


def _opens(line: Line, setting: Typesetting) -> bool:
    """Whether a line begins as a sentence does: one capital, on a word that is no name."""
    word, *rest = line.text.split(" ", 2)
    plain = len(word) <= _LITTLE_WORD or all(second[:1].islower() for second in rest[:1])
    return plain and word[1:] == word[1:].lower() and word.lower() in setting.words
