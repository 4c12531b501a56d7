"""The reader of web pages."""

import re

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import File, Reading
from planspor.ingest.read.encoding import declared_encoding, decode, encoding_notes
from planspor.ingest.read.markup.blocks import blocks_of
from planspor.ingest.read.markup.claims import PageFacts
from planspor.ingest.read.markup.furniture import remove_furniture
from planspor.ingest.read.markup.levels import nest_headings, settle_levels
from planspor.ingest.read.markup.main_text import main_text
from planspor.ingest.read.markup.notes import settle_notes
from planspor.ingest.read.markup.shapes import settle_shapes
from planspor.ingest.read.markup.tree import parse_html

_OPENING = 2000
"""Bytes at the front of a file that tell what it is; comments may stand before them."""
_LOOKS = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|title|meta|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)


class HtmlReader:
    """Reads web pages: the main text without the page's furniture, and what the page claims."""

    name = "html/1"

    def accepts(self, file: File) -> bool:
        """By the first element; XHTML with an XML declaration is HTML as well."""
        opening = file.data[:_OPENING].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
        return bool(_LOOKS.match(opening))

    def read(self, file: File) -> Reading:
        """Read a page.

        Raises:
            UnreadableFile: it is no text, or nothing is in it.
        """
        source, encoding = decode(file.data, file.name, declared_encoding(file.data))
        tree = parse_html(source, file.name)
        facts = PageFacts(tree, file.address)
        claims = facts.claims()
        settle_notes(tree, facts.publisher)
        settle_shapes(tree.root, facts.publisher)
        remove_furniture(tree, facts.publisher)
        roots = main_text(tree, facts.publisher)
        nest_headings(roots)
        blocks = settle_levels([block for root in roots for block in blocks_of(tree, root)])
        if not blocks:
            raise UnreadableFile(
                f"{file.name}: there is no text on this page",
                "Open the address in a browser, let it load, and save the page.",
            )
        notes = (*encoding_notes(encoding), *tree.notes)
        return Reading(source, tuple(blocks), self.name, notes, bool(tree.notes), claims=claims)
