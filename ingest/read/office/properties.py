"""What a package says of its document: titles, dates, languages, organisations."""

import re
from collections.abc import Callable, Mapping

from lxml.etree import _Element

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import Claim
from planspor.ingest.read.office.names import child
from planspor.ingest.read.office.package import Package

_NO_TITLE = re.compile(
    r"(?:microsoft word|powerpoint)\b.*|(?:document|dokument|untitled|uten navn|utan namn) ?\d*"
    r"|(?:ny )?(?:mal|template|tittel|title|overskrift|heading|rapport(?:mal)?|notat(?:mal)?) ?\d*"
    r"|.*\.(?:docx?|dotx?|docm|dotm|odt|ott|rtf|pdf)|[\W\d_]*|\[.*\]|<.*>|(?:normal|blank)",
    re.IGNORECASE,
)
_SHORTEST = 4
_BODY = re.compile(
    r"\b\w*(?:kommune|departement(?:et)?|direktorat(?:et)?|tilsyn(?:et)?|etat(?:en)?|institutt(?:et)?"
    r"|universitet(?:et)?|høg?skol(?:e|en)|stiftelse[nr]?|senter(?:et)?|forvalter(?:en)?|sametinget"
    r"|verket|arkivet|rådet|forbundet|foretak(?:et)?|AS|HF)\b",
    re.IGNORECASE,
)
_LANGUAGES = {"no": "nb", "nb": "nb", "nn": "nn", "en": "en", "se": "se"}
_WEAK = {"date", "language"}
"""Details that a program writes without being told to."""
_DATE = re.compile(r"(?:19[89]\d|20\d\d)-\d\d-\d\d")


def docx_claims(package: Package, title: str, language: str | None) -> tuple[Claim, ...]:
    """What a DOCX says: its paragraph in a title's style first, then its properties."""
    core = _root(package, "docProps/core.xml")
    app = _root(package, "docProps/app.xml")
    template = (_text(app, "ep:Template") or "").rpartition(".")[0]
    title_of = _text(core, "dc:title")
    return _claims(
        ("title", title, "paragraph in a style for titles"),
        ("title", title_of * (title_of != template), "docx core properties: title"),
        ("issuer", _text(app, "ep:Company"), "docx properties: company"),
        ("issuer", _text(core, "dc:creator"), "docx core properties: creator"),
        ("date", _text(core, "dcterms:modified"), "docx core properties: modified"),
        ("date", _text(core, "dcterms:created"), "docx core properties: created"),
        ("language", _text(core, "dc:language"), "docx core properties: language"),
        ("language", language, "docx styles: language"),
    )


def odt_claims(meta: _Element | None, title: str, language: str | None) -> tuple[Claim, ...]:
    """What an ODT says: its paragraph in a title's style first, then its metadata."""
    said = child(meta, "office:meta")
    return _claims(
        ("title", title, "paragraph in a style for titles"),
        ("title", _text(said, "dc:title"), "odt meta: title"),
        ("issuer", _text(said, "meta:initial-creator"), "odt meta: initial-creator"),
        ("issuer", _text(said, "dc:creator"), "odt meta: creator"),
        ("date", _text(said, "dc:date"), "odt meta: date"),
        ("date", _text(said, "meta:creation-date"), "odt meta: creation-date"),
        ("language", _text(said, "dc:language"), "odt meta: language"),
        ("language", language, "odt styles: language"),
    )


def _claims(*said: tuple[str, str | None, str]) -> tuple[Claim, ...]:
    judged = ((detail, _JUDGES[detail](value or ""), how) for detail, value, how in said)
    return tuple(
        Claim(detail, value, how, weak=detail in _WEAK or "creator" in how)
        for detail, value, how in judged
        if value
    )


def _title(text: str) -> str:
    text = " ".join(text.split())
    return "" if len(text) < _SHORTEST or _NO_TITLE.fullmatch(text) else text


def _issuer(text: str) -> str:
    """Organisations alone: who typed a document does not issue it."""
    text = " ".join(text.split())
    return text if _BODY.search(text) else ""


def _date(text: str) -> str:
    match = _DATE.match(text)
    return match.group() if match else ""


def _language(text: str) -> str:
    return _LANGUAGES.get(text[:2].lower(), "")


_JUDGES: Mapping[str, Callable[[str], str]] = {
    "title": _title,
    "issuer": _issuer,
    "date": _date,
    "language": _language,
}


def _root(package: Package, part: str) -> _Element | None:
    """A part of metadata; a document whose metadata cannot be read can be."""
    try:
        return package.xml(part) if part in package else None
    except UnreadableFile:
        return None


def _text(element: _Element | None, kind: str) -> str:
    found = child(element, kind)
    return "" if found is None else (found.text or "").strip()
