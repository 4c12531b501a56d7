"""One search from the typed query to the page of hits, over an index that stands still."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from planspor.corpus.errors import QuerySyntaxError
from planspor.corpus.language import Analyser, Token
from planspor.corpus.model import Passage
from planspor.search.engine.clauses import (
    Boosted,
    Clause,
    Everything,
    Nothing,
    OneOf,
    Without,
    restricted,
)
from planspor.search.engine.contract import Engine
from planspor.search.facets import FACETS, Facet, conditions, is_filtered, ordered
from planspor.search.feedback import PASSAGES, feedback
from planspor.search.folding import Recurring
from planspor.search.highlight import Mark, highlights
from planspor.search.model import FacetCount, Filters, Hit, Notice, Place, Results
from planspor.search.query import parse, plain
from planspor.search.query.nodes import Node
from planspor.search.ranking import boosts
from planspor.search.reading import Reader, Reading
from planspor.search.record import Record

RECURRING = OneOf("recurs", ("yes",))
"""The entries of passages that stand in several places."""
_ANALYSED = 500
"""Passages whose words are kept: some 20 kB each."""
_SPARE = 10
"""Hits asked for beyond the page, to make up for those that fold."""


class Searcher:
    """Searches the entries of an engine and dresses them with the record."""

    def __init__(
        self, engine: Engine, record: Record, recurring: Recurring, analyser: Analyser
    ) -> None:
        self._engine = engine
        self._record = record
        self._recurring = recurring
        self._tokens = lru_cache(maxsize=_ANALYSED)(analyser.tokens)
        self._reader = Reader(analyser, record.thesaurus, record.issuers)

    def search(
        self, query: str, limit: int, offset: int, filters: Filters, strict: bool
    ) -> Results:
        """One page of hits; see ``Index.search``."""
        query = _storable(query)
        node, notice = _parsed(query, strict)
        reading = self._reader.read(node)
        clause = self._ranked(reading) or (Nothing() if query.strip() else Everything())
        if reading.clause is None and query.strip() and notice is None:
            notice = Notice("There is no word to search for.", 0, "Write at least one word.")
        narrowed = restricted(clause, *conditions(filters))
        recurring = self._ranked_recurring(narrowed)
        ranked, matching = self._page(narrowed, limit, offset)
        return Results(
            query=query,
            total=matching - len(recurring) + len(self._recurring.folded(recurring)),
            facets=self._facets(clause, filters, recurring),
            hits=tuple(self._hits(ranked, offset, reading.marks, filters.hidden)),
            notice=notice,
        )

    def _ranked(self, reading: Reading) -> Clause | None:
        """What was read, raised by all that makes one answer better than another."""
        if reading.clause is None or not reading.concepts:
            return reading.clause
        raised = Boosted(reading.clause, tuple(boosts(reading.concepts, self._engine)))
        return Boosted(raised, feedback(self._best(raised), self._engine))

    def _best(self, clause: Clause) -> list[tuple[Sequence[Token], float]]:
        found = self._engine.search(clause, PASSAGES)
        passages = self._record.passages([id_ for id_, _ in found.hits])
        return [
            (self._tokens(passages[id_].text), score)
            for id_, score in found.hits
            if id_ in passages
        ]

    def _page(
        self, clause: Clause, limit: int, offset: int
    ) -> tuple[Sequence[tuple[str, float]], int]:
        """The (passage, score) of a page, and how many passages match in all."""
        wanted = offset + limit
        asked = wanted + _SPARE
        while True:
            found = self._engine.search(clause, asked)
            scores = dict(found.hits)
            shown = self._recurring.folded(scores)
            if len(shown) >= wanted or found.total <= asked:
                break
            asked *= 2
        return [(id_, scores[id_]) for id_ in shown[offset:wanted]], found.total

    def _ranked_recurring(self, clause: Clause) -> list[str]:
        if not self._recurring.values:
            return []
        found = self._engine.search(restricted(clause, RECURRING), len(self._recurring.values))
        return [id_ for id_, _ in found.hits]

    def _facets(
        self, clause: Clause, filters: Filters, recurring: Sequence[str]
    ) -> Mapping[str, tuple[FacetCount, ...]]:
        """Every facet, each counted without its own filter; ``recurring`` fits all filters."""
        free = [facet for facet in FACETS if not is_filtered(facet, filters)]
        counted = self._counted(restricted(clause, *conditions(filters)), free, recurring)
        for facet in FACETS:
            if facet not in free:
                others = restricted(clause, *conditions(filters, but=facet))
                counted |= self._counted(others, [facet], self._ranked_recurring(others))
        return {facet.name: counted[facet.name] for facet in FACETS}

    def _counted(
        self, clause: Clause, facets: Sequence[Facet], recurring: Sequence[str]
    ) -> dict[str, tuple[FacetCount, ...]]:
        """Single passages are counted by the engine, recurring ones here, folded by value."""
        single = self._engine.count(Without(clause, RECURRING), [facet.field for facet in facets])
        return {
            facet.name: ordered(
                (single[facet.field], self._recurring.counts(recurring, facet.field)),
                self._record.label,
            )
            for facet in facets
        }

    def _hits(
        self,
        ranked: Sequence[tuple[str, float]],
        offset: int,
        marks: Sequence[Mark],
        hidden: Container[str],
    ) -> Iterator[Hit]:
        others = {id_: self._recurring.others.get(id_, frozenset()) for id_, _ in ranked}
        passages = self._record.passages({*others, *(o for held in others.values() for o in held)})
        for rank, (id_, score) in enumerate(ranked, offset + 1):
            place = self._record.place(passages[id_]) if id_ in passages else None
            if place is not None:
                passage = passages[id_]
                elsewhere = (passages[o] for o in sorted(others[id_]) if o in passages)
                yield Hit(
                    rank=rank,
                    score=score,
                    document=place.document,
                    section=place.section,
                    path=place.path,
                    passage=passage,
                    highlights=highlights(self._tokens(passage.text), marks),
                    also_in=_places(other for other in elsewhere if other.document not in hidden),
                )


def _places(passages: Iterable[Passage]) -> tuple[Place, ...]:
    return tuple(Place(passage.document, passage.id, passage.source) for passage in passages)


def _parsed(query: str, strict: bool) -> tuple[Node, Notice | None]:
    try:
        return parse(query), None
    except QuerySyntaxError as error:
        if strict:
            raise
        return plain(query), Notice(error.message, error.position, error.remedy)


def _storable(query: str) -> str:
    """The query without lone surrogates, which arguments of commands may hold and no text does."""
    return query.encode("utf-8", "replace").decode("utf-8")
