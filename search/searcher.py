"""One search from the typed query to the page of hits, over an index that stands still."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from planspor.corpus.errors import QuerySyntaxError
from planspor.corpus.language import Analyser
from planspor.corpus.model import Passage
from planspor.search.engine.clauses import (
    Clause,
    Everything,
    Nothing,
    OneOf,
    Without,
    matching,
    restricted,
)
from planspor.search.engine.contract import Engine, Found
from planspor.search.explaining import reasons
from planspor.search.facets import DOCUMENT, FACETS, Facet, conditions, is_filtered, ordered
from planspor.search.folding import Recurring
from planspor.search.highlight import highlights
from planspor.search.layers import weight
from planspor.search.model import (
    Explanation,
    FacetCount,
    Group,
    Grouped,
    Hit,
    Notice,
    Place,
    Question,
    Results,
)
from planspor.search.query import parse, plain
from planspor.search.query.nodes import Node
from planspor.search.ranker import Ranker
from planspor.search.reading import Reader, Reading
from planspor.search.record import Record

RECURRING = OneOf("recurs", ("yes",))
"""The entries of passages that stand in several places."""
_ANALYSED = 500
"""Passages whose words are kept: some 20 kB each."""
_SPARE = 10
"""Hits asked for beyond the page, to make up for those that fold."""
_OF_A_DOCUMENT = 3
"""Hits of a document that are shown where hits are grouped."""
_AT_ONCE = 500
"""Hits that are dressed together where all of them are asked for."""


@dataclass(frozen=True, slots=True)
class _Understood:
    """A question as it was read; ``clause`` is what is ranked, without the filters."""

    question: Question
    reading: Reading
    clause: Clause
    notice: Notice | None

    @property
    def narrowed(self) -> Clause:
        """The clause with the filters."""
        return restricted(self.clause, *conditions(self.question.filters))


class Searcher:
    """Searches the entries of an engine and dresses them with the record."""

    def __init__(
        self, engine: Engine, record: Record, recurring: Recurring, analyser: Analyser
    ) -> None:
        self._engine = engine
        self._record = record
        self._recurring = recurring
        self._analyser = analyser
        self._tokens = lru_cache(maxsize=_ANALYSED)(analyser.tokens)
        self._ranker = Ranker(engine, record, self._tokens)

    def search(self, question: Question, limit: int, offset: int) -> Results:
        """One page of hits; see ``Index.search``."""
        understood = self._understood(question)
        ranked, found = self._ranked(understood, offset + limit)
        recurring = self._recurring_in(understood, understood.narrowed, found)
        return Results(
            query=understood.question.query,
            total=found.total - len(recurring) + len(self._recurring.folded(recurring)),
            facets=self._facets(understood, recurring),
            hits=tuple(self._hits(ranked[offset:], offset, understood)),
            notice=understood.notice,
        )

    def grouped(self, question: Question, limit: int, offset: int) -> Grouped:
        """One page of documents with their best hits; see ``Index.grouped``."""
        understood = self._understood(question)
        recurring = self._recurring_in(understood, understood.narrowed)
        counts = self._counted(understood.narrowed, [DOCUMENT], recurring)[DOCUMENT.name]
        totals = {count.value: count.count for count in counts}
        best = self._best_of_documents(understood, min(offset + limit, len(totals)))
        return Grouped(
            total=len(totals),
            groups=tuple(
                Group(hits[0].document, hits, totals[hits[0].document.id])
                for ranked in best[offset:]
                if (hits := tuple(self._hits(ranked, 0, understood)))
            ),
        )

    def hits(self, question: Question) -> Iterator[Hit]:
        """All hits, in order; see ``Index.hits``."""
        understood = self._understood(question)
        ranked, _ = self._ranked(understood, self._engine.size())
        return (
            hit
            for start in range(0, len(ranked), _AT_ONCE)
            for hit in self._hits(ranked[start : start + _AT_ONCE], start, understood)
        )

    def explain(self, question: Question, passage: str) -> Explanation | None:
        """Why a passage stands where it does; None for one that does not answer."""
        understood = self._understood(question)
        held = self._record.passages([passage]).get(passage)
        place = self._record.place(held) if held else None
        if held is None or place is None:
            return None
        raising = self._ranker.raising(understood.narrowed, understood.reading.concepts)
        found = tuple(reasons(self._engine, understood.reading, raising, passage))
        score = sum(reason.score for reason in found)
        return Explanation(passage, score, weight(place.document, held), found)

    def _understood(self, question: Question) -> _Understood:
        query = _storable(question.query)
        node, notice = _parsed(query, question.strict)
        record = self._record
        reader = Reader(self._analyser, record.thesaurus, record.issuers, question.level)
        reading = reader.read(node)
        clause = reading.clause or (Nothing() if query.strip() else Everything())
        if reading.clause is None and query.strip() and notice is None:
            notice = Notice("There is no word to search for.", 0, "Write at least one word.")
        return _Understood(replace(question, query=query), reading, clause, notice)

    def _ranked(
        self, understood: _Understood, wanted: int
    ) -> tuple[Sequence[tuple[str, float]], Found]:
        """The first (passage, score) when recurring ones are folded, and what that is made of."""
        asked = wanted + _SPARE
        while True:
            found = self._ranker.best(
                understood.narrowed, understood.reading.concepts, understood.question.order, asked
            )
            scores = dict(found.hits)
            shown = self._recurring.folded(scores)
            if len(shown) >= wanted or found.total <= asked:
                return [(id_, scores[id_]) for id_ in shown[:wanted]], found
            asked *= 2

    def _best_of_documents(
        self, understood: _Understood, wanted: int
    ) -> list[list[tuple[str, float]]]:
        """The best passages of each of the first documents."""
        asked = wanted * _OF_A_DOCUMENT
        while True:
            ranked, found = self._ranked(understood, asked)
            by_document: dict[str, list[tuple[str, float]]] = {}
            for id_, score in ranked:
                by_document.setdefault(self._record.document_of(id_), []).append((id_, score))
            if len(by_document) >= wanted or asked >= found.total:
                return [held[:_OF_A_DOCUMENT] for held in by_document.values()][:wanted]
            asked *= 2

    def _recurring_in(
        self, understood: _Understood, clause: Clause, ranked: Found | None = None
    ) -> list[str]:
        """The recurring passages that match, in order: those of a ranking first, as they stand.

        What is folded into what, and so how many are left, depends on the order.
        """
        if not self._recurring.values:
            return []
        matched = self._ranker.once(
            restricted(clause, RECURRING),
            understood.reading.concepts,
            understood.question.order,
            len(self._recurring.values),
        )
        known = {id_ for id_, _ in matched.hits}
        first = [id_ for id_, _ in ranked.hits if id_ in known] if ranked else []
        return list(dict.fromkeys((*first, *(id_ for id_, _ in matched.hits))))

    def _facets(
        self, understood: _Understood, recurring: Sequence[str]
    ) -> Mapping[str, tuple[FacetCount, ...]]:
        """Every facet, each counted without its own filter; ``recurring`` fits all filters."""
        filters = understood.question.filters
        free = [facet for facet in FACETS if not is_filtered(facet, filters)]
        counted = self._counted(understood.narrowed, free, recurring)
        for facet in FACETS:
            if facet not in free:
                others = restricted(understood.clause, *conditions(filters, but=facet))
                counted |= self._counted(others, [facet], self._recurring_in(understood, others))
        return {facet.name: counted[facet.name] for facet in FACETS}

    def _counted(
        self, clause: Clause, facets: Sequence[Facet], recurring: Sequence[str]
    ) -> dict[str, tuple[FacetCount, ...]]:
        """Single passages are counted by the engine, recurring ones here, folded by value."""
        single = self._engine.count(
            matching(Without(clause, RECURRING)), [facet.field for facet in facets]
        )
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
        understood: _Understood,
    ) -> Iterator[Hit]:
        hidden: Container[str] = understood.question.filters.hidden
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
                    highlights=highlights(self._tokens(passage.text), understood.reading.marks),
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
