"""The reader of PDF: letters to lines, lines to paragraphs, each with its place on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdfium2 import PdfDocument

from planspor.corpus.model import Page
from planspor.ingest.read.blocks import Block, File, Placed, Reading
from planspor.ingest.read.hyphens import Hyphens
from planspor.ingest.read.pdf.blank import filled
from planspor.ingest.read.pdf.building import blocks_of, written
from planspor.ingest.read.pdf.columns import in_order, in_tag_order
from planspor.ingest.read.pdf.details import claims
from planspor.ingest.read.pdf.flow import flow
from planspor.ingest.read.pdf.furniture import furniture
from planspor.ingest.read.pdf.gathering import gather
from planspor.ingest.read.pdf.initials import with_initials
from planspor.ingest.read.pdf.lines import TextLine
from planspor.ingest.read.pdf.opening import open_pdf
from planspor.ingest.read.pdf.outline import outline, page_labels
from planspor.ingest.read.pdf.pages import PageText
from planspor.ingest.read.pdf.scanning import no_text
from planspor.ingest.read.pdf.setting import Setting
from planspor.ingest.read.pdf.tags import Element

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1024


class PdfReader:
    """Reads ``.pdf``."""

    name = "pdf/1"

    def accepts(self, file: File) -> bool:
        """By the signature, which may have some junk before it."""
        return _SIGNATURE in file.data[:_SIGNATURE_WITHIN]

    def read(self, file: File) -> Reading:
        """Read a PDF.

        Raises:
            UnreadableFile: it is damaged beyond reading, needs a password, or has no text.
        """
        opened = open_pdf(file)
        with PdfDocument(opened.data) as document:
            gathered = gather(document)
            whole = filled(document, opened.data, gathered.pages, file.until)
            if not any(page.lines for page in whole.pages):
                raise no_text(document, file.name)
            text = _text_of(whole.pages, gathered.elements)
            labels = page_labels(document)
            return Reading(
                text.source,
                text.blocks,
                self.name,
                notes=opened.notes + whole.notes,
                partial=opened.partial or whole.partial or gathered.partial,
                outline=outline(document),
                claims=claims(document, opened.data),
                pages=tuple(
                    Page(page.width, page.height, label)
                    for page, label in zip(whole.pages, labels, strict=True)
                ),
                placed=text.placed,
            )


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a document, as in its Reading."""

    source: str
    blocks: tuple[Block, ...]
    placed: tuple[Placed, ...]


def _text_of(pages: Sequence[PageText], elements: Sequence[Element]) -> _Text:
    aside = furniture(pages)
    texts = [_in_order(page, aside) for page in pages]
    items = list(flow(texts, elements, Setting.of(texts)))
    source, placed = written(
        line
        for page, lines in zip(pages, texts, strict=True)
        for line in _whole(page, lines, aside)
    )
    hyphens = Hyphens(line.text for lines in texts for line in lines)
    return _Text(source, tuple(blocks_of(items, hyphens)), placed)


def _in_order(page: PageText, aside: set[int]) -> list[TextLine]:
    lines = [line for line in page.lines if id(line) not in aside]
    ordered = in_tag_order(lines) if page.tagged else in_order(lines, page.gutters)
    return with_initials(ordered)


def _whole(page: PageText, text: Sequence[TextLine], aside: set[int]) -> Iterator[TextLine]:
    """All lines of a page: what stands above its text, the text, what stands below."""
    furniture = [line for line in page.lines if id(line) in aside]
    yield from (line for line in furniture if line.box.bottom < page.height / 2)
    yield from text
    yield from (line for line in furniture if line.box.bottom >= page.height / 2)
