"""Documents, sections, passages, what they cite and whom they name."""

from typing import Annotated

from msgspec import Meta

from planspor.corpus.model import (
    Access,
    DocumentKind,
    EntityKind,
    ExtractKind,
    Origin,
    SectionKind,
    Validity,
)
from planspor.ingest import Status
from planspor.web.api.models.common import Address, Answer, Count, Facts, Paged, Source, Time


class DocumentBrief(Answer):
    """A document as a hit or a column names it."""

    id: str
    title: str
    kind: DocumentKind
    year: int | None
    access: Access


class Document(Answer):
    """A document in the version that is in force; `found` tells how each detail was found."""

    id: str
    title: str
    kind: DocumentKind
    issuer: str | None
    date: str | None
    year: int | None
    language: str
    file: str
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    number: str | None
    validity: Validity | None
    licence: str | None
    address: str | None
    access: Access
    found: dict[str, str]
    version: Annotated[int, Meta(ge=1)]
    added: Time
    sections: Count
    passages: Count
    notes: list[str]


class Documents(Answer):
    """A page of documents, by id."""

    items: list[Document]
    total: Count
    next: Address


class DocumentQuery(Paged):
    """Which documents."""

    kind: Annotated[tuple[DocumentKind, ...], Meta(description="Of these kinds.")] = ()
    language: Annotated[tuple[str, ...], Meta(description="In these languages, as nb or nn.")] = ()
    year: Annotated[int, Meta(description="Of this year.", ge=1000, le=9999)] | None = None


class Section(Answer):
    """A node of an outline; `evidence` is what made it a heading."""

    id: str
    number: str | None
    heading: str
    level: int
    kind: SectionKind
    parent: str | None
    confidence: Annotated[float, Meta(ge=0, le=1)]
    evidence: list[str]
    source: Source


class Sections(Answer):
    """A page of sections, in the order of the text."""

    items: list[Section]
    total: Count
    next: Address


class Passage(Answer):
    """A passage; `start` and `end` count characters of its document's clean text."""

    id: str
    section: str
    kind: SectionKind
    text: str
    start: Count
    end: Count
    source: Source


class Passages(Answer):
    """A page of passages, in the order of the text."""

    items: list[Passage]
    total: Count
    next: Address


class Extract(Answer):
    """An item taken out of a document, as people have corrected it."""

    id: str
    kind: ExtractKind
    document: str
    version: Annotated[int, Meta(ge=1)]
    passage: str
    start: Count
    end: Count
    text: str
    fields: Facts
    rule: str
    confidence: Annotated[float, Meta(ge=0, le=1)]
    made_by: Origin
    corrected: list[str]
    outdated: bool


class Reference(Extract):
    """A citation as it stands, and the documents that it leads to, or may lead to."""

    documents: list[str]
    candidates: list[str]


class References(Answer):
    """A page of what a document cites."""

    items: list[Reference]
    total: Count
    next: Address


class Cited(Answer):
    """Something that is cited and not in the corpus, with the passages that cite it."""

    kind: str
    key: str
    words: str
    references: Count
    documents: list[str]
    passages: list[str]
    candidates: list[str]


class Lacking(Answer):
    """A page of what is cited and not in the corpus."""

    items: list[Cited]
    total: Count
    next: Address


class Entity(Answer):
    """An actor, data source or instrument, and how many passages and documents name it."""

    id: str
    kind: EntityKind
    name: str
    aliases: list[str]
    years: str | None
    facts: Facts
    made_by: Origin
    passages: Count
    documents: Count


class Entities(Answer):
    """A page of entities, by id."""

    items: list[Entity]
    total: Count
    next: Address


class EntityQuery(Paged):
    """Which entities."""

    kind: Annotated[EntityKind, Meta(description="Of this kind.")] | None = None


class Failure(Answer):
    """Why a file could not be added."""

    code: str
    message: str
    remedy: str


class Added(Answer):
    """What came of a file."""

    path: str
    status: Status
    document: str | None
    sections: Count
    passages: Count
    decisions_lost: Count
    notes: list[str]
    error: Failure | None


class Outcomes(Answer):
    """What came of the files that were sent: of each of those in an archive too."""

    items: list[Added]
