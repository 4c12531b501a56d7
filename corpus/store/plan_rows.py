"""Between rows and the values of plans: a column is called what the field is called."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import RowMapping

from planspor.corpus.model import (
    Allocation,
    Area,
    Direction,
    Goal,
    GoalLevel,
    Indicator,
    IndicatorType,
    Measure,
    Origin,
    Plan,
    PlanSource,
    Question,
    Recommendation,
)
from planspor.corpus.store import schema

Entry = Goal | Area | Measure | Indicator | Question | Recommendation
"""What a plan is made of."""

TABLES = {
    Goal: schema.goals,
    Area: schema.areas,
    Measure: schema.measures,
    Indicator: schema.indicators,
    Question: schema.questions,
    Recommendation: schema.recommendations,
}
"""The table of each sort of entry; it is called as the plan's own list of them."""

LISTS = {kind: table.name for kind, table in TABLES.items()}
"""The field of ``Plan`` that holds each sort of entry."""


def entries_of(plan: Plan) -> tuple[Sequence[Entry], ...]:
    """A plan's entries, each sort in its order."""
    return tuple(getattr(plan, name) for name in LISTS.values())


def without_entries(plan: Plan) -> Plan:
    """The plan's own row."""
    return with_entries(plan, dict.fromkeys(LISTS.values(), ()))


def with_entries(plan: Plan, entries: Mapping[str, tuple[Entry, ...]]) -> Plan:
    """The plan with these entries, by the field of ``Plan`` that holds them."""
    lists: dict[str, Any] = dict(entries)
    return replace(plan, **lists)


def row_of(value: Plan | Entry) -> dict[str, Any]:
    """The columns of a plan, without its entries, or of an entry."""
    names = (f.name for f in fields(value) if not _is_list(type(value), f.name))
    return {name: _stored(getattr(value, name)) for name in names}


def _is_list(kind: type[Any], name: str) -> bool:
    return kind is Plan and name in LISTS.values()


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_stored(one) for one in value]
    return asdict(value) if isinstance(value, PlanSource | Allocation) else value


def plan_from_row(row: RowMapping) -> Plan:
    """The plan of a row, as yet without entries."""
    names = [f.name for f in fields(Plan) if not _is_list(Plan, f.name)]
    return Plan(**{name: _loaded(name, row[name]) for name in names})


def entry_from_row(kind: type[Entry], row: RowMapping) -> Entry:
    """The entry of a row of its kind's table."""
    return kind(**{f.name: _loaded(f.name, row[f.name]) for f in fields(kind)})


def _loaded(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(Allocation(**one) if name == "allocations" else one for one in value)
    if value is None or name not in _MADE:
        return value
    return _MADE[name](value)


def _source(value: Mapping[str, str]) -> PlanSource:
    return PlanSource(**value)


_MADE: dict[str, Callable[[Any], Any]] = {
    "origin": Origin,
    "level": GoalLevel,
    "type": IndicatorType,
    "direction": Direction,
    "source": _source,
}
