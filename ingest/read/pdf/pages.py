"""A page of a PDF: open, and as lines before anything is known of the pages around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from planspor.ingest.read.pdf.lines import TextLine


@dataclass(slots=True)
class PageText:
    """A page's lines in the order of its stream, the gutters between its columns, its size.

    ``tagged`` tells that the lines' owners and ranks come from structure tags.
    """

    number: int
    width: float
    height: float
    lines: list[TextLine]
    gutters: list[float] = field(default_factory=list)
    tagged: bool = False


@contextmanager
def page_of(document: PdfDocument, place: int) -> Iterator[PdfPage | None]:
    """A page (counted from 0) as long as it is open; None for one that cannot be opened."""
    try:
        page = document[place]
    except PdfiumError:
        page = None
    try:
        yield page
    finally:
        if page is not None:
            page.close()
