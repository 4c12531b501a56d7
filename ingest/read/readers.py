"""All readers; a new one is entered in ``READERS`` and nowhere else.

Imported where files are read, which is in the sandbox's workers, and not by the commands: the
libraries behind the readers take half a second to load.
"""

from planspor.ingest.read.blocks import File, Reader
from planspor.ingest.read.helsedir import HelsedirReader
from planspor.ingest.read.markup.epub import EpubReader
from planspor.ingest.read.markup.html import HtmlReader
from planspor.ingest.read.markup.storting import StortingReader
from planspor.ingest.read.office.docx import DocxReader
from planspor.ingest.read.office.odt import OdtReader
from planspor.ingest.read.pdf.reader import PdfReader
from planspor.ingest.read.text import TextReader

READERS: tuple[Reader, ...] = (
    PdfReader(),
    DocxReader(),
    OdtReader(),
    HelsedirReader(),
    EpubReader(),
    StortingReader(),
    HtmlReader(),
    TextReader(),
)


def reader_for(file: File) -> Reader | None:
    """The first reader that takes the file, or None for what is no document."""
    return next((reader for reader in READERS if reader.accepts(file)), None)
