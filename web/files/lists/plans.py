"""Plans, and what stands in them, as files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from flask_babel import gettext as _

from planspor.corpus.comparing import Comparison
from planspor.corpus.indicators import Series
from planspor.corpus.model import (
    Action,
    ActionReport,
    Assessment,
    Goal,
    LinkState,
    Measure,
    Plan,
    Question,
    Recommendation,
    Target,
    area_of,
    goals_of,
)
from planspor.corpus.tracking import Outline, Part, State
from planspor.web.drawing import brief
from planspor.web.files.columns import columns
from planspor.web.files.lists.documents import searched_table
from planspor.web.files.passages import IDS, PASSAGE, cited, passage_address, passages_of, standing
from planspor.web.files.table import Column, Kind, Row, Table
from planspor.web.shapes.indicator_shapes import COLUMNS, rows_of_series
from planspor.web.site import site, snapshot
from planspor.web.views.actions import OwnerRow, Reported
from planspor.web.views.evidence import names_of
from planspor.web.views.funding import Figure, Mention
from planspor.web.views.progress import latest_verdicts
from planspor.web.words import GOAL_LEVELS, VERDICTS
from planspor.web.words.money_words import FORMS, STATUSES, TIES

_COUNTS = ("suggested", "accepted", "rejected")


def plans_table(parts: Iterable[Part]) -> Table:
    """Plans and how far their measures are."""
    counted = {f"is_{state}": word for state, word in _states().items()}
    states = [Column(name, word, Kind.NUMBER) for name, word in counted.items()]
    first = columns(
        "title",
        "years",
        "issuer",
        "goals",
        "measures",
        title=_("Plan"),
        goals=_("Mål"),
        measures=_("Tiltak"),
    )
    return Table(
        "planer",
        _("Planer"),
        [*first, *states, *columns("plan", plan=_("Id"))],
        map(_plan, parts),
    )


def _states() -> Mapping[State, str]:
    [column] = columns("state")
    return {state: str(column.said(state)) for state in State}


def _plan(part: Part) -> Row:
    counts = part.summary()
    return {
        "plan": part.plan.id,
        "title": part.plan.title,
        "years": part.plan.years,
        "issuer": part.plan.issuer,
        "goals": len(part.plan.goals),
        "measures": len(part.plan.measures),
        **{f"is_{state}": counts[state] for state in State},
    }


def targets_table(
    name: str, title: str, listed: Iterable[Outline], said: Mapping[str, Assessment]
) -> Table:
    """Measures, goals or other targets as they stand; ``said`` has the latest verdict on each."""
    return Table(
        name,
        title,
        columns(
            *("ordinal", "text", "state", "verdict", "goals", "area", "owners", "time_frame"),
            *("level", "strength", "binding", *_COUNTS, "documents", "searched", "stages"),
            *("citation", "address", "target"),
            said={"verdict": VERDICTS, "level": GOAL_LEVELS},
            digital=("area", "time_frame", "rejected", "searched", "binding"),
            text=_("Ordlyd"),
            documents=_("Dokumenter som nevner"),
            searched=_("Dokumenter søkt i"),
            citation=_("Hvor ordlyden står"),
            target=_("Id"),
        ),
        _targets(list(listed), said),
    )


def unwritten_table(part: Part, silent: Iterable[Outline]) -> Table:
    """The measures that nobody has written about, and the documents that were searched."""
    title = _("Tiltak ingen har skrevet om: %(plan)s", plan=part.plan.title)
    table = targets_table(f"ingen-har-skrevet-{part.plan.id}", title, silent, {})
    seen = snapshot().documents
    searched = [document for document in part.documents if document.id in seen]
    told = [(_("Dokumenter det er søkt i"), str(len(part.documents)))]
    return replace(table, about=told, notes=[searched_table(searched)])


def _targets(listed: list[Outline], said: Mapping[str, Assessment]) -> Iterator[Row]:
    passages = passages_of(filter(None, (_passage(one.target) for one in listed)))
    seen = snapshot().documents
    for one in listed:
        passage = passages.get(_passage(one.target) or "")
        place = {}
        if passage is not None and passage.document in seen:
            place = standing(seen[passage.document], passage.id, passage.source)
        yield {**place, **_target(one, said.get(one.target.id))}


def _passage(target: Target) -> str | None:
    found: str | None = getattr(target, "passage", None)
    return found


def _target(one: Outline, verdict: Assessment | None) -> Row:
    target = one.target
    plan = snapshot().plan(target.plan)
    goals = {goal.id: goal for goal in plan.goals}
    areas = {area.id: area.text for area in plan.areas}
    area = area_of(target)
    return {
        "target": target.id,
        "ordinal": getattr(target, "ordinal", None) or getattr(target, "number", None),
        "text": target.text,
        "state": one.state,
        "verdict": verdict.verdict if verdict else None,
        "goals": [brief(goals[id_]) for id_ in goals_of(target) if id_ in goals],
        "area": areas.get(area, area) if area else None,
        "owners": list(getattr(target, "owners", ())),
        "time_frame": getattr(target, "time_frame", None),
        "level": target.level if isinstance(target, Goal) else None,
        "strength": getattr(target, "strength", None),
        "binding": getattr(target, "binding", None),
        **{state.value: one.count(state) for state in LinkState},
        "documents": len([id_ for id_ in one.documents if id_ in snapshot().documents]),
        "searched": one.searched,
        "stages": list(one.stages),
    }


def entries_table(
    name: str, title: str, listed: Iterable[Question | Recommendation | Measure]
) -> Table:
    """Recommendations or questions with the passages they stand in."""
    return Table(
        name,
        title,
        columns(
            *("ordinal", "text", *PASSAGE, "strength", "binding", "target", *IDS), target=_("Id")
        ),
        _entries(list(listed)),
    )


def _entries(listed: list[Question | Recommendation | Measure]) -> Iterator[Row]:
    passages, seen = passages_of(filter(None, map(_passage, listed))), snapshot().documents
    for one in listed:
        passage = passages.get(_passage(one) or "")
        place = {}
        if passage is not None and passage.document in seen:
            place = standing(seen[passage.document], passage.id, passage.source)
        strength, binding = getattr(one, "strength", None), getattr(one, "binding", None)
        told = {"ordinal": one.ordinal, "text": one.text, "target": one.id}
        yield {**place, **told, "strength": strength, "binding": binding}


def measures_table(part: Part) -> Table:
    """All measures of a plan as they stand."""
    title = _("Tiltak: %(plan)s", plan=part.plan.title)
    said = latest_verdicts(site().corpus.assessments.of_plan(part.plan.id))
    return targets_table(f"tiltak-{part.plan.id}", title, part.standings, said)


def indicators_table(plan: Plan, listed: Iterable[Series]) -> Table:
    """Indicators with a row for each value, under headings that can be read in again."""
    return Table(
        f"{plan.id}-indikatorer",
        _("Indikatorer: %(plan)s", plan=plan.title),
        [Column(name, name) for name in COLUMNS],
        (dict(zip(COLUMNS, row, strict=True)) for row in rows_of_series(listed)),
    )


def actions_table(plan: Plan, rows: Iterable[OwnerRow]) -> Table:
    """What bodies were told to do and what they report that they do, one thing a row."""
    return Table(
        f"gjennomforing-{plan.id}",
        _("Gjennomføring: %(plan)s", plan=plan.title),
        columns(
            *("owner", "kind", "text", "year", "round", "status", "milestones", "targets"),
            *("citation", "address", "department", "document", "passage"),
            said={"kind": {"task": _("Oppdrag"), "action": _("Rapportert tiltak")}},
            department=_("Avdeling"),
        ),
        _actions(rows),
    )


def reported_table(
    plan: Plan, actions: Iterable[Action], reports: Mapping[str, Sequence[ActionReport]]
) -> Table:
    """The actions reported for a plan, each with its status in each round."""
    measures = {measure.id: measure for measure in plan.measures}
    rows = [
        OwnerRow(action.owner or "", {}, [_reported(action, measures, reports)], [])
        for action in actions
    ]
    return actions_table(plan, rows)


def _reported(
    action: Action, measures: Mapping[str, Measure], reports: Mapping[str, Sequence[ActionReport]]
) -> Reported:
    served = tuple(measures[id_] for id_ in action.targets if id_ in measures)
    return Reported(action, served, {one.round: one for one in reports.get(action.id, ())})


def _actions(rows: Iterable[OwnerRow]) -> Iterator[Row]:
    seen = snapshot().documents
    for row in rows:
        tasks = [one for year in row.tasks.values() for one in year]
        passages = passages_of({one.extract.passage for one in tasks})
        for task in tasks:
            passage = passages.get(task.extract.passage)
            where = standing(
                task.document, task.extract.passage, passage.source if passage else None
            )
            told = {"owner": row.owner, "kind": "task", "text": task.extract.text}
            status = None if task.tasked else _("Ikke gitt oppdraget")
            yield {**where, **told, "year": task.extract.fields.get("year"), "status": status}
        for one in row.actions:
            for reported in _reports(one):
                place = {}
                if one.action.document in seen and one.action.passage:
                    place = {"address": passage_address(one.action.document, one.action.passage)}
                    place["citation"] = cited(seen[one.action.document], None)
                yield {"owner": row.owner, "kind": "action", **place, **reported}


def _reports(one: Reported) -> Iterator[Row]:
    """An action, once for each round it was reported in."""
    action = one.action
    told = {
        "text": action.text,
        "department": action.department,
        "milestones": [" ".join(filter(None, (m.date, m.text))) for m in action.milestones],
        "targets": [brief(measure) for measure in one.measures] or list(action.targets),
        "document": action.document,
        "passage": action.passage,
    }
    for round_, report in one.rounds.items():
        yield {**told, "round": round_, "status": report.status}
    if not one.rounds:
        yield told


def money_table(plan: Plan, figures: Iterable[Figure]) -> Table:
    """Every place that gives a figure of a plan's money; figures are never added up."""
    return Table(
        f"penger-{plan.id}",
        _("Penger: %(plan)s", plan=plan.title),
        columns(
            *("years", "status", "approximately", "amount", "high", "form", "chapter", "item"),
            *("text", *PASSAGE, "tie", "target", "made_by", *IDS),
            said={
                "status": STATUSES,
                "form": FORMS,
                "tie": TIES,
                "made_by": {"machine": _("Lest av maskinen"), "person": _("En person")},
            },
            tie=_("Hvorfor det er planens"),
            chapter=_("Kapittel"),
        ),
        (_figure(one, mention) for one in figures for mention in one.mentions),
    )


