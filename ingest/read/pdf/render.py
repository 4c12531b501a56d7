"""A page of a PDF as an image, for the site that shows the original."""

import io

from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from planspor.corpus.errors import NotFound, UnreadableFile

_WIDEST = 4_000
_MOST_PIXELS = 24_000_000
"""An image takes four bytes a pixel while it is drawn."""


def page_image(data: bytes, name: str, page: int, width: int) -> bytes:
    """The page (counted from 1) as a PNG ``width`` pixels wide, less where that were too large.

    Raises:
        NotFound: the document has no such page.
        UnreadableFile: the document, named ``name``, or the page cannot be drawn.
    """
    try:
        with PdfDocument(data) as document:
            if not 1 <= page <= len(document):
                raise NotFound(
                    f"{name}: has no page {page}, but {len(document)}",
                    "Ask for one that it has.",
                )
            return _drawn(document[page - 1], width)
    except PdfiumError as error:
        raise UnreadableFile(
            f"{name}: page {page} cannot be drawn: {error}", "Open the original file instead."
        ) from error


def _drawn(page: PdfPage, width: int) -> bytes:
    image = page.render(scale=_scale(page, width)).to_pil()
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _scale(page: PdfPage, width: int) -> float:
    """Pixels a point: what is asked for, within bounds. PDFium rounds up to whole pixels."""
    across, down = (max(1.0, side) for side in page.get_size())
    asked = (max(1, min(width, _WIDEST)) - 0.5) / across
    return float(min(asked, (_MOST_PIXELS / (across * down)) ** 0.5))
