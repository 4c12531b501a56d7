"""What was taken out of documents, with people's corrections laid over it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

import msgspec
from sqlalchemy import (
    Connection,
    RowMapping,
    Text,
    delete,
    func,
    insert,
    select,
    true,
    type_coerce,
)

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Correction, Extract, ExtractKind, Origin
from planspor.corpus.store import schema
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time


class ExtractStore:
    """The extracts of the versions of documents that are in force, as people corrected them.

    What the machine found is never changed: a correction is laid over it when it is read, and
    can so be taken back by another. A person's own extract of an earlier version stays, and says
    that it is outdated.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self, document: str, version: int, extractor: str, extracts: Sequence[Extract]
    ) -> None:
        """Put what was found in a document's version in place of what was found before."""
        with self._database.write() as connection:
            c, e = schema.extracts.c, schema.extractions.c
            machine = (c.document == document) & (c.origin != Origin.PERSON)
            connection.execute(delete(schema.extracts).where(machine))
            held = set(connection.scalars(select(c.id).where(c.document == document)))
            rows = [_row(x, n) for n, x in enumerate(extracts) if x.id not in held]
            if rows:
                connection.execute(insert(schema.extracts), rows)
            connection.execute(delete(schema.extractions).where(e.document == document))
            trace = {
                "document": document,
                "version": version,
                "extractor": extractor,
                "at": to_time(now()),
                "extracts": len(extracts),
            }
            connection.execute(insert(schema.extractions), trace)
            record_change(connection, "extracts", document)

    def is_searched(self, document: str, version: int, extractor: str) -> bool:
        """Whether a document's version was searched by this extractor."""
        e = schema.extractions.c
        query = select(e.version).where(e.document == document, e.extractor == extractor)
        with self._database.read() as connection:
            return connection.scalar(query) == version

    def searched(self) -> set[str]:
        """The documents that were searched, in the version that is in force."""
        e, d = schema.extractions.c, schema.documents.c
        query = select(e.document).join(
            schema.documents, (d.id == e.document) & (d.version == e.version)
        )
        with self._database.read() as connection:
            return set(connection.scalars(query))

    def get(self, extract: str) -> Extract:
        """One extract, removed or not.

        Raises:
            NotFound: there is none.
        """
        found = self._select(schema.extracts.c.id == extract, removed=True)
        if not found:
            raise NotFound(f"{extract}: no such extract in this corpus", _LISTED)
        return found[0]

    def of_document(self, document: str, *kinds: ExtractKind) -> list[Extract]:
        """A document's extracts (of some kinds where they are named), in its order."""
        return self._select(_kinds(kinds) & (schema.extracts.c.document == document))

    def by_document(
        self, documents: Collection[str] | None, *kinds: ExtractKind
    ) -> dict[str, list[Extract]]:
        """The extracts of some kinds in some documents, or in all, by document in its order."""
        c, found = schema.extracts.c, dict[str, list[Extract]]()
        wanted = _kinds(kinds)
        if documents is not None:
            wanted &= c.document.in_(documents)
        for extract in self._select(wanted):
            found.setdefault(extract.document, []).append(extract)
        return found

    def of_kind(self, *kinds: ExtractKind) -> list[Extract]:
        """The extracts of some kinds in all documents, by document and in its order."""
        return self._select(_kinds(kinds))

    def counts(self, document: str) -> dict[ExtractKind, int]:
        """How many extracts of each kind a document has, in the order of the kinds."""
        c = schema.extracts.c
        query = select(c.kind, func.count()).where(
            c.document == document, in_force(), ~taken_out().exists()
        )
        with self._database.read() as connection:
            found = {row[0]: row[1] for row in connection.execute(query.group_by(c.kind))}
        return {kind: found[kind] for kind in ExtractKind if kind in found}

    def of_passages(self, passages: Iterable[str], *kinds: ExtractKind) -> list[Extract]:
        """The extracts in some passages, in order."""
        c = schema.extracts.c
        # Not by the index of kinds, which SQLite would take: passages are few, and kinds large.
        of_kinds = c.kind.concat("").in_(kinds) if kinds else true()
        return self._select(of_kinds & c.passage.in_(list(passages)))

    def removed(self, document: str) -> list[Extract]:
        """What people said is none, so that it can be brought back."""
        of_it = schema.extracts.c.document == document
        return self._select(of_it & taken_out().exists(), removed=True)

    def add(self, extract: Extract) -> None:
        """Keep an extract that a person made; it stays when the document is read again."""
        with self._database.write() as connection:
            row = _row(replace(extract, origin=Origin.PERSON), 0)
            connection.execute(delete(schema.extracts).where(schema.extracts.c.id == extract.id))
            connection.execute(insert(schema.extracts), row)
            record_change(connection, "extracts", extract.document)

    def correct(self, correction: Correction) -> None:
        """Append what a person says of an extract. The person is known to the corpus already."""
        row = {
            "extract": correction.extract,
            "document": correction.document,
            "kind": correction.kind,
            "quotation": correction.quotation,
            "fields": dict(correction.fields),
            "removed": correction.removed,
            "person": correction.person,
            "note": correction.note,
            "at": to_time(correction.at),
        }
        with self._database.write() as connection:
            connection.execute(insert(schema.corrections), row)
            record_change(connection, "extracts", correction.document)

    def corrections(self, extract: str) -> list[Correction]:
        """What people said of an extract, oldest first."""
        return self._corrections(schema.corrections.c.extract == extract)

    def history(self, extracts: Iterable[str]) -> dict[str, list[Correction]]:
        """What people said of some extracts, oldest first, by extract."""
        said: dict[str, list[Correction]] = {}
        for one in self._corrections(schema.corrections.c.extract.in_(list(extracts))):
            said.setdefault(one.extract, []).append(one)
        return said

    def left_over(self, document: str) -> list[Correction]:
        """Corrections of what is no longer found in a document, oldest first."""
        c = schema.corrections.c
        held = select(schema.extracts.c.id).where(schema.extracts.c.id == c.extract)
        return self._corrections((c.document == document) & ~held.exists())

    def _corrections(self, condition: Any) -> list[Correction]:
        query = select(schema.corrections).where(condition).order_by(schema.corrections.c.number)
        with self._database.read() as connection:
            return [_correction(row) for row in connection.execute(query).mappings()]

    def _select(self, condition: Any, removed: bool = False) -> list[Extract]:
        c, d = schema.extracts.c, schema.documents.c
        query = (
            select(*(c[name] for name in _COLUMNS), d.version.label("in_force"))
            # As text, for there are many of the same, which need to be read but once.
            .add_columns(type_coerce(c.fields, Text))
            .join(schema.documents, d.id == c.document)
            .where(condition, (c.version == d.version) | (c.origin == Origin.PERSON))
            .order_by(c.document, c.ordinal, c.passage, c.start)
        )
        with self._database.read() as connection:
            read = cache(msgspec.json.decode)
            found = [_extract(row, read(row[-1])) for row in connection.execute(query)]
            said = _said(connection, found)
        corrected = ((extract, said.get(extract.id, [])) for extract in found)
        return [_laid_over(x, s) for x, s in corrected if removed or not (s and s[-1].removed)]


