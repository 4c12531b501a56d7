"""From clauses to the queries of tantivy."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final

import tantivy
from tantivy import FieldType, Occur, Query

from planspor.search.engine import clauses as c

_GREATEST: Final = 2**63 - 1
_KEPT: Final = 2000
_MOST_PLACINGS: Final = 300
"""Ways to place the words of a phrase; with more, words may also change places."""


class Translator:
    """Turns clauses into tantivy's queries."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema
        # One search asks several times with much the same clauses.
        self.query = lru_cache(maxsize=_KEPT)(self._query)

    def _query(self, clause: c.Clause) -> Query:
        translate: Any = getattr(self, f"_{type(clause).__name__.lower()}")
        query: Query = translate(clause)
        return query

    def _term(self, clause: c.Term) -> Query:
        return Query.term_query(self._schema, clause.field, clause.text)

    def _phrase(self, clause: c.Phrase) -> Query:
        if len(clause.words) == 1:
            return Query.term_query(self._schema, clause.field, clause.words[0])
        ways = list(islice(_placed(clause.words, clause.slop), _MOST_PLACINGS + 1))
        if len(ways) > _MOST_PLACINGS:
            return Query.phrase_query(self._schema, clause.field, list(clause.words), clause.slop)
        phrases = [Query.phrase_query(self._schema, clause.field, placed) for placed in ways]
        return Query.disjunction_max_query(phrases) if len(phrases) > 1 else phrases[0]

    def _prefix(self, clause: c.Prefix) -> Query:
        pattern = "".join(ch if ch.isalnum() else f"\\x{{{ord(ch):x}}}" for ch in clause.text)
        return Query.regex_query(self._schema, clause.field, f"{pattern}.*")

    def _oneof(self, clause: c.OneOf) -> Query:
        return Query.term_set_query(self._schema, clause.field, list(clause.values))

    def _between(self, clause: c.Between) -> Query:
        low, high = (None if end is None else _storable(end) for end in (clause.low, clause.high))
        if low is None and high is None:
            return Query.all_query()
        return Query.range_query(self._schema, clause.field, FieldType.Integer, low, high)

    def _everything(self, _clause: c.Everything) -> Query:
        return Query.all_query()

    def _nothing(self, _clause: c.Nothing) -> Query:
        return Query.empty_query()

    def _sum(self, clause: c.Sum) -> Query:
        return Query.boolean_query([(Occur.Should, self.query(inner)) for inner in clause.clauses])

    def _best(self, clause: c.Best) -> Query:
        return Query.disjunction_max_query([self.query(i) for i in clause.clauses], clause.tie)

    def _all(self, clause: c.All) -> Query:
        return Query.boolean_query([(Occur.Must, self.query(inner)) for inner in clause.clauses])

    def _boosted(self, clause: c.Boosted) -> Query:
        should = [(Occur.Should, self.query(inner)) for inner in clause.by]
        return Query.boolean_query([(Occur.Must, self.query(clause.clause)), *should])

    def _without(self, clause: c.Without) -> Query:
        both = [(Occur.Must, clause.clause), (Occur.MustNot, clause.excluded)]
        return Query.boolean_query([(occur, self.query(inner)) for occur, inner in both])

    def _weighted(self, clause: c.Weighted) -> Query:
        return Query.boost_query(self.query(clause.clause), clause.weight)

    def _constant(self, clause: c.Constant) -> Query:
        return Query.const_score_query(self.query(clause.clause), clause.score)


def _placed(
    words: Sequence[str], slop: int, start: int = 0
) -> Iterator[list[str | tuple[int, str]]]:
    """The words with their places, for each way to put at most ``slop`` others among them.

    tantivy's own slop lets words change places, and a word stand for itself and its neighbour.
    """
    first, rest = (start, words[0]), words[1:]
    if not rest:
        yield [first]
        return
    for gap in range(slop + 1):
        for others in _placed(rest, slop - gap, start + gap + 1):
            yield [first, *others]


def _storable(number: int) -> int:
    """A number, or the nearest that fits in 64 bits."""
    return max(-_GREATEST, min(number, _GREATEST))
