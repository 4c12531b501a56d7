"""What a plan file changes in a plan that is held: values in, values out.

An origin writes over its own entries and those of lower rank (shipped, recognised, person), so
that a person's edits and removals survive an upgrade of the catalogue. Whoever made the plan
gives the whole of it: what their next file leaves out is gone. A file on somebody else's plan
adds to it: what it does not say stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from planspor.corpus.model import Goal, Measure, Origin, Plan
from planspor.corpus.store.plan_match import settle
from planspor.corpus.store.plan_rows import Entry, entries_of, without_entries

_RANK = {Origin.SHIPPED: 0, Origin.RECOGNISED: 1, Origin.PERSON: 2}


@dataclass(frozen=True, slots=True)
class Held:
    """An entry as it is stored; ``removed`` when a person took it out."""

    entry: Entry
    position: int
    removed: bool = False


@dataclass(frozen=True, slots=True)
class HeldPlan:
    """A plan's own row and all its entries by id; ``edited`` when a person changed the row."""

    plan: Plan
    edited: bool
    entries: Mapping[str, Held]


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What a plan file did to a plan's goals, areas and measures, by id."""

    plan: str
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """What is to be written: the plan's row when it is given, entries, and ids to delete."""

    summary: PlanSummary
    plan: Plan | None
    edited: bool
    writes: Sequence[Held]
    deletes: Sequence[Entry]

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to write."""
        return self.plan is not None or bool(self.writes) or bool(self.deletes)


def merge(held: HeldPlan | None, given: Plan, origin: Origin) -> Merge:
    """What to write so that a plan holds what is given, as far as the origin may change it."""
    old = held or HeldPlan(replace(without_entries(given), origin=origin), edited=False, entries={})
    whole = old.plan.origin is origin
    if origin is Origin.RECOGNISED or not whole:
        given = settle(given, [held.entry for held in old.entries.values()])
    pairs = list(_merged_entries(old, given, origin, whole))
    left_out = list(_left_out(old, given, origin)) if whole else []
    plan = _merged_plan(old, given, origin, whole)
    changed = held is None or plan != old.plan
    by_person = origin is Origin.PERSON and not whole
    return Merge(
        summary=_summary(given.id, pairs, left_out),
        plan=plan if changed else None,
        edited=old.edited or (changed and by_person),
        writes=[new for before, new in pairs if new != before]
        + [replace(h, removed=True) for h in left_out if origin is Origin.PERSON],
        deletes=[h.entry for h in left_out if origin is not Origin.PERSON],
    )


def _merged_entries(
    old: HeldPlan, given: Plan, origin: Origin, whole: bool
) -> Iterator[tuple[Held | None, Held]]:
    first = 0 if whole else 1 + max((h.position for h in old.entries.values()), default=-1)
    for entries in entries_of(given):
        for position, entry in enumerate(entries, start=first):
            before = old.entries.get(entry.id)
            yield before, _merged(before, entry, position, origin, whole)


def _merged(before: Held | None, given: Entry, position: int, origin: Origin, whole: bool) -> Held:
    if before is None:
        return Held(replace(given, origin=origin), position)
    if _RANK[before.entry.origin] > _RANK[origin]:
        return before
    entry = given if whole else replace(before.entry, **_said_of_entry(given, before.entry))
    same = replace(entry, origin=before.entry.origin) == before.entry and not before.removed
    return Held(
        entry=before.entry if same else replace(entry, origin=origin),
        position=position if whole else before.position,
    )


def _left_out(old: HeldPlan, given: Plan, origin: Origin) -> Iterator[Held]:
    named = {entry.id for entries in entries_of(given) for entry in entries}
    for entry_id, held in old.entries.items():
        mine = _RANK[held.entry.origin] <= _RANK[origin]
        if mine and not held.removed and entry_id not in named:
            yield held


def _said(given: Plan | Entry) -> dict[str, Any]:
    """The fields that are not empty."""
    values = {f.name: getattr(given, f.name) for f in fields(given) if f.name != "origin"}
    return {name: value for name, value in values.items() if value not in (None, "", (), {})}


def _said_of_entry(given: Entry, held: Entry) -> dict[str, Any]:
    said = _said(given)
    if isinstance(given, Goal) and given.text == f"Mål {given.number}":
        # A sheet that only names a goal by its number says nothing of its wording.
        del said["text"]
    if isinstance(given, Measure) and given.text != held.text:
        # The held source vouches for the held wording only.
        said["source"] = given.source
    return said


def _merged_plan(old: HeldPlan, given: Plan, origin: Origin, whole: bool) -> Plan:
    documents = given.documents or old.plan.documents
    if origin is Origin.PERSON:
        kept = replace(old.plan, documents=documents)
        new = replace(without_entries(given), documents=documents, origin=origin)
        return new if whole else replace(kept, **_said_of_plan(given, kept))
    # Entries of others may name sources that a machine's list does not have.
    sources = {**old.plan.sources, **given.sources}
    base = without_entries(given) if whole and not old.edited else old.plan
    return replace(base, documents=documents, sources=sources, origin=old.plan.origin)


def _said_of_plan(given: Plan, held: Plan) -> dict[str, Any]:
    """What a file says of a plan itself: a title that is only the id is none."""
    said = _said(without_entries(given))
    if given.title == given.id:
        del said["title"]
    if given.short == given.title:
        del said["short"]
    if given.language == "nb":
        del said["language"]
    return said | {
        "sources": {**held.sources, **given.sources},
        "facts": {**held.facts, **given.facts},
    }


def _summary(
    plan: str, pairs: Sequence[tuple[Held | None, Held]], left_out: Sequence[Held]
) -> PlanSummary:
    same = [new.entry.id for before, new in pairs if before and _is_same(before, new)]
    return PlanSummary(
        plan=plan,
        added=tuple(new.entry.id for before, new in pairs if before is None),
        updated=tuple(
            new.entry.id for before, new in pairs if before and not _is_same(before, new)
        ),
        unchanged=tuple(same),
        removed=tuple(held.entry.id for held in left_out),
    )


def _is_same(before: Held, new: Held) -> bool:
    return (before.entry, before.removed) == (new.entry, new.removed)
