"""Extracts, what is cited and entities, in the shapes that the commands answer in JSON."""

from typing import Any

from planspor.corpus.citing import Cited, Resolution
from planspor.corpus.model import Correction, Entity, Extract
from planspor.corpus.store.entity_views import Named
from planspor.ingest.extract.extracting import Extraction


def extract(one: Extract) -> dict[str, Any]:
    """An extract as people have corrected it."""
    return {
        "id": one.id,
        "kind": str(one.kind),
        "document": one.document,
        "version": one.version,
        "passage": one.passage,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "fields": dict(one.fields),
        "rule": one.rule,
        "confidence": one.confidence,
        "made_by": str(one.origin),
        "corrected": list(one.corrected),
        "outdated": one.outdated,
    }


def correction(one: Correction) -> dict[str, Any]:
    """What a person said of an extract."""
    return {
        "extract": one.extract,
        "person": one.person,
        "at": one.at.isoformat(),
        "fields": dict(one.fields),
        "removed": one.removed,
        "note": one.note,
    }


def extraction(done: Extraction) -> dict[str, Any]:
    """What a run of the extractors did."""
    failures = [
        {"code": error.code, "message": error.message, "remedy": error.remedy}
        for error in done.failures
    ]
    return {"documents": done.searched, "extracts": done.found, "failures": failures}


def reference(one: Extract, resolution: Resolution) -> dict[str, Any]:
    """A reference with the documents that it leads to, or may lead to."""
    leads = {
        "documents": list(resolution.documents),
        "candidates": list(resolution.candidates),
    }
    return extract(one) | leads


def cited(one: Cited) -> dict[str, Any]:
    """Something that is cited and not in the corpus, with the passages that cite it."""
    return {
        "kind": one.kind,
        "key": one.key,
        "words": one.words,
        "references": len(one.extracts),
        "documents": list(one.documents),
        "passages": list(dict.fromkeys(extract.passage for extract in one.extracts)),
        "candidates": list(one.candidates),
    }


def entity(one: Entity, named: Named | None = None) -> dict[str, Any]:
    """An entity, and how many passages and documents name it."""
    held = named or Named(0, 0)
    return {
        "id": one.id,
        "kind": str(one.kind),
        "name": one.name,
        "aliases": list(one.aliases),
        "years": one.years,
        "facts": dict(one.facts),
        "made_by": str(one.origin),
        "passages": held.passages,
        "documents": held.documents,
    }
