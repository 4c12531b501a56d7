"""Plans with their goals, areas and measures in the store."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Area, Goal, Measure, Origin, Plan
from planspor.corpus.slugs import owner
from planspor.corpus.store import schema
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database
from planspor.corpus.store.plan_merge import Held, HeldPlan, Merge, PlanSummary, merge
from planspor.corpus.store.plan_rows import (
    TABLES,
    Entry,
    entry_from_row,
    plan_from_row,
    row_of,
)

__all__ = ["PlanStore", "PlanSummary"]


class PlanStore:
    """What the corpus holds of plans. Entries that a person removed are not read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Plan]:
        """Every plan, by id."""
        with self._database.read() as connection:
            ids = connection.scalars(select(schema.plans.c.id).order_by(schema.plans.c.id))
            return [_plan(_held(connection, plan)) for plan in ids.all()]

    def get(self, plan: str) -> Plan:
        """One plan.

        Raises:
            NotFound: there is no such plan.
        """
        with self._database.read() as connection:
            return _plan(_held(connection, plan))

    def target(self, target: str) -> Measure | Goal:
        """The measure or goal with an id.

        Raises:
            NotFound: no plan has it.
        """
        plan = self.get(owner(target))
        targets: list[Measure | Goal] = [*plan.measures, *plan.goals]
        for entry in targets:
            if entry.id == target:
                return entry
        raise _no_entry(target)

    def put(self, plan: Plan, origin: Origin) -> PlanSummary:
        """Add a plan, or bring what is held in line with it as far as the origin may.

        A person's file may change everything. Whoever made the plan gives the whole of it;
        another's file adds to it, and a point that is known without an ordinal keeps its id
        when the file gives its ordinal and full wording.
        """
        with self._database.write() as connection:
            return _put(connection, plan, origin)

    def seed(self, plans: Iterable[Plan]) -> list[PlanSummary]:
        """Take in the shipped catalogue: nothing that a person made, changed or removed moves."""
        with self._database.write() as connection:
            return [_put(connection, plan, Origin.SHIPPED) for plan in plans]

    def save_measure(self, measure: Measure) -> None:
        """Store a person's wording of a measure, new or known.

        Raises:
            NotFound: there is no such plan.
            InputError: the id does not begin with the plan's.
        """
        self._save(measure)

    def save_goal(self, goal: Goal) -> None:
        """Store a person's wording of a goal, new or known; raises as ``save_measure``."""
        self._save(goal)

    def save_area(self, area: Area) -> None:
        """Store a person's wording of an area, new or known; raises as ``save_measure``."""
        self._save(area)

    def _save(self, entry: Entry) -> None:
        if not entry.id.startswith(f"{entry.plan}/"):
            raise InputError(
                f"{entry.id}: is no id in the plan {entry.plan}", f"Let it begin {entry.plan}/."
            )
        with self._database.write() as connection:
            held = _held(connection, entry.plan)
            old = held.entries.get(entry.id)
            last = max((h.position for h in held.entries.values()), default=-1)
            new = Held(replace(entry, origin=Origin.PERSON), old.position if old else last + 1)
            if old is None or new != replace(old, entry=replace(old.entry, origin=Origin.PERSON)):
                _write_entry(connection, new)
                record_change(connection, "plan", entry.plan)

    def remove_entry(self, entry: str) -> None:
        """Take a measure, goal or area out of its plan; no upgrade brings it back.

        Raises:
            NotFound: no plan has it.
        """
        plan = owner(entry)
        with self._database.write() as connection:
            held = _held(connection, plan).entries.get(entry)
            if held is None or held.removed:
                raise _no_entry(entry)
            gone = replace(held, entry=replace(held.entry, origin=Origin.PERSON), removed=True)
            _write_entry(connection, gone)
            record_change(connection, "plan", plan)

    def remove(self, plan: str) -> None:
        """Take a plan out that does not ship, with its links; decisions stay in the log.

        Raises:
            NotFound: there is no such plan.
            InputError: it is one that ships, which the next upgrade would bring back.
        """
        with self._database.write() as connection:
            if _held(connection, plan).plan.origin is Origin.SHIPPED:
                raise InputError(f"{plan}: is a plan that ships with Planspor", "Let it be.")
            connection.execute(delete(schema.links).where(schema.links.c.plan == plan))
            connection.execute(delete(schema.traces).where(schema.traces.c.plan == plan))
            connection.execute(delete(schema.plans).where(schema.plans.c.id == plan))
            record_change(connection, "plan", plan)

    def set_documents(self, plan: str, documents: Sequence[str]) -> None:
        """Say which documents of the corpus are the plan itself.

        Raises:
            NotFound: there is no such plan.
        """
        with self._database.write() as connection:
            if _held(connection, plan).plan.documents != tuple(documents):
                row = update(schema.plans).where(schema.plans.c.id == plan)
                connection.execute(row, {"documents": list(documents)})
                record_change(connection, "plan", plan)


