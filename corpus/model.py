"""What a document, section, passage, plan, measure, link and review are.

Values only: frozen, slotted and free of storage. Offsets are zero-based and half-open, lines are
one-based and inclusive. ``clean`` offsets count in a document's clean text, ``source`` offsets in
its decoded original.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class DocumentKind(StrEnum):
    """What sort of document it is; it decides the default stage of its evidence."""

    PLAN = "plan"
    PROPOSITION = "proposition"
    WHITE_PAPER = "white paper"
    BUDGET = "budget"
    LAW = "law"
    CIRCULAR = "circular"
    GUIDELINE = "guideline"
    EVALUATION = "evaluation"
    STATISTICS = "statistics"
    LETTER = "letter"
    OTHER = "other"


class Validity(StrEnum):
    """Whether guidance and law still hold."""

    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Access(StrEnum):
    """Who may see a document: interviews and personal data are restricted."""

    OPEN = "open"
    RESTRICTED = "restricted"


class SectionKind(StrEnum):
    """What a section holds; search ranks contents lists and references down."""

    BODY = "body"
    CONTENTS = "contents"
    REFERENCES = "references"
    APPENDIX = "appendix"
    BOX = "box"
    TABLE = "table"
    FOOTNOTES = "footnotes"
    QUOTATION = "quotation"


class GoalLevel(StrEnum):
    """A plan's goals form a tree: effect goal, main goals, sub-goals."""

    EFFECT = "effect"
    MAIN = "main"
    SUB = "sub"


class Stage(StrEnum):
    """How far a piece of evidence says a measure has come, in this order."""

    INTENT = "intent"
    ACTION = "action"
    RESULT = "result"
    ASSESSMENT = "assessment"


class Stance(StrEnum):
    """What a passage says of its target."""

    SUPPORTS = "supports"
    PARTLY = "partly"
    CONTRADICTS = "contradicts"
    MENTIONS = "mentions"


class LinkState(StrEnum):
    """The present state of a link: a view over the decisions on it."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Decision(StrEnum):
    """What a person decided on a link."""

    ACCEPT = "accept"
    REJECT = "reject"


class Found(StrEnum):
    """How a quotation was found again in a new version of its document."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    LOST = "lost"


class Origin(StrEnum):
    """Where an entry of the catalogue or thesaurus comes from."""

    SHIPPED = "shipped"
    RECOGNISED = "recognised"
    PERSON = "person"


class Page(NamedTuple):
    """One page of an original, in points as it is shown; ``label`` is the number it goes by."""

    width: float
    height: float
    label: str = ""


class Box(NamedTuple):
    """A rectangle on a page (counted from 1), in points from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Cell(NamedTuple):
    """A cell of a table; ``table`` counts in the document, ``row`` and ``column`` from 0.

    ``start..end`` is its text's place in the passage's (a reader's: in the block's) text.
    """

    table: int
    row: int
    column: int
    row_span: int
    column_span: int
    header: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """The place in the original behind a piece of clean text.

    ``start`` and ``end`` count characters of the decoded original; ``page`` (from 1) is None for
    formats without pages, ``anchor`` (the nearest id at or before it) for those without ids.
    """

    file: str
    line_start: int
    line_end: int
    start: int
    end: int
    page: int | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document in its current version.

    ``number`` is its publisher's ("Meld. St. 30 (2011–2012)", "IS-2076"), ``address`` where it
    is published. ``found`` tells of each detail how it was found; ``person`` is a correction.
    """

    id: str
    title: str
    kind: DocumentKind
    language: str
    file: str
    sha256: str
    version: int
    added: datetime
    issuer: str | None = None
    date: str | None = None
    year: int | None = None
    licence: str | None = None
    number: str | None = None
    validity: Validity | None = None
    address: str | None = None
    access: Access = Access.OPEN
    found: Mapping[str, str] = field(default_factory=dict)
    sections: int = 0
    passages: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document: the file that it was read from, where, and by which reader.

    ``notes`` is what a person should know of how it was read.
    """

    document: str
    number: int
    added: datetime
    file: str
    path: str
    reader: str
    sha256: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A node of a document's section tree.

    ``parent`` is the parent's id. ``evidence`` names what made it a heading, ``confidence`` lies
    in 0..1.
    """

    id: str
    document: str
    ordinal: int
    heading: str
    level: int
    kind: SectionKind
    start: int
    end: int
    confidence: float
    evidence: tuple[str, ...]
    source: Source
    number: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search, linking and quotation: whole paragraphs of one section.

    ``kind`` is its section's, unless it is a table, a footnote or a list of references itself.
    ``boxes`` is where it stands on its pages, ``cells`` what a table's text is made of.
    """

    id: str
    document: str
    ordinal: int
    section: str
    kind: SectionKind
    start: int
    end: int
    text: str
    source: Source
    boxes: tuple[Box, ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Another place where a passage stands almost word for word.

    ``similarity`` is the share of the shorter passage's shingles found in the other, 0..1.
    """

    passage: str
    other: str
    similarity: float


