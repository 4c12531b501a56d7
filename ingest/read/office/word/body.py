"""The body of a document: paragraphs with what their properties say they are."""

from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from planspor.ingest.read.blocks import BlockKind, Style
from planspor.ingest.read.office.content import Item, Paragraph, main_style, note_of
from planspor.ingest.read.office.looks import Part, kind_of, stands_out
from planspor.ingest.read.office.names import attribute, child, every, name, switched, value, whole
from planspor.ingest.read.office.word.numbering import Numbering
from planspor.ingest.read.office.word.runs import Inline, RunReader, chosen, is_placeholder
from planspor.ingest.read.office.word.styles import (
    ListPlace,
    ParagraphStyle,
    Styles,
    heading_of,
)
from planspor.ingest.read.office.word.tables import table

_WRAPPERS = {"w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"}
_EMBEDDED = {"w:altChunk", "w:subDoc"}
_NEW_PAGE = {"nextPage", "oddPage", "evenPage"}
_SECTIONS_IN = {"w:pPr", "w:body"}


class Body:
    """Reads the items of a document in order.

    ``title`` is the first paragraph in a style for titles, ``embedded`` how many files of other
    kinds stand in the text and are not read.
    """

    def __init__(self, styles: Styles, numbering: Numbering, runs: RunReader) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = runs
        self._break = False
        self._sections: Iterator[str] = iter(())
        self.title = ""
        self.embedded = 0

    def items(self, body: _Element) -> Iterator[Item]:
        """All of a body (w:body), and the endnotes below it."""
        # How a section begins is said where it ends, so each is asked when the one before does.
        self._sections = iter([value(s, "w:type") or "nextPage" for s in _sections(body)][1:])
        yield from self._items(body)
        for note in self._runs.endnotes:
            yield from note_of(self._items(note.content), note.mark)

    def _items(self, element: _Element) -> Iterator[Item]:
        carried: Paragraph | None = None
        for inner in self._unwrapped(element):
            found: Item = (
                table(inner, self._items) if name(inner) == "w:tbl" else self._paragraph(inner)
            )
            if carried is not None:
                if isinstance(found, Paragraph):
                    _put_before(found, carried)
                else:
                    yield carried
                carried = None
            if isinstance(found, Paragraph) and _goes_on(inner):
                carried = found
            else:
                yield found
        if carried is not None:
            yield carried

    def _unwrapped(self, elements: Iterable[_Element]) -> Iterator[_Element]:
        for inner in elements:
            kind = name(inner)
            if kind in ("w:p", "w:tbl"):
                yield inner
            elif kind in _WRAPPERS or (kind == "w:sdt" and not is_placeholder(inner)):
                yield from self._unwrapped(inner)
            elif kind == "mc:AlternateContent":
                yield from self._unwrapped(chosen(inner))
            elif kind in _EMBEDDED:
                self.embedded += 1

    def _paragraph(self, element: _Element) -> Paragraph:
        properties = child(element, "w:pPr")
        style = self._styles.paragraph(value(properties, "w:pStyle"))
        inline = self._runs.read(element, style.look)
        heading, level = self._heading(properties, style, main_style(inline.runs))
        paragraph = Paragraph(
            inline.runs,
            BlockKind.HEADING if heading else kind_of(style.part),
            level,
        )
        if style.part is Part.CONTENTS:
            paragraph.lead_to_page()
        self._label(paragraph, properties, style)
        self._turn(paragraph, properties, style, inline)
        if style.part is Part.TITLE:
            self.title = self.title or " ".join(paragraph.text.split())
        paragraph.notes = [
            p for note in inline.footnotes for p in note_of(self._items(note.content), note.mark)
        ]
        paragraph.boxes = [item for box in inline.boxes for item in self._items(box)]
        return paragraph

    def _heading(
        self, properties: _Element | None, style: ParagraphStyle, set_as: Style
    ) -> tuple[bool, int | None]:
        """Whether a paragraph is a heading, and its level.

        An outline level that is a paragraph's own is often left over from another: it is believed
        where the text stands out from the body.
        """
        own = whole(value(properties, "w:outlineLvl"))
        usual = self._styles.paragraph(None).look.style
        if own is None or not stands_out(set_as, usual):
            return style.heading, style.level
        return heading_of(own)

    def _label(
        self, paragraph: Paragraph, properties: _Element | None, style: ParagraphStyle
    ) -> None:
        """Put what the list prints before an item or a heading in front of it."""
        place = self._place(properties, style)
        level = None if place is None else self._numbering.level(place)
        if place is None or level is None:
            return
        label = self._numbering.label(place)
        if paragraph.text.strip():
            paragraph.put_label(label, numbered=not level.is_bullet)

    def _place(self, properties: _Element | None, style: ParagraphStyle) -> ListPlace | None:
        """The place in a list that a paragraph has by itself, else by its style."""
        own = child(properties, "w:numPr")
        number, level = value(own, "w:numId"), whole(value(own, "w:ilvl"))
        if number is not None:
            return ListPlace(number, level or 0)
        if style.listed is None:
            return None
        if level is not None:
            return ListPlace(style.listed.number, level)
        return self._numbering.styled(style.listed, style.ids)

    def _turn(
        self,
        paragraph: Paragraph,
        properties: _Element | None,
        style: ParagraphStyle,
        inline: Inline,
    ) -> None:
        own = switched(properties, "w:pageBreakBefore")
        breaks = style.page_break if own is None else own
        paragraph.page_start = self._break or breaks or inline.break_before
        self._break = inline.break_after
        if child(properties, "w:sectPr") is not None:
            self._break |= next(self._sections, "") in _NEW_PAGE


def _sections(body: _Element) -> Iterator[_Element]:
    for section in every(body, "w:sectPr"):
        parent = section.getparent()
        # Within w:sectPrChange stands what a section was before.
        if parent is not None and name(parent) in _SECTIONS_IN:
            yield section


def _goes_on(element: _Element) -> bool:
    """Whether a paragraph goes on in the next: its mark is deleted, or it is a drop capital."""
    properties = child(element, "w:pPr")
    frame = child(properties, "w:framePr")
    marks = (child(properties, "w:rPr", kind) for kind in ("w:del", "w:moveFrom"))
    is_capital = frame is not None and attribute(frame, "w:dropCap") in ("drop", "margin")
    return is_capital or any(mark is not None for mark in marks)


def _put_before(paragraph: Paragraph, carried: Paragraph) -> None:
    paragraph.runs[:0] = carried.runs
    paragraph.notes[:0] = carried.notes
    paragraph.boxes[:0] = carried.boxes
    paragraph.page_start |= carried.page_start
