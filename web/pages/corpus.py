"""The state of the corpus: what a researcher needs to know before trusting that it is whole."""

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, render_template

from planspor.corpus.citing import Tally, gathered
from planspor.web.site import site, snapshot
from planspor.web.views.citations import examples, tallies
from planspor.web.views.holdings import holdings
from planspor.web.words import KINDS, corpus_words

pages = Blueprint("corpus", __name__)
_PAIRS = 50
"""Pairs of like documents that are shown; the list of documents has them all."""
_MISSING = 10


@pages.get("/dokumenter/tilstand")
def page() -> str:
    """What there is, what was read badly, what is missing, twice, or not searched."""
    record = snapshot()
    held = holdings(record, site().corpus)
    documents = record.documents
    lacking = record.kept(
        "cited and lacking", lambda: tallies(site().corpus).missing(record.citing)
    )
    years = Counter(document.year for document in documents.values() if document.year)
    return render_template(
        "corpus.html",
        documents=documents,
        passages=sum(document.passages for document in documents.values()),
        readable=sum(bool(document.passages) for document in documents.values()),
        kinds=[(k, n) for k in KINDS if (n := sum(d.kind == k for d in documents.values()))],
        years=(min(years), max(years)) if years else None,
        conditions=held.conditions,
        said=corpus_words.CONDITIONS,
        covers=held.covers,
        editions=held.neighbours(whole=True)[:_PAIRS],
        excerpts=held.neighbours(whole=False)[:_PAIRS],
        missing=_worded(lacking[:_MISSING]),
        missing_total=len(lacking),
    )


def _worded(lacking: Sequence[Tally]) -> list[tuple[str, int]]:
    """What is cited and lacking, as it is mostly written, with how many documents cite it."""
    found = examples(site().corpus, lacking)
    citing = snapshot().citing
    return [
        (gathered(read, citing).words if read else one.key, len(one.citers))
        for one in lacking
        for read in (found.get((one.kind, one.key), ()),)
    ]
