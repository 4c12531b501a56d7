"""A document opened at a place, and how it is cited."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from flask import Blueprint, Response, abort, render_template, request, send_file

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Document, Link, Page, Passage, Plan, Section, Validity
from planspor.corpus.store.documents import Place
from planspor.ingest.alike import Alike, alike
from planspor.ingest.link.profiles import build_profile
from planspor.ingest.link.touching import Touch, touches
from planspor.search import Filters, Question
from planspor.web.exchange import FORMATS
from planspor.web.exchange.bibliography import write_bibtex, write_ris
from planspor.web.files.lists.documents import documents_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.views.citing import in_text, where
from planspor.web.views.holdings import FACETS, ORDERS, facets, listed
from planspor.web.views.marking import Span, chosen_words, link_spans
from planspor.web.views.originals import has_lines
from planspor.web.views.reading import Part, by_passage, outline, part_with, parts
from planspor.web.words import corpus_words
from planspor.web.words.reading_words import is_about_loss, is_recognised

pages = Blueprint("documents", __name__)
_MOST_HITS: Final = 300
_LISTED: Final = 50
"""Documents on a page of the list."""
_NARROWED: Final = ("ord", *FACETS, "fra", "til", "tilstand")
_REFERENCES: Final = {"ris": write_ris, "bib": write_bibtex}


@dataclass(frozen=True, slots=True)
class Layout:
    """What laying a document out takes, without its words."""

    sections: Sequence[Section]
    places: Sequence[Place]
    pages: list[Page]


@dataclass(frozen=True, slots=True)
class Opening:
    """What a document is opened for: a passage, and what is marked in it and in others.

    ``hits`` are the places that answer a query, in the order of the text; of ``total`` of them
    only the best are there. A link without a passage was decided on in an earlier version, and its
    words are gone since.
    """

    passage: str | None = None
    marks: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    link: Link | None = None
    hits: Sequence[Place] = ()
    total: int = 0


def _table() -> Table:
    return documents_table(listed(snapshot(), site().corpus, request.args))


@pages.get("/dokumenter")
@offers(_table)
def listing() -> str:
    """The documents, narrowed and in the order that is asked for."""
    record = snapshot()
    found = listed(record, site().corpus, request.args)
    paging = pages_of(found, _LISTED, wanted_page(request.args))
    return render_template(
        "documents.html",
        listed=paging.cut(found),
        total=len(record.documents),
        passages=sum(document.passages for document in record.documents.values()),
        conditions=corpus_words.CONDITIONS,
        facets=facets(record.documents.values()),
        orders=ORDERS,
        narrowed={name: request.args[name] for name in _NARROWED if request.args.get(name)},
        names=corpus_words.FACETS,
        corpus_words=corpus_words,
        condition=corpus_words.CONDITIONS.get(request.args.get("tilstand", "")),
        paging=paging,
    )


@pages.get("/dokument/<document>")
def page(document: str) -> str:
    """One document, opened at a passage, at a link, at a part or at its beginning."""
    held = _seen(document)
    layout = _layout(held)
    linked = site().corpus.links.of_document(document)
    opening = _opening(held, layout, linked)
    cut = parts(layout.sections, layout.places)
    part = _filled(held, _part(cut, opening.passage))
    marks = opening.marks or _found_in(held, part, opening)
    links = by_passage(linked)
    at_beginning = _is_at_beginning(part, opening)
    like = _alike(held) if not (opening.link or opening.hits) else []
    return render_template(
        "document.html",
        document=held,
        outline=outline(layout.sections, cut),
        parts=cut,
        part=part,
        sheets=layout.pages,
        shown=_shown(part, opening),
        opening=opening,
        marks=marks,
        at_beginning=at_beginning,
        links=links,
        chosen={passage: chosen_words(held) for passage, held in links.items()},
        targets=snapshot().targets,
        recurring=_recurring(part),
        documents=snapshot().documents,
        lost=site().corpus.anchorings.lost(document) if held.version > 1 else (),
        touched=_touched(document, linked) if at_beginning else [],
        alike=[one for one in like if one.whole] if at_beginning else [],
        newer=_newer(held, like),
        out_of_force=held.validity in (Validity.SUPERSEDED, Validity.WITHDRAWN),
        lacking=is_about_loss(held.notes),
        recognised=is_recognised(held.notes),
        where=where,
        in_text=in_text,
        lined=not layout.pages and has_lines(held),
    )


@pages.get("/dokument/<document>/referanse.<ending>")
def reference(document: str, ending: str) -> Response:
    """One document for a reference manager."""
    write = _REFERENCES.get(ending)
    if write is None:
        abort(404)
    out = BytesIO()
    write([_seen(document)], out)
    out.seek(0)
    form, name = FORMATS[ending], f"{document}.{ending}"
    return send_file(out, form.mimetype, as_attachment=True, download_name=name, max_age=0)


def _seen(document: str) -> Document:
    """A document that may be seen, as the snapshot has it."""
    found = snapshot().documents.get(document)
    if found is None:
        raise NotFound(f"{document}: is not there, or is restricted")
    return found


def _layout(document: Document) -> Layout:
    documents = site().corpus.documents
    return Layout(
        documents.sections(document.id),
        documents.places(document.id),
        snapshot().kept(("pages", document.id), lambda: documents.pages(document.id)),
    )


def _filled(document: Document, part: Part[Place]) -> Part[Passage]:
    """A part with its passages."""
    if not part.passages:
        return part.filled([])
    first, last = part.passages[0].ordinal, part.passages[-1].ordinal
    return part.filled(site().corpus.documents.stretch(document.id, first, last))


def _is_at_beginning(part: Part[Any], opening: Opening) -> bool:
    """Whether the document was opened for itself, and not for a place in it."""
    return part.number == 1 and not opening.link and not request.args.get("q")


def _shown(part: Part[Passage], opening: Opening) -> Passage | None:
    """The passage whose page stands beside the text: the one opened, or the first with a place."""
    placed = [passage for passage in part.passages if passage.boxes]
    return next((p for p in placed if p.id == opening.passage), placed[0] if placed else None)


def _touched(document: str, links: Sequence[Link]) -> list[tuple[Plan, list[Touch]]]:
    """What the document touches, the plan with most first; news is so beside what may be seen."""
    seen = snapshot().documents
    found = touches(site().corpus, links, document, seen, snapshot().plans)
    plans = [(plan, list(same)) for plan, same in groupby(found, lambda touch: touch.plan)]
    return sorted(plans, key=lambda one: -len(one[1]))


def _alike(document: Document) -> list[Alike]:
    """The documents that one is alike, as far as they may be seen."""
    found = alike(site().corpus, document.id)
    return [one for one in found if one.other in snapshot().documents]


def _newer(document: Document, like: Iterable[Alike]) -> Document | None:
    """A later edition of a document that stands as a document of its own, if there is one."""
    editions = [snapshot().documents[one.other] for one in like if one.whole]
    later = [other for other in editions if _age(other) > _age(document)]
    return max(later, key=_age, default=None)


def _age(document: Document) -> str:
    return document.date or str(document.year or "")


def _opening(document: Document, layout: Layout, linked: Sequence[Link]) -> Opening:
    link, query = request.args.get("lenke"), request.args.get("q", "").strip()
    if link:
        held = next((one for one in linked if one.id == link), None)
        return _opened_by_link(document, layout, held or site().corpus.links.get(link))
    if not query:
        return Opening(request.args.get("passasje"))
    ranked = site().index().matching(_asked(document, query))
    best = set(ranked[:_MOST_HITS])
    hits = [place for place in layout.places if place.id in best]
    opened = request.args.get("passasje") or next(iter(ranked), None)
    return Opening(opened, hits=hits, total=len(ranked))


def _asked(document: Document, query: str) -> Question:
    return site().seen(Question(query, Filters(documents=(document.id,))))


def _found_in(
    document: Document, part: Part[Passage], opening: Opening
) -> dict[str, tuple[Span, ...]]:
    """What a query marks in the passages that are shown."""
    hits = {hit.id for hit in opening.hits}
    shown = [passage.id for passage in part.passages if passage.id in hits]
    if not shown:
        return {}
    question = _asked(document, request.args.get("q", "").strip())
    return {hit.passage.id: hit.highlights for hit in site().index().marked(question, shown)}


def _opened_by_link(document: Document, layout: Layout, link: Link) -> Opening:
    if link.document != document.id:
        raise NotFound(f"{link.id}: no link into {document.id}")
    place = next((place for place in layout.places if place.id == link.passage), None)
    held = place and site().corpus.documents.stretch(document.id, place.ordinal, place.ordinal)
    if not held or held[0].text != link.text:
        return Opening(link=link)
    target = snapshot().targets.get(link.target)
    if target is None:
        return Opening(link.passage, link=link)
    profile = build_profile(target, site().analyser, snapshot().thesaurus)
    spans = tuple(link_spans(link, profile, site().analyser))
    return Opening(link.passage, {link.passage: spans}, link)


def _part(cut: list[Part[Place]], passage: str | None) -> Part[Place]:
    """The part to show: the passage's, else the one asked for."""
    if passage and "del" not in request.args:
        found = part_with(cut, passage)
        if found is None:
            raise NotFound(f"{passage}: no such passage")
        return found
    return cut[min(wanted_page(request.args, "del"), len(cut)) - 1]


def _recurring(part: Part[Passage]) -> dict[str, list[Passage]]:
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
