"""A plan: its goals, how far its measures have come, and what the sources say of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from planspor.corpus.model import Goal, Measure, Plan
from planspor.corpus.tracking import Standing, State, Tracking, is_plan_itself
from planspor.web.progress import (
    Group,
    Progress,
    by_area,
    by_goal,
    by_owner,
    measure_row,
    plans_in_order,
    progress,
    slots,
)
from planspor.web.site import snapshot

pages = Blueprint("plans", __name__)
NONE = "-"
"""What an address says for "without area", "without goal" or "without owner"."""


@dataclass(frozen=True, slots=True)
class GoalNode:
    """A goal in the tree, as it stands, with the measures that serve it."""

    goal: Goal
    state: State
    measures: Progress | None
    below: tuple["GoalNode", ...]


@pages.get("/planer")
def listing() -> str:
    """All plans and how far they are."""
    record = snapshot()
    trackings = plans_in_order([record.measures(p.id) for p in record.plans], record.documents)
    plans = [(tracking.plan, progress(tracking.summary())) for tracking in trackings]
    return render_template("plans.html", plans=plans)


@pages.get("/plan/<plan>")
def page(plan: str) -> str:
    """One plan."""
    record = snapshot()
    tracking, goals = record.measures(plan), record.goals(plan)
    shown = [s for s in tracking.standings if _is_wanted(s)]
    return render_template(
        "plan.html",
        plan=tracking.plan,
        progress=progress(tracking.summary()),
        goals_progress=progress(goals.summary()),
        tree=_tree(goals, by_goal(tracking)),
        areas=by_area(tracking),
        owners=by_owner(tracking),
        searched=len(tracking.documents),
        itself=[d for d in record.documents.values() if is_plan_itself(tracking.plan, d.id)],
        shown=[measure_row(s) for s in shown if s.state is not State.WORDING_NOT_LOADED],
        slots=slots(shown),
        filtered=_filter_names(tracking.plan),
        facts=_facts(tracking.plan),
        documents=record.documents,
        sought=request.args,
    )


def _is_wanted(standing: Standing) -> bool:
    """Whether a measure is in the list that the address asks for."""
    measure = standing.target
    assert isinstance(measure, Measure)
    area = (measure.area,) if measure.area else ()
    return all(
        wanted in (keys or (NONE,))
        for name, keys in (
            ("status", (standing.state.value,)),
            ("omrade", area),
            ("maal", measure.goals),
            ("ansvarlig", measure.owners),
        )
        if (wanted := request.args.get(name))
    )


def _filter_names(plan: Plan) -> dict[str, str]:
    """What narrows the list of measures, by parameter, in words."""
    texts: dict[str, str] = {a.id: a.text for a in plan.areas} | {g.id: g.text for g in plan.goals}
    named = ((name, request.args.get(name)) for name in ("omrade", "maal", "ansvarlig"))
    return {name: texts.get(value, value) for name, value in named if value}


def _tree(goals: Tracking, groups: Iterable[Group]) -> tuple[GoalNode, ...]:
    below: dict[str | None, list[Standing]] = {}
    for standing in goals.standings:
        assert isinstance(standing.target, Goal)
        below.setdefault(standing.target.parent, []).append(standing)
    return _nodes(None, below, {group.key: group.progress for group in groups})


def _nodes(
    parent: str | None,
    below: Mapping[str | None, list[Standing]],
    measures: Mapping[str, Progress],
) -> tuple[GoalNode, ...]:
    return tuple(
        GoalNode(goal, standing.state, measures.get(goal.id), _nodes(goal.id, below, measures))
        for standing in below.get(parent, ())
        if isinstance(goal := standing.target, Goal)
    )


def _facts(plan: Plan) -> dict[str, list[Mapping[str, object]]]:
    """What the sources count, by what is counted; those that disagree first."""
    counts = plan.facts.get("counts") or []
    found: dict[str, list[Mapping[str, object]]] = {}
    assert isinstance(counts, list)
    for count in counts:
        found.setdefault(str(count["what"]), []).append(count)
    return dict(sorted(found.items(), key=lambda item: not disagree(item[1])))


def disagree(counts: Iterable[Mapping[str, object]]) -> bool:
    """Whether sources give one thing different values."""
    return len({str(count["value"]) for count in counts}) > 1
