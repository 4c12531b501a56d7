"""From a file's bytes to bytes that PDFium opens: decrypted, repaired, or refused with a reason."""

import io
import logging
from dataclasses import dataclass

import pikepdf
import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import File
from planspor.ingest.read.pdf.nesting import draws_itself
from planspor.ingest.read.pdf.pages import page_of
from planspor.ingest.read.pdf.rebuilding import rebuilt
from planspor.ingest.read.pdf.swelling import swells

# Libraries say much of damaged files; it is told in the notes of a reading, not on stderr.
for _library in ("pypdfium2", "pikepdf"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_SAMPLE = 8
"""Pages that are looked at to tell whether a file is sound."""
_MOST_PAGES = 2_000
"""Pages of a repaired file that are looked at to tell which repair saved most."""

_ANEW = "Print it to a new PDF, or split it, and add that."

OWNER_ONLY = "Protected against changes by an owner's password; open to read."
UNLOCKED = "Read with its password."
REPAIRED = "The file is damaged: it was repaired, and parts of it may be missing."


@dataclass(frozen=True, slots=True)
class Opened:
    """``data`` opens in PDFium without a password; ``notes`` and ``partial`` as in a Reading."""

    data: bytes
    notes: tuple[str, ...] = ()
    partial: bool = False


def open_pdf(file: File) -> Opened:
    """The file as PDFium can read it, repaired where that gains pages.

    Raises:
        UnreadableFile: it is empty, no PDF, a bomb, damaged beyond repair, or needs a password.
    """
    if not file.data:
        raise UnreadableFile(f"{file.name}: the file is empty", "Get the file again.")
    try:
        if swells(file.data):
            raise UnreadableFile(
                f"{file.name}: a page of it unpacks to more than a document can hold", _ANEW
            )
        if draws_itself(file.data):
            raise UnreadableFile(
                f"{file.name}: its drawing refers to itself, or is nested without end", _ANEW
            )
        return _opened(file)
    except MemoryError as error:
        raise UnreadableFile(
            f"{file.name}: it needs more memory than a document is given", _ANEW
        ) from error


def _opened(file: File) -> Opened:
    try:
        with PdfDocument(file.data) as document:
            encrypted = pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0
            sound = _is_sound(document)
    except PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            return Opened(_unlocked(file), (UNLOCKED,))
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise _locked(file, "it is encrypted in a way that cannot be read") from error
        return _repaired(file)
    if sound:
        return Opened(file.data, (OWNER_ONLY,) if encrypted else ())
    return _repaired(file)


def _is_sound(document: PdfDocument) -> bool:
    """Whether any of a few pages, spread over the file, draws something."""
    step = max(1, len(document) // _SAMPLE)
    return any(_draws(document, page) for page in range(0, len(document), step))


def _draws(document: PdfDocument, page: int) -> bool:
    with page_of(document, page) as opened:
        return opened is not None and pdfium.FPDFPage_CountObjects(opened) > 0


def _unlocked(file: File) -> bytes:
    """The file without its encryption."""
    if not file.password:
        raise _locked(file, "it opens only with a password")
    try:
        with pikepdf.open(io.BytesIO(file.data), password=file.password) as document:
            return _saved(document)
    except pikepdf.PasswordError as error:
        raise _locked(file, "the password that was given does not open it") from error
    except pikepdf.PdfError as error:
        raise _locked(file, "it is encrypted, and damaged or not to be decrypted") from error


def _locked(file: File, why: str) -> UnreadableFile:
    return UnreadableFile(
        f"{file.name}: {why}", "Give its password with --password, or save it without encryption."
    )


def _saved(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    # Else metadata that cannot be read stops it.
    document.save(out, fix_metadata_version=False)
    return out.getvalue()


def _repaired(file: File) -> Opened:
    """What has most pages, drawn on if any are: the file as it is, or a repair of it."""
    readings = [file.data, *filter(None, (repair(file.data) for repair in (_resaved, rebuilt)))]
    worth = [_pages(data) for data in readings]
    best = worth.index(max(worth))
    if worth[best] == (0, 0):
        raise UnreadableFile(
            f"{file.name}: no page of it can be read; it is damaged, or no PDF",
            "Get the file again, or print it to a new PDF where it still opens.",
        )
    return Opened(readings[best], (REPAIRED,), partial=True) if best else Opened(file.data)


def _resaved(data: bytes) -> bytes | None:
    """What pikepdf's recovery makes of it: it keeps outline and tags where it succeeds."""
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return _saved(document)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return None


def _pages(data: bytes) -> tuple[int, int]:
    """How many pages draw something, and how many there are; none where PDFium cannot open it."""
    try:
        with PdfDocument(data) as document:
            count = min(len(document), _MOST_PAGES)
            return sum(_draws(document, page) for page in range(count)), count
    except PdfiumError:
        return 0, 0
