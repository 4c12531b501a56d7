"""What is asked of search and what comes back: filters, results, hits and facets."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from planspor.corpus.model import Document, Passage, Section, Source
from planspor.corpus.showing import Shown, Tabular


class Level(StrEnum):
    """How widely a word is searched for, from narrow to wide; each takes in those before it."""

    EXACT = "exact"
    """The form as typed."""
    INFLECTIONS = "inflections"
    """Every form of the word, in bokmål and nynorsk."""
    PARTS = "parts"
    """Words derived from it, and compounds that it stands in or is made of."""
    RELATED = "related"
    """Abbreviations, synonyms and changed names, and passages like the best."""


class Order(StrEnum):
    """What hits are sorted by; within a year they stand as by relevance."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must be, beside answering the query.

    The values of one filter are alternatives, the filters hold together, an empty one is none.
    ``measures`` and ``goals`` are ids of targets that a passage is linked to, ``areas`` those of
    its measures; ``stages``, ``stances`` and ``reviews`` (``reviewed``: a person accepted it,
    ``suggested``) are those of its links. ``years`` is the first and the last year, either of them
    None where the range is open. ``hidden`` are documents that hits are not to come from, nor
    their other places to stand in.
    """

    kinds: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    section_kinds: tuple[str, ...] = ()
    years: tuple[int | None, int | None] | None = None
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """All that is asked of one search; with ``strict`` a malformed query is an error."""

    query: str
    filters: Filters = Filters()
    level: Level = Level.RELATED
    order: Order = Order.RELEVANCE
    strict: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class FacetCount(Shown):
    """One value of a facet.

    ``count`` is the total that the search would have with this value as the facet's only filter.
    ``label`` is the name of a plan, goal or measure in the record, else the value itself.
    """

    _told: ClassVar[tuple[str, ...]] = ("value", "count")
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """Another place where a hit's passage stands almost word for word."""

    document: str
    passage: str
    source: Source


@dataclass(frozen=True, slots=True, repr=False)
class Hit(Shown):
    """One passage that answers a query.

    ``rank`` counts from 1 over all pages. ``path`` holds the headings from the top down to the
    passage's section. ``highlights`` are start and end, in ``passage.text``, of what was found,
    ``excerpt`` those of the sentences to show where there is no room for the whole passage.
    """

    _told: ClassVar[tuple[str, ...]] = ("rank", "passage.id", "passage.text")
    rank: int
    score: float
    document: Document
    section: Section
    path: tuple[str, ...]
    passage: Passage
    highlights: tuple[tuple[int, int], ...]
    excerpt: tuple[int, int]
    also_in: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a query was searched as plain words, where it goes wrong, and what would mend it."""

    message: str
    position: int
    remedy: str


@dataclass(frozen=True, slots=True)
class Widened:
    """What a word of a query was widened to, as a person would read it.

    ``inflections`` is its lemma where that is another form; ``parts`` those of a compound;
    ``related`` the forms of the thesaurus. Each is empty where the level leaves it out. ``stands``
    tells whether any passage has the word in one of these ways.
    """

    word: str
    inflections: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    stands: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class Results(Shown, Tabular):
    """One page of hits.

    ``total`` counts hits over all pages, with recurring passages counted once. ``facets`` maps
    ``kind``, ``year``, ``issuer``, ``language``, ``plan``, ``goal``, ``area``, ``measure``,
    ``stage``, ``stance``, ``review`` and ``section`` to their values, most hits first.
    ``corrected`` is the query with words that stand nowhere in other spellings that do; ``words``
    are the words that were looked for in any form, as they were widened.
    """

    _told: ClassVar[tuple[str, ...]] = ("query", "total")
    query: str
    total: int
    facets: Mapping[str, tuple[FacetCount, ...]]
    hits: tuple[Hit, ...]
    notice: Notice | None = None
    corrected: str | None = None
    words: tuple[Widened, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Group(Shown):
    """A document among those that answer: its best hits, and how many it has in all."""

    _told: ClassVar[tuple[str, ...]] = ("document.id", "total")
    document: Document
    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True, repr=False)
class Grouped(Shown, Tabular):
    """One page of documents, the one with the best hit first; ``total`` counts documents."""

    _told: ClassVar[tuple[str, ...]] = ("total",)
    total: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a hit.

    ``term`` is what was asked for, as typed; ``layer`` where it was found (``exact``, ``lemma``,
    ``stem``, ``parts``, ``split``, ``heading``, ``title``, ``related``, ``phrase``, ``prefix``,
    ``half``, ``coverage``, ``modifier``, ``feedback``, ``meaning``); ``words`` what was looked for
    there; ``score`` what it adds.
    """

    term: str
    layer: str
    words: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a passage stands where it does: what it was ranked by is the sum of the reasons.

    All of them are multiplied by ``weight``, which is less than 1 for what seldom is an answer
    (contents lists, references, stubs, superseded guidance).
    """

    passage: str
    score: float
    weight: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that what is being typed may become.

    ``kind`` is ``word``, ``term`` (of the thesaurus), ``heading``, ``title``, ``measure`` or
    ``goal``; ``target`` is the id of the document, measure or goal, empty for words and terms.
    """

    kind: str
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A measure or goal that a text resembles: by passages linked to it, and by its own words.

    ``share`` is its part of all that speaks for any target, 0..1, and no probability: linked
    passages count by their scores, a target's wording by how much of it the text holds. ``hits``
    are the passages; there are none where only the wording speaks for it.
    """

    target: str
    label: str
    share: float
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What a pasted text or a passage resembles: passages by document, and targets."""

    groups: tuple[Group, ...]
    targets: tuple[Likeness, ...]
    terms: tuple[str, ...]
    """The words of the text that were searched for, the most telling first."""
