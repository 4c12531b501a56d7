"""How well rankings answer judged queries.

A hit finds a judged range when it, or another place of its passage, overlaps it by at least half
of the shorter of the two, in lines.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final, TypeAlias

from planspor.corpus.judging import Lines
from planspor.search.evaluation.judged import JudgedQuery, Judgement

CUT: Final = 10
"""Hits that count for recall and for the discounted gain."""

Ranking: TypeAlias = Sequence[Sequence[Lines]]
"""Hits, best first, each with all places of its passage."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one query gave.

    ``first`` is the rank of the first hit that answers it, None when none does. ``recall`` is the
    share of all judged ranges among the first ten, those that bear on the query included.
    ``missed`` are the answers that are not among the first ten, with their ranks.
    """

    query: JudgedQuery
    first: int | None
    recall: float
    ndcg: float
    missed: tuple[tuple[Judgement, int | None], ...] = ()

    def answered_by(self, rank: int) -> float:
        """1 when an answer stands among the first so many hits, else 0."""
        return float(self.first is not None and self.first <= rank)

    @property
    def reciprocal_rank(self) -> float:
        """One over the rank of the first answer."""
        return 1 / self.first if self.first else 0.0


FIGURES: Final[dict[str, Callable[[Outcome], float]]] = {
    "R@1": lambda outcome: outcome.answered_by(1),
    "R@5": lambda outcome: outcome.answered_by(5),
    "R@10": lambda outcome: outcome.answered_by(CUT),
    "recall": lambda outcome: outcome.recall,
    "nDCG@10": lambda outcome: outcome.ndcg,
    "MRR": lambda outcome: outcome.reciprocal_rank,
}
"""What is measured of each query: whether an answer is among the first 1, 5 and 10 hits, the share
of all judged ranges among the first ten, the discounted gain of these, one over the rank of the
first answer."""


def outcome(query: JudgedQuery, ranking: Ranking) -> Outcome:
    """How well a ranking answers a query."""
    ranks = {judgement: _rank(judgement, ranking) for judgement in query.judgements}
    found = [j for j, rank in ranks.items() if rank is not None and rank <= CUT]
    return Outcome(
        query=query,
        first=min((rank for j in query.answers if (rank := ranks[j]) is not None), default=None),
        recall=len(found) / len(ranks) if ranks else 0.0,
        ndcg=_ndcg(query, ranking),
        missed=tuple((j, ranks[j]) for j in query.answers if j not in found),
    )


def means(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """The mean of each figure, in 0..1; 0 without outcomes."""
    listed = list(outcomes)
    return {
        name: fmean(figure(one) for one in listed) if listed else 0.0
        for name, figure in FIGURES.items()
    }


def _rank(judgement: Judgement, ranking: Ranking) -> int | None:
    for rank, places in enumerate(ranking, 1):
        if any(place.meets(judgement.place) for place in places):
            return rank
    return None


def _ndcg(query: JudgedQuery, ranking: Ranking) -> float:
    ideal = _dcg(sorted((judgement.grade for judgement in query.judgements), reverse=True))
    return _dcg(_gains(query, ranking)) / ideal if ideal else 0.0


def _gains(query: JudgedQuery, ranking: Ranking) -> list[int]:
    """The grade that each of the first hits brings; a judged range is counted for one hit only."""
    left = sorted(query.judgements, key=lambda judgement: -judgement.grade)
    gains = []
    for places in ranking[:CUT]:
        found = next((j for j in left if any(place.meets(j.place) for place in places)), None)
        gains.append(found.grade if found else 0)
        if found:
            left.remove(found)
    return gains


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains[:CUT], 1))
