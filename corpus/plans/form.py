"""From the nodes of a plan file to a checked Plan."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process

from planspor.corpus.model import Area, Goal, GoalLevel, Measure, Plan
from planspor.corpus.plans import fields
from planspor.corpus.plans.fields import Key
from planspor.corpus.plans.nodes import Mistakes, Node, shortened
from planspor.corpus.slugs import slug, unused

FACTS = ("actors", "counts", "allocations")
"""The keys that are kept as they are given, in ``Plan.facts``."""

PLAN = {
    "plan": Key(fields.identifier, required=True),
    "title": Key(fields.text, required=True),
    "short": Key(fields.text),
    "years": Key(fields.text),
    "issuer": Key(fields.text),
    "document": Key(fields.text),
    "documents": Key(fields.texts),
    "expected_measures": Key(fields.count),
    "expected_note": Key(fields.text),
    "language": Key(fields.text),
    "sources": Key(fields.maps),
    "goals": Key(fields.entries),
    "areas": Key(fields.entries),
    **{name: Key(fields.data) for name in FACTS},
    "measures": Key(fields.entries),
}

GOAL = {
    "id": Key(fields.identifier, required=True),
    "level": Key(fields.level),
    "number": Key(fields.text),
    "text": Key(fields.text, required=True),
    "parent": Key(fields.identifier),
    "terms": Key(fields.texts),
    "source": Key(fields.source),
}

AREA = {
    "id": Key(fields.identifier, required=True),
    "text": Key(fields.text, required=True),
    "source": Key(fields.source),
}

MEASURE = {
    "id": Key(fields.identifier),
    "ordinal": Key(fields.count),
    "text": Key(fields.text, required=True),
    "goals": Key(fields.identifiers),
    "area": Key(fields.identifier),
    "owners": Key(fields.texts),
    "time_frame": Key(fields.text),
    "terms": Key(fields.texts),
    "heading": Key(fields.text),
    "confidence": Key(fields.share),
    "passage": Key(fields.text),
    "source": Key(fields.source),
}

_SLOT_ID = re.compile(r"unnamed-[0-9]+")


@dataclass(frozen=True, slots=True)
class _Entry:
    node: Node
    values: dict[str, Any]
    what: str

    @property
    def id(self) -> str | None:
        return self.values.get("id")

    def place(self, key: str) -> str:
        value = self.node.value
        return value[key].place if isinstance(value, Mapping) else self.node.place


def plan_from(root: Node, mistakes: Mistakes) -> Plan:
    """The plan that a file's nodes describe.

    Raises:
        PlanFileError: with every mistake of the file, those noted before included.
    """
    values = fields.read_mapping(root, PLAN, "the plan", mistakes)
    goals = list(_entries(values.get("goals", ()), GOAL, "a goal", mistakes))
    areas = list(_entries(values.get("areas", ()), AREA, "an area", mistakes))
    measures = list(_entries(values.get("measures", ()), MEASURE, "a measure", mistakes))
    _name_measures(measures, {e.id for e in (*goals, *areas) if e.id})
    _check_ids((*goals, *areas, *measures), mistakes)
    _check_ordinals(measures, mistakes)
    _check_parents(goals, mistakes)
    _check_references(goals, areas, measures, mistakes)
    _check_sources((*goals, *areas, *measures), values.get("sources", {}), mistakes)
    mistakes.report()
    return _plan(values, goals, areas, measures)


def _entries(
    nodes: Iterable[Node], keys: Mapping[str, Key], what: str, mistakes: Mistakes
) -> Iterator[_Entry]:
    for node in nodes:
        yield _Entry(node, fields.read_mapping(node, keys, what, mistakes), what)


def _name_measures(measures: list[_Entry], used: set[str]) -> None:
    """Give the measures without an id one: by ordinal, else by their first words."""
    used = used | {m.id for m in measures if m.id}
    for measure in measures:
        ordinal, text = measure.values.get("ordinal"), measure.values.get("text")
        if measure.id is None:
            wanted = f"m{ordinal}" if ordinal is not None else slug(text or "") or "m"
            measure.values["id"] = unused(wanted, used)
            used.add(measure.values["id"])


def _check_ids(entries: Iterable[_Entry], mistakes: Mistakes) -> None:
    first: dict[str, _Entry] = {}
    for entry in entries:
        if entry.id is None:
            continue
        if _SLOT_ID.fullmatch(entry.id):
            remedy = "such ids are kept for points whose wording is not loaded; choose another"
            mistakes.add(entry.node.place, f"“{entry.id}” cannot be an id", remedy)
        if entry.id in first:
            other = first[entry.id]
            mistakes.add(
                entry.node.place,
                f"the id “{entry.id}” is used twice",
                f"choose another (first: {other.what}, {other.node.place})",
            )
        first.setdefault(entry.id, entry)


def _check_ordinals(measures: Iterable[_Entry], mistakes: Mistakes) -> None:
    first: dict[int, _Entry] = {}
    for measure in measures:
        ordinal = measure.values.get("ordinal")
        if ordinal is None:
            continue
        place = measure.place("ordinal")
        if ordinal == 0:
            mistakes.add(place, "the ordinal is 0", "count measures from 1")
        if ordinal in first:
            earlier = first[ordinal].place("ordinal")
            mistakes.add(
                place, f"the ordinal {ordinal} is used twice", f"mend one (first: {earlier})"
            )
        first.setdefault(ordinal, measure)


def _check_parents(goals: Iterable[_Entry], mistakes: Mistakes) -> None:
    parents = {goal.id: goal.values.get("parent") for goal in goals}
    for goal in goals:
        above, seen = goal.values.get("parent"), {goal.id}
        while above is not None and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above is not None and above == goal.id:
            mistakes.add(
                goal.place("parent"), f"“{goal.id}” stands under itself", "name a goal above it"
            )


def _check_references(
    goals: list[_Entry], areas: list[_Entry], measures: list[_Entry], mistakes: Mistakes
) -> None:
    goal_ids = [g.id for g in goals if g.id]
    area_ids = [a.id for a in areas if a.id]
    for goal in goals:
        _check_named(goal, "parent", "goal", goal_ids, mistakes)
    for measure in measures:
        _check_named(measure, "goals", "goal", goal_ids, mistakes)
        _check_named(measure, "area", "area", area_ids, mistakes)


def _check_named(entry: _Entry, key: str, what: str, known: list[str], mistakes: Mistakes) -> None:
    given = entry.values.get(key) or ()
    for name in (given,) if isinstance(given, str) else given:
        if name not in known:
            best = process.extractOne(name, known, score_cutoff=60)
            remedy = f"did you mean “{best[0]}”?" if best else f"add the {what} or leave it out"
            mistakes.add(entry.place(key), f"no {what} has the id “{shortened(name)}”", remedy)


def _check_sources(
    entries: Iterable[_Entry], sources: Mapping[str, object], mistakes: Mistakes
) -> None:
    for entry in entries:
        source = entry.values.get("source")
        if source is not None and source.within not in sources:
            mistakes.add(
                entry.place("source"),
                f"sources has no “{shortened(source.within)}”",
                "describe it under sources: or name one that is there",
            )


def _plan(
    values: dict[str, Any], goals: list[_Entry], areas: list[_Entry], measures: list[_Entry]
) -> Plan:
    plan = values.pop("plan")
    return Plan(
        id=plan,
        short=values.pop("short", None) or values["title"],
        facts={name: values.pop(name) for name in FACTS if name in values},
        goals=tuple(_goal(plan, entry.values) for entry in goals),
        areas=tuple(Area(**_own(plan, entry.values)) for entry in areas),
        measures=tuple(_measure(plan, entry.values) for entry in measures),
        **{name: value for name, value in values.items() if name not in _LISTS},
    )


_LISTS = {"goals", "areas", "measures"}


def _own(plan: str, values: dict[str, Any]) -> dict[str, Any]:
    return values | {"plan": plan, "id": f"{plan}/{values['id']}"}


def _goal(plan: str, values: dict[str, Any]) -> Goal:
    parent = values.get("parent")
    level = GoalLevel.SUB if parent else GoalLevel.MAIN
    full = {"level": level} | _own(plan, values)
    return Goal(**full | {"parent": f"{plan}/{parent}" if parent else None})


def _measure(plan: str, values: dict[str, Any]) -> Measure:
    area = values.get("area")
    goals = tuple(f"{plan}/{goal}" for goal in values.get("goals", ()))
    named = {"goals": goals, "area": f"{plan}/{area}" if area else None}
    return Measure(**_own(plan, values) | named)
