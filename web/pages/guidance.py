"""Guidance: what the guidelines recommend, of what force and to whom, and what they carry out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for

from planspor.corpus.errors import NotFound
from planspor.corpus.guidance import GUIDANCE, Force
from planspor.web.files.lists.guidance import guidance_table
from planspor.web.files.offering import offers
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.views.guiding import (
    NOT_STATED,
    Advice,
    Guide,
    Wanted,
    choices,
    documents_of,
    wanted,
)
from planspor.web.views.recommending import (
    Chapter,
    Found,
    carried_out_by,
    chapters,
    dressed,
    found,
    newer_than,
)
from planspor.web.words.guidance_words import BINDINGS, FORCES, GROUPS

pages = Blueprint("guidance", __name__)
_LISTED: Final = 20
"""Recommendations on a page."""
_MOST: Final = 150
"""Recommendations on the page of a document; the list has all."""


@pages.get("/veiledning")
@offers(guidance_table)
def page() -> str:
    """Recommendations, searched and narrowed, or all guidance by how far it binds."""
    asked = wanted(request.args)
    answer = found(asked)
    guides = documents_of(snapshot().guidance.guides.values(), asked)
    listed: Sequence[Advice | Guide] = guides if asked.documents else answer.advice
    paging = pages_of(listed, _LISTED, wanted_page(request.args))
    return render_template(
        "guidance.html",
        asked=asked,
        answer=answer,
        shown=[] if asked.documents else dressed(paging.cut(answer.advice), asked.query),
        paging=paging,
        guides=_by_force(paging.cut(guides)) if asked.documents else {},
        documents=len(guides),
        recommended=_counts(snapshot().guidance.advice),
        facets=_facets(answer, asked),
        search=_search(asked),
        **_words(),
    )


@pages.get("/veiledning/<document>")
def guide(document: str) -> str:
    """One document of guidance: its chapters, what it recommends, and what it carries out."""
    site().document(document)
    held = snapshot().guidance.guides.get(document)
    if held is None:
        raise NotFound(f"{document}: is no guidance")
    own = [one for one in snapshot().guidance.advice if one.guide is held]
    told: list[Chapter] = chapters(dressed(own[:_MOST], ""))
    return render_template(
        "guideline.html",
        guide=held,
        document=held.document,
        chapters=told,
        total=len(own),
        cut=len(own) > _MOST,
        carried=carried_out_by(document),
        newer=newer_than(held.document, snapshot().guidance.guides.values()),
        plans={plan.id: plan for plan in snapshot().plans},
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {"forces": FORCES, "bindings": BINDINGS, "groups": GROUPS, "not_stated": NOT_STATED}


def _by_force(guides: Iterable[Guide]) -> Mapping[Force, list[Guide]]:
    parted: dict[Force, list[Guide]] = {}
    for one in guides:
        parted.setdefault(one.force, []).append(one)
    return parted


def _counts(advice: Sequence[Advice]) -> Mapping[str, int]:
    return Counter(one.extract.document for one in advice)


def _facets(answer: Found, asked: Wanted) -> list[tuple[str, Any]]:
    return [(key, made) for key, made in choices(answer.matching, asked).items() if made]


def _search(asked: Wanted) -> str:
    """The address of a search for the same words in all passages of guidance."""
    kinds = [kind.value for kind in GUIDANCE]
    return url_for("search.page", q=asked.query, type=kinds)
