"""The documents: a list of them, and one opened at a place."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from flask import Blueprint, render_template, request

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Document, Link, Passage, Plan
from planspor.ingest.link.profiles import build_profile
from planspor.ingest.link.touching import Touch, touches
from planspor.search import Filters, Question
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.views.marking import Span, chosen_words, link_spans
from planspor.web.views.reading import Part, by_passage, outline, part_with, parts
from planspor.web.words import KINDS

pages = Blueprint("documents", __name__)
_MOST_HITS: Final = 300
_LISTED: Final = 200
"""Documents on a page of the list."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a document is opened for: a passage, and what is marked in it and in others.

    A link without a passage was decided on in an earlier version, and its words are gone since.
    """

    passage: str | None = None
    marks: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    link: Link | None = None


@pages.get("/dokumenter")
def listing() -> str:
    """All documents, by kind."""
    documents = sorted(snapshot().documents.values(), key=_kind_and_newest)
    paging = pages_of(documents, _LISTED, wanted_page(request.args))
    return render_template(
        "documents.html",
        groups=[(KINDS[k], list(same)) for k, same in groupby(paging.cut(documents), _kind)],
        of_kind=Counter(KINDS[document.kind] for document in documents),
        documents=len(documents),
        passages=sum(document.passages for document in documents),
        paging=paging,
    )


def _kind(document: Document) -> str:
    return document.kind


def _kind_and_newest(document: Document) -> tuple[int, int, str]:
    return list(KINDS).index(document.kind), -(document.year or 0), document.title


@pages.get("/dokument/<document>")
def page(document: str) -> str:
    """One document, opened at a passage, at a link, at a part or at its beginning."""
    held = site().document(document)
    opening = _opening(held)
    sections = site().corpus.documents.sections(document)
    cut = parts(sections, site().corpus.documents.passages(document))
    part = _part(cut, opening.passage)
    linked = site().corpus.links.of_document(document)
    links = by_passage(linked)
    return render_template(
        "document.html",
        document=held,
        outline=outline(sections, cut),
        parts=cut,
        part=part,
        opening=opening,
        hits=_hits(cut, opening),
        links=links,
        chosen={passage: chosen_words(held) for passage, held in links.items()},
        targets=snapshot().targets,
        recurring=_recurring(part),
        documents=snapshot().documents,
        lost=site().corpus.anchorings.lost(document),
        touched=_touched(document, linked) if _is_at_beginning(part, opening) else [],
        may_edit=site().local,
    )


def _is_at_beginning(part: Part, opening: Opening) -> bool:
    """Whether the document was opened for itself, and not for a place in it."""
    return part.number == 1 and not opening.link and not request.args.get("q")


def _touched(document: str, links: Sequence[Link]) -> list[tuple[Plan, list[Touch]]]:
    """What the document touches, by plan; what is new is so beside those that may be seen."""
    seen = snapshot().documents
    found = touches(site().corpus, links, document, seen, snapshot().plans)
    return [(plan, list(same)) for plan, same in groupby(found, lambda touch: touch.plan)]


def _opening(document: Document) -> Opening:
    link, query = request.args.get("lenke"), request.args.get("q", "").strip()
    if link:
        return _opened_by_link(document, link)
    marks = _found(document, query) if query else {}
    return Opening(request.args.get("passasje") or next(iter(marks), None), marks)


def _opened_by_link(document: Document, id_: str) -> Opening:
    link = site().corpus.links.get(id_)
    if link.document != document.id:
        raise NotFound(f"{id_}: no link into {document.id}")
    held = site().corpus.documents.passages_by_id([link.passage]).get(link.passage)
    if held is None or held.text != link.text:
        return Opening(link=link)
    target = site().corpus.plans.target(link.target)
    profile = build_profile(target, site().analyser, snapshot().thesaurus)
    spans = tuple(link_spans(link, profile, site().analyser))
    return Opening(link.passage, {link.passage: spans}, link)


def _found(document: Document, query: str) -> dict[str, tuple[Span, ...]]:
    """The passages of a document that answer a query, best first, with what is marked."""
    question = Question(query, Filters(documents=(document.id,)))
    results = site().search(question, _MOST_HITS)
    return {hit.passage.id: hit.highlights for hit in results.hits}


def _part(cut: list[Part], passage: str | None) -> Part:
    """The part to show: the passage's, else the one asked for."""
    if passage and "del" not in request.args:
        found = part_with(cut, passage)
        if found is None:
            raise NotFound(f"{passage}: no such passage")
        return found
    return cut[min(wanted_page(request.args, "del"), len(cut)) - 1]


def _hits(cut: list[Part], opening: Opening) -> list[Passage]:
    """The passages found, in the order of the text."""
    if opening.link:
        return []
    return [p for part in cut for p in part.passages if p.id in opening.marks]


def _recurring(part: Part) -> dict[str, list[Passage]]:
    """Where else the passages of a part stand."""
    recurrences = site().corpus.recurrences.of([p.id for p in part.passages])
    others = {r.other for found in recurrences.values() for r in found}
    passages = site().corpus.documents.passages_by_id(others)
    seen = snapshot().documents
    shown = {id_: passage for id_, passage in passages.items() if passage.document in seen}
    return {
        passage: [shown[r.other] for r in found if r.other in shown]
        for passage, found in recurrences.items()
    }
