"""What a PDF says of its own order: its bookmarks and the numbers its pages go by.

PDFium reads both from the open document, many times as fast as pypdf reads them from the file.
"""

import ctypes
from itertools import islice

import pypdfium2.raw as pdfium
from pypdfium2 import PdfBookmark, PdfDocument

from planspor.ingest.read.blocks import Entry

_MOST_ENTRIES = 10_000
_DEEPEST = 12
_LONGEST_LABEL = 64
"""Bytes of a page's label, two a letter."""


def outline(document: PdfDocument) -> tuple[Entry, ...]:
    """The bookmarks that have a title, in order; loops are cut where they come round again."""
    bookmarks = islice(document.get_toc(max_depth=_DEEPEST), _MOST_ENTRIES)
    entries = (_entry(bookmark) for bookmark in bookmarks)
    return tuple(entry for entry in entries if entry.title)


def page_labels(document: PdfDocument) -> list[str]:
    """The number that each page goes by ("iv", "12", "A-3"), empty where it has none."""
    return [_label(document, page) for page in range(len(document))]


def _entry(bookmark: PdfBookmark) -> Entry:
    target = bookmark.get_dest()
    place = target.get_index() if target else None
    title = " ".join(_printable(bookmark.get_title()).split())
    return Entry(title, bookmark.level + 1, None if place is None else place + 1)


def _label(document: PdfDocument, page: int) -> str:
    buffer = ctypes.create_string_buffer(_LONGEST_LABEL)
    length = pdfium.FPDF_GetPageLabel(document, page, buffer, _LONGEST_LABEL)
    if not 2 < length <= _LONGEST_LABEL:
        return ""
    return _printable(buffer.raw[: length - 2].decode("utf-16-le", "replace")).strip()


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
