"""The queries that documents, sections and passages are read by: of the version in force alone."""

from typing import Any

from sqlalchemy import CTE, BindParameter, Select, bindparam, func, select

from planspor.corpus.store import schema

IN_FORCE = (schema.versions.c.document == schema.documents.c.id) & (
    schema.versions.c.version == schema.documents.c.version
)


def current(table: Any) -> Select[Any]:
    """Rows of a table that belong to the version in force."""
    return select(table).join(
        schema.documents,
        (schema.documents.c.id == table.c.document)
        & (schema.documents.c.version == table.c.version),
    )


def with_file(table: Any) -> Select[Any]:
    """Rows of the version in force with the name of its file."""
    return current(table).join(schema.versions, IN_FORCE).add_columns(schema.versions.c.file)


def _above() -> CTE:
    """The ids of some sections and of those above them, in any version."""
    s = schema.sections.c
    above = select(s.id).where(s.id.in_(_IDS)).cte("above", recursive=True)
    return above.union(select(s.parent).where(s.id == above.c.id, s.parent.is_not(None)))


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
# Made once: each search asks them, and to make one takes longer than to run it.
PASSAGES_BY_ID = with_file(schema.passages).where(schema.passages.c.id.in_(_IDS))
"""The passages with some ``ids``."""
SECTIONS_ABOVE = (
    with_file(schema.sections)
    .where(schema.sections.c.id.in_(select(_above().c.id)))
    .order_by(schema.sections.c.document, schema.sections.c.ordinal)
)
"""The sections with some ``ids``, and those that they stand in, in reading order."""


def documents() -> Select[Any]:
    """Documents with what their version in force says of them, and their counts."""
    v = schema.versions.c
    return select(
        schema.documents,
        *(v.file, v.sha256, v.added, v.notes),
        _count(schema.sections),
        _count(schema.passages),
    ).join(schema.versions, IN_FORCE)


def _count(table: Any) -> Any:
    d = schema.documents.c
    return (
        select(func.count())
        .select_from(table)
        .where(table.c.document == d.id, table.c.version == d.version)
        .scalar_subquery()
        .label(f"{table.name}_count")
    )
