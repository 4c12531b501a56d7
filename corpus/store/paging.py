"""Long lists read a page at a time, by where the page before ended."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_

from planspor.corpus.model import Link, LinkState, Passage, Review, Stage, Stance
from planspor.corpus.store import schema
from planspor.corpus.store.database import Database
from planspor.corpus.store.document_queries import with_file
from planspor.corpus.store.document_rows import passage_of
from planspor.corpus.store.link_rows import select_links, to_link
from planspor.corpus.store.reviews import review_of_row


@dataclass(frozen=True, slots=True)
class LinksWanted:
    """Which links; ``evidence`` leaves the plan's own words out, ``hidden`` some documents."""

    plan: str | None = None
    target: str | None = None
    document: str | None = None
    state: LinkState | None = None
    stage: Stage | None = None
    stance: Stance | None = None
    evidence: bool = False
    hidden: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class ReviewsWanted:
    """Which decisions, those of blind rounds left out."""

    plan: str | None = None
    target: str | None = None
    person: str | None = None
    hidden: Collection[str] = ()


def links_after(
    database: Database, wanted: LinksWanted, after: tuple[float, str] | None, limit: int
) -> list[Link]:
    """Links, those with the best score first, after one of a score and id."""
    c = schema.links.c
    # The ids alone first: what a link rests on is read for those that are given.
    ids = _links(wanted, c.id).order_by(c.score.desc(), c.id).limit(limit)
    if after is not None:
        ids = ids.where(tuple_(-c.score, c.id) > tuple_(-after[0], after[1]))
    query = select_links().where(c.id.in_(ids)).order_by(c.score.desc(), c.id)
    with database.read() as connection:
        return [to_link(row) for row in connection.execute(query).mappings()]


def count_links(database: Database, wanted: LinksWanted) -> int:
    """How many links there are."""
    with database.read() as connection:
        return connection.scalar(_links(wanted, func.count())) or 0


def _links(wanted: LinksWanted, what: Any) -> Select[Any]:
    """Something of the links; of an earlier version only of those that were decided on."""
    c, d = schema.links.c, schema.documents.c
    chosen = ("plan", "target", "document", "state", "stage", "stance")
    held = [c[name] == getattr(wanted, name) for name in chosen if getattr(wanted, name)]
    # Few documents have had several versions: to join them all would take half as long again.
    renewed = c.document.in_(select(d.id).where(d.version > 1))
    in_force = select(d.version).where(d.id == c.document).correlate(schema.links)
    superseded = c.version != in_force.scalar_subquery()
    held.append(~(renewed & superseded & (c.state == LinkState.SUGGESTED)))
    if wanted.evidence:
        held.append(c.origin.is_(False))
    if wanted.hidden:
        held.append(c.document.not_in(list(wanted.hidden)))
    return select(what).select_from(schema.links).where(*held)


def reviews_after(
    database: Database, wanted: ReviewsWanted, after: int, limit: int
) -> list[tuple[int, Review]]:
    """Decisions, oldest first, after one of a number; each with its own."""
    c = schema.reviews.c
    query = select(schema.reviews).where(c.number > after, *_reviews(wanted))
    with database.read() as connection:
        rows = connection.execute(query.order_by(c.number).limit(limit)).mappings()
        return [(row["number"], review_of_row(row)) for row in rows]


def count_reviews(database: Database, wanted: ReviewsWanted) -> int:
    """How many decisions there are."""
    query = select(func.count()).select_from(schema.reviews).where(*_reviews(wanted))
    with database.read() as connection:
        return connection.scalar(query) or 0


def _reviews(wanted: ReviewsWanted) -> list[ColumnElement[bool]]:
    c = schema.reviews.c
    held: list[ColumnElement[bool]] = [c.round.is_(None)]
    if wanted.plan:
        held.append(c.target.startswith(f"{wanted.plan}/", autoescape=True))
    held += [c[n] == getattr(wanted, n) for n in ("target", "person") if getattr(wanted, n)]
    return [*held, c.document.not_in(list(wanted.hidden))] if wanted.hidden else held


def passages_after(database: Database, document: str, after: int, limit: int) -> list[Passage]:
    """Passages of the version in force, in the order of the text, after one of an ordinal."""
    c = schema.passages.c
    query = with_file(schema.passages).where(c.document == document, c.ordinal > after)
    with database.read() as connection:
        rows = connection.execute(query.order_by(c.ordinal).limit(limit)).mappings()
        return [passage_of(row, row["file"]) for row in rows]
