"""The thesaurus in the store: shipped entries seed it, a person's stay, documents add to it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from planspor.corpus.errors import NotFound
from planspor.corpus.language import Term
from planspor.corpus.model import Origin
from planspor.corpus.slugs import slug
from planspor.corpus.store import schema
from planspor.corpus.store import shipped as shipped_table
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database

_NAMED = 3
"""Passages that are named as the source of an abbreviation."""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """An entry in force, and who made it: a release, a person, or a document (`RECOGNISED`)."""

    term: Term
    made_by: Origin


class TermStore:
    """Entries of the thesaurus, each with where it comes from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, hidden: Collection[str] = ()) -> list[Term]:
        """Every entry in force, in the order of `entries`."""
        return [entry.term for entry in self.entries(hidden)]

    def entries(self, hidden: Collection[str] = ()) -> list[TermEntry]:
        """Every entry in force: shipped and people's by id, then what documents explain, by id.

        What a document explains is left out where another entry has its forms, or a person has
        changed or removed it; expansions that differ stand side by side. What ``hidden`` documents
        explain is not told.
        """
        with self._database.read() as connection:
            rows = list(connection.execute(select(schema.terms).order_by(schema.terms.c.id)))
            explained = list(_explained(connection, hidden))
        known = {row.id for row in rows}
        entered = [_entry(row._mapping) for row in rows if not row.removed]
        having: dict[str, set[str]] = {}
        for entry in entered:
            for form in _folded(entry.term):
                having.setdefault(form, set()).add(entry.term.id)
        return entered + [
            TermEntry(term, Origin.RECOGNISED)
            for term in explained
            if term.id not in known
            and not set.intersection(*(having.get(form, set()) for form in _folded(term)))
        ]

    def get(self, term: str) -> TermEntry:
        """One entry in force.

        Raises:
            NotFound: there is no such entry.
        """
        found = next((entry for entry in self.entries() if entry.term.id == term), None)
        if found is None:
            raise _no_term(term)
        return found

    def seed(self, shipped: Iterable[Term]) -> None:
        """Bring the shipped entries up to date; entries a person made or removed stay so."""
        with self._database.write() as connection:
            rows = [_row(term, Origin.SHIPPED) for term in shipped]
            shipped_table.seed(connection, schema.terms, rows)

    def removed(self) -> list[str]:
        """The ids that a person has taken out of use, in order."""
        with self._database.read() as connection:
            return shipped_table.removed(connection, schema.terms)

    def save(self, *terms: Term) -> None:
        """Enter or change entries as a person's, all of them or none."""
        with self._database.write() as connection:
            for term in terms:
                shipped_table.save(connection, schema.terms, _row(term, Origin.PERSON))

    def remove(self, term: str) -> None:
        """Take an entry out of use, for good.

        Raises:
            NotFound: there is no such entry.
        """
        entry = self.get(term)
        c = schema.terms.c
        with self._database.write() as connection:
            if entry.made_by is Origin.RECOGNISED:
                connection.execute(insert(schema.terms), _row(entry.term, entry.made_by))
            connection.execute(update(schema.terms).where(c.id == term).values(removed=True))
            record_change(connection, "terms", term)

    def restore(self, term: str, shipped: Term | None) -> None:
        """Undo what people made of an entry: it is as it ``shipped``, or as documents explain it.

        A person's own entry, which is neither, is gone.
        """
        with self._database.write() as connection:
            connection.execute(delete(schema.terms).where(schema.terms.c.id == term))
            if shipped is not None:
                connection.execute(insert(schema.terms), _row(shipped, Origin.SHIPPED))
            record_change(connection, "terms", term)

    def explain(
        self,
        connection: Connection,
        document: str,
        version: int,
        abbreviations: Iterable[tuple[str, str, str]],
    ) -> None:
        """Keep what a version explains: short form, full form, and the passage that says so."""
        rows = {
            slug(f"{short} {full}"): {"short": short, "full": full, "passage": passage}
            for short, full, passage in abbreviations
        }
        key = {"document": document, "version": version}
        if rows:
            connection.execute(
                insert(schema.abbreviations),
                [row | key | {"term": term} for term, row in rows.items()],
            )


def _explained(connection: Connection, hidden: Collection[str]) -> Iterator[Term]:
    """The abbreviations of the versions in force, each once, by id."""
    c, d = schema.abbreviations.c, schema.documents.c
    query = (
        select(c.term, c.short, c.full, c.passage, d.language)
        .join(schema.documents, (d.id == c.document) & (d.version == c.version))
        .where(c.document.not_in(hidden))
        .order_by(c.term, c.document)
    )
    for term, group in groupby(connection.execute(query), key=attrgetter("term")):
        rows = list(group)
        named = ", ".join(row.passage for row in rows[:_NAMED])
        more = f" og {len(rows) - _NAMED} til" if len(rows) > _NAMED else ""
        forms = rows[0].short, rows[0].full
        origin = f"forklart i {named}{more}"
        yield Term(term, "abbreviation", forms, origin, language=rows[0].language)


def _no_term(term: str) -> NotFound:
    return NotFound(f"{term}: no such term in this corpus", "`planspor terms list` shows the ids.")


def _folded(term: Term) -> frozenset[str]:
    return frozenset(form.casefold() for form in term.forms)


def _row(term: Term, origin: Origin) -> dict[str, object]:
    return {
        "id": term.id,
        "kind": term.kind,
        "forms": list(term.forms),
        "source": term.origin,
        "years": term.years,
        "language": term.language,
        "origin": origin,
        "removed": False,
    }


def _entry(row: RowMapping) -> TermEntry:
    term = Term(
        id=row["id"],
        kind=row["kind"],
        forms=tuple(row["forms"]),
        origin=row["source"],
        years=row["years"] or "",
        language=row["language"] or "nb",
    )
    return TermEntry(term, Origin(row["origin"]))
