"""The forms by which plans are entered and corrected: what they show, and what they say."""

from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from planspor.corpus.model import Direction, GoalLevel, IndicatorType, Plan
from planspor.corpus.plans.entries import entry_values
from planspor.web.words import DIRECTIONS, GOAL_LEVELS, INDICATOR_TYPES
from planspor.web.words.plan_fields import FIELDS, Field

_MONEY = ("amount", "text", "years")


def shown(plan: Plan, sort: str, name: str | None) -> dict[str, Any]:
    """What the form of an entry shows, by field; an empty form for a new one."""
    held = entry_values(plan, sort, name) if name else {}
    return {key: _shown(field, held.get(key)) for key, field in FIELDS[sort].items()}


def _shown(field: Field, value: Any) -> Any:
    if field.kind == "goals":
        return list(value or ())
    if field.kind == "lines":
        return "\n".join(value or ())
    if field.kind == "money":
        return "\n".join(_money_line(one) for one in value or ())
    return "" if value is None else str(value)


def _money_line(one: Mapping[str, Any]) -> str:
    return "; ".join(str(one[key]) for key in _MONEY if key in one)


def said(sort: str, form: MultiDict[str, str]) -> dict[str, Any]:
    """What a form says of an entry, as a plan file would have it."""
    return {key: _said(field, key, form) for key, field in FIELDS[sort].items()}


def _said(field: Field, key: str, form: MultiDict[str, str]) -> Any:
    if field.kind == "goals":
        return [goal for goal in form.getlist(key) if goal]
    value = form.get(key, "").replace("\r\n", "\n").strip()
    if field.kind == "lines":
        return _lines(value)
    if field.kind == "money":
        return [_money(line) for line in _lines(value)]
    return value if field.kind == "text" else " ".join(value.split())


def _lines(text: str) -> list[str]:
    return [tidy for line in text.split("\n") if (tidy := " ".join(line.split()))]


def _money(line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split(";", 2)]
    return {key: part for key, part in zip(_MONEY, parts, strict=False) if part}


def given_again(sort: str, form: MultiDict[str, str]) -> dict[str, Any]:
    """What a form said, to be shown again as it was written."""
    return {
        key: form.getlist(key) if field.kind == "goals" else form.get(key, "")
        for key, field in FIELDS[sort].items()
    }


def choices(plan: Plan, name: str | None) -> dict[str, dict[str, str]]:
    """What can be chosen in each field that has a choice, by field."""
    words: dict[str, Mapping[Any, str]] = {
        "level": {level: GOAL_LEVELS[level] for level in GoalLevel},
        "type": {kind: INDICATOR_TYPES[kind] for kind in IndicatorType},
        "direction": {way: DIRECTIONS[way] for way in Direction},
    }
    entries: dict[str, Iterable[Any]] = {
        "parent": plan.goals,
        "goals": plan.goals,
        "area": plan.areas,
        "replaced_by": plan.indicators,
    }
    own = f"{plan.id}/{name}"
    return {
        **{key: {str(k): said for k, said in held.items()} for key, held in words.items()},
        **{
            key: {one.id.partition("/")[2]: one.text for one in held if one.id != own}
            for key, held in entries.items()
        },
    }
