"""A plan: its goals, how far its measures have come, and what the sources say of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from planspor.corpus.model import Assessment, Goal, Measure, Plan
from planspor.corpus.tracking import Outline, Part, State, is_plan_itself, rests_on_rules
from planspor.web.dates import end_of
from planspor.web.site import site, snapshot
from planspor.web.views.evidence import names_of
from planspor.web.views.progress import (
    Group,
    MeasureRow,
    Progress,
    Verdicts,
    by_area,
    by_goal,
    by_owner,
    latest_verdicts,
    measure_row,
    plans_in_order,
    progress,
    slots,
    verdicts,
)

pages = Blueprint("plans", __name__)
NONE = "-"
"""What an address says for "without area", "without goal" or "without owner"."""


@dataclass(frozen=True, slots=True)
class GoalNode:
    """A goal in the tree, as it stands, with the measures that serve it.

    ``attained`` is the latest verdict on the goal itself, ``verdicts`` those on its measures.
    """

    goal: Goal
    state: State
    measures: Progress | None
    verdicts: Verdicts | None
    attained: Assessment | None
    below: tuple["GoalNode", ...]


@pages.get("/planer")
def listing() -> str:
    """All plans and how far they are."""
    record = snapshot()
    parts = plans_in_order(record.all_measures(), record.documents)
    plans = [(part.plan, progress(part.summary())) for part in parts]
    return render_template("plans.html", plans=plans)


@pages.get("/plan/<plan>")
def page(plan: str) -> str:
    """One plan, as it stands or as it stood at the end of a day."""
    record, at = snapshot(), end_of(request.args.get("per", ""))
    measures, goals = record.measures(plan, at), record.goals(plan, at)
    said = [one for one in record.assessments(plan) if at is None or one.at <= at]
    latest = latest_verdicts(said)
    shown = [s for s in measures.standings if _is_wanted(s)]
    return render_template(
        "plan.html",
        plan=measures.plan,
        at=at,
        progress=progress(measures.summary()),
        verdicts=verdicts(measures.standings, latest),
        goals_progress=progress(goals.summary()),
        tree=_tree(goals, by_goal(measures, latest), latest),
        areas=by_area(measures, latest),
        owners=by_owner(measures, latest),
        searched=len(measures.documents),
        by_rule=_by_rule(measures),
        itself=[d for d in record.documents.values() if is_plan_itself(measures.plan, d.id)],
        shown=[_row(s, latest) for s in shown if s.state is not State.WORDING_NOT_LOADED],
        slots=slots(shown),
        filtered=_filter_names(measures.plan),
        facts=_facts(measures.plan),
        documents=record.documents,
        people=names_of(site().corpus),
        sought=request.args,
    )


def _by_rule(measures: Part) -> int:
    """How many measures count as documented by what rules alone accepted."""
    addressed = [one for one in measures.standings if one.state is State.ADDRESSED]
    return sum(1 for one in addressed if rests_on_rules(one.ties))


def _row(standing: Outline, latest: Mapping[str, Assessment]) -> MeasureRow:
    return measure_row(standing, latest.get(standing.target.id))


def _is_wanted(standing: Outline) -> bool:
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


def _tree(
    goals: Part, groups: Iterable[Group], latest: Mapping[str, Assessment]
) -> tuple[GoalNode, ...]:
    below: dict[str | None, list[Outline]] = {}
    for standing in goals.standings:
        assert isinstance(standing.target, Goal)
        below.setdefault(standing.target.parent, []).append(standing)
    return _nodes(None, below, {group.key: group for group in groups}, latest)


def _nodes(
    parent: str | None,
    below: Mapping[str | None, list[Outline]],
    measures: Mapping[str, Group],
    latest: Mapping[str, Assessment],
) -> tuple[GoalNode, ...]:
    return tuple(
        GoalNode(
            goal,
            standing.state,
            group.progress if group else None,
            group.verdicts if group else None,
            latest.get(goal.id),
            _nodes(goal.id, below, measures, latest),
        )
        for standing in below.get(parent, ())
        if isinstance(goal := standing.target, Goal)
        for group in [measures.get(goal.id)]
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
