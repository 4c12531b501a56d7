"""What a plan is: its goals, areas and measures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, TypeAlias

from planspor.corpus.showing import Shown, Tabular


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


class IndicatorType(StrEnum):
    """What an indicator measures, along the chain from money to change."""

    INPUT = "input"
    ACTIVITY = "activity"
    RESULT = "result"
    EFFECT = "effect"


class Direction(StrEnum):
    """Which way an indicator should go."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class PlanSource:
    """Where a fact of a plan file was found: a key of the plan's sources and a place in it."""

    within: str
    at: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Goal(Shown):
    """A goal of a plan; ``id`` is ``plan/slug``."""

    _told: ClassVar[tuple[str, ...]] = ("id", "level", "text")
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
class Allocation:
    """Money that a measure is promised: kroner, the words that say so, and for which years."""

    amount: float
    text: str
    years: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Measure(Shown):
    """A point that a plan promises.

    ``text`` is None for a slot: a point that is known to exist, but whose wording is not loaded.
    ``goals`` and ``area`` are ids. ``chapter`` is where the plan says more of it. ``passage`` is
    the passage it was recognised in, if it was.
    """

    _told: ClassVar[tuple[str, ...]] = ("id", "text")
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
    chapter: str | None = None
    allocations: tuple[Allocation, ...] = ()
    confidence: float | None = None
    passage: str | None = None
    source: PlanSource | None = None
    origin: Origin = Origin.PERSON


@dataclass(frozen=True, slots=True, repr=False)
class Indicator(Shown):
    """What is measured to tell how far a plan has come; ``ordinal`` is its printed number.

    ``other_wording`` is what the row says where its value stands, if it differs. ``caveats`` say
    what to mind when its values are compared; ``replaced_by`` is the id of the one that follows it.
    """

    _told: ClassVar[tuple[str, ...]] = ("id", "text")
    id: str
    plan: str
    text: str
    ordinal: int | None = None
    type: IndicatorType | None = None
    goals: tuple[str, ...] = ()
    data_sources: tuple[str, ...] = ()
    unit: str | None = None
    direction: Direction | None = None
    caveats: tuple[str, ...] = ()
    other_wording: str | None = None
    replaced_by: str | None = None
    terms: tuple[str, ...] = ()
    passage: str | None = None
    source: PlanSource | None = None
    origin: Origin = Origin.PERSON


@dataclass(frozen=True, slots=True, repr=False)
class Question(Shown):
    """What an evaluation of a plan was asked."""

    _told: ClassVar[tuple[str, ...]] = ("id", "text")
    id: str
    plan: str
    text: str
    ordinal: int | None = None
    goals: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    passage: str | None = None
    source: PlanSource | None = None
    origin: Origin = Origin.PERSON


@dataclass(frozen=True, slots=True, repr=False)
class Recommendation(Shown):
    """What a guideline recommends: how strongly, and how far it binds, in its own words."""

    _told: ClassVar[tuple[str, ...]] = ("id", "text")
    id: str
    plan: str
    text: str
    ordinal: int | None = None
    strength: str | None = None
    binding: str | None = None
    heading: str | None = None
    terms: tuple[str, ...] = ()
    passage: str | None = None
    source: PlanSource | None = None
    origin: Origin = Origin.PERSON


Target: TypeAlias = Goal | Measure | Indicator | Question | Recommendation
"""What passages are linked to."""


def goals_of(target: Target) -> tuple[str, ...]:
    """The ids of the goals that a target serves."""
    return () if isinstance(target, Goal | Recommendation) else target.goals


def area_of(target: Target) -> str | None:
    """The id of the area that a target belongs to."""
    return target.area if isinstance(target, Measure) else None


@dataclass(frozen=True, slots=True, repr=False)
class Plan(Shown, Tabular):
    """A government plan with its goals, areas and measures, and what it is followed by.

    A guideline whose recommendations are followed is a plan too.

    ``document`` is the plan's citation or the id of its document; ``documents`` are the ids in
    this corpus that are the plan itself, whose passages are never evidence for it. ``facts``
    keeps actors, counts that differ between sources, and allocations as the plan file gives them.
    """

    _told: ClassVar[tuple[str, ...]] = ("id", "title", "years")
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
    indicators: tuple[Indicator, ...] = ()
    questions: tuple[Question, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    origin: Origin = Origin.PERSON

    @property
    def targets(self) -> tuple[Target, ...]:
        """All that passages can be linked to: what has a wording."""
        targets: list[Target] = [*self.goals, *(m for m in self.measures if m.text)]
        targets += [*self.indicators, *self.questions, *self.recommendations]
        return tuple(targets)
