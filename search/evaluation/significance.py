"""Whether one search is better than another, or the queries just happened to suit it.

A paired bootstrap over queries (Efron & Tibshirani 1993, chapter 16): the queries are drawn anew
with replacement, and the mean difference is looked at each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

DRAWS: Final = 10_000
SEED: Final = 2016
"""So that the same outcomes always give the same figures."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How much better the first of two is: the mean, the interval of 95 % and the p value.

    ``p`` is two-sided: twice the share of draws in which the other was as good or better.
    """

    mean: float
    low: float
    high: float
    p: float


def difference(ours: Sequence[float], others: Sequence[float]) -> Difference:
    """The difference between two searches, figure by figure for the same queries, at least one."""
    apart = np.asarray(ours, float) - np.asarray(others, float)
    random = np.random.default_rng(SEED)
    drawn = apart[random.integers(0, len(apart), (DRAWS, len(apart)))].mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    tail = min(np.mean(drawn <= 0), np.mean(drawn >= 0))
    return Difference(float(apart.mean()), float(low), float(high), min(1.0, 2 * float(tail)))
