"""What a document, section and passage are, and where in the original they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, NamedTuple

from planspor.corpus.showing import Shown


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


LISTS = (SectionKind.CONTENTS, SectionKind.REFERENCES)
"""Kinds of passages that name what stands elsewhere, and say nothing of it."""


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


@dataclass(frozen=True, slots=True, repr=False)
class Document(Shown):
    """One document in its current version.

    ``number`` is its publisher's ("Meld. St. 30 (2011–2012)", "IS-2076"), ``address`` where it
    is published. ``found`` tells of each detail how it was found; ``person`` is a correction.
    """

    _told: ClassVar[tuple[str, ...]] = ("id", "title", "kind", "year")
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


@dataclass(frozen=True, slots=True, repr=False)
class Section(Shown):
    """A node of a document's section tree.

    ``parent`` is the parent's id. ``evidence`` names what made it a heading, ``confidence`` lies
    in 0..1.
    """

    _told: ClassVar[tuple[str, ...]] = ("id", "number", "heading")
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


@dataclass(frozen=True, slots=True, repr=False)
class Passage(Shown):
    """The unit of search, linking and quotation: whole paragraphs of one section.

    ``kind`` is its section's, unless it is a table, a footnote or a list of references itself.
    ``boxes`` is where it stands on its pages, ``cells`` what a table's text is made of.
    """

    _told: ClassVar[tuple[str, ...]] = ("id", "text")
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
