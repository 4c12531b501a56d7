"""The versions of a document, and what was said of each."""

from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import RowMapping, select, update

from planspor.corpus.model import Version
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database
from planspor.corpus.store.rows import from_time

Claim: TypeAlias = tuple[str, str, str, bool]
"""What is said of a document: a detail, its value, how it was found, and whether it is weak."""


class VersionStore:
    """The versions that documents have had, the one in force among them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, document: str) -> list[Version]:
        """A document's versions, oldest first; none where there is no such document."""
        c = schema.versions.c
        columns = (c.document, c.version, c.added, c.file, c.path, c.reader, c.sha256, c.notes)
        query = select(*columns).where(c.document == document).order_by(c.version)
        with self._database.read() as connection:
            return [_version(row) for row in connection.execute(query).mappings()]

    def claims(self, document: str) -> list[Claim]:
        """What the version in force and others say of a document, the weightier first."""
        c, d = schema.versions.c, schema.documents.c
        query = (
            select(c.claims)
            .join(schema.documents, (d.id == c.document) & (d.version == c.version))
            .where(c.document == document)
        )
        with self._database.read() as connection:
            claims = connection.scalar(query) or []
        return [(detail, value, how, weak) for detail, value, how, weak in claims]

    def state(self, document: str, version: int, claims: Sequence[Claim]) -> None:
        """Put other claims in the place of those of a version."""
        c = schema.versions.c
        with self._database.write() as connection:
            connection.execute(
                update(schema.versions)
                .where(c.document == document, c.version == version)
                .values(claims=[list(claim) for claim in claims])
            )


def _version(row: RowMapping) -> Version:
    return Version(
        document=row["document"],
        number=row["version"],
        added=from_time(row["added"]),
        file=row["file"],
        path=row["path"],
        reader=row["reader"],
        sha256=row["sha256"],
        notes=tuple(row["notes"]),
    )
