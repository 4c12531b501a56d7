"""The thesaurus in the store: shipped entries seed it, a person's edits stay."""

from collections.abc import Iterable

from sqlalchemy import RowMapping, delete, insert, select, update

from planspor.corpus.errors import NotFound
from planspor.corpus.language import Term
from planspor.corpus.model import Origin
from planspor.corpus.store import schema
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database


class TermStore:
    """Entries of the thesaurus, each with where it comes from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Term]:
        """Every entry in force, by id."""
        c = schema.terms.c
        query = select(schema.terms).where(c.removed.is_(False)).order_by(c.id)
        with self._database.read() as connection:
            return [_term(row) for row in connection.execute(query).mappings()]

    def seed(self, shipped: Iterable[Term]) -> None:
        """Bring the shipped entries up to date; entries a person made or removed stay so."""
        c = schema.terms.c
        with self._database.write() as connection:
            by_person = set(
                connection.scalars(select(c.id).where((c.origin == Origin.PERSON) | c.removed))
            )
            connection.execute(delete(schema.terms).where(c.id.not_in(by_person)))
            rows = [_row(term, Origin.SHIPPED) for term in shipped if term.id not in by_person]
            if rows:
                connection.execute(insert(schema.terms), rows)
            record_change(connection, "terms", "shipped")

    def save(self, term: Term) -> None:
        """Enter or change one entry as a person's."""
        with self._database.write() as connection:
            connection.execute(delete(schema.terms).where(schema.terms.c.id == term.id))
            connection.execute(insert(schema.terms), _row(term, Origin.PERSON))
            record_change(connection, "terms", term.id)

    def remove(self, term: str) -> None:
        """Take an entry out of use, for good.

        Raises:
            NotFound: there is no such entry.
        """
        c = schema.terms.c
        with self._database.write() as connection:
            gone = connection.execute(
                update(schema.terms).where(c.id == term, c.removed.is_(False)).values(removed=True)
            )
            if gone.rowcount == 0:
                raise NotFound(
                    f"{term}: no such term in this corpus", "See the thesaurus for the ids."
                )
            record_change(connection, "terms", term)


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


def _term(row: RowMapping) -> Term:
    return Term(
        id=row["id"],
        kind=row["kind"],
        forms=tuple(row["forms"]),
        origin=row["source"],
        years=row["years"] or "",
        language=row["language"] or "nb",
    )
