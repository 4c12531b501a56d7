"""What a file is that no reader takes, and what a person can do about it."""

import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from pathlib import PurePosixPath

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.adding.incoming import Incoming
from planspor.ingest.adding.outcome import Added, Status

_DOCUMENTS = frozenset(
    (".pdf", ".docx", ".odt", ".epub", ".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".zip")
)
"""A file so named is meant to be a document, whatever its bytes are."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name, what to do, and whether it may hold a document's text."""

    name: str
    remedy: str
    holds_text: bool = False


_NOTHING = "What is no document needs nothing."
_PLANS = "A list of a plan's measures is imported with `planspor plans add`."
_AS_PDF = "Open it in its own program, save it as PDF, and add that."
_AS_DOCX = "Open it in Word or LibreOffice, save it as .docx, and add that."
_UNPACK = "Unpack it and add the folder."

_IMAGE = Kind("an image", "Where it is a page with text, save it as PDF and add that.")
_PROGRAM = Kind("a program", _NOTHING)
_FONT = Kind("a font", _NOTHING)
_SOUND = Kind("sound or film", _NOTHING)
_ARCHIVE = Kind("an archive other than ZIP", _UNPACK, holds_text=True)
_OLD_WORD = Kind("a Word file of before 2007 (.doc)", _AS_DOCX, holds_text=True)
_SLIDES = Kind("a presentation", _AS_PDF, holds_text=True)
_SHEET = Kind("a spreadsheet", _PLANS)
_MAIL = Kind("saved mail", _AS_PDF, holds_text=True)
_UNKNOWN = Kind("of no kind that Planspor knows", _NOTHING)

_HEAD = 4096
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP", _IMAGE),
    (rb"\x7fELF|MZ|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|#!", _PROGRAM),
    (rb"OTTO|\x00\x01\x00\x00\x00|wOF[F2]|ttcf", _FONT),
    (rb"ID3|OggS|fLaC|RIFF.{4}(?:WAVE|AVI )|.{4}ftyp|\x1aE\xdf\xa3", _SOUND),
    (rb"\x1f\x8b|BZh|7z\xbc\xaf|Rar!|\xfd7zXZ|\x28\xb5\x2f\xfd|.{257}ustar", _ARCHIVE),
    (rb"\{\\rtf", Kind("rich text (.rtf)", _AS_DOCX, holds_text=True)),
    (rb"%PDF-", Kind("a damaged PDF", _AS_PDF, holds_text=True)),
    (rb"SQLite format 3\x00", Kind("a database", _NOTHING)),
    (rb"\s*[{\[]", Kind("JSON that is no record of a document", _NOTHING)),
    (rb"\s*(?:<\?xml[^>]*>\s*)?(?:<![^>]*>\s*)*<svg", _IMAGE),
    (rb"\s*<", Kind("XML of a kind that Planspor does not know", _NOTHING)),
)
_INSIDE: dict[bytes, tuple[tuple[bytes, Kind], ...]] = {
    b"PK": (
        (b"xl/workbook", _SHEET),
        (b"opendocument.spreadsheet", _SHEET),
        (b"ppt/presentation", _SLIDES),
        (b"opendocument.presentation", _SLIDES),
        (b"", Kind("a damaged ZIP archive or Office file", _UNPACK, holds_text=True)),
    ),
    b"\xd0\xcf\x11\xe0": (
        ("WordDocument".encode("utf-16-le"), _OLD_WORD),
        ("Workbook".encode("utf-16-le"), _SHEET),
        ("PowerPoint".encode("utf-16-le"), _SLIDES),
        ("__substg1.0_".encode("utf-16-le"), _MAIL),
        (b"", _UNKNOWN),
    ),
}
"""Formats that are containers: their first bytes, then what gives away what is inside."""


def not_read(file: Incoming) -> Added:
    """The outcome of a file that no reader takes: skipped, or failed if it is a document's."""
    kind = kind_of(file.data)
    suffix = PurePosixPath(file.name).suffix.lower()
    is_document = suffix in _DOCUMENTS
    said = f"{file.path}: named {suffix}, but it is {kind.name}"
    error = UnreadableFile(
        said if is_document else f"{file.path}: {kind.name}",
        kind.remedy if kind.remedy is not _NOTHING or not is_document else _AS_PDF,
    )
    status = Status.FAILED if is_document or kind.holds_text else Status.SKIPPED
    return Added(file.path, status, error=error)


def kind_of(data: bytes) -> Kind:
    """What bytes are that no reader takes, by how they begin and what they hold."""
    for start, signs in _INSIDE.items():
        if data.startswith(start):
            return next(kind for sign, kind in signs if sign in data)
    head = data[:_HEAD].removeprefix(BOM_UTF8)
    for pattern, kind in _SIGNATURES:
        if re.match(pattern, head, re.DOTALL):
            return kind
    return _UNKNOWN if b"\0" in data else _NOT_PROSE


_NOT_PROSE = Kind(
    "no running text: a table, settings or code",
    f"{_PLANS} Where it is a document, name it .txt and add it again.",
)
