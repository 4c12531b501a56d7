"""Facets and filters: what hits are counted by, and what they are narrowed to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from planspor.search.engine.clauses import Between, Clause, Everything, OneOf, Without
from planspor.search.model import FacetCount, Filters


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its name in results, its field in the index and its filter."""

    name: str
    field: str
    filter: str


FACETS: Final = (
    Facet("kind", "kind", "kinds"),
    Facet("year", "year", "years"),
    Facet("issuer", "issuer", "issuers"),
    Facet("language", "language", "languages"),
    Facet("plan", "plan", "plans"),
    Facet("goal", "goal", "goals"),
    Facet("area", "area", "areas"),
    Facet("measure", "measure", "measures"),
    Facet("stage", "stage", "stages"),
    Facet("stance", "stance", "stances"),
    Facet("review", "review", "reviews"),
    Facet("section", "section_kind", "section_kinds"),
)
ALL: Final = tuple(facet.name for facet in FACETS)
DOCUMENT: Final = Facet("document", "document", "documents")
"""A filter that is no facet: documents are listed elsewhere."""


def conditions(filters: Filters, but: Facet | None = None) -> tuple[Clause, ...]:
    """What the filters ask for, but for one facet's own."""
    asked = tuple(
        clause
        for facet in (*FACETS, DOCUMENT)
        if facet is not but and (clause := _condition(facet, filters)) is not None
    )
    if not filters.hidden:
        return asked
    return (*asked, Without(Everything(), OneOf(DOCUMENT.field, filters.hidden)))


def is_filtered(facet: Facet, filters: Filters) -> bool:
    """Whether the facet's own filter is in use."""
    return _condition(facet, filters) is not None


def _condition(facet: Facet, filters: Filters) -> Clause | None:
    chosen = getattr(filters, facet.filter)
    if not chosen or chosen == (None, None):
        return None
    return Between(facet.field, *chosen) if facet.name == "year" else OneOf(facet.field, chosen)


def ordered(counts: Mapping[str, int], label: Callable[[str], str]) -> tuple[FacetCount, ...]:
    """The counts of one facet, most first."""
    listed = (FacetCount(value, label(value), count) for value, count in counts.items())
    return tuple(sorted(listed, key=lambda facet: (-facet.count, facet.value)))
