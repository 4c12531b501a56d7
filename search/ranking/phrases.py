"""Clauses of several words that score the same in every engine: each word its BM25, as a term."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

from planspor.search.engine.clauses import (
    All,
    Best,
    Clause,
    Phrase,
    Sum,
    Term,
    Weighted,
    restricted,
)

SPELT_NEARLY: Final = 0.8
"""What a word that is spelt nearly so counts for, beside one that is spelt so."""


def phrase(field: str, words: Sequence[str]) -> Clause:
    """Words after each other."""
    if len(words) == 1:
        return Term(field, words[0])
    return restricted(_terms(field, words), Phrase(field, tuple(words)))


def near(field: str, words: Sequence[str], distance: int) -> Clause:
    """Words in any order, with at most ``distance`` others among them.

    Of more than two, every two are to be as near as that lets them: engines that look for all in
    every order take too long.
    """
    each = tuple(dict.fromkeys(words))
    if len(each) == 1:
        return Term(field, each[0])
    apart = distance + len(each) - 2
    pairs = (
        Sum((Phrase(field, pair, apart), Phrase(field, pair[::-1], apart)))
        for pair in combinations(each, 2)
    )
    return restricted(_terms(field, each), *pairs)


def spelt(field: str, words: Sequence[str]) -> Clause:
    """The first of some words, or one of the others, which are spelt nearly so; the best counts."""
    first, *others = (Term(field, word) for word in words)
    return Best((first, *(Weighted(term, SPELT_NEARLY) for term in others)))


def _terms(field: str, words: Iterable[str]) -> Clause:
    return All(tuple(Term(field, word) for word in dict.fromkeys(words)))
