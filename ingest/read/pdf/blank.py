"""Pages that PDFium finds no text on: recognised where they are images, read a second time else."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pypdfium2 import PdfDocument

from planspor.corpus.model import Box
from planspor.ingest.read.pdf.fonts import Face
from planspor.ingest.read.pdf.lines import TextLine
from planspor.ingest.read.pdf.pages import PageText, page_of
from planspor.ingest.read.pdf.scanning import is_scan, recognised
from planspor.ingest.read.pdf.second import second_reading

_AFTER = 30
"""Seconds kept for what follows when pages are recognised: that of 1,000 pages takes some 10."""
_TYPE, _LEADING = 10.0, 12.0
_SECOND = "Read a second time, by pypdf, as the pages are damaged; places are not known: pages "


@dataclass(frozen=True, slots=True)
class Filled:
    """All pages, with what could be read of the blank ones; the rest as in a Reading."""

    pages: list[PageText]
    notes: tuple[str, ...] = ()
    partial: bool = False


def filled(document: PdfDocument, data: bytes, pages: Sequence[PageText], until: float) -> Filled:
    """Read the blank pages of a document otherwise; ``until`` is as in ``File``."""
    blank = [page.number for page in pages if not page.lines]
    scans = [number for number in blank if _is_scan(document, number)]
    found: dict[int, PageText] = {}
    notes: list[str] = []
    partial = False
    if scans:
        scanned = recognised(document, scans, until - _AFTER - time.monotonic())
        found |= {page.number: page for page in scanned.pages}
        partial = scanned.partial
        if partial or any(page.lines for page in scanned.pages):
            notes += scanned.notes
    again = second_reading(data, [number for number in blank if number not in scans])
    for number, lines in again.items():
        page = pages[number - 1]
        found[number] = replace(page, lines=_unplaced(lines, page))
    if again:
        notes.append(f"{_SECOND}{', '.join(map(str, again))}.")
    whole = [found.get(page.number, page) for page in pages]
    return Filled(whole, tuple(notes), partial or bool(again))


def _is_scan(document: PdfDocument, number: int) -> bool:
    with page_of(document, number - 1) as page:
        return page is not None and is_scan(page)


def _unplaced(lines: Sequence[str], page: PageText) -> list[TextLine]:
    """Lines of which no more is known than their page, laid out as if they were typed."""
    return [
        TextLine(
            text=text,
            box=Box(page.number, 0, 0, page.width, page.height),
            turn=0,
            left=0.0,
            right=len(text) * _TYPE / 2,
            base=place * _LEADING,
            size=_TYPE,
            face=Face("", bold=False, italic=False),
        )
        for place, text in enumerate(lines, 1)
    ]