def _put(connection: Connection, plan: Plan, origin: Origin) -> PlanSummary:
    result = merge(_find(connection, plan.id), plan, origin)
    if result.changes_anything:
        _write(connection, result)
        record_change(connection, "plan", plan.id)
    return result.summary


def _write(connection: Connection, result: Merge) -> None:
    if result.plan is not None:
        row = row_of(result.plan) | {"edited": result.edited}
        _upsert(connection, schema.plans, row)
    for held in result.writes:
        _write_entry(connection, held)
    for entry in result.deletes:
        table = TABLES[type(entry)]
        connection.execute(delete(table).where(table.c.id == entry.id))


def _write_entry(connection: Connection, held: Held) -> None:
    row = row_of(held.entry) | {"position": held.position, "removed": held.removed}
    _upsert(connection, TABLES[type(held.entry)], row)


def _upsert(connection: Connection, table: Any, row: dict[str, Any]) -> None:
    changed = connection.execute(update(table).where(table.c.id == row["id"]), row)
    if changed.rowcount == 0:
        connection.execute(insert(table), row)


def _held(connection: Connection, plan: str) -> HeldPlan:
    found = _find(connection, plan)
    if found is None:
        raise NotFound(
            f"{plan}: no such plan in this corpus", "`planspor plans list` shows the ids."
        )
    return found


def _find(connection: Connection, plan: str) -> HeldPlan | None:
    row = (
        connection.execute(select(schema.plans).where(schema.plans.c.id == plan)).mappings().first()
    )
    if row is None:
        return None
    entries: dict[str, Held] = {}
    for kind, table in TABLES.items():
        query = select(table).where(table.c.plan == plan).order_by(table.c.position, table.c.id)
        for entry in connection.execute(query).mappings():
            held = Held(entry_from_row(kind, entry), entry["position"], entry["removed"])
            entries[entry["id"]] = held
    return HeldPlan(plan_from_row(row), row["edited"], entries)


def _plan(held: HeldPlan) -> Plan:
    """The plan as it is read: without what was removed, and without naming it."""
    live = [h.entry for h in held.entries.values() if not h.removed]
    ids = {entry.id for entry in live}
    return replace(
        held.plan,
        goals=tuple(
            replace(g, parent=g.parent if g.parent in ids else None)
            for g in live
            if isinstance(g, Goal)
        ),
        areas=tuple(a for a in live if isinstance(a, Area)),
        measures=tuple(
            replace(
                m,
                goals=tuple(goal for goal in m.goals if goal in ids),
                area=m.area if m.area in ids else None,
            )
            for m in live
            if isinstance(m, Measure)
        ),
    )


def _no_entry(entry: str) -> NotFound:
    if "/unnamed-" in entry:
        return NotFound(
            f"{entry}: the wording of this point is not loaded",
            "Add the plan's own list with `planspor plans add`, or its text with `plans adopt`.",
        )
    return NotFound(
        f"{entry}: no such measure or goal in this corpus",
        f"`planspor measures {entry.partition('/')[0]}` shows the ids.",
    )
