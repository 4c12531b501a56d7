"""One entry of a plan as a form gives it: checked together with the plan, as its file would be."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from planspor.corpus.errors import InputError, NotFound, PlanFileError
from planspor.corpus.model import Area, Goal, Indicator, Measure, Plan, Question, Recommendation
from planspor.corpus.plans.fields import Key
from planspor.corpus.plans.form import plan_from
from planspor.corpus.plans.keys import AREA, GOAL, INDICATOR, MEASURE, QUESTION, RECOMMENDATION
from planspor.corpus.plans.nodes import Mistakes, Node
from planspor.corpus.plans.writing import plan_values
from planspor.corpus.slugs import slug, unused

Entry = Area | Goal | Indicator | Measure | Question | Recommendation

SORTS: Final[Mapping[str, Mapping[str, Key]]] = {
    "goals": GOAL,
    "areas": AREA,
    "measures": MEASURE,
    "indicators": INDICATOR,
    "questions": QUESTION,
    "recommendations": RECOMMENDATION,
}
"""The lists of a plan, by their names in its file, with the keys of their entries."""
_FIELD: Final = "field "
_NAMED: Final = re.compile(rf"\b{_FIELD}(\w+)")


class RefusedEntry(InputError):
    """An entry that cannot be stored; ``fields`` are the keys that are wrong."""

    def __init__(self, fields: Sequence[str], message: str) -> None:
        super().__init__(message, "Mend the fields and save again.")
        self.fields = tuple(fields)


@dataclass(slots=True)
class _Faults(Mistakes):
    """Mistakes that know the fields they are in."""

    fields: list[str] = field(default_factory=list)

    def add(self, place: str, wrong: str, remedy: str) -> None:
        # Explicit, since a class with slots is made anew and a bare super() would miss it.
        Mistakes.add(self, place, wrong, remedy)
        # What is used twice is told of the second place, and names the first.
        self.fields += _NAMED.findall(f"{place} {remedy}")


def entry_values(plan: Plan, sort: str, name: str) -> dict[str, Any]:
    """What the plan's file says of one entry.

    Raises:
        NotFound: the plan has no such entry.
    """
    for values in plan_values(plan).get(sort, ()) if sort in SORTS else ():
        if values["id"] == name:
            return dict(values)
    raise NotFound(f"{plan.id}/{name}: no such entry in this corpus")


def checked_entry(
    plan: Plan,
    sort: str,
    name: str | None,
    given: Mapping[str, Any],
    taken: Collection[str] = (),
) -> Entry:
    """The entry that a form gives, held against the rest of its plan.

    Args:
        plan: the plan.
        sort: the list that it is of, as ``SORTS`` names them.
        name: its id within the plan; None for a new one.
        given: what the form says, by key. What is empty is left out; keys that the form does not
            have stay as they are.
        taken: whole ids that a new entry must not get, of entries that were taken out.

    Raises:
        NotFound: there is no entry of that name.
        RefusedEntry: something in it is wrong.
    """
    held = entry_values(plan, sort, name) if name else {}
    said = {key: value for key, value in {**held, **given}.items() if value not in (None, "", [])}
    if "id" not in said:
        said["id"] = _unused_id(plan, sort, said, taken)
    values = plan_values(plan)
    listed = list(values.get(sort, ()))
    entry = Node(f"{_FIELD}text", {k: _node(v, f"{_FIELD}{k}") for k, v in said.items()})
    others = [(_node(one, "") if one["id"] != name else entry) for one in listed]
    nodes = {key: _node(value, "") for key, value in values.items()}
    nodes[sort] = Node("", tuple(others if name else [*others, entry]))
    return _entry(nodes, sort, f"{plan.id}/{said['id']}")


def _entry(nodes: Mapping[str, Node], sort: str, id_: str) -> Entry:
    faults = _Faults("")
    try:
        made = plan_from(Node("", nodes), faults)
    except PlanFileError as error:
        raise RefusedEntry(list(dict.fromkeys(faults.fields)), error.message) from error
    entries: Sequence[Entry] = getattr(made, sort)
    return next(entry for entry in entries if entry.id == id_)


def _unused_id(plan: Plan, sort: str, said: Mapping[str, Any], taken: Collection[str]) -> str:
    prefix = {"measures": "m", "indicators": "i", "questions": "q", "recommendations": "r"}
    ordinal = str(said.get("ordinal", "")).strip()
    words = slug(str(said.get("text", "")))[:40].strip("-") or sort
    wanted = f"{prefix[sort]}{ordinal}" if sort in prefix and ordinal.isdigit() else words
    every = (*plan.goals, *plan.areas, *plan.measures, *plan.targets)
    ids = {entry.id for entry in every}.union(taken)
    return unused(wanted, {id_.partition("/")[2] for id_ in ids})


def _node(value: object, place: str) -> Node:
    if isinstance(value, Mapping):
        return Node(place, {str(key): _node(held, place) for key, held in value.items()})
    if isinstance(value, list | tuple):
        return Node(place, tuple(_node(held, place) for held in value))
    if value is None or isinstance(value, bool | int | float | str):
        return Node(place, value, "" if value is None else str(value))
    return Node(place, str(value), str(value))
