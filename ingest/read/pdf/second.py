"""A second reading, by pypdf, of pages that PDFium finds nothing on.

pypdf goes on after a break in a page's stream where PDFium gives the page up: in 200 damaged files
it read a page or more in 4 that were blank otherwise. It knows no places, so that its lines have
none, and it is slow: a twentieth of PDFium's pages a second.
"""

import io
import logging
from collections.abc import Sequence

import pypdf

_MOST_PAGES = 50

# Libraries say much of damaged files; it is told in the notes of a reading, not on stderr.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def second_reading(data: bytes, pages: Sequence[int]) -> dict[int, list[str]]:
    """The lines of those of the pages (counted from 1, the first 50) that pypdf finds some on."""
    if not pages:
        return {}
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        read = {page: _lines(reader, page) for page in pages[:_MOST_PAGES]}
    except Exception:
        return {}
    return {page: lines for page, lines in read.items() if lines}


def _lines(reader: pypdf.PdfReader, page: int) -> list[str]:
    try:
        text = reader.pages[page - 1].extract_text()
    except Exception:
        return []
    return [line.strip() for line in text.splitlines() if line.strip()]
