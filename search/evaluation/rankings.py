"""The searches that are measured, over one corpus: ours, and a plain Norwegian BM25."""

from collections.abc import Mapping
from typing import Final, Protocol

from planspor.corpus import Corpus
from planspor.corpus.judging import Lines
from planspor.corpus.model import Source
from planspor.search.evaluation.baseline import PlainSearch
from planspor.search.evaluation.scoring import Ranking
from planspor.search.index import Index
from planspor.search.indexing.folding import groups
from planspor.search.model import Hit, Level

LOOKED_AT: Final = 100
"""Hits in which an answer is looked for, to tell what ranks low from what is not found."""


class Ranked(Protocol):
    """A search that ranks places of texts."""

    def ranking(self, query: str) -> Ranking:
        """The first hits of a query."""


class Ours:
    """The search itself, as widely as words are searched at a level."""

    def __init__(self, corpus: Corpus, index: Index, level: Level = Level.RELATED) -> None:
        self._index = index
        self._level = level
        self._digests = {document.id: document.sha256 for document in corpus.documents.all()}

    def ranking(self, query: str) -> Ranking:
        """The first hits of a query, each with the other places of its passage."""
        found = self._index.search(query, LOOKED_AT, level=self._level, facets=())
        return [self.places(hit) for hit in found.hits]

    def places(self, hit: Hit) -> list[Lines]:
        """Where a hit stands."""
        sources = [(hit.passage.document, hit.passage.source)]
        sources += [(place.document, place.source) for place in hit.also_in]
        return [_lines(self._digests[document], source) for document, source in sources]


class Plain:
    """The baseline, over the same passages and with the same folding."""

    def __init__(self, corpus: Corpus) -> None:
        self.places = places_of(corpus)
        passages = {
            passage.id: passage.text
            for document in corpus.documents.all()
            for passage in corpus.documents.passages(document.id)
        }
        self._groups = groups(corpus)
        self._search = PlainSearch(passages)

    def ranking(self, query: str) -> Ranking:
        """The first hits of a query, each with the other places of its passage."""
        shown = self._groups.folded(self._search.search(query))[:LOOKED_AT]
        return [
            [self.places[id_] for id_ in (passage, *self._groups.others(passage))]
            for passage in shown
        ]


def _lines(sha256: str, source: Source) -> Lines:
    return Lines(sha256, source.line_start, source.line_end, (source.start, source.end))


def places_of(corpus: Corpus) -> Mapping[str, Lines]:
    """Where each passage of a corpus stands, by its id."""
    return {
        passage.id: _lines(document.sha256, passage.source)
        for document in corpus.documents.all()
        for passage in corpus.documents.passages(document.id)
    }
