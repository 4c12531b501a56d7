"""From the vector of a query to the passages nearest to it, and what they count for in a search.

The cosines of the model say little by themselves: what has nothing to do with a query has .75 to
.83, what answers it .80 to .92. So a passage counts for how far it stands out from the
`NEAREST`. All was tuned on the ``dev`` half of the judged queries; see docs/decisions.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from planspor.search.engine.clauses import Clause, Constant, OneOf, Sum
from planspor.search.engine.contract import ID
from planspor.search.meaning.model import Floats
from planspor.search.meaning.vectors import Matrix
from planspor.search.ranking.concepts import Way

LAYER: Final = "meaning"
"""What a hit's explanation calls being near."""
NEAREST: Final = 200
"""Passages that are raised."""
WEIGHT: Final = 6.0
"""What the nearest passage is raised by: about as much as by a rare word."""
FOUND: Final = 0.9
"""Closeness from which a passage is found that has none of the words; few are for any query."""
FLOOR: Final = 0.83
"""Cosine below which none is: words without sense reach .82."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A passage near to a query.

    ``closeness`` is in .1 to 1, in tenths: 1 for the nearest passage of all, towards 0 for the
    last of the nearest. ``found`` says that the passage is a hit without any of the words.
    """

    id: str
    closeness: float
    found: bool


def neighbours(matrix: Matrix, vector: Floats) -> tuple[Neighbour, ...]:
    """The passages nearest to a vector, the nearest first."""
    cosines = (matrix.rows @ vector).astype(float)
    if len(cosines) > NEAREST:
        best = np.argpartition(-cosines, NEAREST)[: NEAREST + 1]
    else:
        best = np.arange(len(cosines))
    ranked = best[np.argsort(-cosines[best], kind="stable")]
    if not len(ranked) or cosines[ranked[0]] <= cosines[ranked[-1]]:
        return ()
    nearest, last = cosines[ranked[0]], cosines[ranked[-1]]
    closeness = np.round((cosines[ranked] - last) / (nearest - last), 1)
    return tuple(
        Neighbour(matrix.ids[at], float(close), bool(close >= FOUND and cosines[at] >= FLOOR))
        for at, close in zip(ranked, closeness, strict=True)
        if close > 0
    )


def found(clause: Clause, near: Iterable[Neighbour]) -> Clause:
    """A clause that also finds the neighbours that are hits without any of its words."""
    added = tuple(neighbour.id for neighbour in near if neighbour.found)
    return Sum((clause, Constant(OneOf(ID, added), 0.0))) if added else clause


def ways(near: Iterable[Neighbour]) -> tuple[Way, ...]:
    """What raises neighbours among the entries that match: a way for each degree of closeness.

    An engine answers ten sets of ids sooner than two hundred single ones.
    """
    by_closeness: dict[float, list[str]] = {}
    for neighbour in near:
        by_closeness.setdefault(neighbour.closeness, []).append(neighbour.id)
    return tuple(
        Way(LAYER, (), Constant(OneOf(ID, tuple(ids)), closeness), WEIGHT)
        for closeness, ids in by_closeness.items()
    )
