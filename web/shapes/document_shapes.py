"""The JSON shapes of what Planspor answers: the same for commands and, later, the API.

Documented in docs/json.md. Fields may be added, none renamed.
"""

from typing import TYPE_CHECKING, Any

from planspor.corpus.errors import PlansporError
from planspor.corpus.model import Document, Passage, PlanSource, Section, Source
from planspor.ingest import Added

if TYPE_CHECKING:
    # It loads every connector, which few commands need.
    from planspor.ingest.fetch import Fetched

Json = dict[str, Any]


def source(place: Source) -> Json:
    """A place in an original."""
    return {
        "file": place.file,
        "page": place.page,
        "line_start": place.line_start,
        "line_end": place.line_end,
        "start": place.start,
        "end": place.end,
    }


def stated_in(place: PlanSource | None) -> Json | None:
    """Where a fact of a plan file was found."""
    if place is None:
        return None
    return {"in": place.within, "at": place.at, "certainty": place.certainty}


def added(outcome: Added) -> Json:
    """What came of one file."""
    return {
        "path": outcome.path,
        "status": outcome.status,
        "document": outcome.document,
        "sections": outcome.sections,
        "passages": outcome.passages,
        "decisions_lost": outcome.lost,
        "notes": list(outcome.notes),
        "error": _error(outcome.error),
    }


def fetched(outcome: "Fetched") -> Json:
    """What came of one address."""
    return {
        "address": outcome.address,
        "status": outcome.status,
        "document": outcome.document,
        "source": outcome.source,
        "notes": list(outcome.notes),
        "error": _error(outcome.error),
    }


def _error(error: PlansporError | None) -> Json | None:
    if error is None:
        return None
    return {"code": error.code, "message": error.message, "remedy": error.remedy}


def document(found: Document) -> Json:
    """A document as the list of documents shows it."""
    return {
        "id": found.id,
        "title": found.title,
        "kind": found.kind,
        "issuer": found.issuer,
        "date": found.date,
        "year": found.year,
        "language": found.language,
        "file": found.file,
        "sha256": found.sha256,
        "number": found.number,
        "validity": found.validity,
        "licence": found.licence,
        "address": found.address,
        "access": found.access,
        "found": dict(found.found),
        "version": found.version,
        "added": found.added.isoformat(),
        "sections": found.sections,
        "passages": found.passages,
        "notes": list(found.notes),
    }


def document_brief(found: Document) -> Json:
    """A document as a hit or a column names it."""
    return {
        "id": found.id,
        "title": found.title,
        "kind": found.kind,
        "year": found.year,
        "access": found.access,
    }


def section(found: Section) -> Json:
    """A node of an outline."""
    return {
        "id": found.id,
        "number": found.number,
        "heading": found.heading,
        "level": found.level,
        "kind": found.kind,
        "parent": found.parent,
        "confidence": found.confidence,
        "evidence": list(found.evidence),
        "source": source(found.source),
    }


def passage(found: Passage) -> Json:
    """A passage with its text and place."""
    return {
        "id": found.id,
        "section": found.section,
        "kind": found.kind,
        "text": found.text,
        "start": found.start,
        "end": found.end,
        "source": source(found.source),
    }
