"""What directorates report that they do, as the pages show it: never counted as evidence."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planspor.corpus.model import (
    Action,
    ActionReport,
    Document,
    Extract,
    Measure,
    Plan,
    Target,
)
from planspor.corpus.tracking import Outline, is_plan_itself
from planspor.web.site import site, snapshot


@dataclass(frozen=True, slots=True)
class Reported:
    """An action with the measures that it serves and its latest status in each round."""

    action: Action
    measures: tuple[Measure, ...]
    rounds: Mapping[str, ActionReport]


@dataclass(frozen=True, slots=True)
class Tasked:
    """What was said of a body's task in a letter of a year."""

    extract: Extract
    document: Document

    @property
    def tasked(self) -> bool:
        """Whether it was given the task."""
        return bool(self.extract.fields.get("tasked"))


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """The chain of one body: its tasks by year, what it does, and how its measures stand.

    The year None is where the text says none.
    """

    owner: str
    tasks: Mapping[int | None, Sequence[Tasked]]
    actions: Sequence[Reported]
    measures: Sequence[Outline]


def reported_for(target: Target) -> list[Reported]:
    """What is reported for a measure or goal."""
    plan = snapshot().plan(target.plan)
    return _reported(plan, site().corpus.actions.of_target(target.id))


def rows_of(plan: Plan) -> list[OwnerRow]:
    """The chain from task to action to evidence, by body; bodies with tasks first."""
    tasks, listed = _tasks(plan), _reported(plan, site().corpus.actions.of_plan(plan.id))
    actions: dict[str, list[Reported]] = defaultdict(list)
    for one in listed:
        actions[one.action.owner or ""].append(one)
    outlines = {outline.target.id: outline for outline in snapshot().measures(plan.id).standings}
    owned = _owned(plan)
    names = sorted({*tasks, *actions}, key=lambda name: (name not in tasks, name == "", name))
    return [
        OwnerRow(
            name,
            tasks.get(name, {}),
            actions.get(name, []),
            _outlines(outlines, [*owned.get(name, ()), *_served(actions.get(name, []))]),
        )
        for name in names
    ]


def _owned(plan: Plan) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for measure in plan.measures:
        for owner in measure.owners:
            found[owner].append(measure.id)
    return found


def _served(actions: Iterable[Reported]) -> list[str]:
    return [measure.id for one in actions for measure in one.measures]


def _outlines(outlines: Mapping[str, Outline], ids: Iterable[str]) -> list[Outline]:
    return [outlines[id_] for id_ in dict.fromkeys(ids) if id_ in outlines]


def _tasks(plan: Plan) -> dict[str, dict[int | None, list[Tasked]]]:
    """Tasks told of in documents that have something to do with the plan, by body and year."""
    near = site().corpus.ties.documents(plan.id)
    found: dict[str, dict[int | None, list[Tasked]]] = defaultdict(lambda: defaultdict(list))
    documents = snapshot().documents
    began = first_year(plan)
    for extract in snapshot().assignments:
        document = documents.get(extract.document)
        bears = document and (document.id in near or is_plan_itself(plan, document.id))
        if document and bears and extract.fields.get("owner"):
            year = extract.fields.get("year")
            if began and (year or document.year or began) < began:
                continue  # What was to be done before the plan is no task of the plan.
            found[extract.fields["owner"]][year].append(Tasked(extract, document))
    return {owner: dict(years) for owner, years in found.items()}


def first_year(plan: Plan) -> int | None:
    """The year that a plan begins in; None where it says none."""
    found = re.search(r"(?:19|20)\d\d", plan.years or "")
    return int(found.group()) if found else None


def _reported(plan: Plan, actions: Sequence[Action]) -> list[Reported]:
    """Actions and reports whose documents may be seen."""
    shown = [action for action in actions if _is_seen(action.document)]
    reports = site().corpus.actions.reports([action.id for action in shown])
    made = []
    for action in shown:
        measures = tuple(m for m in plan.measures if m.id in action.targets)
        said = [report for report in reports.get(action.id, ()) if _is_seen(report.document)]
        made.append(Reported(action, measures, {report.round: report for report in said}))
    made.sort(
        key=lambda one: (one.measures[0].ordinal or 0 if one.measures else 0, one.action.text)
    )
    return made


def _is_seen(document: str | None) -> bool:
    return document is None or document in snapshot().documents


def years_of(rows: Iterable[OwnerRow]) -> list[int | None]:
    """The years of all tasks, those that no text names last."""
    years = {year for row in rows for year in row.tasks}
    return sorted(years, key=lambda year: (year is None, year or 0))


def rounds_of(rows: Iterable[OwnerRow]) -> list[str]:
    """The rounds of reporting, in the order of their names."""
    return sorted({round_ for row in rows for one in row.actions for round_ in one.rounds})
