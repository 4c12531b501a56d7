"""What a package says of its document: titles, dates, languages, organisations."""

from lxml.etree import _Element

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import Claim
from planspor.ingest.read.office.names import child
from planspor.ingest.read.office.package import Package
from planspor.ingest.read.properties import Said, claims_of


def docx_claims(package: Package, title: str, language: str | None) -> tuple[Claim, ...]:
    """What a DOCX says: its paragraph in a title's style first, then its properties."""
    core = _root(package, "docProps/core.xml")
    app = _root(package, "docProps/app.xml")
    template = (_text(app, "ep:Template") or "").rpartition(".")[0]
    title_of = _text(core, "dc:title")
    return claims_of(
        Said("title", title, "paragraph in a style for titles"),
        Said("title", title_of * (title_of != template), "docx core properties: title"),
        Said("issuer", _text(app, "ep:Company"), "docx properties: company"),
        Said("issuer", _text(core, "dc:creator"), "docx core properties: creator"),
        Said("date", _text(core, "dcterms:modified"), "docx core properties: modified"),
        Said("date", _text(core, "dcterms:created"), "docx core properties: created"),
        Said("language", _text(core, "dc:language"), "docx core properties: language"),
        Said("language", language or "", "docx styles: language"),
    )


def odt_claims(meta: _Element | None, title: str, language: str | None) -> tuple[Claim, ...]:
    """What an ODT says: its paragraph in a title's style first, then its metadata."""
    said = child(meta, "office:meta")
    return claims_of(
        Said("title", title, "paragraph in a style for titles"),
        Said("title", _text(said, "dc:title"), "odt meta: title"),
        Said("issuer", _text(said, "meta:initial-creator"), "odt meta: initial-creator"),
        Said("issuer", _text(said, "dc:creator"), "odt meta: creator"),
        Said("date", _text(said, "dc:date"), "odt meta: date"),
        Said("date", _text(said, "meta:creation-date"), "odt meta: creation-date"),
        Said("language", _text(said, "dc:language"), "odt meta: language"),
        Said("language", language or "", "odt styles: language"),
    )


def _root(package: Package, part: str) -> _Element | None:
    """A part of metadata; a document whose metadata cannot be read can be."""
    try:
        return package.xml(part) if part in package else None
    except UnreadableFile:
        return None


def _text(element: _Element | None, kind: str) -> str:
    found = child(element, kind)
    return "" if found is None else (found.text or "").strip()
