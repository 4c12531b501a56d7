"""The reader of OpenDocument texts (.odt), as LibreOffice saves them."""

from lxml.etree import _Element

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import File, Reading
from planspor.ingest.read.office.changes import Changes
from planspor.ingest.read.office.composing import compose
from planspor.ingest.read.office.names import child, children, every, name
from planspor.ingest.read.office.odf.body import Body
from planspor.ingest.read.office.odf.styles import Styles
from planspor.ingest.read.office.package import SAVE_ANEW, SIGNATURE, Package, part_names
from planspor.ingest.read.office.properties import odt_claims

_KIND = b"mimetypeapplication/vnd.oasis.opendocument.text"
_KIND_AT = 30
"""A package's first entry, stored as it is, says what it holds (ODF 1.3 part 2, 3.3)."""
_ENCRYPTION = "manifest:encryption-data"
_ENDINGS = (".odt", ".ott", ".odm")


class OdtReader:
    """Reads OpenDocument text: tracked changes as accepted, without comments and headers."""

    name = "odt/1"

    def accepts(self, file: File) -> bool:
        """By what the package says it holds; by its name where it says nothing."""
        if not file.data.startswith(SIGNATURE):
            return False
        if file.data.startswith(b"mimetype", _KIND_AT):
            return file.data.startswith(_KIND, _KIND_AT)
        names = part_names(file.data)
        return file.name.lower().endswith(_ENDINGS) and ("content.xml" in names or not names)

    def read(self, file: File) -> Reading:
        """Read the whole document.

        Raises:
            UnreadableFile: it is encrypted, damaged beyond reading, too large, or without text.
        """
        package = Package(file.data, file.name)
        _refuse_encrypted(package, file.name)
        content = package.xml("content.xml")
        styles = Styles(_part(package, "styles.xml"), content)
        text = child(content, "office:body", "office:text")
        if text is None:
            raise UnreadableFile(f"{file.name}: content.xml holds no text", SAVE_ANEW)
        body = Body(styles)
        source, blocks = compose(body.items(text), file.name)
        return Reading(
            source,
            blocks,
            self.name,
            (*_changes(text).notes(), *package.notes()),
            package.damaged,
            claims=odt_claims(_part(package, "meta.xml"), body.title, styles.language),
        )


def _part(package: Package, part: str) -> _Element | None:
    return package.xml(part) if part in package else None


def _refuse_encrypted(package: Package, file: str) -> None:
    manifest = _part(package, "META-INF/manifest.xml")
    if manifest is not None and next(every(manifest, _ENCRYPTION), None) is not None:
        raise UnreadableFile(
            f"{file}: is encrypted",
            "Open it in LibreOffice with its password, save it without one and add that.",
        )


def _changes(text: _Element) -> Changes:
    """The changes that are kept with a text; what was deleted stands there, not in the text."""
    changes = Changes()
    for region in children(text, "text:tracked-changes", "text:changed-region"):
        for change in region:
            creator = child(change, "office:change-info", "dc:creator")
            author = None if creator is None else creator.text
            if name(change) == "text:insertion":
                changes.insert(author)
            elif name(change) == "text:deletion":
                changes.delete(author)
    return changes
