"""From the nodes of a plan file to a checked Plan."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process

from planspor.corpus.model import (
    Area,
    Goal,
    GoalLevel,
    Indicator,
    Measure,
    Plan,
    Question,
    Recommendation,
)
from planspor.corpus.plans import fields
from planspor.corpus.plans.fields import Key
from planspor.corpus.plans.keys import (
    AREA,
    FACTS,
    GOAL,
    INDICATOR,
    MEASURE,
    PLAN,
    QUESTION,
    RECOMMENDATION,
)
from planspor.corpus.plans.nodes import Mistakes, Node, shortened
from planspor.corpus.slugs import slug, unused

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


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of entry: its keys, what a message calls it, and how those without an id are called.

    ``prefix`` stands before the ordinal; where there is none, an id has to be given.
    """

    keys: Mapping[str, Key]
    what: str
    prefix: str | None = None


_SORTS = {
    "goals": _Sort(GOAL, "a goal"),
    "areas": _Sort(AREA, "an area"),
    "measures": _Sort(MEASURE, "a measure", "m"),
    "indicators": _Sort(INDICATOR, "an indicator", "i"),
    "questions": _Sort(QUESTION, "a question", "q"),
    "recommendations": _Sort(RECOMMENDATION, "a recommendation", "r"),
}
_Lists = Mapping[str, list["_Entry"]]


def plan_from(root: Node, mistakes: Mistakes) -> Plan:
    """The plan that a file's nodes describe.

    Raises:
        PlanFileError: with every mistake of the file, those noted before included.
    """
    values = fields.read_mapping(root, PLAN, "the plan", mistakes)
    lists = {
        name: list(_entries(values.get(name, ()), sort.keys, sort.what, mistakes))
        for name, sort in _SORTS.items()
    }
    every = [entry for entries in lists.values() for entry in entries]
    _name(lists, {entry.id for entry in every if entry.id})
    _check_ids(every, mistakes)
    for name in _SORTS:
        _check_ordinals(lists[name], mistakes)
    _check_parents(lists["goals"], mistakes)
    _check_references(lists, mistakes)
    _check_sources(every, values.get("sources", {}), mistakes)
    mistakes.report()
    return _plan(values, lists)


def _entries(
    nodes: Iterable[Node], keys: Mapping[str, Key], what: str, mistakes: Mistakes
) -> Iterator[_Entry]:
    for node in nodes:
        yield _Entry(node, fields.read_mapping(node, keys, what, mistakes), what)


def _name(lists: _Lists, used: set[str]) -> None:
    """Give the entries without an id one: by ordinal, else by their first words."""
    for name, sort in _SORTS.items():
        for entry in lists[name] if sort.prefix else ():
            ordinal, text = entry.values.get("ordinal"), entry.values.get("text")
            if entry.id is None:
                bare = slug(text or "") or str(sort.prefix)
                wanted = f"{sort.prefix}{ordinal}" if ordinal is not None else bare
                entry.values["id"] = unused(wanted, used)
                used.add(entry.values["id"])


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


def _check_ordinals(entries: Iterable[_Entry], mistakes: Mistakes) -> None:
    first: dict[int, _Entry] = {}
    for entry in entries:
        ordinal = entry.values.get("ordinal")
        if ordinal is None:
            continue
        place = entry.place("ordinal")
        if ordinal == 0:
            mistakes.add(place, "the ordinal is 0", "count from 1")
        if ordinal in first:
            earlier = first[ordinal].place("ordinal")
            mistakes.add(
                place, f"the ordinal {ordinal} is used twice", f"mend one (first: {earlier})"
            )
        first.setdefault(ordinal, entry)


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


def _check_references(lists: _Lists, mistakes: Mistakes) -> None:
    goals, areas, indicators = (
        [entry.id for entry in lists[name] if entry.id] for name in ("goals", "areas", "indicators")
    )
    for goal in lists["goals"]:
        _check_named(goal, "parent", "goal", goals, mistakes)
    for name in ("measures", "indicators", "questions"):
        for entry in lists[name]:
            _check_named(entry, "goals", "goal", goals, mistakes)
    for measure in lists["measures"]:
        _check_named(measure, "area", "area", areas, mistakes)
    for indicator in lists["indicators"]:
        _check_named(indicator, "replaced_by", "indicator", indicators, mistakes)


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


def _plan(values: dict[str, Any], lists: _Lists) -> Plan:
    plan = values.pop("plan")
    own = {name: [_own(plan, entry.values) for entry in held] for name, held in lists.items()}
    return Plan(
        id=plan,
        short=values.pop("short", None) or values["title"],
        facts={name: values.pop(name) for name in FACTS if name in values},
        goals=tuple(_goal(one) for one in own["goals"]),
        areas=tuple(Area(**one) for one in own["areas"]),
        measures=tuple(Measure(**one) for one in own["measures"]),
        indicators=tuple(Indicator(**one) for one in own["indicators"]),
        questions=tuple(Question(**one) for one in own["questions"]),
        recommendations=tuple(Recommendation(**one) for one in own["recommendations"]),
        **{name: value for name, value in values.items() if name not in _SORTS},
    )


def _own(plan: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values with ids that begin with the plan's."""
    made = values | {"plan": plan, "id": f"{plan}/{values['id']}"}
    for name in ("parent", "area", "replaced_by"):
        if values.get(name):
            made[name] = f"{plan}/{values[name]}"
    if "goals" in values:
        made["goals"] = tuple(f"{plan}/{goal}" for goal in values["goals"])
    return made


def _goal(values: dict[str, Any]) -> Goal:
    level = GoalLevel.SUB if values.get("parent") else GoalLevel.MAIN
    return Goal(**{"level": level} | values)
