"""The reader of Word's documents (.docx, .docm), Transitional and Strict."""

from collections.abc import Mapping
from posixpath import join, normpath, split

from lxml.etree import _Element

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import File, Reading
from planspor.ingest.read.office.composing import compose
from planspor.ingest.read.office.names import attribute, child, name, value
from planspor.ingest.read.office.package import (
    SAVE_ANEW,
    SIGNATURE,
    Package,
    part_names,
)
from planspor.ingest.read.office.properties import docx_claims
from planspor.ingest.read.office.word.body import Body
from planspor.ingest.read.office.word.notes import Notes
from planspor.ingest.read.office.word.numbering import Numbering
from planspor.ingest.read.office.word.runs import RunReader
from planspor.ingest.read.office.word.styles import Styles

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What old Office files, and encrypted new ones, begin with (MS-CFB 2.2)."""
_STREAMS = tuple(stream.encode("utf-16-le") for stream in ("WordDocument", "EncryptedPackage"))
_ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
_MAIN = "word/document"
_OTHERS = ("mimetype", "content.xml", "xl/workbook.xml", "ppt/presentation.xml")


class DocxReader:
    """Reads WordprocessingML: tracked changes as accepted, without comments and headers."""

    name = "docx/1"

    def accepts(self, file: File) -> bool:
        """By what the package holds; old and encrypted Word files too, to say what to do."""
        if file.data.startswith(OLE):
            old, encrypted = (stream in file.data for stream in _STREAMS)
            return old or (encrypted and _is_named(file))
        if not file.data.startswith(SIGNATURE):
            return False
        names = part_names(file.data)
        if any(name.startswith(_MAIN) for name in names):
            return True
        return not any(name in names for name in _OTHERS) and _is_named(file)

    def read(self, file: File) -> Reading:
        """Read the whole document.

        Raises:
            UnreadableFile: it is encrypted, of Word before 2007, damaged beyond reading, too
                large, or without text.
        """
        if file.data.startswith(OLE):
            raise _old(file)
        package = Package(file.data, file.name)
        parts = _Parts(package)
        styles = Styles(parts.xml("styles"))
        runs = RunReader(styles, *parts.notes())
        body = Body(styles, Numbering(parts.xml("numbering")), runs)
        source, blocks = compose(body.items(parts.body(file.name)), file.name)
        return Reading(
            source,
            blocks,
            self.name,
            (*runs.changes.notes(), *_embedded(body.embedded), *package.notes()),
            package.damaged or body.embedded > 0,
            claims=docx_claims(package, body.title, styles.language),
        )


def _embedded(count: int) -> tuple[str, ...]:
    return (f"Files embedded in the text are not read: {count}.",) if count else ()


class _Parts:
    """The parts of a document by what its relationships call them."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = _targets(package, "").get("officeDocument", f"{_MAIN}.xml")
        self._targets = _targets(package, self._main)

    def xml(self, kind: str) -> _Element | None:
        """A part that the document refers to; None where it has none."""
        part = self._targets.get(kind, f"word/{kind}.xml")
        return self._package.xml(part) if part in self._package else None

    def body(self, file: str) -> _Element:
        """The element that holds the text."""
        body = child(self._package.xml(self._main), "w:body")
        if body is None:
            raise UnreadableFile(f"{file}: {self._main} holds no text", SAVE_ANEW)
        return body

    def notes(self) -> tuple[Notes, Notes]:
        """Footnotes and endnotes; Word prints the latter's numbers in small Roman letters."""
        settings = self.xml("settings")
        footnotes = value(settings, "w:footnotePr", "w:numFmt") or "decimal"
        endnotes = value(settings, "w:endnotePr", "w:numFmt") or "lowerRoman"
        return (
            Notes(self.xml("footnotes"), footnotes),
            Notes(self.xml("endnotes"), endnotes),
        )


def _targets(package: Package, part: str) -> Mapping[str, str]:
    """The parts that a part (empty: the package) refers to, by the last word of their type."""
    folder, base = split(part)
    relations = join(folder, "_rels", f"{base}.rels")
    if relations not in package:
        return {}
    return {
        (attribute(relation, "Type") or "").rpartition("/")[2]: normpath(
            join("/", folder, attribute(relation, "Target") or "")
        ).lstrip("/")
        for relation in package.xml(relations)
        if name(relation) == "rel:Relationship" and attribute(relation, "TargetMode") != "External"
    }


def _is_named(file: File) -> bool:
    return file.name.lower().endswith(_ENDINGS)


def _old(file: File) -> UnreadableFile:
    if _STREAMS[1] in file.data:
        return UnreadableFile(
            f"{file.name}: is encrypted",
            "Open it in Word with its password, save it without one and add that.",
        )
    return UnreadableFile(
        f"{file.name}: is of the format that Word used before 2007",
        "Open it in Word or LibreOffice, save it as .docx and add that.",
    )
