"""The JSON shapes of what search answers.

Documented in docs/json.md. Fields may be added, none renamed.
"""

from collections.abc import Mapping

from planspor.corpus.store.searches import SavedSearch
from planspor.search import Explanation, Group, Grouped, Hit, Results
from planspor.web.shapes.document_shapes import Json, document_brief, source

Explanations = Mapping[str, Explanation | None]
"""Why hits are there, by passage."""


def results(found: Results, explained: Explanations | None = None) -> Json:
    """What a search found, each hit with why it is there where that was asked for."""
    return _head(found) | {"hits": [_hit(hit, explained) for hit in found.hits]}


def grouped(found: Results, by_document: Grouped, explained: Explanations | None = None) -> Json:
    """The same by document; ``found`` has the counts."""
    groups = [_group(group, explained) for group in by_document.groups]
    return _head(found) | {"documents": by_document.total, "groups": groups}


def _head(found: Results) -> Json:
    notice = found.notice
    return {
        "query": found.query,
        "corrected": found.corrected,
        "total": found.total,
        "notice": None
        if notice is None
        else {"message": notice.message, "position": notice.position, "remedy": notice.remedy},
        "words": [
            {
                "word": one.word,
                "inflections": list(one.inflections),
                "parts": list(one.parts),
                "related": list(one.related),
                "stands": one.stands,
            }
            for one in found.words
        ],
        "facets": {
            name: [{"value": c.value, "label": c.label, "count": c.count} for c in counts]
            for name, counts in found.facets.items()
        },
    }


def _group(group: Group, explained: Explanations | None) -> Json:
    return {
        "document": document_brief(group.document),
        "total": group.total,
        "hits": [_hit(hit, explained) for hit in group.hits],
    }


def _hit(hit: Hit, explained: Explanations | None) -> Json:
    shape = {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "document": document_brief(hit.document),
        "section": {
            "id": hit.section.id,
            "number": hit.section.number,
            "heading": hit.section.heading,
            "path": list(hit.path),
        },
        "passage": {
            "id": hit.passage.id,
            "text": hit.passage.text,
            "start": hit.passage.start,
            "end": hit.passage.end,
        },
        "highlights": [list(span) for span in hit.highlights],
        "excerpt": list(hit.excerpt),
        "also_in": [
            {"document": place.document, "passage": place.passage, "source": source(place.source)}
            for place in hit.also_in
        ],
        "source": source(hit.passage.source),
    }
    if explained is None:
        return shape
    return shape | {"explanation": _explanation(explained.get(hit.passage.id))}


def _explanation(found: Explanation | None) -> Json | None:
    if found is None:
        return None
    return {
        "score": round(found.score, 4),
        "weight": found.weight,
        "reasons": [
            {
                "term": reason.term,
                "layer": reason.layer,
                "words": list(reason.words),
                "score": round(reason.score, 4),
            }
            for reason in found.reasons
        ],
    }


def saved_search(found: SavedSearch, new: int) -> Json:
    """A saved search, and how many hits came since somebody last looked."""
    return {
        "name": found.name,
        "question": dict(found.question),
        "person": found.person,
        "at": found.at.isoformat(),
        "new": new,
    }
