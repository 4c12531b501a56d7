"""Documents, their sections and passages; and documents that are sent in."""

from typing import Final

from flask import request

from planspor import ingest
from planspor.corpus.errors import NotFound
from planspor.corpus.model import Role
from planspor.corpus.slugs import owner
from planspor.corpus.store.paging import passages_after
from planspor.ingest import Added, Incoming, Status
from planspor.ingest.link import link
from planspor.web.api.cursors import cut, decoded, page_of, typed
from planspor.web.api.models import documents as models
from planspor.web.api.models.common import Paged
from planspor.web.api.operations import Resource, listed
from planspor.web.api.problems import Stop
from planspor.web.shapes import document_shapes as shapes
from planspor.web.shapes.document_shapes import Json
from planspor.web.site import site, snapshot

resource = Resource("documents", "What the corpus holds: reports, plans, laws, letters.")
_LARGEST: Final = 100_000_000
"""Bytes that can be sent at a time."""
_FORM: Final = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {
            "type": "array",
            "items": {"type": "string", "format": "binary"},
            "description": "PDF, DOCX, ODT, HTML, EPUB, XML, text, or a ZIP archive of such.",
            "minItems": 1,
        }
    },
}
_NEW: Final = (Status.ADDED, Status.UPDATED, Status.PARTIAL)


@resource.reads(
    "/documents",
    models.Documents,
    models.DocumentQuery,
    example="/documents?kind=evaluation&limit=1",
)
def list_documents(query: models.DocumentQuery) -> Json:
    """List the documents, by id."""
    held = (
        document
        for document in snapshot().documents.values()
        if (not query.kind or document.kind in query.kind)
        and (not query.language or document.language in query.language)
        and query.year in (None, document.year)
    )
    page = cut(held, lambda one: (one.id,), query.limit, query.cursor)
    return listed(page, shapes.document)


@resource.reads(
    "/documents/<document>", models.Document, example="/documents/evaluering-fjordforsk-2024"
)
def get_document(document: str) -> Json:
    """Get one document."""
    return shapes.document(site().document(document))


@resource.reads(
    "/documents/<document>/sections",
    models.Sections,
    Paged,
    example="/documents/evaluering-fjordforsk-2024/sections?limit=2",
)
def list_sections(document: str, query: Paged) -> Json:
    """List a document's sections, in the order of the text."""
    held = site().document(document)
    sections = site().corpus.documents.sections(document)
    key, scope = (lambda one: (one.ordinal,)), str(held.version)
    return listed(cut(sections, key, query.limit, query.cursor, scope), shapes.section)


@resource.reads(
    "/documents/<document>/passages",
    models.Passages,
    Paged,
    example="/documents/evaluering-fjordforsk-2024/passages?limit=2",
)
def list_passages(document: str, query: Paged) -> Json:
    """List a document's passages, in the order of the text."""
    held = site().document(document)
    scope = str(held.version)
    after = typed(decoded(query.cursor, scope), int)
    found = passages_after(
        site().corpus.database, document, after[0] if after else -1, query.limit + 1
    )
    page = page_of(found, held.passages, lambda one: (one.ordinal,), query.limit, scope)
    return listed(page, shapes.passage)


@resource.reads(
    "/sections/<document>/<section>",
    models.Section,
    example="/sections/evaluering-fjordforsk-2024/1",
)
def get_section(document: str, section: str) -> Json:
    """Get one section: its id is the document's, a slash and its own."""
    site().document(document)
    wanted = f"{document}/{section}"
    for one in site().corpus.documents.sections_above([wanted]):
        if one.id == wanted:
            return shapes.section(one)
    raise NotFound(f"{wanted}: no such section")


@resource.reads(
    "/passages/<document>/<passage>",
    models.Passage,
    example="/passages/evaluering-fjordforsk-2024/1:1",
)
def get_passage(document: str, passage: str) -> Json:
    """Get one passage: its id is the document's, a slash and its own."""
    site().document(document)
    return shapes.passage(site().corpus.documents.passage(f"{document}/{passage}"))


@resource.takes("/documents", _FORM, models.Outcomes, Role.EDITOR, _LARGEST)
def add_document() -> tuple[Json, bool]:
    """Add documents, or new versions of them.

    What is here already, byte for byte, is not added again. The answer comes when the documents
    are read and linked, which takes a second or more for each.
    """
    files = [file for file in request.files.getlist("file") if file.filename]
    if not files:
        raise Stop(422, "No file was sent.", "Send it in the field `file`, with its name.")
    incoming = [Incoming(name, name, f.read()) for f in files if (name := f.filename)]
    outcomes = ingest.add_files(site().corpus, incoming, workers=site().workers())
    return {"items": [shapes.added(_seen(one)) for one in outcomes]}, _taken_in(outcomes)


def _taken_in(outcomes: list[Added]) -> bool:
    """Have what was added linked and searchable; whether there is anything new."""
    new = {one.document for one in outcomes if one.status in _NEW and one.document}
    if new:
        ingest.extract(site().corpus, new)
        link(site().corpus)
        site().index()
    return bool(new)


def _seen(outcome: Added) -> Added:
    """An outcome as it may be told: not that the bytes are those of a restricted document."""
    if outcome.document is None or owner(outcome.document) in snapshot().documents:
        return outcome
    return Added(outcome.path, Status.UNCHANGED)
