"""Gates: rules that a person lets accept by themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, insert, select, update

from planspor.corpus.errors import NotFound
from planspor.corpus.slugs import slug, unused
from planspor.corpus.store import schema
from planspor.corpus.store.audit import note
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time


@dataclass(frozen=True, slots=True)
class Gate:
    """A rule that may accept a plan's links while its precision is ``least_precision`` or more.

    ``person`` set it; ``lifted`` is None while it is in force. Its ``id`` is that of the machine
    person whose acceptances it makes.
    """

    id: str
    plan: str
    rule: str
    least_precision: float
    person: str
    at: datetime
    lifted: datetime | None = None


class GateStore:
    """The gates of the corpus, those that were lifted among them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set(self, plan: str, rule: str, least_precision: float, person: str) -> Gate:
        """Enter a gate in the name of a person that is known."""
        with self._database.write() as connection:
            used = set(connection.scalars(select(schema.people.c.id)))
            used |= set(connection.scalars(select(schema.gates.c.id)))
            id_ = unused(f"regel-{plan}-{slug(rule.replace('=', ' ')) or 'regel'}", used)
            row = {
                "id": id_,
                "plan": plan,
                "rule": rule,
                "least_precision": least_precision,
                "person": person,
                "at": to_time(now()),
                "lifted": None,
            }
            connection.execute(insert(schema.gates), row)
            note(connection, "gate", id_, rule=rule, least_precision=least_precision)
        return self.get(id_)

    def lift(self, gate: str) -> None:
        """Take a gate out of force; one that is out stays so."""
        c = schema.gates.c
        out = update(schema.gates).where(c.id == gate, c.lifted.is_(None))
        with self._database.write() as connection:
            connection.execute(out.values(lifted=to_time(now())))
            note(connection, "gate", gate, lifted=True)

    def get(self, gate: str) -> Gate:
        """One gate.

        Raises:
            NotFound: there is none.
        """
        found = self._select(schema.gates.c.id == gate)
        if not found:
            raise NotFound(f"{gate}: no such gate", "`planspor gates list` lists them.")
        return found[0]

    def all(self) -> list[Gate]:
        """Every gate, oldest first."""
        return self._select(schema.gates.c.id.is_not(None))

    def _select(self, condition: Any) -> list[Gate]:
        query = select(schema.gates).where(condition).order_by(schema.gates.c.at, schema.gates.c.id)
        with self._database.read() as connection:
            return [_gate(row) for row in connection.execute(query).mappings()]


def _gate(row: RowMapping) -> Gate:
    return Gate(
        id=row["id"],
        plan=row["plan"],
        rule=row["rule"],
        least_precision=row["least_precision"],
        person=row["person"],
        at=from_time(row["at"]),
        lifted=None if row["lifted"] is None else from_time(row["lifted"]),
    )
