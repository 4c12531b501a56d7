"""Documents, their versions, sections and passages in the store."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    Connection,
    RowMapping,
    Select,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Document, Page, Passage, Section, SectionKind
from planspor.corpus.showing import Rows
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


_LAID = ("boxes", "cells")
"""Columns of where a passage stands on its pages, and of its tables."""
_REACH = 10
"""Pages over which a passage is looked for on both sides of the one it is on."""


class Place(NamedTuple):
    """Where a passage stands: what laying a long document out takes."""

    id: str
    ordinal: int
    section: str
    start: int


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
        record_change(connection, "document", document.id, version=document.version)

    def describe(self, document: str, details: Mapping[str, Any]) -> None:
        """Set details of a document (its columns by name).

        Where links or extracts depend on one of them, it is to be searched anew after that.

        Raises:
            NotFound: there is no such document.
        """
        with self._database.write() as connection:
            c = schema.documents.c
            named = [c[name] for name in details if name != "found"]
            held = connection.execute(select(c.id, *named).where(c.id == document)).mappings()
            before = held.first()
            if before is None:
                raise _no_document(document)
            connection.execute(update(schema.documents).where(c.id == document), details)
            if not LINKED_BY.isdisjoint(details):
                traces = schema.traces
                connection.execute(delete(traces).where(traces.c.document == document))
            if not EXTRACTED_BY.isdisjoint(details):
                extractions = schema.extractions
                connection.execute(delete(extractions).where(extractions.c.document == document))
            changes = {column.name: [before[column], details[column.name]] for column in named}
            record_change(connection, "document", document, changed=changes or None)

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

    def all(self) -> Rows[Document]:
        """Every document, by id."""
        with self._database.read() as connection:
            rows = connection.execute(documents().order_by(schema.documents.c.id)).mappings()
            return Rows(Document, map(document_of, rows))

    def by_id(self, ids: Collection[str] | None = None) -> dict[str, Document]:
        """The named documents that exist, or all, by id."""
        query = documents() if ids is None else documents().where(schema.documents.c.id.in_(ids))
        with self._database.read() as connection:
            rows = connection.execute(query).mappings()
            return {row["id"]: document_of(row) for row in rows}

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

    def sections(self, document: str) -> Rows[Section]:
        """The section tree in reading order."""
        rows = self._rows(document, schema.sections)
        return Rows(Section, (section_of(row, row["file"]) for row in rows))

    def passages(self, document: str) -> Rows[Passage]:
        """A document's passages in reading order."""
        rows = self._rows(document, schema.passages)
        return Rows(Passage, (passage_of(row, row["file"]) for row in rows))

    def _rows(self, document: str, table: Any) -> Sequence[RowMapping]:
        query = with_file(table).where(table.c.document == document).order_by(table.c.ordinal)
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        if not rows:
            self.get(document)
        return rows

    def earlier(self, document: str, version: int) -> tuple[list[Section], list[Passage]]:
        """The sections and passages of any version, in reading order; none if there is none.

        The passages come without their boxes and cells, which are most of what is read of them.
        """
        s, p = schema.sections.c, schema.passages.c
        headings = _of_version(schema.sections, *s).where(s.document == document)
        none = [literal_column("'[]'", JSON).label(name) for name in _LAID]
        words = _of_version(schema.passages, *(c for c in p if c.name not in _LAID), *none)
        words = words.where(p.document == document, p.version == version).order_by(p.ordinal)
        with self._database.read() as connection:
            sections = connection.execute(
                headings.where(s.version == version).order_by(s.ordinal)
            ).mappings()
            found = [section_of(row, row["file"]) for row in sections]
            rows = connection.execute(words).mappings()
            return found, [passage_of(row, row["file"]) for row in rows]

    def places(self, document: str) -> list[Place]:
        """Where the passages of the version in force stand, without their words."""
        c = schema.passages.c
        query = current(schema.passages).where(c.document == document).order_by(c.ordinal)
        columns = query.with_only_columns(
            c.id, c.ordinal, c.section, c.start, maintain_column_froms=True
        )
        with self._database.read() as connection:
            return [Place(*row) for row in connection.execute(columns)]

    def stretch(self, document: str, first: int, last: int) -> list[Passage]:
        """The passages from one ordinal to another, both included, in reading order."""
        c = schema.passages.c
        query = with_file(schema.passages).where(
            c.document == document, c.ordinal.between(first, last)
        )
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(c.ordinal)).mappings()
            return [passage_of(row, row["file"]) for row in rows]

    def on_page(self, document: str, page: int) -> tuple[list[Section], list[Passage]]:
        """What begins on a page of the version in force, and what goes on there, in order.

        A passage begins at most so many pages before as the longest reaches over, which few do by
        more than one: those that begin up to ``_REACH`` pages before are looked at.
        """
        s, p = schema.sections.c, schema.passages.c
        headings = with_file(schema.sections).where(s.document == document, s.page == page)
        near = with_file(schema.passages).where(
            p.document == document, p.page.between(page - _REACH, page + _REACH)
        )
        with self._database.read() as connection:
            sections = connection.execute(headings.order_by(s.ordinal)).mappings().all()
            passages = connection.execute(near.order_by(p.ordinal)).mappings().all()
        found = (passage_of(row, row["file"]) for row in passages)
        return (
            [section_of(row, row["file"]) for row in sections],
            [one for one in found if any(box.page == page for box in one.boxes)],
        )

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


def _of_version(table: Any, *columns: Any) -> Select[Any]:
    """Columns of the rows of any version, with the name of its file."""
    v = schema.versions.c
    of = (v.document == table.c.document) & (v.version == table.c.version)
    return select(*columns, v.file).join_from(table, schema.versions, of)


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
