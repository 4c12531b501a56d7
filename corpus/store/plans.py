"""Plans with their goals, areas and measures in the store."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import (
    Goal,
    Indicator,
    Measure,
    Origin,
    Plan,
    Question,
    Target,
)
from planspor.corpus.showing import Rows
from planspor.corpus.slugs import owner
from planspor.corpus.store import schema
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database
from planspor.corpus.store.plan_merge import Held, HeldPlan, Merge, PlanSummary, merge
from planspor.corpus.store.plan_rows import (
    LISTS,
    TABLES,
    Entry,
    entry_from_row,
    plan_from_row,
    row_of,
    with_entries,
)

__all__ = ["PlanStore", "PlanSummary"]


class PlanStore:
    """What the corpus holds of plans. Entries that a person removed are not read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Rows[Plan]:
        """Every plan, by id."""
        with self._database.read() as connection:
            return Rows(Plan, map(_plan, _select(connection, schema.plans.c.id != "")))

    def get(self, plan: str) -> Plan:
        """One plan.

        Raises:
            NotFound: there is no such plan.
        """
        with self._database.read() as connection:
            return _plan(_held(connection, plan))

    def target(self, target: str) -> Target:
        """The measure, goal, indicator, question or recommendation with an id.

        Raises:
            NotFound: no plan has it.
        """
        return self.with_target(target)[1]

    def with_target(self, target: str) -> tuple[Plan, Target]:
        """A target and the plan that it belongs to; raises as ``target``."""
        plan = self.get(owner(target))
        for entry in (*plan.measures, *plan.targets):
            if entry.id == target:
                return plan, entry
        raise _no_entry(target)

    def put(self, plan: Plan, origin: Origin) -> PlanSummary:
        """Add a plan, or bring what is held in line with it as far as the origin may.

        A person's file may change everything. Whoever made the plan gives the whole of it;
        another's file adds to it, and a point that is known without an ordinal keeps its id
        when the file gives its ordinal and full wording.
        """
        with self._database.write() as connection:
            return _put(connection, plan, origin)

    def preview(self, plan: Plan) -> PlanSummary:
        """What ``put`` would do with a person's file."""
        with self._database.read() as connection:
            return merge(_find(connection, plan.id), plan, Origin.PERSON).summary

    def seed(self, plans: Iterable[Plan]) -> list[PlanSummary]:
        """Take in the shipped catalogue: nothing that a person made, changed or removed moves."""
        with self._database.write() as connection:
            return [_put(connection, plan, Origin.SHIPPED) for plan in plans]

    def save(self, entry: Entry) -> None:
        """Store a person's wording of an entry, new or known.

        Raises:
            NotFound: there is no such plan.
            InputError: the id does not begin with the plan's.
        """
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
        raise no_plan(plan)
    return found


def _find(connection: Connection, plan: str) -> HeldPlan | None:
    return next(iter(_select(connection, schema.plans.c.id == plan)), None)


def _select(connection: Connection, condition: Any) -> list[HeldPlan]:
    """Some plans with all that is held of them, by id: as many queries as there are tables."""
    ordered = select(schema.plans).where(condition).order_by(schema.plans.c.id)
    rows = connection.execute(ordered).mappings().all()
    entries: dict[str, dict[str, Held]] = {row["id"]: {} for row in rows}
    for kind, table in TABLES.items():
        query = (
            select(table)
            .join(schema.plans, schema.plans.c.id == table.c.plan)
            .where(condition)
            .order_by(table.c.position, table.c.id)
        )
        for entry in connection.execute(query).mappings():
            held = Held(entry_from_row(kind, entry), entry["position"], entry["removed"])
            entries[entry["plan"]][entry["id"]] = held
    return [HeldPlan(plan_from_row(row), row["edited"], entries[row["id"]]) for row in rows]


def _plan(held: HeldPlan) -> Plan:
    """The plan as it is read: without what was removed, and without naming it."""
    live = [h.entry for h in held.entries.values() if not h.removed]
    ids = {entry.id for entry in live}
    lists = {
        name: tuple(_naming_only(entry, ids) for entry in live if isinstance(entry, kind))
        for kind, name in LISTS.items()
    }
    return with_entries(held.plan, lists)


def _naming_only(entry: Entry, ids: Container[str]) -> Entry:
    """An entry that names no other ones than those that are there."""
    if isinstance(entry, Goal):
        return replace(entry, parent=entry.parent if entry.parent in ids else None)
    if isinstance(entry, Measure):
        area = entry.area if entry.area in ids else None
        return replace(entry, goals=_among(entry.goals, ids), area=area)
    if isinstance(entry, Indicator | Question):
        return replace(entry, goals=_among(entry.goals, ids))
    return entry


def _among(goals: Iterable[str], ids: Container[str]) -> tuple[str, ...]:
    return tuple(goal for goal in goals if goal in ids)


def no_plan(plan: str) -> NotFound:
    """That there is no such plan, with the command that lists them."""
    return NotFound(f"{plan}: no such plan in this corpus", "`planspor plans list` shows the ids.")


def _no_entry(entry: str) -> NotFound:
    if "/unnamed-" in entry:
        return NotFound(
            f"{entry}: the wording of this point is not loaded",
            "Add the plan's own list with `planspor plans add`, or its text with `plans adopt`.",
        )
    return NotFound(
        f"{entry}: no such target in this corpus",
        f"`planspor measures {entry.partition('/')[0]}` shows the ids.",
    )
