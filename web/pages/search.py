"""Search: hits with their place, facets to narrow by, and help where nothing is found."""

from typing import Final

from flask import Blueprint, render_template, request

from planspor.web.asking import asked, facet_forms, years
from planspor.web.paging import Pages, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.words import NOTICES

pages = Blueprint("search", __name__)
HITS: Final = 10
"""Hits on a page."""


@pages.get("/sok")
def page() -> str:
    """One page of hits; the whole question stands in the address."""
    record = snapshot()
    question = asked(request.args)
    if question.is_empty:
        return render_template("search_empty.html", asked=question, documents=len(record.documents))
    number = wanted_page(request.args)
    results = site().search(question.query, HITS, (number - 1) * HITS, question.filters)
    return render_template(
        "search.html",
        asked=question,
        results=results,
        facets=facet_forms(results, question),
        years=years(results),
        notice=_notice(results.notice.message) if results.notice else None,
        position=results.notice.position if results.notice else 0,
        paging=Pages(results.total, HITS, number),
        documents=record.documents,
    )


def _notice(message: str) -> str:
    """A notice about a query that does not parse, in Norwegian."""
    said = (text for start, text in NOTICES.items() if message.startswith(start))
    return next(said, "Søket er ikke forstått som det er skrevet.")
