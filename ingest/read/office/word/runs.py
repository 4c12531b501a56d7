"""What a paragraph's runs say: characters, marks of notes, fields, tracked changes, text boxes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.etree import _Element

from planspor.ingest.read.office.changes import Changes
from planspor.ingest.read.office.composing import LINE_BREAK
from planspor.ingest.read.office.content import Run
from planspor.ingest.read.office.looks import Look, raised_mark
from planspor.ingest.read.office.names import attribute, child, name, value
from planspor.ingest.read.office.symbols import symbol
from planspor.ingest.read.office.word.notes import Note, Notes
from planspor.ingest.read.office.word.styles import Styles, look_of

_WRAPPERS = {
    *("w:hyperlink", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo"),
    *("w:sdtContent", "w:ruby", "w:rubyBase"),
}
"""What holds runs and says nothing itself."""
_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": LINE_BREAK,
    "w:noBreakHyphen": "-",
    "w:softHyphen": "\u00ad",
}
_MOST_FIELDS = 100
"""Fields inside each other, of which Word takes 20; more were never ended."""
_DRAWINGS = {"w:drawing", "w:pict", "w:object"}


@dataclass(slots=True)
class Inline:
    """What a paragraph holds; ``break_before`` and ``break_after`` tell of page breaks."""

    runs: list[Run] = field(default_factory=list)
    footnotes: list[Note] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    break_before: bool = False
    break_after: bool = False

    def turn(self) -> None:
        """A page break, before or after what was read so far."""
        seen = any(run.shown and run.text.strip() for run in self.runs)
        self.break_before |= not seen
        self.break_after |= seen


class RunReader:
    """Reads paragraphs in order; fields may reach from one into the next."""

    def __init__(self, styles: Styles, footnotes: Notes, endnotes: Notes) -> None:
        self._styles = styles
        self._notes = {"w:footnoteReference": footnotes, "w:endnoteReference": endnotes}
        self.endnotes: list[Note] = []
        self.changes = Changes()
        self._fields: list[bool] = []
        self._inline = Inline()
        self._look = Look()

    def read(self, paragraph: _Element, look: Look) -> Inline:
        """What a paragraph (w:p) holds; ``look`` is its style's."""
        self._inline, self._look = Inline(), look
        self._inside(paragraph)
        # An instruction that a paragraph's end cuts short hides no more.
        self._fields = [in_result for in_result in self._fields if in_result]
        return self._inline

    def _inside(self, elements: Iterable[_Element]) -> None:
        for inner in elements:
            kind = name(inner)
            if kind == "w:r":
                self._run(inner)
            elif kind in ("w:del", "w:moveFrom"):
                self.changes.delete(attribute(inner, "w:author"))
            elif kind in ("w:ins", "w:moveTo"):
                self.changes.insert(attribute(inner, "w:author"))
                self._inside(inner)
            elif kind in _WRAPPERS or (kind == "w:sdt" and not is_placeholder(inner)):
                self._inside(inner)
            elif kind == "mc:AlternateContent":
                self._inside(chosen(inner))
            elif kind.startswith("m:"):
                self._math(inner)

    def _run(self, run: _Element) -> None:
        properties = child(run, "w:rPr")
        character = self._styles.character(value(properties, "w:rStyle"))
        look = look_of(properties).over(character).over(self._look)
        if look.hidden:
            return
        for part in run:
            kind = name(part)
            if kind == "w:fldChar":
                self._field(attribute(part, "w:fldCharType"))
            elif all(self._fields):
                self._part(part, kind, look)

    def _field(self, kind: str | None) -> None:
        """Of a complex field only the result is read, which follows its ``separate``."""
        if kind == "begin":
            if len(self._fields) == _MOST_FIELDS:
                self._fields.clear()
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _part(self, part: _Element, kind: str, look: Look) -> None:
        if kind == "w:t":
            self._text(part.text or "", look)
        elif kind in _SIGNS:
            self._text(_SIGNS[kind], look)
        elif kind == "w:br":
            self._break(part, look)
        elif kind == "w:sym":
            sign = symbol(attribute(part, "w:char") or "", attribute(part, "w:font") or "")
            self._text(sign, look)
        elif kind in self._notes:
            self._note(part, kind, look)
        elif kind in _DRAWINGS:
            self._inline.boxes += _boxes(part)
        elif kind == "mc:AlternateContent":
            for inner in chosen(part):
                self._part(inner, name(inner), look)
        elif kind == "w:ruby":
            self._inside(part)

    def _break(self, part: _Element, look: Look) -> None:
        if attribute(part, "w:type") == "page":
            self._inline.turn()
        self._text(LINE_BREAK, look)

    def _text(self, text: str, look: Look) -> None:
        runs = self._inline.runs
        before = runs[-1].text if runs else ""
        if text:
            runs.append(Run(text, look.style, shown=not raised_mark(text, before, look)))

    def _note(self, reference: _Element, kind: str, look: Look) -> None:
        note = self._notes[kind].call(reference)
        if note is None:
            return
        if kind == "w:footnoteReference":
            self._inline.footnotes.append(note)
        else:
            self.endnotes.append(note)
        if note.mark:
            self._inline.runs.append(Run(note.mark, look.style, shown=False))

    def _math(self, element: _Element) -> None:
        """A formula on one line, as far as its letters tell it."""
        if name(element) == "m:den":
            self._text("/", self._look)
        if name(element) == "m:t":
            self._text(element.text or "", self._look)
        for inner in element:
            self._math(inner)


def is_placeholder(control: _Element) -> bool:
    """Whether a content control shows what to write in it, not what somebody wrote."""
    return child(control, "w:sdtPr", "w:showingPlcHdr") is not None


def chosen(alternatives: _Element) -> list[_Element]:
    """Of alternatives that say the same (mc:AlternateContent), what is in the first with text."""
    for alternative in alternatives:
        if any(name(element) in ("w:t", "w:tab") for element in alternative.iter()):
            return list(alternative)
    return []


def _boxes(drawing: _Element) -> list[_Element]:
    """The text boxes of a drawing, each once."""
    found: list[_Element] = []
    stack = [drawing]
    while stack:
        element = stack.pop()
        if name(element) == "w:txbxContent":
            found.append(element)
        elif name(element) == "mc:AlternateContent":
            stack.extend(reversed(chosen(element)))
        else:
            stack.extend(reversed(element))
    return found
