"""Putting what an engine finds in order: by relevance, or year by year."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from planspor.corpus.language import Token
from planspor.corpus.slugs import owner
from planspor.search.engine.clauses import Between, Boosted, Clause, OneOf, Sum, Without, restricted
from planspor.search.engine.contract import ID, Engine, Found
from planspor.search.model import Level, Order
from planspor.search.ranking.concepts import Concept, Way, boosts
from planspor.search.ranking.feedback import PASSAGES, feedback
from planspor.search.record import Record

AGAIN = 200
"""Passages that are ranked once more, by the words that go with the query."""
FIRST = 5
"""Hits among which there is another document than the first one's, if one is nearly as good."""
NEARLY = 0.6
"""The share of the best score from which a hit is nearly as good.

Judged on ``dev``: another document comes in for one query of seven and no figure falls. Lowering
a document's second hit and those that follow, by whatever share, costs recall from the start.
"""
_DIGITS = 5
"""Digits of a score that count: engines add up in different order."""
_FIRST_YEAR = 0
Hits: TypeAlias = Sequence[tuple[str, float]]
"""Entries by id with their scores."""


class Ranker:
    """Ranks the entries of one engine; ``tokens`` analyses the text of a passage."""

    def __init__(
        self, engine: Engine, record: Record, tokens: Callable[[str], Sequence[Token]]
    ) -> None:
        self._engine = engine
        self._record = record
        self._tokens = tokens

    def best(
        self,
        clause: Clause,
        concepts: Sequence[Concept],
        near: Sequence[Way],
        order: Order,
        wanted: int,
    ) -> Found:
        """The first entries that match a clause, and how many match in all.

        ``near`` raises what means nearly what was asked for.

        By relevance the first `AGAIN` are ranked once more, with what the best of them say.
        """
        covered = _raised(clause, (*boosts(concepts, self._engine), *near))
        if order is not Order.RELEVANCE:
            return self._by_year(covered, order is Order.NEWEST, wanted)
        found = self._engine.search(covered, max(wanted, AGAIN))
        hits = _in_order(found.hits)
        first, rest = self._again(concepts, hits[:AGAIN]), hits[AGAIN:]
        return Found((*_spread(first), *rest)[:wanted], found.total)

    def raising(
        self, clause: Clause, concepts: Sequence[Concept], near: Sequence[Way]
    ) -> Sequence[Way]:
        """What raises the entries that match."""
        raising = (*boosts(concepts, self._engine), *near)
        found = self._engine.search(_raised(clause, raising), PASSAGES)
        return (*raising, *self._feedback(concepts, _in_order(found.hits)))

    def _again(self, concepts: Sequence[Concept], hits: Hits) -> Hits:
        """Hits ranked anew, by the words that go with the query too.

        The words are searched for alone, in these entries, and what they score is added: that is
        what they would add to the whole clause, which an engine would score everywhere once more.
        """
        words = self._feedback(concepts, hits[:PASSAGES])
        if not words:
            return hits
        added = Sum(tuple(way.scored for way in words))
        these = OneOf(ID, tuple(id_ for id_, _ in hits))
        gained = dict(self._engine.search(restricted(added, these), len(hits)).hits)
        return _in_order([(id_, score + gained.get(id_, 0.0)) for id_, score in hits])

    def _feedback(self, concepts: Sequence[Concept], best: Hits) -> tuple[Way, ...]:
        """Words that go with a query; a search for just these forms wants none."""
        if not any(concept.level is Level.RELATED for concept in concepts):
            return ()
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
        years = map(int, self._engine.count(clause, ["year"]).values["year"])
        for year in sorted(years, reverse=newest):
            yield restricted(clause, Between("year", year, year))
        yield Without(clause, Between("year", _FIRST_YEAR, None))


def _raised(clause: Clause, by: Sequence[Way]) -> Clause:
    return Boosted(clause, tuple(way.scored for way in by)) if by else clause


def _spread(hits: Hits) -> Hits:
    """Hits with another document's best among the first `FIRST`, where it is nearly as good."""
    leading = {owner(id_) for id_, _ in hits[:FIRST]}
    if len(leading) > 1:
        return hits
    for place, (id_, score) in enumerate(hits):
        if owner(id_) not in leading:
            if score < NEARLY * hits[0][1]:
                break
            others = (*hits[:place], *hits[place + 1 :])
            return (*others[: FIRST - 1], hits[place], *others[FIRST - 1 :])
    return hits


def _in_order(hits: Hits) -> Hits:
    """Hits by score; those that score the same by id, so that all engines agree."""
    return sorted(hits, key=lambda hit: (-float(f"{hit[1]:.{_DIGITS}g}"), hit[0]))
