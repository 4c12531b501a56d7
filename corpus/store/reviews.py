"""People's decisions on links: appended, never changed."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Decision, LinkState, Person, Review, Stage, Stance
from planspor.corpus.showing import Rows
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
        """Enter a person, or a person's new name; what an account is called is its own affair.

        Raises:
            InputError: a person would take the id of a rule, or a rule a person's.
        """
        with self._database.write() as connection:
            c = schema.people.c
            machine = connection.scalar(select(c.machine).where(c.id == person.id))
            if machine is None:
                row = {"id": person.id, "name": person.name, "machine": person.machine}
                connection.execute(insert(schema.people), row)
            elif machine != person.machine:
                raise InputError(f"{person.name}: is the name of a rule", "Give another name.")
            else:
                has_account = select(schema.accounts.c.id).where(schema.accounts.c.id == person.id)
                renamed = (c.id == person.id) & ~has_account.exists()
                connection.execute(update(schema.people).where(renamed).values(name=person.name))

    def people(self) -> list[Person]:
        """Everybody known, rules among them, by id."""
        with self._database.read() as connection:
            query = select(schema.people).order_by(schema.people.c.id)
            return [Person(**row) for row in connection.execute(query).mappings()]

    def decide(self, review: Review, seen: int | None = None) -> bool:
        """Append a decision; the link's state, stage and stance follow it.

        ``seen`` is how many decisions on the link, those of blind rounds not counted unless it is
        of one, stood on the form that was sent: the same form sent twice is one decision. Tells
        whether it was appended.

        Raises:
            NotFound: there is no such link.
            InputError: the person is not known, or has nothing to take back.
        """
        with self._database.write() as connection:
            quotation = _quotation(connection, review.link)
            _require_person(connection, review.person)
            made = _of_link(connection, review.link, review.round)
            if seen is not None and _is_sent_before(review, made[seen:]):
                return False
            if review.decision is Decision.UNDO and not _standing(review, made):
                raise InputError(f"{review.link}: {review.person} has nothing to take back there")
            _append(connection, review, quotation)
        return True

    def accept_by_rule(self, acceptances: Sequence[Review]) -> int:
        """Append a rule's acceptances of links on which nothing is decided; how many there were.

        Raises:
            NotFound: there is no such link.
            InputError: the rule is not known.
        """
        taken = 0
        with self._database.write() as connection:
            for review in acceptances:
                _require_person(connection, review.person)
                if not in_force(_of_link(connection, review.link)):
                    _append(connection, review, _quotation(connection, review.link))
                    taken += 1
        return taken

    def withdraw(self, rule: str, at: datetime) -> int:
        """Take back every decision of a rule's that is in force; how many there were."""
        with self._database.write() as connection:
            standing = _standing_of(connection, rule)
            for made in standing:
                undo = Review(made.link, made.target, made.document, rule, Decision.UNDO, at)
                _append(connection, undo, _quotation(connection, made.link))
        return len(standing)

    def of_link(self, link: str) -> Rows[Review]:
        """The decisions on one link, oldest first; not those of blind rounds."""
        return self._select((schema.reviews.c.link == link) & _OPEN)

    def of_links(self, links: Collection[str]) -> Rows[Review]:
        """The decisions on some links, oldest first; not those of blind rounds."""
        return self._select(schema.reviews.c.link.in_(links) & _OPEN)

    def of_target(self, target: str) -> Rows[Review]:
        """The decisions on a target's links, oldest first; not those of blind rounds."""
        return self._select((schema.reviews.c.target == target) & _OPEN)

    def of_plan(self, plan: str) -> Rows[Review]:
        """The decisions on a plan's links, oldest first; not those of blind rounds."""
        target = schema.reviews.c.target
        return self._select(target.startswith(f"{plan}/", autoescape=True) & _OPEN)

    def of_rounds(self, rounds: Collection[str]) -> dict[str, list[Review]]:
        """The decisions of some blind rounds, oldest first, by round."""
        found: dict[str, list[Review]] = {round_: [] for round_ in rounds}
        for review in self._select(schema.reviews.c.round.in_(rounds)):
            found[review.round or ""].append(review)
        return found

    def of_round(self, round_: str) -> Rows[Review]:
        """The decisions of a blind round, oldest first."""
        return self._select(schema.reviews.c.round == round_)

    def all(self) -> Rows[Review]:
        """Every decision, oldest first, those of blind rounds among them."""
        return self._select(schema.reviews.c.number > 0)

    def latest(self, most: int) -> list[Review]:
        """The last decisions, the newest first; not those of blind rounds."""
        newest = schema.reviews.c.number.desc()
        query = select(schema.reviews).where(_OPEN).order_by(newest).limit(most)
        with self._database.read() as connection:
            return [review_of_row(row) for row in connection.execute(query).mappings()]

    def _select(self, condition: Any) -> Rows[Review]:
        query = select(schema.reviews).where(condition).order_by(schema.reviews.c.number)
        with self._database.read() as connection:
            return Rows(Review, map(review_of_row, connection.execute(query).mappings()))


