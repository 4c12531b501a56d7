"""How far suggestions are right: precision by score, and a score made a probability.

A score becomes a probability by Platt's logistic curve, or by isotonic regression where its Brier
score in cross-validation is lower by more than a standard error (Niculescu-Mizil & Caruana 2005,
"Predicting good probabilities with supervised learning"). The slope is Cox's (1958), by logistic
regression of the outcomes on the log odds of the held-out probabilities: 1 is right, below it is
too sure.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from planspor.corpus.coding.judgements import Judged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.float64]
    Fit: TypeAlias = Callable[[Numbers, Numbers], Callable[[Numbers], Numbers]]

FEWEST = 20
"""Decisions below which no precision is told."""
FEWEST_TO_CALIBRATE = 200
_FEWEST_OF_EACH = 10
_FOLDS = 10
_TOP = 1.0
_POINTS = 201
"""Points that a curve is kept as, over scores from 0 to twice the top."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some are right, with the 95 % interval of Wilson."""

    n: int
    right: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """The share; None where there are too few to tell it."""
        return self.right / self.n if self.n >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Band:
    """The suggestions with a score from ``low`` up to ``high``; the last has no upper end."""

    low: float
    high: float | None
    share: Share


@dataclass(frozen=True, slots=True)
class Calibration:
    """A score as a probability, and how good it is in cross-validation.

    ``brier`` is to be compared with ``base_brier``, that of saying the share of right ones every
    time. ``points`` are scores with their probabilities, with straight lines between them.
    """

    method: str
    n: int
    base_rate: float
    brier: float
    base_brier: float
    slope: float
    slope_low: float
    slope_high: float
    points: tuple[tuple[float, float], ...]

    def probability(self, score: float) -> float:
        """The chance that a suggestion of a score is right."""
        step = self.points[1][0]
        at = min(max(score, 0.0) / step, len(self.points) - 1.0)
        below = min(int(at), len(self.points) - 2)
        one, other = self.points[below][1], self.points[below + 1][1]
        return one + (other - one) * (at - below)


@lru_cache(maxsize=10_000)
def share(right: int, n: int) -> Share:
    """A share with its interval, which is 0 to 1 where there is nothing."""
    from scipy.stats import binomtest

    if not n:
        return Share(0, 0, 0.0, 1.0)
    interval = binomtest(right, n).proportion_ci(0.95, method="wilson")
    return Share(n, right, float(interval.low), float(interval.high))


def bands(judged: Sequence[Judged]) -> list[Band]:
    """Precision by tenths of score, lowest first; those with no decisions are left out."""
    found: dict[int, list[bool]] = {}
    for one in judged:
        tenth = min(math.floor(one.link.score * 10 + 1e-9), 10)
        found.setdefault(tenth, []).append(one.right)
    return [
        Band(tenth / 10, None if tenth == 10 else (tenth + 1) / 10, share(sum(held), len(held)))
        for tenth, held in sorted(found.items())
    ]


def calibrate(judged: Sequence[Judged]) -> Calibration | None:
    """Scores as probabilities; None where there are too few decisions to tell, or of one kind."""
    import numpy as np

    right = np.array([float(one.right) for one in judged])
    of_each = min(right.sum(), len(right) - right.sum()) if judged else 0
    if len(judged) < FEWEST_TO_CALIBRATE or of_each < _FEWEST_OF_EACH:
        return None
    return _calibrated(np.array([one.link.score for one in judged]), right)


def _calibrated(scores: "Numbers", right: "Numbers") -> Calibration:
    import numpy as np

    ways: dict[str, Fit] = {"platt": _platt, "isotonic": _isotonic}
    held_out = {name: _held_out(fit, scores, right) for name, fit in ways.items()}
    losses = {name: (said - right) ** 2 for name, said in held_out.items()}
    gain = losses["platt"] - losses["isotonic"]
    # Steps follow chance too: they are taken where the gain is more than its standard error.
    is_stepped = gain.mean() > gain.std() / math.sqrt(len(gain))
    best = "isotonic" if is_stepped else "platt"
    slope, error = _slope(held_out[best], right)
    grid = np.linspace(0, 2 * _TOP, _POINTS)
    curve = ways[best](scores, right)(grid)
    return Calibration(
        method=best,
        n=len(right),
        base_rate=float(right.mean()),
        brier=float(losses[best].mean()),
        base_brier=float(np.mean((_held_out(_base, scores, right) - right) ** 2)),
        slope=slope,
        slope_low=slope - 1.96 * error,
        slope_high=slope + 1.96 * error,
        points=tuple(zip(map(float, grid), map(float, curve), strict=True)),
    )


def _base(_scores: "Numbers", right: "Numbers") -> "Callable[[Numbers], Numbers]":
    import numpy as np

    return lambda asked: np.full(len(asked), right.mean())


def _platt(scores: "Numbers", right: "Numbers") -> "Callable[[Numbers], Numbers]":
    curve = _logistic(scores, right)
    return lambda asked: curve.predict_proba(asked.reshape(-1, 1))[:, 1]


def _isotonic(scores: "Numbers", right: "Numbers") -> "Callable[[Numbers], Numbers]":
    from sklearn.isotonic import IsotonicRegression

    # Never quite sure: as if one more had been seen right, and one wrong.
    least = 1 / (len(right) + 2)
    steps = IsotonicRegression(y_min=least, y_max=1 - least, out_of_bounds="clip")
    steps.fit(scores, right)
    return lambda asked: steps.predict(asked)


def _logistic(values: "Numbers", right: "Numbers") -> Any:
    from sklearn.linear_model import LogisticRegression

    # So weak a penalty that it is none.
    return LogisticRegression(C=1e9, max_iter=1_000).fit(values.reshape(-1, 1), right)


def _held_out(fit: "Fit", scores: "Numbers", right: "Numbers") -> "Numbers":
    """What is said of each by a curve that was fitted without it."""
    import numpy as np
    from sklearn.model_selection import StratifiedKFold

    said = np.empty(len(right))
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(scores.reshape(-1, 1), right):
        said[test] = fit(scores[train], right[train])(scores[test])
    return said


def _slope(said: "Numbers", right: "Numbers") -> tuple[float, float]:
    """The calibration slope, and its standard error by the Fisher information."""
    import numpy as np

    odds = np.log(said / (1 - said))
    if np.ptp(odds) < 1e-9:
        return 0.0, math.inf
    found = _logistic(odds, right)
    p = found.predict_proba(odds.reshape(-1, 1))[:, 1]
    design = np.column_stack((np.ones_like(odds), odds))
    information = design.T @ (design * (p * (1 - p))[:, None])
    return float(found.coef_[0, 0]), float(math.sqrt(np.linalg.inv(information)[1, 1]))
