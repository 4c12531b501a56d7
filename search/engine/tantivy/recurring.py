"""Counting the entries of a group once: what is told too often where several of them match."""

from collections.abc import Callable
from functools import cached_property
from operator import itemgetter
from typing import Any, Final, TypeAlias

import numpy as np
import tantivy
from numpy.typing import NDArray

from planspor.search.engine import clauses as c
from planspor.search.engine.contract import GROUP, NUMBERS
from planspor.search.engine.tantivy.fields import MEMBER

RECURRING: Final = c.Term("recurs", "yes")
"""What holds for the entries that have a group."""
_Numbers: TypeAlias = NDArray[Any]
_Hits: TypeAlias = list[tuple[int, tantivy.DocAddress]]


class Recurring:
    """The entries with a group, as one searcher sees them.

    They are few, and known by their numbers, so that those of them that match are listed and
    compared in memory: aggregations in tantivy take ten times as long to tell groups apart.
    ``values`` names the values of a field, as texts.
    """

    def __init__(
        self,
        searcher: tantivy.Searcher,
        query: Callable[[c.Clause], tantivy.Query],
        values: Callable[[c.Clause, str], list[str]],
    ) -> None:
        self._searcher = searcher
        self._query = query
        self._values = values
        self._of_field: dict[str, tuple[list[str], _Numbers, _Numbers]] = {}

    def matching(self, clause: c.Clause) -> _Numbers:
        """For each entry with a group, whether a clause holds for it."""
        matches = np.zeros(len(self._table[0]), bool)
        if len(matches):
            matches[self._places(c.All((clause, RECURRING)))] = True
        return matches

    def superfluous(self, matches: _Numbers) -> int:
        """How many of the entries stand beside another of their group."""
        return int(matches.sum()) - len(np.unique(self._table[1][matches]))

    def superfluous_by_value(self, matches: _Numbers, field: str) -> dict[str, int]:
        """The same for each value of a field that any of them has."""
        names, places, codes = self._field(field)
        held = matches[places]
        pairs = codes[held] * len(matches) + self._table[1][places[held]]
        found, counts = np.unique(pairs, return_counts=True)
        by_value = np.bincount(found // max(len(matches), 1), counts - 1, len(names))
        return {names[at]: int(by_value[at]) for at in np.flatnonzero(by_value)}

    @cached_property
    def _table(self) -> tuple[_Numbers, _Numbers]:
        """The numbers of all of them, in order, and the group of each, counted from 0."""
        hits = self._hits(RECURRING)
        groups = self._searcher.fast_field_values(GROUP, [address for _, address in hits])
        return _numbers(hits), np.unique(np.array(groups, np.uint64), return_inverse=True)[1]

    def _field(self, field: str) -> tuple[list[str], _Numbers, _Numbers]:
        """The values of a field, and pairs of an entry's place and the place of a value it has."""
        if field not in self._of_field:
            names = self._values(RECURRING, field)
            held = [self._places(c.All((_is(field, name), RECURRING))) for name in names]
            codes = np.repeat(np.arange(len(names)), [len(places) for places in held])
            places = np.concatenate([*held, np.zeros(0, np.intp)])
            self._of_field[field] = names, places, codes
        return self._of_field[field]

    def _places(self, clause: c.Clause) -> _Numbers:
        """The places in the table of the entries that a clause holds for."""
        return np.searchsorted(self._table[0], _numbers(self._hits(clause)))

    def _hits(self, clause: c.Clause) -> _Hits:
        """The numbers of the entries that a clause holds for, in order, and where these are."""
        most = max(1, self._searcher.doc_freq(RECURRING.field, RECURRING.text))
        found: Any = self._searcher.search(
            self._query(clause),
            most,
            count=False,
            order_by_field=MEMBER,
            order=tantivy.Order.Asc,
        )
        hits: _Hits = found.hits
        return hits


def _numbers(hits: _Hits) -> _Numbers:
    return np.fromiter(map(itemgetter(0), hits), np.uint64, len(hits))


def _is(field: str, value: str) -> c.Clause:
    if field in NUMBERS:
        return c.Between(field, int(value), int(value))
    return c.Term(field, value)
