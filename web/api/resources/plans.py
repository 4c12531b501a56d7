"""Plans with their measures and goals, and how they stand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Goal, Measure, Plan, Source
from planspor.corpus.tracking import Outline, Part
from planspor.web.api.cursors import cut
from planspor.web.api.models import plans as models
from planspor.web.api.models.common import Paged
from planspor.web.api.operations import Resource, listed
from planspor.web.dates import end_of
from planspor.web.shapes import action_shapes
from planspor.web.shapes import plan_shapes as shapes
from planspor.web.shapes.document_shapes import Json
from planspor.web.site import site, snapshot

resource = Resource("plans", "Plans, their goals and measures, and how far they have come.")


@resource.reads("/plans", models.Plans, Paged, example="/plans?limit=2")
def list_plans(query: Paged) -> Json:
    """List the plans, by id."""
    page = cut(snapshot().plans, lambda one: (one.id,), query.limit, query.cursor)
    return listed(page, shapes.plan_brief)


@resource.reads("/plans/<plan>", models.Plan, example="/plans/havneset2021")
def get_plan(plan: str) -> Json:
    """Get one plan with its goals, areas, and what sources say of it."""
    held = snapshot().plan(plan)
    seen = tuple(document for document in held.documents if document not in snapshot().hidden)
    return shapes.plan(replace(held, documents=seen))


@resource.reads(
    "/plans/<plan>/measures",
    models.Measures,
    models.MeasureQuery,
    example="/plans/havneset2021/measures?state=addressed&limit=1",
)
def list_measures(plan: str, query: models.MeasureQuery) -> Json:
    """List a plan's measures, in its order, and how each stands."""
    part = snapshot().measures(plan, at(query.at))
    found = [one for one in enumerate(part.standings) if _is_wanted(one[1], query)]
    page = cut(found, lambda one: _place(*one), query.limit, query.cursor)
    places = _places(one for _, one in page.items)
    return listed(page, lambda one: _measure(one[1], places))


def _place(number: int, one: Outline) -> tuple[int, str]:
    """Where a target stands: by its printed number, so that it stays there when others come."""
    ordinal = getattr(one.target, "ordinal", None)
    return (number if ordinal is None else ordinal, one.target.id)


def _is_wanted(one: Outline, query: models.MeasureQuery) -> bool:
    target = one.target
    assert isinstance(target, Measure)
    return (
        (not query.state or one.state in query.state)
        and (query.goal is None or query.goal in target.goals)
        and query.area in (None, target.area)
        and (query.owner is None or query.owner in target.owners)
    )


@resource.reads("/measures/<plan>/<name>", models.Measure, example="/measures/havneset2021/m8")
def get_measure(plan: str, name: str) -> Json:
    """Get one measure: its id is the plan's, a slash and its own."""
    found = _of(snapshot().measures(plan), f"{plan}/{name}")
    return _measure(found, _places([found]))


def _of(part: Part, target: str) -> Outline:
    for one in part.standings:
        if one.target.id == target:
            return one
    raise NotFound(f"{target}: no such measure")


def _measure(one: Outline, places: dict[str, Source]) -> Json:
    """A measure in its shape; documents that may not be seen are not named."""
    shape = shapes.measure(one, places)
    return shape | {"documents": [d for d in shape["documents"] if d in snapshot().documents]}


def _places(listed: Iterable[Outline]) -> dict[str, Source]:
    """The source of each passage that measures were taken from, where it may be seen."""
    wanted = [passage for one in listed if (passage := getattr(one.target, "passage", None))]
    held = site().corpus.documents.passages_by_id(wanted) if wanted else {}
    seen = snapshot().documents
    return {id_: passage.source for id_, passage in held.items() if passage.document in seen}


@resource.reads(
    "/plans/<plan>/goals", models.Goals, Paged, example="/plans/havneset2021/goals?limit=2"
)
def list_goals(plan: str, query: Paged) -> Json:
    """List a plan's goals, in its order."""
    numbered = list(enumerate(snapshot().plan(plan).goals))
    page = cut(numbered, lambda one: (one[0], one[1].id), query.limit, query.cursor)
    return listed(page, lambda one: shapes.goal(one[1]))


@resource.reads("/goals/<plan>/<name>", models.Goal, example="/goals/havneset2021/mal1")
def get_goal(plan: str, name: str) -> Json:
    """Get one goal: its id is the plan's, a slash and its own."""
    found = snapshot().targets.get(f"{plan}/{name}")
    if not isinstance(found, Goal):
        raise NotFound(f"{plan}/{name}: no such goal")
    return shapes.goal(found)


@resource.reads(
    "/plans/<plan>/summary",
    models.Summary,
    models.SummaryQuery,
    example="/plans/havneset2021/summary",
)
def get_summary(plan: str, query: models.SummaryQuery) -> Json:
    """Count a plan's measures by how they stand."""
    return shapes.summary(snapshot().measures(plan, at(query.at)))


@resource.reads(
    "/plans/<plan>/questions", models.Entries, Paged, example="/plans/havneset2021/questions"
)
def list_questions(plan: str, query: Paged) -> Json:
    """List the questions that evaluations of a plan were asked."""
    page = cut(snapshot().plan(plan).questions, lambda one: (one.id,), query.limit, query.cursor)
    return listed(page, action_shapes.entry)


@resource.reads(
    "/recommendations", models.Entries, models.RecommendationQuery, example="/recommendations"
)
def list_recommendations(query: models.RecommendationQuery) -> Json:
    """List what guidelines recommend, of those that are followed."""
    plans: Iterable[Plan] = (
        snapshot().plans if query.plan is None else [snapshot().plan(query.plan)]
    )
    found = (
        one
        for plan in plans
        for one in plan.recommendations
        if query.binding in (None, one.binding)
    )
    page = cut(found, lambda one: (one.id,), query.limit, query.cursor)
    return listed(page, action_shapes.entry)


def at(day: date | None) -> datetime | None:
    """The last second of a day."""
    return None if day is None else end_of(day.isoformat())
