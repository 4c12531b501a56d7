"""Where entities are named: counts over the mentions, without reading them all."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import func, select

from planspor.corpus.model import ExtractKind
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database
from planspor.corpus.store.extracts import in_force, taken_out


class Named(NamedTuple):
    """In how many passages an entity is named, and of how many documents."""

    passages: int
    documents: int


def counts(database: Database, hidden: Collection[str] = ()) -> dict[str, Named]:
    """How often each entity is named, but for ``hidden`` documents and what people removed."""
    c = schema.extracts.c
    entity = c.fields["entity"].as_string()
    query = (
        select(entity, func.count(c.passage.distinct()), func.count(c.document.distinct()))
        .where(*_in_force(hidden))
        .group_by(entity)
    )
    with database.read() as connection:
        return {row[0]: Named(row[1], row[2]) for row in connection.execute(query)}


def documents_naming(
    database: Database, entity: str, hidden: Collection[str] = ()
) -> dict[str, int]:
    """In how many passages of each document an entity is named, most first."""
    c = schema.extracts.c
    passages = func.count(c.passage.distinct())
    query = (
        select(c.document, passages)
        .where(c.fields["entity"].as_string() == entity, *_in_force(hidden))
        .group_by(c.document)
        .order_by(passages.desc(), c.document)
    )
    with database.read() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def passages_naming(
    database: Database, entity: str, documents: Collection[str], most: int
) -> list[tuple[str, int, int]]:
    """The first ``most`` passages of some documents that name an entity, in order, and where."""
    c = schema.extracts.c
    place = func.row_number().over(partition_by=c.document, order_by=(c.ordinal, c.id))
    named = c.fields["entity"].as_string() == entity
    first = (
        select(c.document, c.passage, c.start, c.end, place.label("place"))
        .where(named, c.document.in_(list(documents)), *_in_force(()))
        .subquery()
    )
    query = (
        select(first.c.passage, first.c.start, first.c.end)
        .where(first.c.place <= most)
        .order_by(first.c.document, first.c.place)
    )
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(query)]


def _in_force(hidden: Collection[str]) -> tuple[Any, ...]:
    """Mentions that count, but for those in hidden documents."""
    c = schema.extracts.c
    shown = c.document.not_in(list(hidden))
    return c.kind == ExtractKind.MENTION, in_force(), shown, ~taken_out().exists()