def _figure(one: Figure, mention: Mention) -> Row:
    seen = snapshot().documents
    place = {}
    if mention.extract is not None and mention.extract.document in seen:
        source = mention.passage.source if mention.passage else None
        place = standing(seen[mention.extract.document], mention.extract.passage, source)
    return {
        **place,
        "years": "–".join(map(str, dict.fromkeys((one.years[0], one.years[-1]))))
        if one.years
        else None,
        "status": one.status,
        "approximately": one.approximately or None,
        "amount": one.amount,
        "high": one.high,
        "form": one.form,
        "chapter": one.chapter,
        "item": one.item,
        "text": mention.around,
        "tie": mention.why,
        "target": mention.measure.id if mention.measure else None,
        "made_by": "machine" if mention.machine else "person",
    }


def compare_table(found: Comparison) -> Table:
    """From each plan to the next: which measures go on, which ended, which are new."""
    plans = [side.plan for side in found.sides]
    return Table(
        f"sammenligning-{'-'.join(plan.id for plan in plans)}",
        _("Sammenligning: %(plans)s", plans=", ".join(p.short or p.title for p in plans)),
        columns(
            *("change", "earlier_text", "later_text", "likeness", "shared", "answer", "person"),
            *("earlier", "later"),
            change=_("Fra plan til plan"),
            earlier_text=_("Tiltak i den første"),
            later_text=_("Tiltak i den neste"),
            shared=_("Ord som går igjen"),
            earlier=_("Id i den første"),
            later=_("Id i den neste"),
        ),
        _steps(found),
    )


def _steps(found: Comparison) -> Iterator[Row]:
    people = names_of(site().corpus)
    for step in found.steps:
        for pair in (*step.going_on, *step.denied):
            said = pair.said
            yield {
                "change": _("Fortsetter ikke") if pair in step.denied else _("Fortsetter"),
                "earlier": pair.earlier.id,
                "earlier_text": pair.earlier.text,
                "later": pair.later.id,
                "later_text": pair.later.text,
                "likeness": round(pair.likeness, 3),
                "shared": list(pair.shared),
                "answer": _("Vurdert av en person") if said else _("Forslag fra maskinen"),
                "person": people.get(said.person, said.person) if said else None,
            }
        for measure in step.ended:
            told = {"earlier": measure.id, "earlier_text": measure.text}
            yield {"change": _("Finnes ikke i den neste"), **told}
        for measure in step.new:
            yield {"change": _("Nytt"), "later": measure.id, "later_text": measure.text}
