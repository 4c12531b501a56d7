"""What a plan file changes in a plan that is held: values in, values out.

An origin writes over its own entries and those of lower rank (shipped, recognised, person), so
that a person's edits and removals survive an upgrade of the catalogue. Whoever made the plan
gives the whole of it: what their next file leaves out is gone. A file on somebody else's plan
adds to it: what it does not say stays as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from planspor.corpus.model import Area, Goal, Measure, Origin, Plan
from planspor.corpus.store.plan_match import settle
from planspor.corpus.store.plan_rows import LISTS, Entry

_RANK = {Origin.SHIPPED: 0, Origin.RECOGNISED: 1, Origin.PERSON: 2}


@dataclass(frozen=True, slots=True)
class Held:
    """An entry as it is stored; ``removed`` when a person took it out."""

    entry: Entry
    position: int
    removed: bool


@dataclass(frozen=True, slots=True)
class HeldPlan:
    """A plan's own row and all its entries by id; ``edited`` when a person changed the row."""

    plan: Plan
    edited: bool
    entries: Mapping[str, Held]


@dataclass(frozen=True, slots=True)
class Merge:
    """What is to be written; ``unchanged`` only counts what is given and needs no writing.

    ``removed`` lists entries that a person's file leaves out, ``dropped`` those that a machine's
    list does: these may come back with a later list.
    """

    plan: Plan
    edited: bool
    plan_changed: bool
    added: Sequence[Held]
    updated: Sequence[Held]
    moved: Sequence[Held]
    unchanged: Sequence[str]
    removed: Sequence[Held]
    dropped: Sequence[Held]


def merge(held: HeldPlan | None, given: Plan, origin: Origin) -> Merge:
    """What to write so that a plan holds what is given, as far as the origin may change it."""
    if held is None:
        plan = replace(given, origin=origin)
        held = HeldPlan(plan, edited=False, entries={})
        return _merge_entries(held, given, origin, whole=True, plan=plan, plan_changed=True)
    whole = held.plan.origin == origin
    if not whole:
        given = settle(given, [h.entry for h in held.entries.values()])
    plan = _merge_plan(held, given, origin, whole)
    changed = plan != _bare(held.plan)
    return _merge_entries(held, given, origin, whole=whole, plan=plan, plan_changed=changed)


def _bare(plan: Plan) -> Plan:
    return replace(plan, goals=(), areas=(), measures=())


def _merge_plan(held: HeldPlan, given: Plan, origin: Origin, whole: bool) -> Plan:
    documents = given.documents or held.plan.documents
    kept = replace(_bare(held.plan), documents=documents)
    if whole and not held.edited:
        return replace(_bare(given), documents=documents, origin=origin)
    return replace(kept, **_said(given, kept)) if origin is Origin.PERSON else kept
