"""The package of an EPUB: its spine, its contents list and what its metadata says.

Structure as in EPUB Packages 3.3 (W3C): ``META-INF/container.xml`` names the package document,
whose spine lists the content documents in reading order.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import Claim, Entry, File
from planspor.ingest.read.encoding import declared_encoding, decode
from planspor.ingest.read.markup.settling import number_claims, settle
from planspor.ingest.read.markup.tree import Element, Tree, parse_xml
from planspor.ingest.read.office.package import Limits, Package

CONTAINER = "META-INF/container.xml"
_LIMITS = Limits(entries=10_000)
_CONTENT = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
_DUBLIN_CORE = {
    "title": "title",
    "publisher": "issuer",
    "creator": "issuer",
    "date": "date",
    "language": "language",
    "rights": "licence",
    "source": "address",
}
BETWEEN = "\n"
"""What stands between two documents of the spine in the source."""


class Content(NamedTuple):
    """A content document: its path in the package, its text and where that begins in the source."""

    path: str
    text: str
    start: int


class Book:
    """The package of an EPUB."""

    def __init__(self, file: File) -> None:
        self._name = file.name
        self._package = Package(file.data, file.name, _LIMITS)
        container = self._xml(CONTAINER)
        path = next((e.get("full-path") for e in container.root.iter("rootfile")), None)
        if not path:
            raise self.refused("its container names no package document")
        self._folder = PurePosixPath(path).parent
        self._opf = self._xml(path)
        self._items = {e.get("id", ""): e for e in self._opf.root.iter("item")}
        self._missing: list[str] = []

    def refused(self, why: str) -> UnreadableFile:
        """The error for a book that cannot be read."""
        return UnreadableFile(f"{self._name}: {why}", "Fetch the EPUB again, or take the PDF.")

    def contents(self) -> Iterator[Content]:
        """The documents of the spine; one that is missing is noted."""
        place = 0
        for reference in self._opf.root.iter("itemref"):
            item = self._items.get(reference.get("idref", ""))
            if item is None or item.get("media-type") not in _CONTENT or _is_nav(item):
                continue
            path = self._path(item.get("href", ""))
            if path not in self._package:
                self._missing.append(path)
                continue
            text = self._text(path)
            yield Content(path, text, place)
            place += len(text) + len(BETWEEN)

    def notes(self) -> Iterator[str]:
        """What of the book could not be read."""
        for path in self._missing:
            yield f"{path} is missing from the book."
        if self._package.damaged:
            yield "The file is damaged; what could be unpacked was read."

    def outline(self) -> Iterator[Entry]:
        """The book's own contents: the nav of EPUB 3, else the NCX of EPUB 2."""
        for item in self._items.values():
            path = self._path(item.get("href", ""))
            if _is_nav(item) and path in self._package:
                yield from _nav_entries(self._xml(path))
                return
        for item in self._items.values():
            path = self._path(item.get("href", ""))
            if item.get("media-type") == "application/x-dtbncx+xml" and path in self._package:
                yield from _ncx_entries(self._xml(path))
                return

    def claims(self) -> Iterator[Claim]:
        """What the package's metadata says, in the order of its details."""
        said = [(e, self._opf.text(e)) for e in self._opf.root.iter(*_DUBLIN_CORE)]
        for element, value in said:
            claim = settle(Claim(_DUBLIN_CORE[str(element.tag)], value, f"EPUB dc:{element.tag}"))
            if claim is not None:
                yield claim
        texts = (self._opf.text(e) for e in self._opf.root.iter("title", "identifier", "subject"))
        yield from number_claims(texts, "EPUB metadata")

    def _path(self, href: str) -> str:
        """A reference of the package document as a path in the package."""
        parts: list[str] = []
        for part in (self._folder / unquote(href.partition("#")[0])).parts:
            if part == "..":
                parts[-1:] = []
            elif part != ".":
                parts.append(part)
        return "/".join(parts)

    def _text(self, path: str) -> str:
        data = self._package.read(path)
        return decode(data, f"{self._name}: {path}", declared_encoding(data))[0]

    def _xml(self, path: str) -> Tree:
        return parse_xml(self._text(path), f"{self._name}: {path}")


def _is_nav(item: Element) -> bool:
    return "nav" in item.get("properties", "").split()


def _nav_entries(nav: Tree) -> Iterator[Entry]:
    """The entries of the nav document's first list that is a contents list."""
    lists = [e for e in nav.root.iter("nav") if e.get("epub-type", "toc") == "toc"]
    for link in lists[0].iter("a", "span") if lists else ():
        level = sum(1 for _ in link.iterancestors("ol"))
        if level and (title := nav.text(link)):
            yield Entry(title, level)


def _ncx_entries(ncx: Tree) -> Iterator[Entry]:
    for point in ncx.root.iter("navPoint"):
        label = point.find("navLabel")
        title = ncx.text(label) if label is not None else ""
        if title:
            yield Entry(title, 1 + sum(1 for _ in point.iterancestors("navPoint")))
