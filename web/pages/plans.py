"""A plan in a minute, the list of its measures, and those that nobody has written about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from planspor.corpus.model import Assessment, Document, Goal, Indicator, Plan
from planspor.corpus.tracking import Outline, Part, State, is_plan_itself, rests_on_rules
from planspor.web.dates import end_of
from planspor.web.files.lists.plans import plans_table, targets_table, unwritten_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.views.evidence import names_of
from planspor.web.views.funding import Standing, funding_in, is_within, standings, yearly
from planspor.web.views.indicator_view import views_of
from planspor.web.views.measure_list import NARROWING, asked_of_links, wanted_measures
from planspor.web.views.progress import (
    Group,
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
from planspor.web.views.summary import Summary, summary_of
from planspor.web.words import KINDS, money_words

pages = Blueprint("plans", __name__)
_NEWEST: Final = 3
"""Documents that are named as the newest."""
_LISTED: Final = 100
"""Measures on a page."""
_SILENT: Final = 50
"""Measures that nobody has written about, on a page."""
UNWRITTEN: Final = (State.NOTHING_FOUND, State.NOT_SEARCHED, State.REJECTED_ONLY)
"""How a measure stands that no document is known to speak of."""


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


def _parts() -> list[Part]:
    record = snapshot()
    return record.kept(("plans",), lambda: plans_in_order(record.all_measures(), record.documents))


@pages.get("/planer")
@offers(lambda: plans_table(_parts()))
def listing() -> str:
    """All plans and how far they are."""
    parts = _parts()
    plans = [(part.plan, progress(part.summary())) for part in parts]
    return render_template("plans.html", plans=plans)


@pages.get("/plan/<plan>")
def page(plan: str) -> str | Response:
    """One plan in a minute, as it stands or as it stood at the end of a day."""
    if any(request.args.get(name) for name in NARROWING):
        # Where the list of measures was before it had a page of its own.
        query = urlencode(request.args.to_dict())
        return redirect(f"{url_for('plans.measures', plan=plan)}?{query}", 301)
    record, at = snapshot(), end_of(request.args.get("per", ""))
    measures, goals = record.measures(plan, at), record.goals(plan, at)
    latest = _latest(plan, at)
    seen = [d for d in measures.documents if d.id in record.documents]
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
        said=_summary(measures, goals),
        budget=_budget(measures.plan) if at is None else (),
        differing=_differing(measures.plan) if at is None else [],
        unwritten=_count(measures, UNWRITTEN),
        newest=sorted(seen, key=lambda d: (d.added, d.id), reverse=True)[:_NEWEST],
        searched=len(measures.documents),
        by_rule=_by_rule(measures),
        itself=_itself(measures.plan),
        facts=_facts(measures.plan),
        documents=record.documents,
        named=money_words,
        people=names_of(site().corpus),
    )


def _measures(plan: str) -> Table:
    record, at = snapshot(), end_of(request.args.get("per", ""))
    part = record.measures(plan, at)
    shown = wanted_measures(part.standings, request.args, record.documents)
    title = gettext("Tiltak: %(plan)s", plan=part.plan.title)
    return targets_table(f"tiltak-{plan}", title, shown, _latest(plan, at))


@pages.get("/plan/<plan>/tiltak")
@offers(_measures)
def measures(plan: str) -> str:
    """The measures of a plan, or those that the address asks for."""
    record, at = snapshot(), end_of(request.args.get("per", ""))
    part = record.measures(plan, at)
    latest = _latest(plan, at)
    shown = wanted_measures(part.standings, request.args, record.documents)
    worded = [s for s in shown if s.state is not State.WORDING_NOT_LOADED]
    paging = pages_of(worded, _LISTED, wanted_page(request.args))
    return render_template(
        "plan_measures.html",
        plan=part.plan,
        at=at,
        progress=progress(part.summary()),
        verdicts=verdicts(part.standings, latest),
        owners=by_owner(part, latest),
        shown=[measure_row(s, latest.get(s.target.id)) for s in paging.cut(worded)],
        paging=paging,
        slots=slots(shown),
        kinds=_kinds(part),
        narrowed=any(request.args.get(name) for name in NARROWING),
        said=_in_words(part.plan),
        wanted=asked_of_links(request.args),
        people=names_of(site().corpus),
        sought=request.args,
    )


def _kinds(part: Part) -> list[str]:
    """The kinds of the documents that may be seen, in which the measures can be found."""
    seen = snapshot().documents
    held = {document.kind for document in part.documents if document.id in seen}
    return [kind for kind in KINDS if kind in held]


def _silent(part: Part) -> list[Outline]:
    return [one for one in part.standings if one.state in UNWRITTEN]


def _unwritten(plan: str) -> Table:
    part = snapshot().measures(plan)
    return unwritten_table(part, _silent(part))


@pages.get("/plan/<plan>/ingen-har-skrevet")
@offers(_unwritten)
def unwritten(plan: str) -> str:
    """The measures that nobody has written about, and what was searched to be able to say so."""
    record = snapshot()
    part = record.measures(plan)
    silent = _silent(part)
    paging = pages_of(silent, _SILENT, wanted_page(request.args))
    shown = paging.cut(silent)
    seen = [d for d in part.documents if d.id in record.documents]
    outside = {*record.hidden, *record.documents} - {document.id for document in seen}
    return render_template(
        "plan_unwritten.html",
        plan=part.plan,
        paging=paging,
        shown=shown,
        nearest=site().corpus.ties.nearest([one.target.id for one in shown], outside),
        restated=_restated(part.plan, [one.target.id for one in shown]),
        counts={state: _count(part, (state,)) for state in State},
        total=len(part.standings),
        searched=[(kind, [d for d in seen if d.kind == kind]) for kind in KINDS],
        hidden=len(part.documents) - len(seen),
        itself=_itself(part.plan),
        documents=record.documents,
    )


def _restated(plan: Plan, targets: Sequence[str]) -> dict[str, set[str]]:
    """The documents beside the plan itself that only repeat its words on a target, by target."""
    found: dict[str, set[str]] = {}
    for link in site().corpus.links.briefs_of(targets):
        seen = link.document in snapshot().documents and not is_plan_itself(plan, link.document)
        if link.origin and seen:
            found.setdefault(link.target, set()).add(link.document)
    return found


def _latest(plan: str, at: datetime | None) -> dict[str, Assessment]:
    said = snapshot().assessments(plan)
    return latest_verdicts(one for one in said if at is None or one.at <= at)


def _count(part: Part, states: Iterable[State]) -> int:
    return sum(one.state in states for one in part.standings)


def _itself(plan: Plan) -> list[Document]:
    return [d for d in snapshot().documents.values() if is_plan_itself(plan, d.id)]


def _summary(measures: Part, goals: Part) -> Summary:
    """What the links tell; of the plan as it stands now, reckoned once."""
    record = snapshot()

    def make() -> Summary:
        return summary_of(measures, goals.standings, record.documents)

    if measures.overview.at is not None:
        return make()
    return record.kept(("summary", measures.plan.id), make)


def _budget(plan: Plan) -> tuple[Standing, ...]:
    """The largest figure of each year and status."""
    record = snapshot()
    every = funding_in(record, site().corpus, plan)
    return yearly(standings(figure for figure in every if is_within(plan, figure)))


def _differing(plan: Plan) -> list[Indicator]:
    """The indicators of which sources give different values for a year."""
    record = snapshot()
    views = record.kept(
        ("indicators", plan.id), lambda: views_of(site().corpus, plan, record.documents)
    )
    return [view.indicator for view in views if view.series.conflicts]


def _by_rule(measures: Part) -> int:
    """How many measures count as documented by what rules alone accepted."""
    addressed = [one for one in measures.standings if one.state is State.ADDRESSED]
    return sum(1 for one in addressed if rests_on_rules(one.ties))


def _in_words(plan: Plan) -> dict[str, str]:
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
