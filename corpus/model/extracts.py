"""What is taken out of a document's text: references, amounts, findings, rows of indicators."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from planspor.corpus.model.plans import Origin
from planspor.corpus.showing import Shown


class ExtractKind(StrEnum):
    """What sort of item it is; ``Extract.fields`` has the keys that its kind names."""

    INDICATOR = "indicator"
    QUESTION = "question"
    RECOMMENDATION = "recommendation"
    CONCLUSION = "conclusion"
    ADVICE = "advice"
    REQUEST = "request"
    ACTION = "action"
    ASSIGNMENT = "assignment"
    MONEY = "money"
    REFERENCE = "reference"
    MENTION = "mention"


FINDINGS: Final = (
    ExtractKind.CONCLUSION,
    ExtractKind.ADVICE,
    ExtractKind.REQUEST,
    ExtractKind.RECOMMENDATION,
)
"""What counts as a finding, in the order of the pages."""


@dataclass(frozen=True, slots=True, repr=False)
class Extract(Shown):
    """An item found in a passage, with the rule that found it and how sure it is (0..1).

    ``start..end`` are the place of its words in the passage's text. ``id`` is made of its kind,
    its document and its words, so that the same words keep a person's corrections when the
    document is read again. ``corrected`` names the fields that a person has set; ``outdated``
    tells that it is a person's own, of an earlier version of the document.
    """

    _told: ClassVar[tuple[str, ...]] = ("id", "kind", "passage", "text")
    id: str
    kind: ExtractKind
    document: str
    version: int
    passage: str
    start: int
    end: int
    text: str
    fields: Mapping[str, Any]
    rule: str
    confidence: float
    origin: Origin = Origin.RECOGNISED
    corrected: tuple[str, ...] = ()
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said of an extract: other fields, or that it is none; never changed.

    A field of None is one that there is none of. ``removed`` takes the extract out; a later
    correction that does not brings it back.
    """

    extract: str
    document: str
    kind: ExtractKind
    quotation: str
    person: str
    at: datetime
    fields: Mapping[str, Any] = field(default_factory=dict)
    removed: bool = False
    note: str = ""


class EntityKind(StrEnum):
    """What sort of thing a text names."""

    ACTOR = "actor"
    DATA_SOURCE = "data source"
    INSTRUMENT = "instrument"


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, data source or instrument that texts name, by any of its names.

    ``facts`` says what is known of it: an actor's mandate, an instrument's sort. ``years`` is when
    it went by that name ("2002–2015").
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    years: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin = Origin.PERSON
