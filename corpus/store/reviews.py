"""People's decisions on links: appended, never changed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Decision, LinkState, Person, Review, Stage, Stance
from planspor.corpus.store import schema
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database
from planspor.corpus.store.rows import from_time, to_time

_STATE = {Decision.ACCEPT: LinkState.ACCEPTED, Decision.REJECT: LinkState.REJECTED}


class ReviewStore:
    """The log of decisions, and the people who made them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def know(self, person: Person) -> None:
        """Enter a person, or a person's new name."""
        with self._database.write() as connection:
            people = schema.people
            named = connection.execute(
                update(people).where(people.c.id == person.id).values(name=person.name)
            )
            if named.rowcount == 0:
                row = {"id": person.id, "name": person.name, "machine": person.machine}
                connection.execute(insert(people), row)

    def people(self) -> list[Person]:
        """Everybody known, by id."""
        with self._database.read() as connection:
            query = select(schema.people).order_by(schema.people.c.id)
            return [Person(**row) for row in connection.execute(query).mappings()]

    def decide(self, review: Review) -> None:
        """Append a decision; the link's state, stage and stance follow it.

        Raises:
            NotFound: there is no such link.
            InputError: the person is not known.
        """
        with self._database.write() as connection:
            quotation = _quotation(connection, review.link)
            _require_person(connection, review.person)
            connection.execute(insert(schema.reviews), _row(review) | {"quotation": quotation})
            if review.round is None:
                _bring_up_to_date(connection, review.link)
            record_change(connection, "links", review.document)

    def of_link(self, link: str) -> list[Review]:
        """The decisions on one link, oldest first."""
        return self._select(schema.reviews.c.link == link)

    def of_target(self, target: str) -> list[Review]:
        """The decisions on a target's links, oldest first."""
        return self._select(schema.reviews.c.target == target)

    def all(self) -> list[Review]:
        """Every decision, oldest first."""
        return self._select(schema.reviews.c.number > 0)

    def _select(self, condition: Any) -> list[Review]:
        query = select(schema.reviews).where(condition).order_by(schema.reviews.c.number)
        with self._database.read() as connection:
            return [_review(row) for row in connection.execute(query).mappings()]


def decided_in(connection: Connection, document: str) -> dict[str, dict[str, Any]]:
    """What the decisions on a document's links left of each: its state, stage and stance.

    Stage and stance are given where a person said them. Links whose decisions were all taken back
    are not named.
    """
    by_link: dict[str, list[Review]] = {}
    query = select(schema.reviews).where(schema.reviews.c.document == document)
    for row in connection.execute(query.order_by(schema.reviews.c.number)).mappings():
        by_link.setdefault(row["link"], []).append(_review(row))
    decided = {link: present(reviews) for link, reviews in by_link.items()}
    return {link: values for link, values in decided.items() if values}


def in_force(reviews: Iterable[Review]) -> list[Review]:
    """The decisions, oldest first, that count: neither taken back nor of a blind round."""
    kept: list[Review] = []
    for review in reviews:
        if review.round is not None:
            continue
        if review.decision is not Decision.UNDO:
            kept.append(review)
        elif mine := [one for one in kept if one.person == review.person]:
            kept.remove(mine[-1])
    return kept


def present(reviews: Iterable[Review]) -> dict[str, Any]:
    """The state, stage and stance that decisions give a link; empty where none is in force."""
    values: dict[str, Any] = {}
    for review in in_force(reviews):
        values["state"] = _STATE[review.decision]
        said = {"stage": review.stage, "stance": review.stance}
        values |= {name: value for name, value in said.items() if value is not None}
    return values


def _bring_up_to_date(connection: Connection, link: str) -> None:
    """Have a link say what the decisions on it say; what was proposed, where there are none."""
    c = schema.links.c
    query = select(schema.reviews).where(schema.reviews.c.link == link)
    rows = connection.execute(query.order_by(schema.reviews.c.number)).mappings()
    proposed = {
        "state": LinkState.SUGGESTED,
        "stage": c.proposed_stage,
        "stance": c.proposed_stance,
    }
    values = proposed | present(map(_review, rows))
    connection.execute(update(schema.links).where(c.id == link).values(**values))


def _quotation(connection: Connection, link: str) -> str:
    """The words decided on, kept with the decision should the document be taken out."""
    p = schema.passages.c
    text = connection.scalar(
        select(p.text)
        .join_from(
            schema.links,
            schema.passages,
            (p.document == schema.links.c.document)
            & (p.version == schema.links.c.version)
            & (p.id == schema.links.c.passage),
        )
        .where(schema.links.c.id == link)
    )
    if text is None:
        raise NotFound(f"{link}: no such link in this corpus", "Link the document again.")
    return str(text)


def _require_person(connection: Connection, person: str) -> None:
    held = select(schema.people.c.id).where(schema.people.c.id == person)
    if connection.scalar(held) is None:
        raise InputError(f"{person}: no such person in this corpus", "Give a name first.")


def _row(review: Review) -> dict[str, Any]:
    return {
        "link": review.link,
        "target": review.target,
        "document": review.document,
        "person": review.person,
        "decision": review.decision,
        "stage": review.stage,
        "stance": review.stance,
        "note": review.note,
        "at": to_time(review.at),
        "round": review.round,
    }


def _review(row: RowMapping) -> Review:
    return Review(
        link=row["link"],
        target=row["target"],
        document=row["document"],
        person=row["person"],
        decision=Decision(row["decision"]),
        at=from_time(row["at"]),
        stage=None if row["stage"] is None else Stage(row["stage"]),
        stance=None if row["stance"] is None else Stance(row["stance"]),
        note=row["note"],
        round=row["round"],
    )
