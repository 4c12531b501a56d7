"""Actors, data sources and instruments in the store: shipped ones seed it, a person's stay."""

from collections.abc import Iterable

from sqlalchemy import RowMapping, select, update

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Entity, EntityKind, Origin
from planspor.corpus.store import schema
from planspor.corpus.store import shipped as shipped_table
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database


class EntityStore:
    """The entities that documents are searched for, each with who made it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Entity]:
        """Every entity in use, by id."""
        c = schema.entities.c
        query = select(schema.entities).where(~c.removed).order_by(c.id)
        with self._database.read() as connection:
            return [_entity(row) for row in connection.execute(query).mappings()]

    def get(self, entity: str) -> Entity:
        """One entity in use.

        Raises:
            NotFound: there is no such entity.
        """
        found = next((one for one in self.all() if one.id == entity), None)
        if found is None:
            raise _no_entity(entity)
        return found

    def seed(self, shipped: Iterable[Entity]) -> None:
        """Bring the shipped entities up to date; those a person made or removed stay so."""
        with self._database.write() as connection:
            rows = [_row(one, Origin.SHIPPED) for one in shipped]
            shipped_table.seed(connection, schema.entities, rows)

    def removed(self) -> list[str]:
        """The ids that a person has taken out of use, in order."""
        with self._database.read() as connection:
            return shipped_table.removed(connection, schema.entities)

    def save(self, *entities: Entity) -> None:
        """Enter or change entities as a person's, all of them or none."""
        with self._database.write() as connection:
            for entity in entities:
                shipped_table.save(connection, schema.entities, _row(entity, Origin.PERSON))

    def remove(self, entity: str) -> None:
        """Take an entity out of use, for good.

        Raises:
            NotFound: there is no such entity.
        """
        c = schema.entities.c
        with self._database.write() as connection:
            taken = update(schema.entities).where(c.id == entity, ~c.removed)
            if connection.execute(taken.values(removed=True)).rowcount == 0:
                raise _no_entity(entity)
            record_change(connection, "entities", entity)


def _no_entity(entity: str) -> NotFound:
    return NotFound(
        f"{entity}: no such entity in this corpus", "`planspor entities list` shows the ids."
    )


def _row(entity: Entity, origin: Origin) -> dict[str, object]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "years": entity.years,
        "facts": dict(entity.facts),
        "origin": origin,
        "removed": False,
    }


def _entity(row: RowMapping) -> Entity:
    return Entity(
        id=row["id"],
        kind=EntityKind(row["kind"]),
        name=row["name"],
        aliases=tuple(row["aliases"]),
        years=row["years"],
        facts=row["facts"],
        origin=Origin(row["origin"]),
    )
