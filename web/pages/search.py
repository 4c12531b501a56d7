"""Search: hits with their place, facets to narrow by, and help where nothing is found."""

from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, jsonify, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from planspor.corpus.guidance import GUIDANCE
from planspor.corpus.slugs import owner
from planspor.search import Explanation, Grouped, Level, Reason, Results
from planspor.web.files import ENDINGS
from planspor.web.files.lists.documents import hits_table
from planspor.web.files.offering import file_answer, offers
from planspor.web.files.table import Table
from planspor.web.paging import Pages, wanted_page
from planspor.web.people import remembered_name
from planspor.web.site import site, snapshot
from planspor.web.views.asking import FACETS, LEVELS, ORDERS, Asked, asked, parameters
from planspor.web.views.facets import bars, chips, facet_forms, names
from planspor.web.views.searching import address, asked_here, linked_of, suggestion_address
from planspor.web.words import counted
from planspor.web.words.search_words import LAYERS, SUGGESTED, notice_in_words
from planspor.web.words.search_words import LEVELS as LEVEL_WORDS
from planspor.web.words.search_words import ORDERS as ORDER_WORDS

pages = Blueprint("search", __name__)
pages.add_app_template_global(address, "search_url")
pages.add_app_template_global(parameters, "parameters")
HITS: Final = 10
"""Hits on a page, and documents where hits are grouped."""
_TYPED: Final = 200
"""Characters of what is being typed that suggestions are asked for."""
_REASONS: Final = 8
"""Reasons for a hit that are shown one by one."""


@dataclass(frozen=True, slots=True)
class Because:
    """Why a hit is there: what counts most, and how much all else gives."""

    explanation: Explanation
    reasons: list[Reason]
    others: list[Reason]

    @property
    def rest(self) -> float:
        """What the other reasons add together."""
        return sum(reason.score for reason in self.others)


def _table() -> Table:
    found = asked(request.args)
    return hits_table(
        site().corpus, site().index().hits(asked_here(found), marked=False), found.query
    )


@pages.get(f"/sok/treff.<any({', '.join(ENDINGS)}):ending>")
def hits(ending: str) -> Response:
    """All hits of a search as a file, at the address that it had first."""
    return file_answer(_table(), ending)


@pages.get("/sok")
@offers(_table)
def page() -> str:
    """One page of hits; the whole question stands in the address."""
    found = asked(request.args)
    if found.is_empty:
        documents = len(snapshot().documents)
        return render_template("search_empty.html", asked=found, documents=documents)
    question, number = asked_here(found), wanted_page(request.args)
    at = (number - 1) * HITS
    results = site().search(question, 0 if found.grouped else HITS, at)
    grouped = site().index().grouped(question, HITS, at) if found.grouped else None
    return render_template(
        "search.html",
        asked=found,
        results=results,
        grouped=grouped,
        notice=notice_in_words(results.notice.message) if results.notice else None,
        position=results.notice.position if results.notice else 0,
        paging=Pages(grouped.total if grouped else results.total, HITS, number),
        documents=snapshot().documents,
        heading=_heading(found, results, grouped),
        searched=_searched(found),
        guided=_guided(results),
        linked=linked_of(results.hits, grouped),
        related=site().index().related(found.query, hidden=question.filters.hidden),
        reviewer=remembered_name(),
        levels=[(param, LEVEL_WORDS[level], level) for param, level in LEVELS.items()],
        orders=[(param, ORDER_WORDS[order], order) for param, order in ORDERS.items()],
        **_narrowing(found, results),
    )


def _heading(found: Asked, results: Results, grouped: Grouped | None) -> str:
    """How much was found, of what."""
    query = results.corrected or found.query
    if not results.total:
        return _("Ingen treff på «%(query)s»", query=query) if query else _("Ingen treff")
    hits = counted(results.total, "treff", "treff")
    if grouped is not None:
        documents = counted(grouped.total, "dokument", "dokumenter")
        hits = _("%(hits)s i %(documents)s", hits=hits, documents=documents)
    return _("%(hits)s på «%(query)s»", hits=hits, query=query) if query else hits


def _searched(found: Asked) -> str:
    """What was searched where nothing was found."""
    documents = counted(len(snapshot().documents), "dokument", "dokumenter")
    where = _("alle %(documents)s", documents=documents)
    if found.narrowed:
        where = _("den delen av samlingen du har valgt")
    if found.question.level is Level.RELATED:
        return _("Vi søkte i %(where)s, med bøyninger, sammensetninger og synonymer.", where=where)
    return _("Vi søkte i %(where)s.", where=where)


def _guided(results: Results) -> int:
    """How many of the hits stand in guidance."""
    return sum(one.count for one in results.facets.get("kind", ()) if one.value in GUIDANCE)


def _narrowing(found: Asked, results: Results) -> dict[str, Any]:
    """What the search can be narrowed by, and is."""
    called = names(snapshot().plans)
    titles = {document.id: document.title for document in snapshot().documents.values()}
    return {
        "facets": facet_forms(results, found, called),
        "bars": bars(results, found),
        "chips": chips(found, called, titles),
        "ticked": (*(facet.param for facet in FACETS), "fra", "til"),
    }


@pages.get("/sok/hvorfor")
def why() -> str:
    """Why a passage is among the hits of a search."""
    found, id_ = asked(request.args), request.args.get("passasje", "")
    document = site().document(owner(id_))
    passage = site().corpus.documents.passage(id_)
    explanation = site().index().explain(asked_here(found), id_)
    return render_template(
        "search_why.html",
        asked=found,
        document=document,
        passage=passage,
        because=_because(explanation) if explanation else None,
        layers=LAYERS,
    )


def _because(explanation: Explanation) -> Because:
    reasons = sorted(explanation.reasons, key=lambda reason: -reason.score)
    return Because(explanation, reasons[:_REASONS], reasons[_REASONS:])


@pages.get("/sok/forslag")
def suggestions() -> Response:
    """What that which is being typed may become, as JSON for the page's script."""
    typed = request.args.get("q", "")[:_TYPED]
    found = site().index().suggest(typed, hidden=snapshot().hidden) if typed.strip() else ()
    return jsonify(
        label=_("Forslag"),
        said=counted(len(found), "forslag", "forslag"),
        suggestions=[
            {"text": one.text, "kind": SUGGESTED[one.kind], "address": suggestion_address(one)}
            for one in found
        ],
    )
