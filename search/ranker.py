"""Putting what an engine finds in order: by relevance, or year by year."""

from collections.abc import Callable, Iterator, Sequence

from planspor.corpus.language import Token
from planspor.search.engine.clauses import Between, Boosted, Clause, OneOf, Without, restricted
from planspor.search.engine.contract import ID, Engine, Found
from planspor.search.feedback import PASSAGES, feedback
from planspor.search.model import Order
from planspor.search.ranking import Concept, Way, boosts
from planspor.search.record import Record

AGAIN = 200
"""Passages that are ranked once more, by the words that go with the query."""
_DIGITS = 5
"""Digits of a score that count: engines add up in different order."""
_FIRST_YEAR = 0


class Ranker:
    """Ranks the entries of one engine; ``tokens`` analyses the text of a passage."""

    def __init__(
        self, engine: Engine, record: Record, tokens: Callable[[str], Sequence[Token]]
    ) -> None:
        self._engine = engine
        self._record = record
        self._tokens = tokens

    def best(self, clause: Clause, concepts: Sequence[Concept], order: Order, wanted: int) -> Found:
        """The first entries that match a clause, and how many match in all.

        By relevance the first `AGAIN` are ranked once more, with what the best of them say.
        """
        if order is not Order.RELEVANCE:
            return self.once(clause, concepts, order, wanted)
        found = self.once(clause, concepts, order, max(wanted, AGAIN))
        first, rest = found.hits[:AGAIN], found.hits[AGAIN:]
        if concepts and first:
            raised = _raised(self._covered(clause, concepts), self._feedback(found))
            these = OneOf(ID, tuple(id_ for id_, _ in first))
            first = _in_order(self._engine.search(restricted(raised, these), AGAIN).hits)
        return Found((*first, *rest)[:wanted], found.total)

    def once(self, clause: Clause, concepts: Sequence[Concept], order: Order, wanted: int) -> Found:
        """The first entries that match a clause, ranked by the words of the query alone."""
        covered = self._covered(clause, concepts)
        if order is Order.RELEVANCE:
            found = self._engine.search(covered, wanted)
            return Found(_in_order(found.hits), found.total)
        return self._by_year(covered, order is Order.NEWEST, wanted)

    def raising(self, clause: Clause, concepts: Sequence[Concept]) -> Sequence[Way]:
        """What raises the entries that match."""
        if not concepts:
            return ()
        found = self._engine.search(self._covered(clause, concepts), PASSAGES)
        return (*boosts(concepts, self._engine), *self._feedback(found))

    def _covered(self, clause: Clause, concepts: Sequence[Concept]) -> Clause:
        return _raised(clause, tuple(boosts(concepts, self._engine)))

    def _feedback(self, found: Found) -> tuple[Way, ...]:
        best = found.hits[:PASSAGES]
        passages = self._record.passages([id_ for id_, _ in best])
        texts = [(self._tokens(passages[id_].text), s) for id_, s in best if id_ in passages]
        return feedback(texts, self._engine)

    def _by_year(self, clause: Clause, newest: bool, wanted: int) -> Found:
        total = self._engine.search(clause, 0).total
        hits: list[tuple[str, float]] = []
        for one_year in self._years(clause, newest):
            if len(hits) >= wanted:
                break
            hits += _in_order(self._engine.search(one_year, wanted - len(hits)).hits)
        return Found(tuple(hits), total)

    def _years(self, clause: Clause, newest: bool) -> Iterator[Clause]:
        """The clause year by year, and last where there is no year."""
        years = map(int, self._engine.count(clause, ["year"])["year"])
        for year in sorted(years, reverse=newest):
            yield restricted(clause, Between("year", year, year))
        yield Without(clause, Between("year", _FIRST_YEAR, None))


def _raised(clause: Clause, by: Sequence[Way]) -> Clause:
    return Boosted(clause, tuple(way.scored for way in by)) if by else clause


def _in_order(hits: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Hits by score; those that score the same by id, so that all engines agree."""
    return tuple(sorted(hits, key=lambda hit: (-float(f"{hit[1]:.{_DIGITS}g}"), hit[0])))
