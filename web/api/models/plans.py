"""Plans, what is followed in them, and how it stands."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from planspor.corpus.indicators import Movement
from planspor.corpus.model import (
    Direction,
    DocumentKind,
    GoalLevel,
    IndicatorType,
    Origin,
    Stage,
    Stance,
    Verdict,
)
from planspor.corpus.tracking import CellState, State
from planspor.web.api.models.common import (
    Address,
    Answer,
    Body,
    Count,
    Cursor,
    Facts,
    Paged,
    Person,
    Query,
    Source,
    StatedIn,
    Time,
)
from planspor.web.api.models.documents import DocumentBrief


class PlanBrief(Answer):
    """A plan as the list shows it; `expected_measures` is how many it is said to have."""

    id: str
    title: str
    years: str | None
    goals: Count
    measures: Count
    expected_measures: Count | None
    origin: Origin


class Plans(Answer):
    """A page of plans, by id."""

    items: list[PlanBrief]
    total: Count
    next: Address


class Goal(Answer):
    """A goal of a plan."""

    id: str
    level: GoalLevel
    number: str | None
    parent: str | None
    text: str
    stated_in: StatedIn | None


class Goals(Answer):
    """A page of goals, in the order of the plan."""

    items: list[Goal]
    total: Count
    next: Address


class Area(Answer):
    """A priority area of a plan."""

    id: str
    text: str
    stated_in: StatedIn | None


class Plan(PlanBrief):
    """A plan with its goals, areas and what sources say of it."""

    short: str
    issuer: str | None
    document: str | None
    documents: list[str]
    language: str
    expected_note: str | None
    goals: list[Goal]  # type: ignore[assignment]
    areas: list[Area]
    sources: dict[str, Facts]
    facts: Facts


class LinkCounts(Answer):
    """How many links are in each state."""

    suggested: Count
    accepted: Count
    rejected: Count


class Measure(Answer):
    """A measure as it stands; `documents` are those with evidence that you may see."""

    id: str
    ordinal: int | None
    text: str | None
    goals: list[str]
    area: str | None
    owners: list[str]
    time_frame: str | None
    terms: list[str]
    confidence: Annotated[float, Meta(ge=0, le=1)] | None
    origin: Origin
    source: Source | None
    stated_in: StatedIn | None
    state: State
    links: LinkCounts
    documents: list[str]
    searched: Count
    stages: list[Stage]


class Measures(Answer):
    """A page of measures, in the order of the plan."""

    items: list[Measure]
    total: Count
    next: Address


At = Annotated[date, Meta(description="As it stood at the end of this day.")]


class MeasureQuery(Paged):
    """Which measures."""

    state: Annotated[tuple[State, ...], Meta(description="That stand so.")] = ()
    goal: Annotated[str, Meta(description="That serve this goal.")] | None = None
    area: Annotated[str, Meta(description="Of this area.")] | None = None
    owner: Annotated[str, Meta(description="That this body answers for.")] | None = None
    at: At | None = None


class SummaryQuery(Query):
    """When."""

    at: At | None = None


class Summary(Answer):
    """How many measures are in each state, in all and by goal, area and owner."""

    plan: str
    expected: Count | None
    total: Count
    documents: Count
    states: dict[str, Count]
    by_goal: dict[str, dict[str, Count]]
    by_area: dict[str, dict[str, Count]]
    by_owner: dict[str, dict[str, Count]]


class Entry(Answer):
    """A recommendation of a guideline, or a question that an evaluation was asked."""

    id: str
    ordinal: int | None
    text: str
    passage: str | None
    strength: str | None
    binding: str | None


class Entries(Answer):
    """A page of recommendations or questions."""

    items: list[Entry]
    total: Count
    next: Address


class RecommendationQuery(Paged):
    """Which recommendations."""

    plan: Annotated[str, Meta(description="Of this guideline.")] | None = None
    binding: Annotated[str, Meta(description="That bind so far.")] | None = None


class Value(Answer):
    """A value of an indicator, and where it stands; `text` is as it is printed."""

    year: int | None
    value: float | None
    text: str
    label: str
    baseline: bool
    document: str | None
    passage: str | None
    file: str | None
    person: str | None
    note: str
    at: Time | None


class IndicatorBrief(Answer):
    """An indicator: its baseline, its latest values and which way it has moved."""

    id: str
    ordinal: int | None
    text: str
    other_wording: str | None
    type: IndicatorType | None
    goals: list[str]
    data_sources: list[str]
    unit: str | None
    direction: Direction | None
    caveats: list[str]
    retired: bool
    replaced_by: str | None
    passage: str | None
    stated_in: StatedIn | None
    baseline: Value | None
    latest: list[Value]
    changes: list[float]
    movement: Movement


class Indicators(Answer):
    """A page of indicators, in the order of the plan."""

    items: list[IndicatorBrief]
    total: Count
    next: Address


class IndicatorQuery(Paged):
    """Which indicators."""

    movement: Annotated[Movement, Meta(description="That have moved so.")] | None = None


class Indicator(IndicatorBrief):
    """An indicator with all its values."""

    values: list[Value]


class Row(Answer):
    """A target of a matrix, and how it stands in all."""

    id: str
    text: str | None
    state: State


class Cell(Answer):
    """A target in a document; `best_score` is how close anything came."""

    row: str
    document: str
    state: CellState
    stances: list[Stance]
    stages: list[Stage]
    links: list[str]
    best_score: float | None


class Matrix(Answer):
    """Targets against documents.

    `summary` counts the rows of this page. What stands in no cell was searched for and not found.
    """

    plan: str
    documents: list[DocumentBrief]
    rows: list[Row]
    cells: list[Cell]
    summary: Summary
    total: Annotated[int, Meta(ge=0, description="Rows in all.")]
    next: Address


class MatrixQuery(Query):
    """Which part of the matrix."""

    rows: Annotated[
        Literal["measures", "goals", "indicators", "questions", "recommendations"],
        Meta(description="What the rows are."),
    ] = "measures"
    kind: Annotated[DocumentKind, Meta(description="Only documents of this kind.")] | None = None
    year: Annotated[int, Meta(description="Only documents of this year.", ge=0, le=9999)] | None = (
        None
    )
    document: Annotated[str, Meta(description="Only this document.")] | None = None
    county: Annotated[str, Meta(description="Only documents of this county.")] | None = None
    municipality: Annotated[str, Meta(description="Only of this municipality.")] | None = None
    at: At | None = None
    limit: Annotated[int, Meta(description="Rows on a page, at most 25.", ge=1, le=25)] = 10
    cursor: Cursor | None = None


class MatrixFileQuery(Query):
    """Which part of the matrix, and against what."""

    rows: Annotated[
        Literal["measures", "goals", "indicators", "questions", "recommendations"],
        Meta(description="What the rows are."),
    ] = "measures"
    columns: Annotated[
        Literal["document", "kind-year", "kind", "year", "stage"],
        Meta(description="What the columns are."),
    ] = "document"
    by: Annotated[
        Literal["area", "goal", "owner"], Meta(description="What the rows are grouped by.")
    ] = "area"
    kind: Annotated[DocumentKind, Meta(description="Only documents of this kind.")] | None = None
    year: Annotated[int, Meta(description="Only documents of this year.", ge=0, le=9999)] | None = (
        None
    )
    at: At | None = None


class Assessment(Answer):
    """A person's verdict on a target in a year; of its links those that you may see.

    `note` is empty where it may tell of others.
    """

    target: str
    year: int
    verdict: Verdict
    links: list[str]
    searched: Count
    person: str
    note: str
    at: Time


class Assessments(Answer):
    """A page of verdicts, oldest first."""

    items: list[Assessment]
    total: Count
    next: Address


class AssessmentQuery(Paged):
    """Which verdicts."""

    plan: Annotated[str, Meta(description="On this plan's targets.")] | None = None
    target: Annotated[str, Meta(description="On this measure or goal.")] | None = None


class NewAssessment(Body):
    """A verdict to give."""

    target: Annotated[str, Meta(description="The measure or goal.", examples=["havneset2021/m8"])]
    year: Annotated[int, Meta(ge=1900, le=2200)]
    verdict: Verdict
    links: Annotated[
        tuple[str, ...],
        Meta(description="The accepted links that carry it; none where nothing was found."),
    ] = ()
    note: Annotated[str, Meta(max_length=4000)] = ""
    person: Person = None
