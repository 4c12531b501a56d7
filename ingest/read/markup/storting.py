"""The reader of Stortinget's XML: committee reports and members' proposals (Dok 8).

Three forms: ``Innstilling`` (2016–2017 on, both kinds of document), and before it ``innstilling``
and ``dok8`` in small letters.
"""

import re
from collections.abc import Iterator

from planspor.corpus.errors import UnreadableFile
from planspor.corpus.model import DocumentKind
from planspor.ingest.extract.details.document_numbers import own_number
from planspor.ingest.extract.details.imprint import date_in
from planspor.ingest.read.blocks import Claim, File, Reading
from planspor.ingest.read.encoding import declared_encoding, decode, encoding_notes
from planspor.ingest.read.markup.blocks import blocks_of
from planspor.ingest.read.markup.levels import settle_levels
from planspor.ingest.read.markup.publishers import STORTINGET
from planspor.ingest.read.markup.storting_form import as_html
from planspor.ingest.read.markup.tree import Element, Tree, parse_xml

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*"
    rb"<(?:Innstilling|innstilling|dok8)[\s>]",
    re.DOTALL,
)
_OPENING = 4096
_TITLES = ("Ingress", "Doktit", "front/titgrp/tit", "front/titgrp/doktit", "sak/tit", "doktit")
"""Where the title stands, the fullest wording first; ``Doktit`` names only the committee."""
_NAMES = ("Navn", "innst", "fnr")
_YEARS = ("Aar", "aar")
_COMPLETE = "Komplett"


class StortingReader:
    """Reads publications of data.stortinget.no."""

    name = "storting/1"

    def accepts(self, file: File) -> bool:
        """By the root element; the files have no XML declaration."""
        return bool(_ROOT.match(file.data[:_OPENING]))

    def read(self, file: File) -> Reading:
        """Read a publication.

        Raises:
            UnreadableFile: it is no text, or nothing is in it.
        """
        source, encoding = decode(file.data, file.name, declared_encoding(file.data))
        tree = parse_xml(source, file.name)
        status = tree.root.get("Status", _COMPLETE)
        claims = tuple(_claims(tree))
        as_html(tree)
        blocks = settle_levels(blocks_of(tree, tree.root))
        if not blocks:
            raise UnreadableFile(
                f"{file.name}: there is no text in this publication",
                "Fetch it again, or take the PDF from stortinget.no.",
            )
        said = () if status == _COMPLETE else (f"Stortinget gives its status as {status}.",)
        notes = (*encoding_notes(encoding), *said, *tree.notes)
        return Reading(
            source, tuple(blocks), self.name, notes, partial=bool(tree.notes), claims=claims
        )


def _claims(tree: Tree) -> Iterator[Claim]:
    yield Claim("issuer", STORTINGET.name, "Stortinget's XML")
    yield Claim("kind", DocumentKind.OTHER.value, "Stortinget's XML")
    title = next(filter(None, (_first(tree, path) for path in _TITLES)), None)
    if title:
        yield Claim("title", title, "Stortinget's XML: title")
    name, year = (_any(tree, paths) for paths in (_NAMES, _YEARS))
    number = own_number(f"{name} {year}")
    if number is not None:
        yield Claim("number", number.text, "Stortinget's XML: number and session")
    for element in tree.root.iter("Sign", "sign", "dato"):
        for part in element.iter():
            if date := date_in(tree.text(part)):
                yield Claim("date", date, "Stortinget's XML: signature")
                break
    if STORTINGET.licence:
        yield Claim("licence", STORTINGET.licence, "data.stortinget.no")


def _first(tree: Tree, path: str) -> str:
    found: Element | None = tree.root.find(f".//{path}")
    return tree.text(found) if found is not None else ""


def _any(tree: Tree, paths: tuple[str, ...]) -> str:
    return next(filter(None, (_first(tree, path) for path in paths)), "")
