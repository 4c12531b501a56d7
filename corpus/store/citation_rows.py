"""What documents cite, counted without reading it: by document, kind and key.

What people said of a reference holds: one that they took out is none, and the kind, key or
document that they gave takes the place of what was found.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select, tuple_

from planspor.corpus.model import Extract, ExtractKind
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database
from planspor.corpus.store.extracts import ExtractStore, in_force


class Cites(NamedTuple):
    """That a document cites something so many times; ``key`` is what the thing is known by.

    ``chosen`` is the document that a person said it is.
    """

    document: str
    kind: str
    key: str
    times: int
    chosen: str | None = None


def cited(database: Database, documents: Collection[str] | None = None) -> list[Cites]:
    """What documents cite, or some of them."""
    c = schema.extracts.c
    kind, key = c.fields["kind"].as_string(), c.fields["key"].as_string()
    query = (
        _references(select(c.document, kind, key, func.count()), documents)
        .where(~_corrected().exists())
        .group_by(c.document, kind, key)
    )
    with database.read() as connection:
        rows = connection.execute(query).all()
    found = [Cites(row[0], row[1] or "", row[2] or "", row[3]) for row in rows]
    return [*found, *_corrected_ones(database, documents)]


def _corrected_ones(database: Database, documents: Collection[str] | None) -> Iterable[Cites]:
    c = schema.extracts.c
    query = _references(select(c.id, c.passage), documents).where(_corrected().exists())
    with database.read() as connection:
        touched = {row[0]: row[1] for row in connection.execute(query)}
    if not touched:
        return []
    held = ExtractStore(database).of_passages(set(touched.values()), ExtractKind.REFERENCE)
    counts = Counter(_said(extract) for extract in held if extract.id in touched)
    return [Cites(*said[:3], number, said[3]) for said, number in counts.items()]


def _said(extract: Extract) -> tuple[str, str, str, str | None]:
    fields = extract.fields
    chosen = str(fields["document"]) if fields.get("document") else None
    return extract.document, str(fields.get("kind", "")), str(fields.get("key", "")), chosen


def references_in(
    database: Database, documents: Collection[str], keys: Collection[tuple[str, str]]
) -> list[Extract]:
    """The references of some kinds and keys in some documents, as they were found."""
    if not documents or not keys:
        return []
    c = schema.extracts.c
    known = tuple_(c.fields["kind"].as_string(), c.fields["key"].as_string())
    query = _references(select(c.passage), documents).where(known.in_(list(keys)))
    with database.read() as connection:
        passages = set(connection.scalars(query))
    wanted = set(keys)
    found = ExtractStore(database).of_passages(passages, ExtractKind.REFERENCE)
    return [x for x in found if (str(x.fields.get("kind")), str(x.fields.get("key"))) in wanted]


def _references(query: Select[Any], documents: Collection[str] | None) -> Select[Any]:
    c = schema.extracts.c
    found = query.where(c.kind == ExtractKind.REFERENCE, in_force())
    return found if documents is None else found.where(c.document.in_(list(documents)))


def _corrected() -> Any:
    said = schema.corrections.alias().c
    return select(said.number).where(said.extract == schema.extracts.c.id)
