"""What guidance is searched for in the store: words that may say whom it is for, and its links."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Select, func, or_, select

from planspor.corpus.model import LinkState, SectionKind
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database

_FIRST: Final = 60
"""Passages from the beginning of a document that are looked at."""
_HEADINGS: Final = ("%målgruppe%", "%hvem % for%", "%hvem % mot%", "%for hvem%")
_WORDS: Final = (
    *("%målgruppe%", "%skrevet for%", "%laget for%", "%utarbeidet for%", "%ment for%"),
    *("%beregnet for%", "%rettet mot%", "%retter seg%", "%rettar seg%", "%henvender seg%"),
    "%gjelder for%",
)


def may_say_for_whom(
    database: Database, kinds: Collection[str], documents: Collection[str] | None = None
) -> list[tuple[str, str, str, str]]:
    """Passages that may say whom a document is for: document, passage, heading and text.

    They are among the first of documents of some kinds, of all or of those named, in reading
    order: a document says whom it is for where it begins.
    """
    p, d = schema.passages.c, schema.documents.c
    with database.read() as connection:
        headings = connection.execute(_announcing(kinds)).all()
        announced: dict[str, str] = {row[0]: row[1] for row in headings}
        said = or_(p.section.in_(announced), *(p.text.like(words) for words in _WORDS))
        query = (
            select(p.document, p.id, p.section, p.text)
            .join(schema.documents, (d.id == p.document) & (d.version == p.version))
            .where(d.kind.in_(list(kinds)), p.kind == SectionKind.BODY, p.ordinal < _FIRST, said)
            .order_by(p.document, p.ordinal)
        )
        if documents is not None:
            query = query.where(d.id.in_(list(documents)))
        rows = connection.execute(query).all()
    return [(row[0], row[1], announced.get(row[2], ""), row[3]) for row in rows]


def _announcing(kinds: Collection[str]) -> Select[Any]:
    """The sections whose heading may say whom a document is for, and the heading."""
    s, d = schema.sections.c, schema.documents.c
    headings = or_(*(s.heading.like(heading) for heading in _HEADINGS))
    return (
        select(s.id, s.heading)
        .join(schema.documents, (d.id == s.document) & (d.version == s.version))
        .where(d.kind.in_(list(kinds)), headings)
    )


def carried_out(
    database: Database, documents: Collection[str]
) -> list[tuple[str, str, LinkState, int]]:
    """Which targets documents speak to: document, target, state of the links, and how many.

    Rejected links, and passages that restate a plan's own words, are none.
    """
    c, d = schema.links.c, schema.documents.c
    query = (
        select(c.document, c.target, c.state, func.count())
        .join(schema.documents, (d.id == c.document) & (d.version == c.version))
        .where(c.document.in_(list(documents)))
        .where(c.state != LinkState.REJECTED, c.origin.is_(False))
        .group_by(c.document, c.target, c.state)
    )
    with database.read() as connection:
        return [(row[0], row[1], LinkState(row[2]), row[3]) for row in connection.execute(query)]
