"""Pages that are images: their text by tesseract, where it is installed."""

import io
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from pypdfium2 import PdfDocument, PdfObject, PdfPage
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from planspor.corpus.errors import UnreadableFile
from planspor.corpus.model import Box
from planspor.ingest.read.pdf.fonts import Face
from planspor.ingest.read.pdf.lines import TextLine
from planspor.ingest.read.pdf.pages import PageText, page_of

_DPI = 300
_MOST_PIXELS = 36_000_000
_SCANNED = 0.4
"""The share of a page that images cover when it is a scan."""
_PAGE_SECONDS = 60
_SURE = 40
"""The mean confidence, of 100, below which a line is dirt or part of a picture."""
_LANGUAGES = {"nor": "Norwegian", "eng": "English"}
"""What tesseract calls the languages, the best first."""
_INSTALL = (
    "Install tesseract with Norwegian and add the file again (Debian, Ubuntu: tesseract-ocr and"
    " tesseract-ocr-nor; Fedora: tesseract and tesseract-langpack-nor; Homebrew: tesseract and"
    " tesseract-lang; Windows: the installer of UB Mannheim)."
)
_AGAIN = "Get the file again, or print it to a new PDF where it still opens."
_LOOKED_AT = 50
"""Pages of a document without text that are searched for images."""
_LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}
_SECTION_SIGN = re.compile(r"^\$ ?(?=\d)")
"""How tesseract reads the paragraph sign that opens a section of a law."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """The pages that were recognised; ``notes`` and ``partial`` as in a Reading."""

    pages: tuple[PageText, ...]
    notes: tuple[str, ...]
    partial: bool = False


def no_text(document: PdfDocument, name: str) -> UnreadableFile:
    """The error for a document without any text that could be read or recognised."""
    if not len(document):
        return UnreadableFile(f"{name}: it has no pages", _AGAIN)
    if not any(_has_image(document, number) for number in range(min(len(document), _LOOKED_AT))):
        return UnreadableFile(f"{name}: its pages have no text and no images", _AGAIN)
    return UnreadableFile(f"{name}: its pages are images, without a text layer", _INSTALL)


def _has_image(document: PdfDocument, number: int) -> bool:
    with page_of(document, number) as page:
        return page is not None and any(_images(page))


def is_scan(page: PdfPage) -> bool:
    """Whether images cover much of a page, as they do where text was scanned."""
    width, height = page.get_width(), page.get_height()
    covered = 0.0
    for image in _images(page):
        left, bottom, right, top = image.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= _SCANNED * width * height)


def _images(page: PdfPage) -> Iterator[PdfObject]:
    """The images on an open page, in its form objects too."""
    yield from page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3)


def recognised(document: PdfDocument, pages: Sequence[int], seconds: float) -> Scanned:
    """The text of some pages (counted from 1), as many as can be read in so many seconds."""
    language = _language()
    if language is None:
        return Scanned((), (f"Not read, without a text layer: {_named(pages)}. {_INSTALL}",), True)
    until = time.monotonic() + seconds
    read: list[PageText] = []
    for number in pages:
        if time.monotonic() >= until:
            break
        read.append(_page(document, number, language, until))
    return Scanned(tuple(read), tuple(_notes(pages, len(read), language)), len(read) < len(pages))


def _notes(pages: Sequence[int], read: int, language: str) -> Iterator[str]:
    if read:
        yield (
            f"Read by optical character recognition (tesseract, {_LANGUAGES[language]}),"
            f" letters may be wrong: {_named(pages[:read])}."
        )
    if read < len(pages):
        yield f"Not read, since recognition takes too long: {_named(pages[read:])}."


def _named(pages: Sequence[int]) -> str:
    """The pages in words: "page 3", "pages 1–4, 9"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    listed = ", ".join("–".join(map(str, run)) for run in runs)
    return f"page{'s' * (len(pages) > 1)} {listed}"


def _language() -> str | None:
    """The best of the languages that the installed tesseract has; None where it has none."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return next((name for name in _LANGUAGES if name in listed.stdout.split()), None)


def _page(document: PdfDocument, number: int, language: str, until: float) -> PageText:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        image = page.render(scale=scale, grayscale=True).to_pil()
    finally:
        page.close()
    out = io.BytesIO()
    image.save(out, "PPM")
    seconds = min(_PAGE_SECONDS, max(1.0, until - time.monotonic()))
    hocr = _recognise(out.getvalue(), language, round(72 * scale), seconds)
    return PageText(number, width, height, list(_lines(hocr, number, scale)))


def _recognise(image: bytes, language: str, dpi: int, seconds: float) -> bytes:
    """The image's text as hOCR; nothing where tesseract fails on it or takes too long."""
    command = ["tesseract", "stdin", "stdout", "-l", language, "--dpi", str(dpi), "hocr"]
    # Its threads wait for each other longer than they work.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        return subprocess.run(
            command, input=image, capture_output=True, check=True, timeout=seconds, env=environment
        ).stdout
    except (subprocess.SubprocessError, OSError):
        return b""


def _lines(hocr: bytes, page: int, scale: float) -> Iterator[TextLine]:
    if not hocr:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(hocr, parser)
    for line in root.iter("{*}span"):
        text = " ".join("".join(map(str, line.itertext())).split())
        if line.get("class") in _LINES and text and _sureness(line) >= _SURE:
            text = _SECTION_SIGN.sub("§ ", text)
            yield _placed(text, str(line.get("title")), page, scale)


def _sureness(line: etree._Element) -> float:
    said = [_numbers(str(word.get("title")), "x_wconf") for word in line]
    sure = [numbers[0] for numbers in said if numbers]
    return sum(sure) / len(sure) if sure else 0.0


def _placed(text: str, title: str, page: int, scale: float) -> TextLine:
    """A line as the layout of other pages has it, from hOCR's places in pixels."""
    left, top, right, bottom = (pixels / scale for pixels in _numbers(title, "bbox"))
    size = (_numbers(title, "x_size") or [scale * (bottom - top)])[0] / scale
    below = (_numbers(title, "baseline") or [0.0, 0.0])[1] / scale
    return TextLine(
        text=text,
        box=Box(page, left, top, right, bottom),
        turn=0,
        left=left,
        right=right,
        base=bottom + below,
        size=round(size),
        face=Face("", bold=False, italic=False),
    )


def _numbers(title: str, name: str) -> list[float]:
    """The numbers that an hOCR title gives for a property."""
    found = re.search(rf"\b{name}((?: -?[\d.]+)+)", title)
    return [float(number) for number in found[1].split()] if found else []
