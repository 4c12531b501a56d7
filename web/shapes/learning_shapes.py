"""The JSON shapes of what decisions teach and of what a document touches.

Documented in docs/json.md. Fields may be added, none renamed.
"""

from collections.abc import Iterable

from planspor.corpus.store.profile_terms import ProfileTerm
from planspor.ingest.link.learning import Lesson
from planspor.ingest.link.touching import Touch
from planspor.web.shapes.document_shapes import Json, source


def lesson(target: str, kept: Iterable[ProfileTerm], found: Lesson) -> Json:
    """The terms that were kept for a target, and those that its decisions suggest."""
    return {
        "target": target,
        "kept": [
            {
                "term": one.term,
                "against": one.against,
                "person": one.person,
                "at": one.at.isoformat(),
            }
            for one in kept
        ],
        "accepted": found.accepted,
        "rejected": found.rejected,
        "proposals": [
            {
                "term": one.term,
                "against": one.against,
                "accepted": one.accepted,
                "rejected": one.rejected,
                "surety": one.surety,
            }
            for one in found.proposals
        ],
    }


def touches(document: str, found: Iterable[Touch]) -> Json:
    """The targets that a document touches."""
    return {
        "document": document,
        "touches": [
            {
                "plan": one.plan.id,
                "target": one.target.id,
                "text": one.target.text,
                "news": one.news,
                "links": len(one.links),
                "best": {
                    "link": one.best.id,
                    "passage": one.best.passage,
                    "score": one.best.score,
                    "stage": one.best.stage,
                    "stance": one.best.stance,
                    "source": source(one.best.source),
                },
            }
            for one in found
        ],
    }
