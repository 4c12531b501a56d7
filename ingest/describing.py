"""What is known of a document: corrections first, then what it and others say, then defaults."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from planspor.corpus import Corpus
from planspor.corpus.model import Access, Document, DocumentKind
from planspor.ingest.extract.details import PERSON, Details, Settled, settle
from planspor.ingest.read.blocks import Claim

DETAILS = tuple(field.name for field in fields(Details))


def corrections(held: Document) -> dict[str, str]:
    """What people have said of a document, by detail; empty where they said there is none."""
    return {
        detail: _said(getattr(held, detail))
        for detail in DETAILS
        if held.found.get(detail) == PERSON
    }


def corrected(said: Mapping[str, str]) -> Iterator[Claim]:
    """Corrections as claims, in the order in which they are settled."""
    yield from (Claim(detail, said[detail], PERSON) for detail in DETAILS if detail in said)


def settled(claims: Iterable[Claim], file: str) -> tuple[dict[str, Any], Mapping[str, str]]:
    """Every detail as the record keeps it, and how those that are known were found.

    ``file`` is the name that a document goes by which says no title.
    """
    found: Settled = settle(claims)
    values = {detail: getattr(found.details, detail) for detail in DETAILS}
    return {**values, **_defaults(found.details, file)}, found.found


def describe(
    corpus: Corpus, held: Document, said: Mapping[str, str], claims: Iterable[Claim]
) -> tuple[str, ...]:
    """Keep what is said of the version in force and settle its details anew.

    Returns the details whose values are others now.
    """
    listed = tuple(dict.fromkeys(claims))
    values, found = settled([*corrected(said), *listed], held.file)
    changed = {detail: v for detail, v in values.items() if v != getattr(held, detail)}
    if changed or found != held.found:
        corpus.documents.describe(held.id, changed | {"found": dict(found)})
    if listed != tuple(corpus.versions.claims(held.id)):
        corpus.versions.state(held.id, held.version, listed)
    return tuple(changed)


def claims_of(corpus: Corpus, document: str) -> list[Claim]:
    """What the version in force and others say of a document."""
    return [Claim(*claim) for claim in corpus.versions.claims(document)]


def _defaults(details: Details, file: str) -> dict[str, Any]:
    return {
        "title": details.title or file,
        "kind": details.kind or DocumentKind.OTHER,
        "language": details.language or "und",
        "access": details.access or Access.OPEN,
    }


def _said(value: object) -> str:
    return "" if value is None else str(value)
