"""What an engine is asked: a tree of small values that each engine turns into its own query.

Scores are BM25 (k1 = 1.2, b = .75) of terms, the same in every engine; what a phrase, a prefix, a
value and a range score of their own is the engine's affair: they stand inside a `Constant`.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Term:
    """A word in a layer."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order in a layer, with at most ``slop`` other words among them."""

    field: str
    words: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words in a layer, or values, that begin so."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A field with one of some values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A number in a range, ends included; None leaves an end open."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Everything:
    """Every entry."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No entry."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Any of the clauses; the scores are added."""

    clauses: "tuple[Clause, ...]"


@dataclass(frozen=True, slots=True)
class Best:
    """Any of the clauses; the best score counts, and ``tie`` of each other."""

    clauses: "tuple[Clause, ...]"
    tie: float = 0.0


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the clauses; the scores are added."""

    clauses: "tuple[Clause, ...]"


@dataclass(frozen=True, slots=True)
class Boosted:
    """A clause, with the score of each of some others that hold as well."""

    clause: "Clause"
    by: "tuple[Clause, ...]"


@dataclass(frozen=True, slots=True)
class Without:
    """A clause, where another does not hold."""

    clause: "Clause"
    excluded: "Clause"


@dataclass(frozen=True, slots=True)
class Weighted:
    """A clause whose score is multiplied."""

    clause: "Clause"
    weight: float


@dataclass(frozen=True, slots=True)
class Constant:
    """A clause that scores the same wherever it holds."""

    clause: "Clause"
    score: float


Clause: TypeAlias = (
    Term
    | Phrase
    | Prefix
    | OneOf
    | Between
    | Everything
    | Nothing
    | Sum
    | Best
    | All
    | Boosted
    | Without
    | Weighted
    | Constant
)


def matching(clause: Clause) -> Clause:
    """A clause that holds for the same entries, without what counts for the score alone."""
    if isinstance(clause, Boosted | Weighted | Constant):
        return matching(clause.clause)
    if isinstance(clause, Sum | Best):
        inner = (matching(one) for one in clause.clauses)
        return Sum(tuple(dict.fromkeys(inner)))
    if isinstance(clause, All):
        return All(tuple(matching(one) for one in clause.clauses))
    if isinstance(clause, Without):
        return Without(matching(clause.clause), matching(clause.excluded))
    return clause


def restricted(clause: Clause, *conditions: Clause) -> Clause:
    """A clause where conditions hold that do not count for its score."""
    if not conditions:
        return clause
    return All((clause, *(Constant(condition, 0.0) for condition in conditions)))
