"""The body of an OpenDocument text: paragraphs, headings, lists, tables, frames."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from planspor.ingest.read.blocks import BlockKind
from planspor.ingest.read.office.content import Item, Paragraph, main_style, note_of
from planspor.ingest.read.office.looks import Part, kind_of, stands_out
from planspor.ingest.read.office.names import attribute, name, whole
from planspor.ingest.read.office.odf.inline import Inline, read_inline, text_boxes
from planspor.ingest.read.office.odf.lists import Count, Lists
from planspor.ingest.read.office.odf.styles import Styles, TextStyle
from planspor.ingest.read.office.odf.tables import table

_INDEXES = {
    *("text:table-of-content", "text:illustration-index", "text:table-index"),
    *("text:object-index", "text:user-index", "text:alphabetical-index", "text:bibliography"),
}
_WRAPPERS = {
    "text:numbered-paragraph",
    "text:section",
    "text:index-body",
    "text:index-title",
    *_INDEXES,
}


@dataclass(slots=True)
class _Place:
    """Where in a list an item stands; ``start`` is what it begins to count from, if it does."""

    count: Count
    style: str
    level: int
    start: int | None = None
    labelled: bool = False


class Body:
    """Reads the items of a document in order.

    ``title`` is the first paragraph in a style for titles.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._lists = Lists(styles)
        self._endnotes: list[tuple[str, _Element]] = []
        self._break = False
        self.title = ""

    def items(self, body: _Element) -> Iterator[Item]:
        """All of a body (office:text), and the endnotes below it."""
        yield from self._items(body)
        for mark, content in self._endnotes:
            yield from note_of(self._items(content), mark)

    def _items(self, element: _Element, place: _Place | None = None) -> Iterator[Item]:
        for inner in element:
            kind = name(inner)
            if kind in ("text:p", "text:h"):
                yield self._paragraph(inner, place)
            elif kind == "text:list":
                yield from self._list(inner, place)
            elif kind == "table:table":
                yield table(inner, self._items)
            elif kind in _WRAPPERS and attribute(inner, "text:display") != "none":
                yield from self._items(inner, place)
            elif kind.startswith("draw:"):
                yield Paragraph(boxes=self._boxes(text_boxes(inner)))

    def _list(self, element: _Element, outer: _Place | None) -> Iterator[Item]:
        style = attribute(element, "text:style-name") or (outer.style if outer else "")
        if outer is not None and style == outer.style:
            count = outer.count
        else:
            count = self._lists.count(element, style)
        level = outer.level + 1 if outer else 1
        for item in element:
            place = _Place(count, style, level, whole(attribute(item, "text:start-value")))
            place.labelled = name(item) == "text:list-header"
            yield from self._items(item, place)

    def _paragraph(self, element: _Element, place: _Place | None) -> Paragraph:
        style = self._styles.paragraph(attribute(element, "text:style-name"))
        inline = read_inline(element, style.look, self._styles)
        paragraph = Paragraph(inline.runs, kind_of(style.part))
        if name(element) == "text:h" and (style.heading or self._stands_out(paragraph)):
            paragraph.kind = BlockKind.HEADING
            paragraph.level = whole(attribute(element, "text:outline-level")) or 1
        if style.part is Part.CONTENTS:
            paragraph.lead_to_page()
        self._label(paragraph, element, style, place)
        if style.part is Part.TITLE:
            self.title = self.title or " ".join(paragraph.text.split())
        paragraph.page_start = self._break or style.break_before
        self._break = style.break_after
        self._attach(paragraph, inline)
        return paragraph

    def _stands_out(self, paragraph: Paragraph) -> bool:
        """An outline level is often left over from another text: what it is set like tells."""
        usual = self._styles.paragraph(None).look.style
        return stands_out(main_style(paragraph.runs), usual)

    def _label(
        self, paragraph: Paragraph, element: _Element, style: TextStyle, place: _Place | None
    ) -> None:
        """Put what is printed before an item or a heading in front of it; an item's first only."""
        is_heading = paragraph.kind is BlockKind.HEADING
        if not paragraph.text.strip():
            return
        if place is not None:
            if not place.labelled:
                place.labelled = True
                label = place.count.label(place.level, place.start)
                paragraph.put_label(label, place.count.is_numbered)
        elif is_heading and style.list_style != "" and not _unnumbered(element):
            start = whole(attribute(element, "text:start-value"))
            label = self._lists.outline.label(paragraph.level or 1, start)
            paragraph.put_label(label, numbered=True)

    def _attach(self, paragraph: Paragraph, inline: Inline) -> None:
        self._endnotes += inline.endnotes
        for mark, content in inline.footnotes:
            paragraph.notes += note_of(self._items(content), mark)
        paragraph.boxes = self._boxes(inline.boxes)

    def _boxes(self, boxes: list[_Element]) -> list[Item]:
        return [item for box in boxes for item in self._items(box)]


def _unnumbered(heading: _Element) -> bool:
    return attribute(heading, "text:is-list-header") == "true"
