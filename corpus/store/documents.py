"""Documents, their versions, sections and passages in the store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Document, Page, Passage, Section, SectionKind
from planspor.corpus.store import schema
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database
from planspor.corpus.store.document_queries import (
    IN_FORCE,
    PASSAGES_BY_ID,
    SECTIONS_ABOVE,
    current,
    documents,
    with_file,
)
from planspor.corpus.store.document_rows import (
    document_of,
    document_row,
    passage_of,
    passage_row,
    section_of,
    section_row,
)
from planspor.corpus.store.rows import to_time
from planspor.corpus.store.versions import Claim
from planspor.corpus.textmap import TextMap

LINKED_BY = frozenset({"title", "kind", "year"})
"""Details that links depend on: where one is another, what was searched is out of date."""
EXTRACTED_BY = frozenset({"title", "kind", "issuer", "number", "date", "year", "language"})
"""Details that extractors may depend on, in the same way."""


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """All that adding one version of a document puts into the store.

    ``path`` is the address or path it was read from, ``reader`` the reader and its version,
    ``pages`` are the original's, if it has any, ``claims`` what it and others say of it.
    """

    document: Document
    path: str
    reader: str
    text: str
    text_map: TextMap
    sections: Sequence[Section]
    passages: Sequence[Passage]
    pages: Sequence[Page] = ()
    claims: Sequence[Claim] = ()


class DocumentStore:
    """What the corpus holds of documents. Only the version in force is read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, connection: Connection, new: DocumentVersion) -> None:
        """Write a document, or its next version, inside the caller's transaction."""
        document = new.document
        held = connection.scalar(
            select(schema.documents.c.id).where(schema.documents.c.id == document.id)
        )
        if held is None:
            connection.execute(insert(schema.documents), document_row(document))
        else:
            connection.execute(
                update(schema.documents).where(schema.documents.c.id == document.id),
                document_row(document),
            )
        connection.execute(insert(schema.versions), _version_row(new))
        key = {"document": document.id, "version": document.version}
        _insert_all(connection, schema.sections, (section_row(s) | key for s in new.sections))
        _insert_all(connection, schema.passages, (passage_row(p) | key for p in new.passages))
        record_change(connection, "document", document.id)

    def describe(self, document: str, details: Mapping[str, Any]) -> None:
        """Set details of a document (its columns by name).

        Where links or extracts depend on one of them, it is to be searched anew after that.

        Raises:
            NotFound: there is no such document.
        """
        with self._database.write() as connection:
            c = schema.documents.c
            done = connection.execute(update(schema.documents).where(c.id == document), details)
            if done.rowcount == 0:
                raise _no_document(document)
            if not LINKED_BY.isdisjoint(details):
                traces = schema.traces
                connection.execute(delete(traces).where(traces.c.document == document))
            if not EXTRACTED_BY.isdisjoint(details):
                extractions = schema.extractions
                connection.execute(delete(extractions).where(extractions.c.document == document))
            record_change(connection, "document", document)

    def remove(self, document: str) -> None:
        """Take a document out with all its versions, links and traces; decisions stay.

        Raises:
            NotFound: there is no such document.
        """
        with self._database.write() as connection:
            gone = connection.execute(
                delete(schema.documents).where(schema.documents.c.id == document)
            )
            if gone.rowcount == 0:
                raise _no_document(document)
            record_change(connection, "removed", document)

    def all(self) -> list[Document]:
        """Every document, by id."""
        with self._database.read() as connection:
            rows = connection.execute(documents().order_by(schema.documents.c.id)).mappings()
            return [document_of(row) for row in rows]

    def get(self, document: str) -> Document:
        """One document.

        Raises:
            NotFound: there is no such document.
        """
        found = self.find(document)
        if found is None:
            raise _no_document(document)
        return found

    def find(self, document: str) -> Document | None:
        """One document, or None."""
        return self._first(documents().where(schema.documents.c.id == document))

    def by_sha256(self, sha256: str) -> Document | None:
        """The document whose version in force has these bytes."""
        return self._first(documents().where(schema.versions.c.sha256 == sha256))

    def _first(self, query: Select[Any]) -> Document | None:
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else document_of(row)

    def path(self, document: str) -> str:
        """The path or address that the version in force was read from."""
        return str(self._version_value(document, schema.versions.c.path))

    def text(self, document: str) -> str:
        """The clean text of the version in force."""
        return str(self._version_value(document, schema.versions.c.text))

    def text_map(self, document: str) -> TextMap:
        """The map between clean text and original."""
        return TextMap.unpack(self._version_value(document, schema.versions.c.text_map))

    def pages(self, document: str) -> list[Page]:
        """The pages of the version in force; none for formats without pages."""
        return [Page(*page) for page in self._version_value(document, schema.versions.c.pages)]

    def _version_value(self, document: str, column: Any) -> Any:
        with self._database.read() as connection:
            row = connection.execute(
                select(column)
                .join_from(schema.versions, schema.documents, IN_FORCE)
                .where(schema.documents.c.id == document)
            ).first()
        if row is None:
            raise _no_document(document)
        return row[0]

    def originals(self) -> dict[str, set[str]]:
        """SHA-256 of every original named by any version, with the documents that name it."""
        named: dict[str, set[str]] = {}
        with self._database.read() as connection:
            for document, sha256 in connection.execute(
                select(schema.versions.c.document, schema.versions.c.sha256)
            ):
                named.setdefault(sha256, set()).add(document)
        return named

    def sections(self, document: str) -> list[Section]:
        """The section tree in reading order."""
        rows = self._rows(document, schema.sections)
        return [section_of(row, row["file"]) for row in rows]

    def passages(self, document: str) -> list[Passage]:
        """A document's passages in reading order."""
        rows = self._rows(document, schema.passages)
        return [passage_of(row, row["file"]) for row in rows]

    def _rows(self, document: str, table: Any) -> Sequence[RowMapping]:
        query = with_file(table).where(table.c.document == document).order_by(table.c.ordinal)
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        if not rows:
            self.get(document)
        return rows

    def passages_in(self, connection: Connection, document: str, version: int) -> list[Passage]:
        """The passages of one version, inside the caller's transaction."""
        p, v = schema.passages.c, schema.versions.c
        query = (
            select(schema.passages, v.file)
            .join(schema.versions, (v.document == p.document) & (v.version == p.version))
            .where(p.document == document, p.version == version)
            .order_by(p.ordinal)
        )
        return [passage_of(row, row["file"]) for row in connection.execute(query).mappings()]

    def passage(self, passage: str) -> Passage:
        """One passage.

        Raises:
            NotFound: no document's version in force has it.
        """
        found = self.passages_by_id([passage])
        if not found:
            raise NotFound(
                f"{passage}: no such passage in this corpus",
                "`planspor show DOCUMENT` lists a document's passages.",
            )
        return found[passage]

    def passages_by_id(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The named passages that exist, by id."""
        with self._database.read() as connection:
            rows = connection.execute(PASSAGES_BY_ID, {"ids": list(ids)}).mappings()
            return {row["id"]: passage_of(row, row["file"]) for row in rows}

    def sections_above(self, ids: Iterable[str]) -> list[Section]:
        """The named sections that exist and all that they stand in, in reading order."""
        with self._database.read() as connection:
            rows = connection.execute(SECTIONS_ABOVE, {"ids": list(ids)}).mappings()
            return [section_of(row, row["file"]) for row in rows]

    def count_passages(self, besides: Iterable[SectionKind]) -> int:
        """The number of passages of all documents, besides those of some kinds."""
        counted = current(schema.passages).where(schema.passages.c.kind.not_in(list(besides)))
        count = counted.with_only_columns(func.count(), maintain_column_froms=True)
        with self._database.read() as connection:
            return connection.scalar(count) or 0


def _insert_all(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    if listed:
        connection.execute(insert(table), listed)


def _version_row(new: DocumentVersion) -> dict[str, Any]:
    return {
        "document": new.document.id,
        "version": new.document.version,
        "file": new.document.file,
        "path": new.path,
        "sha256": new.document.sha256,
        "reader": new.reader,
        "added": to_time(new.document.added),
        "notes": list(new.document.notes),
        "pages": [list(page) for page in new.pages],
        "claims": [list(claim) for claim in new.claims],
        "text": new.text,
        "text_map": new.text_map.pack(),
    }


def _no_document(document: str) -> NotFound:
    return NotFound(
        f"{document}: no such document in this corpus", "`planspor list` shows the ids."
    )
