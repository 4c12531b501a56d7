"""The reader of EPUB 2 and 3: the documents of the spine as one text."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from planspor.ingest.read.blocks import Block, File, Reading
from planspor.ingest.read.markup.blocks import blocks_of
from planspor.ingest.read.markup.book import BETWEEN, CONTAINER, Book, Content
from planspor.ingest.read.markup.hidden import remove_unseen
from planspor.ingest.read.markup.levels import settle_levels
from planspor.ingest.read.markup.links import leads_elsewhere
from planspor.ingest.read.markup.notes import settle_notes
from planspor.ingest.read.markup.publishers import REGJERINGEN
from planspor.ingest.read.markup.shapes import settle_shapes
from planspor.ingest.read.markup.tree import Tree, parse_html, parse_xml
from planspor.ingest.read.markup.weights import Weights
from planspor.ingest.read.office.package import SIGNATURE

_MIMETYPE = b"mimetypeapplication/epub+zip"
_OPENING = 200
"""Bytes in which the first entry, the media type, stands."""


class EpubReader:
    """Reads EPUB: ``source`` is the decoded spine, anchors are ``file.xhtml#id``."""

    name = "epub/1"

    def accepts(self, file: File) -> bool:
        """By the first entry, which says the media type; in sloppy books by the container."""
        if not file.data.startswith(SIGNATURE):
            return False
        return _MIMETYPE in file.data[:_OPENING] or CONTAINER.encode() in file.data

    def read(self, file: File) -> Reading:
        """Read the documents of the spine in their order.

        Raises:
            UnreadableFile: it is no package, is encrypted, too large, or holds no text.
        """
        book = Book(file)
        contents = list(book.contents())
        source = BETWEEN.join(content.text for content in contents)
        trees = [_parsed(source, content, file.name) for content in contents]
        blocks = [
            block
            for content, tree in zip(contents, trees, strict=True)
            for block in _blocks(content, tree)
        ]
        if not blocks:
            raise book.refused("it holds no text")
        notes = tuple(dict.fromkeys([*book.notes(), *(n for tree in trees for n in tree.notes)]))
        return Reading(
            source,
            tuple(settle_levels(blocks)),
            self.name,
            notes,
            partial=bool(notes),
            outline=tuple(book.outline()),
            claims=tuple(book.claims()),
        )


def _parsed(source: str, content: Content, name: str) -> Tree:
    """A content document as a tree; one that is no XML is read as a web page is."""
    place = content.start, content.start + len(content.text)
    tree = parse_xml(source, f"{name}: {content.path}", *place)
    return tree if not tree.faulty else parse_html(source, f"{name}: {content.path}", *place)


def _blocks(content: Content, tree: Tree) -> Iterator[Block]:
    """The blocks of a content document, unless it is the book's contents list."""
    body = next(tree.root.iter("body"), tree.root)
    if leads_elsewhere(Weights(tree)[body]):
        return
    settle_notes(tree, REGJERINGEN)
    settle_shapes(body, REGJERINGEN)
    remove_unseen(tree)
    file = PurePosixPath(content.path).name
    for block in blocks_of(tree, body):
        yield replace(block, anchor=f"{file}#{block.anchor}" if block.anchor else file)