def in_force() -> Any:
    """What holds of the extracts that count: of versions in force, and people's own of any."""
    c, d = schema.extracts.c, schema.documents.c
    version = select(d.version).where(d.id == c.document).scalar_subquery()
    return (c.version == version) | (c.origin == Origin.PERSON)


def taken_out() -> Any:
    """Corrections that took an extract out, and that no later one is against."""
    said, later = schema.corrections.alias().c, schema.corrections.alias().c
    overruled = select(later.number).where(
        later.extract == said.extract, later.number > said.number
    )
    return select(said.number).where(
        said.extract == schema.extracts.c.id, said.removed, ~overruled.exists()
    )


_KINDS: Final[Mapping[str, ExtractKind]] = {kind.value: kind for kind in ExtractKind}
_ORIGINS: Final[Mapping[str, Origin]] = {origin.value: origin for origin in Origin}
_MANY: Final = 500
"""Documents from which on all corrections are read."""
_LISTED = "`planspor extracts DOCUMENT` lists a document's extracts."


def _kinds(kinds: Sequence[ExtractKind]) -> Any:
    return schema.extracts.c.kind.in_(kinds or tuple(ExtractKind))


def _said(connection: Connection, extracts: Sequence[Extract]) -> dict[str, list[Correction]]:
    """People's corrections of the documents of some extracts, by extract, oldest first."""
    c = schema.corrections.c
    documents = {extract.document for extract in extracts}
    query = select(schema.corrections).order_by(c.number)
    if len(documents) <= _MANY:
        query = query.where(c.document.in_(documents))
    said: dict[str, list[Correction]] = {}
    for row in connection.execute(query).mappings():
        said.setdefault(row["extract"], []).append(_correction(row))
    return said


def _laid_over(extract: Extract, said: Sequence[Correction]) -> Extract:
    """An extract with the fields that people have set, the latest of each."""
    fields: dict[str, Any] = {}
    for correction in said:
        fields |= correction.fields
    if not fields:
        return extract
    return replace(extract, fields={**extract.fields, **fields}, corrected=tuple(fields))


def _row(extract: Extract, ordinal: int) -> dict[str, Any]:
    return {
        "id": extract.id,
        "kind": extract.kind,
        "document": extract.document,
        "version": extract.version,
        "passage": extract.passage,
        "ordinal": ordinal,
        "start": extract.start,
        "end": extract.end,
        "text": extract.text,
        "fields": dict(extract.fields),
        "rule": extract.rule,
        "confidence": extract.confidence,
        "origin": extract.origin,
    }


_COLUMNS: Final = (
    *("id", "kind", "document", "version", "passage", "start", "end", "text", "rule"),
    *("confidence", "origin"),
)


def _extract(row: Sequence[Any], fields: Mapping[str, Any]) -> Extract:
    """The extract of a row of these columns and the version in force."""
    id_, kind, document, version, passage, start, end, text, rule, confidence, origin, *rest = row
    place = (document, version, passage, start, end)
    return Extract(
        *(id_, _KINDS[kind], *place, text, fields, rule, confidence),
        origin=_ORIGINS[origin],
        outdated=version != rest[0],
    )


def _correction(row: RowMapping) -> Correction:
    fields: Mapping[str, Any] = row["fields"]
    return Correction(
        extract=row["extract"],
        document=row["document"],
        kind=ExtractKind(row["kind"]),
        quotation=row["quotation"],
        person=row["person"],
        at=from_time(row["at"]),
        fields=fields,
        removed=row["removed"],
        note=row["note"],
    )
