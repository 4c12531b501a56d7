"""What documents cite: one document's references both ways, and what is not in the corpus."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import Blueprint, render_template, request

from planspor.corpus.citing import CitationTallies, Cited, Tally, gathered
from planspor.corpus.model import Document, Extract, Passage
from planspor.web.files.lists.extracts import missing_table, references_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.views.citations import Citations, around, examples, tallies
from planspor.web.words import extract_words

pages = Blueprint("references", __name__)
_LISTED: Final = 40
"""What is cited, on a page."""
_CITERS: Final = 50
"""Documents that cite one, on its page; the files have all."""
_PLACES: Final = 5
"""Places shown of each before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """References to one thing: the documents that it is or may be, and where it is cited."""

    words: str
    kind: str
    documents: Sequence[Document]
    candidates: Sequence[Document]
    places: Sequence[tuple[Extract, Passage]]
    total: int


def _of_document(document: str) -> Table:
    held, found = site().document(document), _citations(document)
    return references_table(held, found)


@pages.get("/dokument/<document>/henvisninger")
@offers(_of_document)
def of_document(document: str) -> str:
    """What a document cites and who cites it."""
    held, found = site().document(document), _citations(document, _CITERS)
    named = snapshot().citing
    paging = pages_of(found.lacking, _LISTED, wanted_page(request.args))
    passages = _passages([*found.held, *paging.cut(found.lacking), *found.citers])
    return render_template(
        "document_references.html",
        document=held,
        held=[_sheaf(x, passages, named.resolve(x.extracts[0]).documents) for x in found.held],
        lacking=[_sheaf(one, passages) for one in paging.cut(found.lacking)],
        paging=paging,
        citers=[_sheaf(one, passages, one.candidates) for one in found.citers],
        citing=len(found.citing),
        kinds=extract_words.REFERENCES,
    )


def _citations(document: str, most: int | None = None) -> Citations:
    return around(site().corpus, document, snapshot().citing, most)


@pages.get("/henvisninger")
@offers(lambda: missing_table(_missing()))
def listing() -> str:
    """What documents cite: what is not in the corpus, and so to fetch next, or what is."""
    held = request.args.get("vis") == "finnes"
    every = _held() if held else _lacking()
    kind = request.args.get("type", "")
    listed = [one for one in every if kind in ("", one.kind)]
    paging = pages_of(listed, _LISTED, wanted_page(request.args))
    return render_template(
        "references.html",
        sheaves=_told(paging.cut(listed)),
        paging=paging,
        kind=kind,
        held=held,
        counts=Counter(one.kind for one in every),
        total=len(every),
        kinds=extract_words.REFERENCES,
        documents=snapshot().documents,
    )


def _lacking() -> list[Tally]:
    return snapshot().kept("cited and lacking", lambda: _tallies().missing(snapshot().citing))


def _held() -> list[Tally]:
    return snapshot().kept("cited and held", lambda: _tallies().held(snapshot().citing))


def _tallies() -> CitationTallies:
    return tallies(site().corpus)


def _told(shown: Sequence[Tally]) -> list[tuple[Sheaf, Tally]]:
    """What is cited, with places in a few of the documents that cite it."""
    found = examples(site().corpus, shown)
    cited = [(one, _as_cited(one, found.get((one.kind, one.key), ()))) for one in shown]
    passages = _passages(read for _, read in cited)
    return [
        (replace(_sheaf(read, passages, _seen(one.documents)), total=one.times), one)
        for one, read in cited
    ]


def _as_cited(one: Tally, extracts: Sequence[Extract]) -> Cited:
    if not extracts:
        return Cited(one.key, one.kind, one.key, (), one.candidates)
    return gathered(extracts, snapshot().citing)


def _seen(ids: Iterable[str]) -> list[str]:
    return [id_ for id_ in ids if id_ in snapshot().documents]


def _missing() -> list[Cited]:
    kind = request.args.get("type")
    return [one for one in snapshot().missing if kind in (None, "", one.kind)]


def _passages(cited: Iterable[Cited]) -> dict[str, Passage]:
    """The passages that are shown of what is cited."""
    wanted = {extract.passage for one in cited for extract in _first(one)}
    return site().corpus.documents.passages_by_id(wanted)


def _first(one: Cited) -> list[Extract]:
    """The first reference in each passage, a few of them, from as many documents as there are."""
    by_passage = {extract.passage: extract for extract in reversed(one.extracts)}
    seen: dict[str, int] = {}
    ranked = []
    for extract in sorted(by_passage.values(), key=one.extracts.index):
        seen[extract.document] = seen.get(extract.document, 0) + 1
        ranked.append((seen[extract.document], extract))
    ranked.sort(key=lambda pair: pair[0])
    return [extract for _, extract in ranked[:_PLACES]]


def _sheaf(one: Cited, passages: dict[str, Passage], documents: Sequence[str] = ()) -> Sheaf:
    held = snapshot().documents
    places = [(x, passages[x.passage]) for x in _first(one) if x.passage in passages]
    return Sheaf(
        words=" ".join(one.words.split()),
        kind=one.kind,
        documents=[held[id_] for id_ in documents],
        candidates=[held[id_] for id_ in one.candidates if id_ in held],
        places=places,
        total=len(one.extracts),
    )
