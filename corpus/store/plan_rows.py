"""Between rows and the values of plans: a column is called what the field is called."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from planspor.corpus.model import Area, Goal, GoalLevel, Measure, Origin, Plan, PlanSource
from planspor.corpus.store import schema

Entry = Goal | Area | Measure
"""What a plan is made of."""

TABLES = {Goal: schema.goals, Area: schema.areas, Measure: schema.measures}
"""The table of each sort of entry."""

LISTS = {Goal: "goals", Area: "areas", Measure: "measures"}
"""The field of a plan that holds each sort of entry."""


def row_of(value: Plan | Entry) -> dict[str, Any]:
    """The columns of a plan, without its entries, or of an entry."""
    names = (f.name for f in fields(value) if not _is_list(type(value), f.name))
    return {name: _stored(getattr(value, name)) for name in names}


def _is_list(kind: type[Any], name: str) -> bool:
    return kind is Plan and name in LISTS.values()


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return asdict(value) if isinstance(value, PlanSource) else value


def plan_from_row(row: Mapping[str, Any]) -> Plan:
    """The plan of a row, as yet without entries."""
    names = [f.name for f in fields(Plan) if not _is_list(Plan, f.name)]
    return Plan(**{name: _loaded(name, row[name]) for name in names})


def entry_from_row(kind: type[Entry], row: Mapping[str, Any]) -> Entry:
    """The entry of a row of its kind's table."""
    return kind(**{f.name: _loaded(f.name, row[f.name]) for f in fields(kind)})


def _loaded(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if value is None or name not in _MADE:
        return value
    return _MADE[name](value)


_MADE = {"origin": Origin, "level": GoalLevel, "source": lambda value: PlanSource(**value)}
