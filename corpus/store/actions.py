"""What directorates report that they do, kept beside the evidence and never mixed with it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Action, ActionReport, Milestone, Origin
from planspor.corpus.store import schema
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database
from planspor.corpus.store.rows import from_time, to_time


@dataclass(frozen=True, slots=True)
class Reported:
    """What a round of reports brought: actions that were new, changed and as before, statuses."""

    new: int
    changed: int
    unchanged: int
    statuses: int


class ActionStore:
    """Actions with the statuses reported of them. Those that a person removed are not read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_plan(self, plan: str) -> list[Action]:
        """A plan's actions, as they were first reported."""
        return self._select(schema.actions.c.plan == plan)

    def of_target(self, target: str) -> list[Action]:
        """The actions that serve a measure or goal."""
        plan = target.partition("/")[0]
        return [action for action in self.of_plan(plan) if target in action.targets]

    def get(self, action: str) -> Action:
        """One action.

        Raises:
            NotFound: there is no such action.
        """
        found = self._select(schema.actions.c.id == action)
        if not found:
            raise NotFound(
                f"{action}: no such action in this corpus",
                "`planspor actions list PLAN` shows their ids.",
            )
        return found[0]

    def reports(self, actions: Iterable[str]) -> dict[str, list[ActionReport]]:
        """Every status reported of some actions, by action and oldest first."""
        r, asked = schema.action_reports.c, list(actions)
        query = select(schema.action_reports).where(r.action.in_(asked)).order_by(r.number)
        found: dict[str, list[ActionReport]] = {}
        if not asked:
            return found
        with self._database.read() as connection:
            for row in connection.execute(query).mappings():
                found.setdefault(row["action"], []).append(_report(row))
        return found

    def report(
        self, plan: str, actions: Sequence[Action], reports: Sequence[ActionReport]
    ) -> Reported:
        """Take in actions and append what is reported of them; what is held already stays.

        An action is brought in line with its latest report; one that a person removed stays so.
        The same status twice in a round is one report.
        """
        with self._database.write() as connection:
            held = {row["id"]: row for row in _rows(connection, schema.actions.c.plan == plan)}
            rows = [_row(action) for action in actions]
            new = [row for row in rows if row["id"] not in held]
            changed = [
                row for row in rows if row["id"] in held and not _is_as(held[row["id"]], row)
            ]
            if new:
                connection.execute(insert(schema.actions), new)
            for row in changed:
                values = {**row, "removed": held[row["id"]]["removed"]}
                where = schema.actions.c.id == row["id"]
                connection.execute(update(schema.actions).where(where), values)
            appended = _append(connection, reports)
            if new or changed or appended:
                record_change(connection, "actions", plan)
        unchanged = len(rows) - len(new) - len(changed)
        return Reported(len(new), len(changed), unchanged, appended)

    def remove(self, action: str) -> None:
        """Take an action out; what was reported of it stays in the log.

        Raises:
            NotFound: there is no such action.
        """
        plan = self.get(action).plan
        with self._database.write() as connection:
            where = schema.actions.c.id == action
            connection.execute(update(schema.actions).where(where), {"removed": True})
            record_change(connection, "actions", plan)

    def _select(self, condition: Any) -> list[Action]:
        with self._database.read() as connection:
            return [_action(row) for row in _rows(connection, condition) if not row["removed"]]


def action_id(plan: str, text: str, owner: str | None) -> str:
    """An action's id: of its plan, its words and who does it, so that a later round finds it."""
    words = "\n".join((plan, " ".join(text.split()).casefold(), (owner or "").casefold()))
    return "A" + hashlib.sha256(words.encode()).hexdigest()[:12]


def _rows(connection: Connection, condition: Any) -> list[RowMapping]:
    # SQLite keeps rows in the order in which they came; PostgreSQL has no such order.
    query = select(schema.actions).where(condition).order_by(schema.actions.c.id)
    return list(connection.execute(query).mappings())


def _append(connection: Connection, reports: Sequence[ActionReport]) -> int:
    """Append the statuses that do not stand last in their round already; how many."""
    r = schema.action_reports.c
    actions = {report.action for report in reports}
    query = select(r.action, r.round, r.status).where(r.action.in_(actions)).order_by(r.number)
    last = {(action, round_): status for action, round_, status in connection.execute(query)}
    rows = []
    for report in reports:
        key = report.action, report.round
        if last.get(key) != report.status:
            last[key] = report.status
            rows.append({**_values(report), "at": to_time(report.at)})
    if rows:
        connection.execute(insert(schema.action_reports), rows)
    return len(rows)


def _values(value: Action | ActionReport) -> dict[str, Any]:
    return {f.name: getattr(value, f.name) for f in fields(value)}


def _row(action: Action) -> dict[str, Any]:
    lists = {
        "targets": list(action.targets),
        "strategies": list(action.strategies),
        "milestones": [asdict(milestone) for milestone in action.milestones],
    }
    return {**_values(action), **lists, "removed": False}


def _is_as(held: RowMapping, row: Mapping[str, Any]) -> bool:
    return all(held[key] == value for key, value in row.items() if key != "removed")


def _action(row: RowMapping) -> Action:
    values = {f.name: row[f.name] for f in fields(Action)}
    return Action(
        **values
        | {
            "targets": tuple(row["targets"]),
            "strategies": tuple(row["strategies"]),
            "milestones": tuple(Milestone(**milestone) for milestone in row["milestones"]),
            "origin": Origin(row["origin"]),
        }
    )


def _report(row: RowMapping) -> ActionReport:
    values = {f.name: row[f.name] for f in fields(ActionReport)}
    return ActionReport(**values | {"at": from_time(row["at"])})
