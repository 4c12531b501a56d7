"""Passages that stand almost word for word in several places."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, func, insert, select

from planspor.corpus.model import Recurrence
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database

_AT_ONCE = 500
_T = TypeVar("_T")


class Pair(NamedTuple):
    """Two passages that share text, the shorter first.

    ``share`` is the length of the first as a share of that of the second.
    """

    shorter: str
    longer: str
    share: float


class Overlap(NamedTuple):
    """How many of a document's passages stand in another, and how many it has."""

    document: str
    other: str
    shared: int
    passages: int


class RecurrenceStore:
    """Fingerprints to find recurring passages by, and the pairs found."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self,
        connection: Connection,
        document: str,
        version: int,
        prints: Mapping[str, Collection[int]],
        pairs: Iterable[tuple[Recurrence, str, int]],
    ) -> None:
        """Write a version's fingerprints and its recurrences.

        Each pair comes with the other passage's document and version, and is kept both ways.
        """
        key = {"document": document, "version": version}
        rows = (key | {"passage": p, "hash": h} for p, hashes in prints.items() for h in hashes)
        for batch in _batches(rows):
            connection.execute(insert(schema.fingerprints), batch)
        for batch in _batches(chain.from_iterable(_both_ways(pair, key) for pair in pairs)):
            connection.execute(insert(schema.recurrences), batch)

    def sharing(self, hashes: Iterable[int]) -> Iterator[tuple[int, str, str, int]]:
        """Fingerprints held already: hash, passage, its document and version (those in force)."""
        c = schema.fingerprints.c
        columns = (c.hash, c.passage, c.document, c.version)
        in_force = select(*columns).join(
            schema.documents,
            (schema.documents.c.id == c.document) & (schema.documents.c.version == c.version),
        )
        with self._database.read() as connection:
            for batch in _batches(hashes):
                for row in connection.execute(in_force.where(c.hash.in_(batch))):
                    yield row.hash, row.passage, row.document, row.version

    def pairs(self, least: float) -> Iterator[Pair]:
        """All pairs (versions in force) that are at least so similar, the closest first."""
        c, d = schema.recurrences.c, schema.documents
        here, there, other = schema.passages.alias(), schema.passages.alias(), d.alias()
        length, other_length = (p.c.end - p.c.start for p in (here, there))
        query = (
            select(c.passage, c.other, length.label("length"), other_length.label("other_length"))
            .join(d, (d.c.id == c.document) & (d.c.version == c.version))
            .join(other, (other.c.id == c.other_document) & (other.c.version == c.other_version))
            .join(here, _at(here, c.document, c.version, c.passage))
            .join(there, _at(there, c.other_document, c.other_version, c.other))
            .where(c.similarity >= least)
            .order_by(c.similarity.desc(), c.passage, c.other)
        )
        with self._database.read() as connection:
            for row in connection.execute(query):
                if (row.length, row.passage) < (row.other_length, row.other):
                    share = row.length / row.other_length if row.other_length else 1.0
                    yield Pair(row.passage, row.other, share)

    def overlaps(self, document: str | None = None) -> list[Overlap]:
        """How far documents (versions in force) stand in one another, both ways.

        With ``document`` only pairs that it is one of.
        """
        c, d, p = schema.recurrences.c, schema.documents, schema.passages.c
        other = d.alias()
        held = (
            select(func.count())
            .where(p.document == c.document, p.version == c.version)
            .scalar_subquery()
        )
        query = (
            select(c.document, c.other_document, func.count(c.passage.distinct()), held)
            .join(d, (d.c.id == c.document) & (d.c.version == c.version))
            .join(other, (other.c.id == c.other_document) & (other.c.version == c.other_version))
            .where(c.document != c.other_document)
            .group_by(c.document, c.version, c.other_document)
        )
        if document is not None:
            query = query.where((c.document == document) | (c.other_document == document))
        with self._database.read() as connection:
            return [Overlap(*row) for row in connection.execute(query)]

    def of(self, passages: Collection[str]) -> dict[str, list[Recurrence]]:
        """For each of the passages (versions in force), where else it stands, closest first."""
        c, d = schema.recurrences.c, schema.documents
        other = d.alias()
        query = (
            select(c.passage, c.other, c.similarity)
            .join(d, (d.c.id == c.document) & (d.c.version == c.version))
            .join(other, (other.c.id == c.other_document) & (other.c.version == c.other_version))
            .order_by(c.similarity.desc(), c.other)
        )
        found: dict[str, list[Recurrence]] = {}
        with self._database.read() as connection:
            for batch in _batches(passages):
                for row in connection.execute(query.where(c.passage.in_(batch))):
                    found.setdefault(row.passage, []).append(Recurrence(*row))
        return found


def _at(passages: Any, document: Any, version: Any, passage: Any) -> Any:
    """Joins a passage of a version."""
    p = passages.c
    return (p.document == document) & (p.version == version) & (p.id == passage)


def _batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, _AT_ONCE)):
        yield batch


def _both_ways(
    pair: tuple[Recurrence, str, int], key: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    found, document, version = pair
    here = (key["document"], key["version"], found.passage)
    there = (document, version, found.other)
    for one, other in ((here, there), (there, here)):
        yield {
            "document": one[0],
            "version": one[1],
            "passage": one[2],
            "other_document": other[0],
            "other_version": other[1],
            "other": other[2],
            "similarity": found.similarity,
        }
