"""The JSON shapes of a document's upkeep: its details, its versions, what goes with it.

Documented in docs/json.md. Fields may be added, none renamed.
"""

from collections.abc import Iterable

from planspor.corpus.model import Anchoring, Version
from planspor.ingest.edit import Edited, Known
from planspor.ingest.remove import Hanging
from planspor.web.shapes.document_shapes import Json


def edited(outcome: Edited, listed: Iterable[Known]) -> Json:
    """A document's details, and which of them were changed."""
    return {
        "document": outcome.document.id,
        "changed": list(outcome.changed),
        "linked": outcome.linked,
        "details": {
            one.detail: {
                "value": one.value,
                "found": one.found,
                "corrected": one.corrected,
                "otherwise": one.otherwise,
            }
            for one in listed
        },
    }


def versions(document: str, listed: Iterable[Version], anchorings: Iterable[Anchoring]) -> Json:
    """A document's versions, and what became of the decisions on its passages."""
    return {
        "document": document,
        "versions": [_version(version) for version in listed],
        "decisions": [_anchoring(anchoring) for anchoring in anchorings],
    }


def _version(found: Version) -> Json:
    return {
        "version": found.number,
        "added": found.added.isoformat(),
        "file": found.file,
        "path": found.path,
        "reader": found.reader,
        "sha256": found.sha256,
        "notes": list(found.notes),
    }


def _anchoring(found: Anchoring) -> Json:
    return {
        "link": found.quotation.link,
        "target": found.quotation.target,
        "from_version": found.quotation.version,
        "to_version": found.version,
        "how": found.how,
        "similarity": found.similarity,
        "passage": found.passage,
        "quotation": found.quotation.text,
        "at": found.at.isoformat(),
    }


def hanging(found: Hanging) -> Json:
    """What went with a document that was taken out."""
    return {
        "removed": found.document.id,
        "versions": found.versions,
        "passages": found.passages,
        "links": found.links,
        "decisions_kept": found.decisions,
        "originals": found.originals,
        "page_pictures": found.pictures,
        "addresses": list(found.addresses),
    }
