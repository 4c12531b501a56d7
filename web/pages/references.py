"""What documents cite: one document's references both ways, and what is not in the corpus."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template, request

from planspor.corpus.citing import Cited, citations, citers, gathered, group_of
from planspor.corpus.model import Document, Extract, Passage
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.words import extract_words

pages = Blueprint("references", __name__)
_LISTED: Final = 100
"""What is cited, on a page."""
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


@pages.get("/dokument/<document>/henvisninger")
def of_document(document: str) -> str:
    """What a document cites and who cites it."""
    held = site().document(document)
    named = snapshot().citing
    own: dict[tuple[str, ...], list[Extract]] = {}
    for extract in citations(site().corpus, document):
        resolved = named.resolve(extract).documents
        if document not in resolved:
            own.setdefault(resolved or group_of(extract), []).append(extract)
    cited = [gathered(found, named) for found in own.values()]
    held_here = [one for one in cited if named.resolve(one.extracts[0]).documents]
    lacking = [one for one in cited if not named.resolve(one.extracts[0]).documents]
    lacking.sort(key=lambda one: (-len(one.extracts), one.words))
    paging = pages_of(lacking, _LISTED, wanted_page(request.args))
    by: dict[str, list[Extract]] = {}
    for extract in citers(site().corpus, document, named):
        by.setdefault(extract.document, []).append(extract)
    citing_it = [Cited(id_, "", "", tuple(found), (id_,)) for id_, found in by.items()]
    shown = [*held_here, *paging.cut(lacking), *citing_it]
    passages = _passages(shown)
    return render_template(
        "document_references.html",
        document=held,
        held=[_sheaf(one, passages, named.resolve(one.extracts[0]).documents) for one in held_here],
        lacking=[_sheaf(one, passages) for one in paging.cut(lacking)],
        paging=paging,
        citers=[_sheaf(one, passages, one.candidates) for one in citing_it],
        kinds=extract_words.REFERENCES,
    )


@pages.get("/henvisninger")
def listing() -> str:
    """What is cited and not in the corpus: what to fetch next."""
    every = snapshot().missing
    counts = _counts(every)
    kind = request.args.get("type")
    listed = [one for one in every if kind in (None, "", one.kind)]
    paging = pages_of(listed, _LISTED, wanted_page(request.args))
    shown = paging.cut(listed)
    passages = _passages(shown)
    return render_template(
        "references.html",
        sheaves=[(_sheaf(one, passages), len(one.documents)) for one in shown],
        paging=paging,
        kind=kind,
        counts=counts,
        total=len(every),
        kinds=extract_words.REFERENCES,
        documents=snapshot().documents,
    )


def _counts(cited: Iterable[Cited]) -> dict[str, int]:
    counts = dict.fromkeys(extract_words.REFERENCES, 0)
    for one in cited:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    return {kind: number for kind, number in counts.items() if number}


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
