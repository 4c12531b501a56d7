"""Block quotations: paragraphs of running text set narrower than the text before them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planspor.ingest.read.blocks import BlockKind
from planspor.ingest.read.paragraphs import LIST_MARK
from planspor.ingest.read.pdf.paragraphs import NUMBERED, Paragraph
from planspor.ingest.read.pdf.setting import SIZE_APART, Setting

_FURTHER_IN = 1.2
"""Ems that a quotation stands further in on the left."""
_NARROWER = 0.8
"""Ems that it ends before the text on the right."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """How wide the last full paragraph was set, and where."""

    page: int
    left: float
    right: float

    @classmethod
    def of(cls, paragraph: Paragraph) -> "_Measure":
        """Of the lines on the last of its pages."""
        page = paragraph.lines[-1].page
        lines = [line for line in paragraph.lines if line.page == page]
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        return cls(page, left, right)


def quotations_marked(found: Iterable[Paragraph], setting: Setting) -> Iterator[Paragraph]:
    """The paragraphs, with those that are block quotations known as such."""
    text: _Measure | None = None
    for paragraph in found:
        if _is_running(paragraph, setting):
            own = _Measure.of(paragraph)
            if text is not None and _stands_in(own, text, paragraph.lines[0].size):
                paragraph.kind = BlockKind.QUOTATION
            else:
                text = own
        yield paragraph


def _is_running(paragraph: Paragraph, setting: Setting) -> bool:
    """Whether a paragraph is running text of several lines, outside lists and boxes."""
    first = paragraph.lines[0]
    plain = paragraph.kind is BlockKind.TEXT and paragraph.frame < 0 and not first.face.bold
    fits = first.size <= setting.body + SIZE_APART and len(paragraph.lines) > 1
    listed = LIST_MARK.match(first.text) or NUMBERED.match(first.text)
    return plain and fits and not listed


def _stands_in(own: _Measure, text: _Measure, size: float) -> bool:
    """Whether a paragraph is set inside the measure of the one before it, in the same column."""
    further_in = own.left > text.left + _FURTHER_IN * size
    return own.page == text.page and further_in and own.right < text.right - _NARROWER * size
