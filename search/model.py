"""What is asked of search and what comes back: filters, results, hits and facets."""

from collections.abc import Mapping
from dataclasses import dataclass

from planspor.corpus.model import Document, Passage, Section, Source


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must be, beside answering the query.

    The values of one filter are alternatives, the filters hold together, an empty one is none.
    ``measures`` and ``goals`` are ids of targets that a passage is linked to. ``years`` is the
    first and the last year, either of them None where the range is open. ``hidden`` are documents
    that hits are not to come from, nor their other places to stand in.
    """

    kinds: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    section_kinds: tuple[str, ...] = ()
    years: tuple[int | None, int | None] | None = None
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet.

    ``count`` is the total that the search would have with this value as the facet's only filter.
    ``label`` is the name of a plan, goal or measure in the record, else the value itself.
    """

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """Another place where a hit's passage stands almost word for word."""

    document: str
    passage: str
    source: Source


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that answers a query.

    ``rank`` counts from 1 over all pages. ``path`` holds the headings from the top down to the
    passage's section. ``highlights`` are start and end, in ``passage.text``, of what was found.
    """

    rank: int
    score: float
    document: Document
    section: Section
    path: tuple[str, ...]
    passage: Passage
    highlights: tuple[tuple[int, int], ...]
    also_in: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a query was searched as plain words, where it goes wrong, and what would mend it."""

    message: str
    position: int
    remedy: str


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits.

    ``total`` counts hits over all pages, with recurring passages counted once. ``facets`` maps
    ``kind``, ``year``, ``issuer``, ``language``, ``plan``, ``goal``, ``measure`` and ``section``
    to their values, most hits first.
    """

    query: str
    total: int
    facets: Mapping[str, tuple[FacetCount, ...]]
    hits: tuple[Hit, ...]
    notice: Notice | None = None
