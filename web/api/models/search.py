"""Search: what is asked, hits and facets."""

from typing import Annotated, Literal

from msgspec import Meta

from planspor.corpus.model import DocumentKind, SectionKind, Stage, Stance
from planspor.search import Level, Order
from planspor.web.api.models.common import Address, Answer, Count, Cursor, Query, Source
from planspor.web.api.models.documents import DocumentBrief

Span = Annotated[list[Count], Meta(min_length=2, max_length=2)]
_Years = Annotated[int, Meta(ge=0, le=9999)]
FacetName = Literal[
    "kind",
    "year",
    "issuer",
    "language",
    "plan",
    "goal",
    "area",
    "measure",
    "stage",
    "stance",
    "review",
    "section",
]


class Narrowed(Query):
    """What is asked, and what it is narrowed to; values of one name are alternatives."""

    q: Annotated[
        str,
        Meta(
            description='Words, "exact phrases", AND, OR, NOT, field:value; empty finds all.',
            max_length=2000,
        ),
    ] = ""
    level: Annotated[Level, Meta(description="How widely words are searched for.")] = Level.RELATED
    kind: Annotated[tuple[DocumentKind, ...], Meta(description="Only these kinds.")] = ()
    issuer: Annotated[tuple[str, ...], Meta(description="Only documents of these issuers.")] = ()
    document: Annotated[tuple[str, ...], Meta(description="Only these documents.")] = ()
    language: Annotated[tuple[str, ...], Meta(description="Only these languages.")] = ()
    plan: Annotated[tuple[str, ...], Meta(description="Only passages linked to these plans.")] = ()
    goal: Annotated[tuple[str, ...], Meta(description="Only passages linked to these goals.")] = ()
    area: Annotated[tuple[str, ...], Meta(description="Only passages linked to these areas.")] = ()
    measure: Annotated[tuple[str, ...], Meta(description="Only what is linked to these.")] = ()
    stage: Annotated[tuple[Stage, ...], Meta(description="Only links at these stages.")] = ()
    stance: Annotated[tuple[Stance, ...], Meta(description="Only links of these stances.")] = ()
    section: Annotated[tuple[SectionKind, ...], Meta(description="Only these parts of texts.")] = ()
    first_year: Annotated[_Years, Meta(description="Not older than this.")] | None = None
    last_year: Annotated[_Years, Meta(description="Not newer than this.")] | None = None


class FacetQuery(Narrowed):
    """What is asked, and which facets are wanted; all where none is named."""

    facet: Annotated[tuple[FacetName, ...], Meta(description="Only these facets.")] = ()


class FileQuery(Narrowed):
    """What is asked, and in which order the hits stand."""

    order: Order = Order.RELEVANCE


class SearchQuery(Narrowed):
    """What is asked, in which order, and which page."""

    order: Order = Order.RELEVANCE
    facets: Annotated[bool, Meta(description="With what the hits can be narrowed by.")] = False
    limit: Annotated[int, Meta(description="Hits on a page, at most 100.", ge=1, le=100)] = 10
    cursor: Cursor | None = None


class Notice(Answer):
    """Why a query was searched as plain words, and what would mend it."""

    message: str
    position: Count
    remedy: str


class Word(Answer):
    """What a word was widened to, and whether it stands anywhere."""

    word: str
    inflections: list[str]
    parts: list[str]
    related: list[str]
    stands: bool


class FacetCount(Answer):
    """How many hits there would be with this value."""

    value: str
    label: str
    count: Count


class HitSection(Answer):
    """The section of a hit; `path` has the headings from the top down."""

    id: str
    number: str | None
    heading: str
    path: list[str]


class HitPassage(Answer):
    """The passage of a hit."""

    id: str
    text: str
    start: Count
    end: Count


class Place(Answer):
    """Another place where the passage stands almost word for word."""

    document: str
    passage: str
    source: Source


class Hit(Answer):
    """A passage that answers; spans count characters of its text."""

    rank: Annotated[int, Meta(ge=1)]
    score: float
    document: DocumentBrief
    section: HitSection
    passage: HitPassage
    highlights: list[Span]
    excerpt: Span
    also_in: list[Place]
    source: Source


class Results(Answer):
    """A page of hits, best first; `facets` is empty unless it was asked for."""

    query: str
    corrected: str | None
    total: Count
    notice: Notice | None
    words: list[Word]
    facets: dict[str, list[FacetCount]]
    hits: list[Hit]
    next: Address


class Facets(Answer):
    """What the hits of a search can be narrowed by, most hits first."""

    query: str
    total: Count
    facets: dict[str, list[FacetCount]]
