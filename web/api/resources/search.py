"""Search, and what its hits can be narrowed by."""

from typing import Final

from planspor.corpus.store.changes import Change
from planspor.search import Filters, Level, Order, Question
from planspor.search.facets import ALL
from planspor.web.api.cursors import decoded, encoded, typed
from planspor.web.api.models import search as models
from planspor.web.api.operations import Resource
from planspor.web.api.problems import Stop
from planspor.web.shapes import search_shapes as shapes
from planspor.web.shapes.document_shapes import Json
from planspor.web.site import site, snapshot

resource = Resource("search", "Passages that answer a question, as on the search page.")
_DEEPEST: Final = 1_000
"""Hits that can be paged through: whoever wants more takes them all as a file."""
_LINKED: Final = ("plans", "goals", "areas", "measures", "stages", "stances")
"""Filters that links decide."""


@resource.reads("/search", models.Results, models.SearchQuery, example="/search?q=ventetid&limit=1")
def search(query: models.SearchQuery) -> Json:
    """Search the passages.

    A cursor holds while the documents stay as they are; when some have come or gone, the order may
    be another, and the answer is 410. The first 1,000 hits can be paged through.
    """
    question, counter = asked(query, query.order), snapshot().counter
    at = _offset(query.cursor, question, counter)
    found = (
        site()
        .index()
        .search(
            *(
                question.query,
                query.limit,
                at,
                question.filters,
                True,
                question.level,
                question.order,
            ),
            facets=ALL if query.facets else (),
        )
    )
    further = at + len(found.hits)
    more = bool(found.hits) and further < min(found.total, _DEEPEST)
    next_ = encoded((further, counter)) if more else None
    return shapes.results(found) | {"next": next_}


@resource.reads(
    "/search/facets",
    models.Facets,
    models.FacetQuery,
    example="/search/facets?q=ventetid&facet=kind",
)
def list_facets(query: models.FacetQuery) -> Json:
    """Count the hits by kind, year, issuer and more."""
    question = asked(query)
    found = (
        site()
        .index()
        .search(
            *(question.query, 0, 0, question.filters, True, question.level, question.order),
            facets=query.facet or ALL,
        )
    )
    shape = shapes.results(found)
    return {name: shape[name] for name in ("query", "total", "facets")}


def asked(query: models.Narrowed, order: Order = Order.RELEVANCE) -> Question:
    """What is asked of the index: only of documents that may be seen."""
    years = (query.first_year, query.last_year)
    filters = Filters(
        kinds=query.kind,
        issuers=query.issuer,
        documents=query.document,
        languages=query.language,
        plans=query.plan,
        goals=query.goal,
        areas=query.area,
        measures=query.measure,
        stages=query.stage,
        stances=query.stance,
        section_kinds=query.section,
        years=None if years == (None, None) else years,
    )
    return site().seen(Question(query.q, filters, Level(query.level), Order(order), strict=True))


def _offset(cursor: str | None, question: Question, counter: int) -> int:
    """How many hits stand before a page; the record's change counter was another one then."""
    key = typed(decoded(cursor), int, int)
    if key is None:
        return 0
    at, then = key
    if not 0 < at < _DEEPEST or not 0 <= then <= counter:
        raise Stop(404, "No page begins there.", "Begin without a cursor.")
    by_links = any(getattr(question.filters, name) for name in _LINKED)
    if then != counter and any(
        _matters(one, by_links) for one in site().corpus.changes.since(then)
    ):
        raise Stop(410)
    return int(at)


def _matters(change: Change, by_links: bool) -> bool:
    """Whether hits may stand in another order after a change."""
    if change.what in ("links", "plan"):
        return by_links
    return change.what in ("document", "removed", "terms")
