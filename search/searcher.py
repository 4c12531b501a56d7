"""One search from the typed query to the page of hits, over an index that stands still."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from planspor.corpus.language import Analyser, Token
from planspor.corpus.model import Passage
from planspor.corpus.slugs import owner
from planspor.search.engine.clauses import Nothing, matching, restricted
from planspor.search.engine.contract import Engine
from planspor.search.facets import DOCUMENT, FACETS, conditions, is_filtered, ordered
from planspor.search.indexing.folding import Groups
from planspor.search.indexing.layers import weight
from planspor.search.meaning import Meaning
from planspor.search.model import (
    Explanation,
    FacetCount,
    Filters,
    Group,
    Grouped,
    Hit,
    Place,
    Question,
    Results,
    Widened,
)
from planspor.search.ranking.concepts import LAYER, Concept
from planspor.search.ranking.explaining import reasons
from planspor.search.ranking.ranker import Ranker
from planspor.search.reading import Reading
from planspor.search.record import Record
from planspor.search.showing.excerpt import best_sentences
from planspor.search.showing.highlight import Highlighter, merged
from planspor.search.spelling.vocabulary import Vocabulary
from planspor.search.understanding import Interpreter, Understood

_ANALYSED = 500
"""Passages whose words are kept: some 20 kB each."""
_SPARE = 10
"""Hits asked for beyond the page, to make up for those that fold."""
_OF_A_DOCUMENT = 3
"""Hits of a document that are shown where hits are grouped."""
_AT_ONCE = 500
"""Hits that are dressed together where all of them are asked for."""


class Searcher:
    """Searches the entries of an engine and dresses them with the record."""

    def __init__(
        self,
        engine: Engine,
        record: Record,
        groups: Groups,
        analyser: Analyser,
        vocabulary: Vocabulary,
        meaning: Meaning | None = None,
    ) -> None:
        self._engine = engine
        self._record = record
        self._groups = groups
        self._analyser = analyser
        self._tokens = lru_cache(maxsize=_ANALYSED)(analyser.tokens)
        self._ranker = Ranker(engine, record, self._tokens)
        self._highlighter = Highlighter(analyser)
        self._interpreter = Interpreter(engine, record, analyser, vocabulary, meaning)

    def search(
        self, question: Question, limit: int, offset: int, facets: Collection[str]
    ) -> Results:
        """One page of hits; see ``Index.search``."""
        return self._page(self._interpreter.understood(question), limit, offset, facets)

    def answer(self, question: Question, reading: Reading, limit: int) -> Results:
        """The first hits of a reading that was not typed, without facets; the filters hold."""
        understood = Understood(question, reading, reading.clause or Nothing())
        return self._page(understood, limit, 0, ())

    def best_texts(self, question: Question, limit: int) -> list[Sequence[Token]]:
        """The words of the first passages that answer a question; nothing is counted or marked."""
        ranked, _ = self._ranked(self._interpreter.understood(question), limit)
        passages = self._record.passages([id_ for id_, _ in ranked])
        return [self._tokens(passages[id_].text) for id_, _ in ranked if id_ in passages]

    def dressed(
        self, ranked: Sequence[tuple[str, float]], reading: Reading, filters: Filters
    ) -> Iterator[Hit]:
        """Passages with their scores as hits, with what a reading marks."""
        return self._hits(ranked, 0, Understood(Question("", filters), reading, Nothing()))

    def _page(
        self, understood: Understood, limit: int, offset: int, facets: Collection[str]
    ) -> Results:
        ranked = self._ranked(understood, offset + limit)[0][offset:] if limit else ()
        total, counted = self._counted(understood, facets)
        return Results(
            query=understood.question.query,
            total=total,
            facets=counted,
            hits=tuple(self._hits(ranked, offset, understood)),
            notice=understood.notice,
            corrected=understood.corrected,
            words=tuple(self._widened(understood.reading.concepts)),
        )

    def _widened(self, concepts: Sequence[Concept]) -> Iterator[Widened]:
        """What words were widened to, and whether they stand anywhere."""
        held = self._engine.frequencies(LAYER, {concept.token.stem for concept in concepts})
        for concept in concepts:
            stands = (
                held[concept.token.stem] or self._engine.search(matching(concept.clause), 0).total
            )
            yield replace(concept.widened(self._analyser.halves), stands=bool(stands))

    def grouped(self, question: Question, limit: int, offset: int) -> Grouped:
        """One page of documents with their best hits; see ``Index.grouped``."""
        understood = self._interpreter.understood(question)
        counts = self._engine.count(matching(understood.narrowed), [DOCUMENT.field])
        totals = counts.values[DOCUMENT.field]
        best = self._best_of_documents(understood, min(offset + limit, len(totals)))[offset:]
        # All at once, for each asking of the record takes several statements.
        drawn = self._hits([one for ranked in best for one in ranked], 0, understood)
        groups: dict[str, list[Hit]] = {}
        for hit in drawn:
            held = groups.setdefault(hit.document.id, [])
            held.append(replace(hit, rank=len(held) + 1))
        return Grouped(
            total=len(totals),
            groups=tuple(
                Group(hits[0].document, tuple(hits), totals[document])
                for document, hits in groups.items()
            ),
        )

    def hits(self, question: Question, marked: bool = True) -> Iterator[Hit]:
        """All hits, in order; see ``Index.hits``."""
        understood = self._interpreter.understood(question)
        ranked, _ = self._ranked(understood, self._engine.size())
        return (
            hit
            for start in range(0, len(ranked), _AT_ONCE)
            for hit in self._hits(ranked[start : start + _AT_ONCE], start, understood, marked)
        )

    def matching(self, question: Question) -> Sequence[str]:
        """The ids of all passages that answer; see ``Index.matching``."""
        understood = self._interpreter.understood(question)
        best = self._ranker.best(
            understood.narrowed,
            understood.reading.concepts,
            understood.nearby,
            question.order,
            self._engine.size(),
        )
        return [id_ for id_, _ in best.hits]

    def marked(self, question: Question, passages: Sequence[str]) -> Iterator[Hit]:
        """Some passages as hits; see ``Index.marked``."""
        understood = self._interpreter.understood(question)
        return self._hits([(id_, 0.0) for id_ in passages], 0, understood)

    def explain(self, question: Question, passage: str) -> Explanation | None:
        """Why a passage stands where it does; None for one that does not answer."""
        understood = self._interpreter.understood(question)
        held = self._record.passages([passage]).get(passage)
        place = self._record.places([held]).get(passage) if held else None
        (answers,) = self._engine.scores([understood.narrowed], passage)
        if held is None or place is None or answers is None:
            return None
        raising = self._ranker.raising(
            understood.narrowed, understood.reading.concepts, understood.nearby
        )
        given = tuple(reasons(self._engine, understood.reading, raising, passage))
        score = sum(reason.score for reason in given)
        return Explanation(passage, score, weight(place.document, held), given)

    def _ranked(
        self, understood: Understood, wanted: int
    ) -> tuple[Sequence[tuple[str, float]], int]:
        """The first (passage, score) when recurring ones are folded; how many match before that."""
        asked = wanted + _SPARE
        while True:
            best = self._ranker.best(
                understood.narrowed,
                understood.reading.concepts,
                understood.nearby,
                understood.question.order,
                asked,
            )
            scores = dict(best.hits)
            shown = self._groups.folded(scores)
            if len(shown) >= wanted or best.total <= asked:
                return [(id_, scores[id_]) for id_ in shown[:wanted]], best.total
            asked *= 2

    def _best_of_documents(
        self, understood: Understood, wanted: int
    ) -> list[list[tuple[str, float]]]:
        """The best passages of each of the first documents."""
        asked = wanted * _OF_A_DOCUMENT
        while True:
            ranked, matched = self._ranked(understood, asked)
            by_document: dict[str, list[tuple[str, float]]] = {}
            for id_, score in ranked:
                by_document.setdefault(owner(id_), []).append((id_, score))
            if len(by_document) >= wanted or asked >= matched:
                return [held[:_OF_A_DOCUMENT] for held in by_document.values()][:wanted]
            asked *= 2

    def _counted(
        self, understood: Understood, names: Collection[str]
    ) -> tuple[int, Mapping[str, tuple[FacetCount, ...]]]:
        """How many hits there are, and some facets, each counted without its own filter."""
        filters, clause = understood.question.filters, matching(understood.clause)
        wanted = [facet for facet in FACETS if facet.name in names]
        own = [facet for facet in wanted if is_filtered(facet, filters)]
        fields = [facet.field for facet in wanted if facet not in own]
        counts = self._engine.count(restricted(clause, *conditions(filters)), fields)
        values = dict(counts.values)
        for facet in own:
            others = restricted(clause, *conditions(filters, but=facet))
            values |= self._engine.count(others, [facet.field]).values
        label = self._record.label
        return counts.total, {facet.name: ordered(values[facet.field], label) for facet in wanted}

    def _hits(
        self,
        ranked: Sequence[tuple[str, float]],
        offset: int,
        understood: Understood,
        marked: bool = True,
    ) -> Iterator[Hit]:
        if not ranked:
            return
        hidden: Container[str] = understood.question.filters.hidden
        others = {id_: self._groups.others(id_) for id_, _ in ranked}
        passages = self._record.passages({*others, *(o for held in others.values() for o in held)})
        places = self._record.places(passages[id_] for id_, _ in ranked if id_ in passages)
        finder = self._highlighter.finder(understood.reading.marks)
        for rank, (id_, score) in enumerate(ranked, offset + 1):
            if id_ in places:
                passage, place = passages[id_], places[id_]
                elsewhere = (passages[o] for o in others[id_] if o in passages)
                finds = finder.finds(passage.text, self._tokens(passage.text)) if marked else []
                yield Hit(
                    rank=rank,
                    score=score,
                    document=place.document,
                    section=place.section,
                    path=place.path,
                    passage=passage,
                    highlights=tuple(merged((find.start, find.end) for find in finds)),
                    excerpt=best_sentences(passage.text, finds)
                    if marked
                    else (0, len(passage.text)),
                    also_in=_places(other for other in elsewhere if other.document not in hidden),
                )


def _places(passages: Iterable[Passage]) -> tuple[Place, ...]:
    return tuple(Place(passage.document, passage.id, passage.source) for passage in passages)