@dataclass(frozen=True, slots=True)
class PlanSource:
    """Where a fact of a plan file was found: a key of the plan's sources and a place in it."""

    within: str
    at: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of a plan; ``id`` is ``plan/slug``."""

    id: str
    plan: str
    level: GoalLevel
    text: str
    number: str | None = None
    parent: str | None = None
    terms: tuple[str, ...] = ()
    source: PlanSource | None = None
    origin: Origin = Origin.PERSON


@dataclass(frozen=True, slots=True)
class Area:
    """A priority area of a plan; ``id`` is ``plan/slug``."""

    id: str
    plan: str
    text: str
    source: PlanSource | None = None
    origin: Origin = Origin.PERSON


@dataclass(frozen=True, slots=True)
class Measure:
    """A point that a plan promises.

    ``text`` is None for a slot: a point that is known to exist, but whose wording is not loaded.
    ``goals`` and ``area`` are ids. ``passage`` is the passage it was recognised in, if it was.
    """

    id: str
    plan: str
    text: str | None
    ordinal: int | None = None
    goals: tuple[str, ...] = ()
    area: str | None = None
    owners: tuple[str, ...] = ()
    time_frame: str | None = None
    terms: tuple[str, ...] = ()
    heading: str | None = None
    confidence: float | None = None
    passage: str | None = None
    source: PlanSource | None = None
    origin: Origin = Origin.PERSON


@dataclass(frozen=True, slots=True)
class Plan:
    """A government plan with its goals, areas and measures.

    ``document`` is the plan's citation or the id of its document; ``documents`` are the ids in
    this corpus that are the plan itself, whose passages are never evidence for it. ``facts``
    keeps actors, counts that differ between sources, and allocations as the plan file gives them.
    """

    id: str
    title: str
    short: str
    years: str | None = None
    issuer: str | None = None
    document: str | None = None
    documents: tuple[str, ...] = ()
    language: str = "nb"
    expected_measures: int | None = None
    expected_note: str | None = None
    sources: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()
    areas: tuple[Area, ...] = ()
    measures: tuple[Measure, ...] = ()
    origin: Origin = Origin.PERSON


@dataclass(frozen=True, slots=True)
class Link:
    """A passage and the target it speaks to.

    ``score`` is the passage's score divided by what the target scores against itself. ``origin``
    is true where the passage restates the plan's own list: never evidence. ``terms`` maps each
    term that made the link to its share of the score; ``rules`` names the rules that fired.
    ``state``, ``stage`` and ``stance`` are as the latest decisions left them. ``outdated`` tells
    that the passage is of an earlier version of the document and was not found in the present one.
    ``access`` is the document's.
    """

    id: str
    target: str
    document: str
    passage: str
    section: str
    score: float
    stage: Stage
    stance: Stance
    state: LinkState
    origin: bool
    terms: Mapping[str, float]
    rules: tuple[str, ...]
    proposed_by: str
    text: str
    source: Source
    version: int
    outdated: bool = False
    access: Access = Access.OPEN


@dataclass(frozen=True, slots=True)
class Person:
    """Who decides."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Review:
    """One decision by one person on one link; never changed, never removed."""

    link: str
    target: str
    document: str
    person: str
    decision: Decision
    at: datetime
    stage: Stage | None = None
    stance: Stance | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words that a link rests on: those it was decided on, wherever it stands since.

    ``terms`` are those that made the link; a passage without them says something else.
    """

    link: str
    target: str
    document: str
    version: int
    passage: str
    text: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchoring:
    """What became of a decided link when its document got a new version.

    ``passage`` is where its quotation stands now, None where it is lost; ``similarity`` lies in
    0..1.
    """

    quotation: Quotation
    version: int
    passage: str | None
    how: Found
    similarity: float
    at: datetime


@dataclass(frozen=True, slots=True)
class SearchTrace:
    """That a target was searched for in a document version, and how close anything came."""

    target: str
    document: str
    version: int
    linker: str
    profile: str
    run: int
    at: datetime
    best_score: float
    links: int


@dataclass(frozen=True, slots=True)
class LinkRun:
    """One run of the linker with the term statistics it froze.

    ``frequencies`` maps a term to the number of passages that held it among ``passages``;
    ``average_length`` is in terms.
    """

    id: int
    at: datetime
    linker: str
    passages: int
    average_length: float
    frequencies: Mapping[str, int]
