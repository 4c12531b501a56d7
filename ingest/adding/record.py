"""Entering documents into the record, one transaction a document."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from planspor.corpus import Corpus
from planspor.corpus.model import Access, Document
from planspor.corpus.store.database import now
from planspor.corpus.store.documents import DocumentVersion
from planspor.corpus.store.originals import digest
from planspor.corpus.textmap import TextMap
from planspor.ingest.adding.incoming import Incoming
from planspor.ingest.adding.outcome import Added, Status
from planspor.ingest.anchoring import carry_over
from planspor.ingest.describing import claims_of, corrected, corrections, describe, settled
from planspor.ingest.extract.details import PERSON, Details, said
from planspor.ingest.extract.entities.abbreviations import abbreviations
from planspor.ingest.read.blocks import Claim
from planspor.ingest.recurrence import Recurrences
from planspor.ingest.sandbox import Taken


class Overtaken(Exception):
    """Another process has meanwhile entered what a decision rested on not being there."""


def enter(corpus: Corpus, id_: str, file: Incoming, taken: Taken, details: Details | None) -> Added:
    """Store a file that was taken apart as a document, or as its next version.

    Raises:
        Overtaken: the document has changed since, or another is made of the same bytes by now;
            nothing is stored.
    """
    held = corpus.documents.find(id_)
    version = _version(id_, file, held, taken, details)
    document = version.document
    ids = (passage.id for passage in taken.passages)
    prints = dict(zip(ids, taken.prints, strict=True))
    pairs = Recurrences(corpus.documents, corpus.recurrences).find(
        id_, document.version, taken.passages, prints
    )
    explained = [(one.short, one.full, one.passage) for one in abbreviations(taken.passages)]
    with corpus.database.write() as connection, _original(corpus, file.data):
        if corpus.documents.find(id_) != held or corpus.documents.by_sha256(document.sha256):
            raise Overtaken
        corpus.documents.put(connection, version)
        corpus.recurrences.put(connection, id_, document.version, prints, pairs)
        corpus.terms.explain(connection, id_, document.version, explained)
        lost = carry_over(corpus, connection, document, taken.passages)
    status = Status.PARTIAL if taken.partial else Status.UPDATED if held else Status.ADDED
    counts = len(taken.sections), len(taken.passages)
    return Added(file.path, status, id_, *counts, taken.notes, lost=lost)


def _version(
    id_: str, file: Incoming, held: Document | None, taken: Taken, details: Details | None
) -> DocumentVersion:
    claims = (*_stated(file, held), *taken.claims)
    weightier = corrected(_said(held, details))
    return DocumentVersion(
        document=_document(id_, file, held, [*weightier, *claims], taken.notes),
        path=file.place,
        reader=taken.reader,
        text=taken.text,
        text_map=TextMap.unpack(taken.text_map),
        pages=taken.pages,
        claims=claims,
        sections=taken.sections,
        passages=taken.passages,
    )


def enter_again(corpus: Corpus, held: Document, file: Incoming, details: Details | None) -> Added:
    """The same bytes once more: the original is whole, and what is now said of it holds."""
    corpus.originals.keep(file.data)
    claims = [*_stated(file, held), *claims_of(corpus, held.id)]
    changed = describe(corpus, held, _said(held, details), claims)
    status = Status.UPDATED if changed else Status.UNCHANGED
    return Added(file.path, status, held.id, held.sections, held.passages, held.notes)


def _said(held: Document | None, details: Details | None) -> dict[str, str]:
    """What people say of a document, and have said of an earlier version of it."""
    now_said = {claim.detail: claim.value for claim in said(details, PERSON)}
    return {**(corrections(held) if held else {}), **now_said}


def _stated(file: Incoming, held: Document | None) -> Iterator[Claim]:
    """What others than the document say of it.

    One that was restricted stays so in a new version until somebody says otherwise.
    """
    yield from file.claims
    if held is not None and held.access is Access.RESTRICTED:
        how = held.found.get("access", PERSON)
        if how != PERSON:
            yield Claim("access", held.access, how)
    if file.address is not None:
        yield Claim("address", file.address, "fetched from there")


@contextmanager
def _original(corpus: Corpus, data: bytes) -> Iterator[None]:
    """Keep the original first, so that the record never names a missing one; undone on failure."""
    new = not corpus.originals.path(digest(data)).exists()
    sha256 = corpus.originals.keep(data)
    try:
        yield
    except BaseException:
        if new:
            corpus.originals.drop(sha256)
        raise


def _document(
    id_: str,
    file: Incoming,
    held: Document | None,
    claims: Iterable[Claim],
    notes: tuple[str, ...],
) -> Document:
    values, found = settled(claims, file.name)
    return Document(
        id=id_,
        file=file.name,
        sha256=digest(file.data),
        version=held.version + 1 if held else 1,
        added=now(),
        found=found,
        notes=notes,
        **values,
    )
