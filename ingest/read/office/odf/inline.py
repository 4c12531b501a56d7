"""What stands inside a paragraph of OpenDocument: characters, notes, frames."""

from dataclasses import dataclass, field

from lxml.etree import _Element

from planspor.ingest.read.office.composing import LINE_BREAK
from planspor.ingest.read.office.content import Run
from planspor.ingest.read.office.looks import Look, raised_mark
from planspor.ingest.read.office.names import attribute, child, name, whole
from planspor.ingest.read.office.odf.styles import Styles

_DROPPED = {
    *("office:annotation", "office:annotation-end", "text:placeholder", "text:script"),
    *("text:ruby-text", "text:hidden-text", "text:conditional-text"),
}
_SIGNS = {"text:tab": "\t", "text:line-break": LINE_BREAK}
_MOST_SPACES = 1000


@dataclass(slots=True)
class Inline:
    """What a paragraph holds; a note is its mark and its body."""

    runs: list[Run] = field(default_factory=list)
    footnotes: list[tuple[str, _Element]] = field(default_factory=list)
    endnotes: list[tuple[str, _Element]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)


def read_inline(paragraph: _Element, look: Look, styles: Styles) -> Inline:
    """What a paragraph (text:p, text:h) holds; ``look`` is its style's."""
    inline = Inline()
    _Reading(inline, styles).inside(paragraph, look)
    return inline


@dataclass(slots=True)
class _Reading:
    inline: Inline
    styles: Styles

    def inside(self, element: _Element, look: Look) -> None:
        """The text of an element and of all within it."""
        self.text(element.text, look)
        for inner in element:
            self.part(inner, name(inner), look)
            self.text(inner.tail, look)

    def text(self, text: str | None, look: Look) -> None:
        """Characters, unless they are hidden."""
        runs = self.inline.runs
        if text and not look.hidden:
            before = runs[-1].text if runs else ""
            runs.append(Run(text, look.style, shown=not raised_mark(text, before, look)))

    def part(self, element: _Element, kind: str, look: Look) -> None:
        """One element inside a paragraph; what is not known is read through."""
        if kind in _SIGNS:
            self.text(_SIGNS[kind], look)
        elif kind == "text:s":
            count = whole(attribute(element, "text:c")) or 1
            self.text(" " * min(max(count, 1), _MOST_SPACES), look)
        elif kind == "text:note":
            self.note(element, look)
        elif kind.startswith("draw:"):
            self.inline.boxes += text_boxes(element)
        elif kind not in _DROPPED:
            style = attribute(element, "text:style-name") if kind == "text:span" else None
            self.inside(element, self.styles.character(style, look))

    def note(self, element: _Element, look: Look) -> None:
        """A note stands where it is called; its mark is no part of the text around it."""
        citation, body = child(element, "text:note-citation"), child(element, "text:note-body")
        if body is None or look.hidden:
            return
        mark = "" if citation is None else "".join(map(str, citation.itertext())).strip()
        is_endnote = attribute(element, "text:note-class") == "endnote"
        (self.inline.endnotes if is_endnote else self.inline.footnotes).append((mark, body))
        if mark:
            self.inline.runs.append(Run(mark, look.style, shown=False))


def text_boxes(drawing: _Element) -> list[_Element]:
    """What in a drawing holds text: boxes, and shapes with text in them; outermost ones alone."""
    found: list[_Element] = []
    stack = [drawing]
    while stack:
        element = stack.pop()
        texts = (child(element, kind) for kind in ("text:p", "text:list"))
        if name(element) == "draw:text-box" or any(text is not None for text in texts):
            found.append(element)
        else:
            stack.extend(reversed(element))
    return found
