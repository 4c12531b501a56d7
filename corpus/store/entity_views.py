"""Where entities are named: counts over the mentions, without reading them all."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
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
    named = named_in(database, None)
    return summed(held for document, held in named.items() if document not in hidden)


def summed(named: Iterable[Mapping[str, int]]) -> dict[str, Named]:
    """How often entities are named in some documents, as ``named_in`` tells it of each."""
    passages: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for held in named:
        passages.update(held)
        documents.update(held.keys())
    return {entity: Named(passages[entity], documents[entity]) for entity in passages}


def named_in(database: Database, documents: Collection[str] | None) -> dict[str, Mapping[str, int]]:
    """In how many passages of some documents, or of all, each entity is named, by document."""
    c = schema.extracts.c
    entity = c.fields["entity"].as_string()
    query = select(c.document, entity, func.count(c.passage.distinct())).where(*_in_force(()))
    if documents is not None:
        query = query.where(c.document.in_(documents))
    found: dict[str, dict[str, int]] = {}
    with database.read() as connection:
        for document, named, passages in connection.execute(query.group_by(c.document, entity)):
            found.setdefault(document, {})[named] = passages
    return {**found}


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


class Owned(NamedTuple):
    """Something that a text says an actor was asked to do or did, and where it says so."""

    kind: ExtractKind
    document: str
    passage: str
    text: str
    year: int | None


def owned(
    database: Database, names: Collection[str], hidden: Collection[str], most: int
) -> tuple[dict[ExtractKind, int], list[Owned]]:
    """What texts say that an actor was asked to do and did: how much of each, and the first of it.

    ``names`` are the actor's, in small letters.
    """
    c = schema.extracts.c
    whose = func.lower(c.fields["owner"].as_string())
    kinds = (ExtractKind.ASSIGNMENT, ExtractKind.ACTION)
    conditions = (
        *(c.kind.in_(kinds), whose.in_(list(names)), in_force()),
        *(c.document.not_in(list(hidden)), ~taken_out().exists()),
    )
    first = (
        select(c.kind, c.document, c.passage, c.text, c.fields["year"].as_integer())
        .where(*conditions)
        .order_by(c.kind, c.confidence.desc(), c.document, c.ordinal)
    )
    with database.read() as connection:
        rows = connection.execute(first).all()
    totals: dict[ExtractKind, int] = {}
    kept = []
    for kind, *rest in rows:
        said = ExtractKind(kind)
        totals[said] = totals.get(said, 0) + 1
        if totals[said] <= most:
            kept.append(Owned(said, *rest))
    return totals, kept