_OPEN = schema.reviews.c.round.is_(None)


def decided_in(connection: Connection, document: str) -> dict[str, dict[str, Any]]:
    """What the decisions on a document's links left of each: its state, stage and stance.

    Stage and stance are given where a person said them. Links whose decisions were all taken back
    are not named.
    """
    by_link: dict[str, list[Review]] = {}
    query = select(schema.reviews).where(schema.reviews.c.document == document)
    for row in connection.execute(query.order_by(schema.reviews.c.number)).mappings():
        by_link.setdefault(row["link"], []).append(review_of_row(row))
    decided = {link: present(reviews) for link, reviews in by_link.items()}
    return {link: values for link, values in decided.items() if values}


def in_force(reviews: Iterable[Review], round_: str | None = None) -> list[Review]:
    """The decisions on one link, oldest first, that count: not taken back, and of one round.

    Without a round those count that are of none.
    """
    kept: list[Review] = []
    for review in reviews:
        if review.round != round_:
            continue
        if review.decision is not Decision.UNDO:
            kept.append(review)
        else:
            at = max((n for n, r in enumerate(kept) if r.person == review.person), default=None)
            if at is not None:
                del kept[at]
    return kept


def present(reviews: Iterable[Review]) -> dict[str, Any]:
    """The state, stage and stance that decisions give a link; empty where none is in force."""
    values: dict[str, Any] = {}
    for review in in_force(reviews):
        values["state"] = _STATE[review.decision]
        said = {"stage": review.stage, "stance": review.stance}
        values |= {name: value for name, value in said.items() if value is not None}
    return values


def _append(connection: Connection, review: Review, quotation: str) -> None:
    connection.execute(insert(schema.reviews), _row(review) | {"quotation": quotation})
    if review.round is None:
        _bring_up_to_date(connection, review.link)
    said = {"decision": review.decision, "link": review.link, "round": review.round}
    record_change(connection, "links", review.document, **said)


def _of_link(connection: Connection, link: str, round_: str | None = None) -> list[Review]:
    """What was decided on a link in a round, or in none; oldest first."""
    c = schema.reviews.c
    query = select(schema.reviews).where(c.link == link, c.round.is_not_distinct_from(round_))
    rows = connection.execute(query.order_by(c.number)).mappings()
    return [review_of_row(row) for row in rows]


def _standing_of(connection: Connection, person: str) -> list[Review]:
    """Somebody's decisions that are in force, on links that are there."""
    c, link = schema.reviews.c, schema.links.c
    query = select(schema.reviews).join(schema.links, link.id == c.link)
    query = query.where(c.person == person, _OPEN).order_by(c.number)
    log = [review_of_row(row) for row in connection.execute(query).mappings()]
    by_link: dict[str, list[Review]] = {}
    for review in log:
        by_link.setdefault(review.link, []).append(review)
    return [review for made in by_link.values() for review in in_force(made)]


def _is_sent_before(review: Review, since: Sequence[Review]) -> bool:
    """Whether the person's last word since a form was shown is what it says."""
    mine = [made for made in since if made.person == review.person]
    return bool(mine) and _said(mine[-1]) == _said(review)


def _said(review: Review) -> tuple[object, ...]:
    return review.decision, review.stage, review.stance, review.note


def _standing(undo: Review, made: Iterable[Review]) -> bool:
    """Whether the person who takes back has a decision in force."""
    return any(review.person == undo.person for review in in_force(made, undo.round))


def _bring_up_to_date(connection: Connection, link: str) -> None:
    """Have a link say what the decisions on it say; what was proposed, where there are none."""
    c = schema.links.c
    proposed = {
        "state": LinkState.SUGGESTED,
        "stage": c.proposed_stage,
        "stance": c.proposed_stance,
    }
    values = proposed | present(_of_link(connection, link))
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


def review_of_row(row: RowMapping) -> Review:
    """The decision of a row."""
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
