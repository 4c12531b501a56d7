"""Searching a corpus: an index that can be thrown away, over the record that cannot."""

from planspor.corpus import Corpus
from planspor.search import columns as _columns  # noqa: F401 (says how hits stand in tables)
from planspor.search.engine.contract import EngineError, EngineUnavailable
from planspor.search.index import Index
from planspor.search.model import (
    Explanation,
    FacetCount,
    Filters,
    Group,
    Grouped,
    Hit,
    Level,
    Likeness,
    Notice,
    Order,
    Place,
    Question,
    Reason,
    Resemblance,
    Results,
    Suggestion,
    Widened,
)

__all__ = [
    "EngineError",
    "EngineUnavailable",
    "Explanation",
    "FacetCount",
    "Filters",
    "Group",
    "Grouped",
    "Hit",
    "Index",
    "Level",
    "Likeness",
    "Notice",
    "Order",
    "Place",
    "Question",
    "Reason",
    "Resemblance",
    "Results",
    "Suggestion",
    "Widened",
    "open",
]


def open(corpus: Corpus) -> Index:  # noqa: A001
    """The corpus's index, brought up to its change counter.

    A missing, old or damaged index is made anew from the store.

    Raises:
        EngineError: the folder of the index cannot be written.
        EngineUnavailable: Elasticsearch is chosen and cannot be reached or used.
    """
    return Index(corpus)
