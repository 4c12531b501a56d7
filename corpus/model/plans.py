"""What a plan is: its goals, areas and measures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class GoalLevel(StrEnum):
    """A plan's goals form a tree: effect goal, main goals, sub-goals."""

    EFFECT = "effect"
    MAIN = "main"
    SUB = "sub"


class Origin(StrEnum):
    """Where an entry of the catalogue or thesaurus comes from."""

    SHIPPED = "shipped"
    RECOGNISED = "recognised"
    PERSON = "person"


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
