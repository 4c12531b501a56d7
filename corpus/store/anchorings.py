"""What became of decided links when their documents got new versions."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from planspor.corpus.model import Anchoring, Found, LinkState, Quotation
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database
from planspor.corpus.store.rows import from_time, to_time


class AnchoringStore:
    """The log of quotations looked for in new versions; nothing in it is changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def quotations(self, connection: Connection, document: str, version: int) -> list[Quotation]:
        """What links into earlier versions rest on: those a person decided on or made.

        Decisions whose link is gone, since the document was once taken out, are among them.
        """
        held = [_quotation(row) for row in connection.execute(_held(document, version)).mappings()]
        linked = {quotation.link for quotation in held}
        logged = connection.execute(_logged(document)).mappings()
        gone = {row["link"]: _quotation(row) for row in logged if row["link"] not in linked}
        return [*held, *gone.values()]

    def put(self, connection: Connection, anchorings: Iterable[Anchoring]) -> None:
        """Log what was found, and move the links along."""
        for anchoring in anchorings:
            connection.execute(insert(schema.anchorings), _row(anchoring))
            if anchoring.passage is not None:
                connection.execute(
                    update(schema.links)
                    .where(schema.links.c.id == anchoring.quotation.link)
                    .values(version=anchoring.version, passage=anchoring.passage)
                )

    def near(self, target: str) -> dict[str, Anchoring]:
        """A target's links whose words were found again only nearly, with what was decided on."""
        last = {a.quotation.link: a for a in self._select(schema.anchorings.c.target == target)}
        return {link: a for link, a in last.items() if a.how is Found.APPROXIMATE}

    def of_document(self, document: str) -> list[Anchoring]:
        """All that was looked for in a document's versions, oldest first."""
        return self._select(schema.anchorings.c.document == document)

    def lost(self, document: str | None = None) -> list[Anchoring]:
        """The links, of one document or all, whose quotation the version in force lacks."""
        c = schema.anchorings.c
        wanted = c.document.in_(select(schema.documents.c.id))
        found = self._select(wanted if document is None else c.document == document)
        last = {anchoring.quotation.link: anchoring for anchoring in found}
        return [anchoring for anchoring in last.values() if anchoring.how is Found.LOST]

    def _select(self, condition: Any) -> list[Anchoring]:
        query = select(schema.anchorings).where(condition).order_by(schema.anchorings.c.number)
        with self._database.read() as connection:
            return [_anchoring(row) for row in connection.execute(query).mappings()]


def links_by_place(
    connection: Connection, document: str, version: int
) -> dict[tuple[str, str], str]:
    """The links that were carried over into a version, by target and passage.

    Only where each was found last counts: versions are numbered anew when a document is back.
    """
    a = schema.anchorings.c
    query = select(a.link, a.target, a.passage, a.to_version).where(a.document == document)
    last = {row.link: row for row in connection.execute(query.order_by(a.number))}
    return {
        (row.target, row.passage): row.link
        for row in last.values()
        if row.to_version == version and row.passage is not None
    }


def _held(document: str, version: int) -> Any:
    link, p, r = schema.links.c, schema.passages.c, schema.reviews.c
    decided_on = (
        select(r.quotation).where(r.link == link.id).order_by(r.number.desc()).limit(1)
    ).scalar_subquery()
    return (
        select(link.id.label("link"), link.target, link.document, link.version, link.passage)
        .add_columns(link.terms, func.coalesce(decided_on, p.text).label("quotation"))
        .join_from(
            schema.links,
            schema.passages,
            (p.document == link.document) & (p.version == link.version) & (p.id == link.passage),
        )
        .where(link.document == document, link.version < version)
        .where((link.state != LinkState.SUGGESTED) | link.run.is_(None))
        .order_by(link.id)
    )


def _logged(document: str) -> Any:
    r, link = schema.reviews.c, schema.links.c
    return (
        select(r.link, r.target, r.document, r.quotation)
        .outerjoin(schema.links, link.id == r.link)
        .where(r.document == document, link.id.is_(None))
        .order_by(r.number)
    )


def _quotation(row: RowMapping) -> Quotation:
    return Quotation(
        link=row["link"],
        target=row["target"],
        document=row["document"],
        version=row.get("version", 0),
        passage=row.get("passage", ""),
        text=row["quotation"],
        terms=tuple(row.get("terms") or ()),
    )


def _row(anchoring: Anchoring) -> dict[str, Any]:
    quotation = anchoring.quotation
    return {
        "link": quotation.link,
        "target": quotation.target,
        "document": quotation.document,
        "from_version": quotation.version,
        "to_version": anchoring.version,
        "passage": anchoring.passage,
        "how": anchoring.how,
        "similarity": anchoring.similarity,
        "quotation": quotation.text,
        "at": to_time(anchoring.at),
    }


def _anchoring(row: RowMapping) -> Anchoring:
    quotation = Quotation(
        row["link"], row["target"], row["document"], row["from_version"], "", row["quotation"]
    )
    return Anchoring(
        quotation=quotation,
        version=row["to_version"],
        passage=row["passage"],
        how=Found(row["how"]),
        similarity=row["similarity"],
        at=from_time(row["at"]),
    )
