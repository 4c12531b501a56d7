"""Entering codings that come from outside: a person's links and decisions, each only once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Final

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Decision, Link, Person, Review, Stage, Stance
from planspor.corpus.store.database import now
from planspor.corpus.store.links import MadeLink, link_id

_CHUNK: Final = 500
"""Places that are read for at once."""


@dataclass(frozen=True, slots=True)
class Said:
    """A decision as a file has it.

    ``at`` is None where the file does not tell when: then it is the same as an earlier one of
    that person's that says the same.
    """

    person: Person
    decision: Decision
    at: datetime | None = None
    stage: Stage | None = None
    stance: Stance | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a passage that a file links to a target, with the decisions on them, in order.

    ``link`` is the id that the link had where it comes from, ``proposer`` who proposed it there,
    ``stage`` and ``stance`` what was proposed. ``where`` tells of the place in the file.
    """

    where: str
    target: str
    document: str
    passage: str
    said: Sequence[Said]
    start: int | None = None
    end: int | None = None
    link: str | None = None
    proposer: Person | None = None
    stage: Stage = Stage.INTENT
    stance: Stance = Stance.MENTIONS


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What a file holds that could not be entered: where it stands, what it is and why."""

    where: str
    what: str
    why: str


@dataclass(slots=True)
class Report:
    """What became of a file's codings.

    ``changed`` are links that were decided on here before and now stand otherwise. ``near`` counts
    places that were found by likeness, ``notes`` is what a person should know of the rest.
    """

    made: int = 0
    decisions: int = 0
    known: int = 0
    near: int = 0
    changed: list[str] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def take(corpus: Corpus, places: Iterable[Place], report: Report) -> None:
    """Enter places and decisions that the corpus does not have yet; nothing is entered twice."""
    taking = _Taking(corpus, report)
    waiting = iter(places)
    while chunk := list(islice(waiting, _CHUNK)):
        taking.take(chunk)


class _Taking:
    """What the corpus has already, kept up as more comes in."""

    def __init__(self, corpus: Corpus, report: Report) -> None:
        self._corpus = corpus
        self._report = report
        self._made: set[str] = set()
        self._people = {person.id for person in corpus.reviews.people()}
        self._reviews: dict[str, list[Review]] = {}
        for review in corpus.reviews.all():
            if review.round is None:
                self._reviews.setdefault(review.link, []).append(review)

    def take(self, places: Sequence[Place]) -> None:
        """Enter some places; what they need is read at once."""
        ids = [self._ids(place) for place in self._with_words(places)]
        links = self._corpus.links.by_id({id_ for _, listed in ids for id_ in listed})
        before = {id_: _standing(link) for id_, link in links.items() if id_ in self._reviews}
        moved: list[str] = []
        for place, listed in ids:
            held = (links[id_] for id_ in listed if id_ in links)
            link = next((one for one in held if one.target == place.target), None)
            try:
                id_ = link.id if link else self._make(place)
                if self._decide(id_, place) and id_ in before:
                    moved.append(id_)
            except (InputError, NotFound) as error:
                self._leave(place, error.message)
        after = self._corpus.links.by_id(set(moved))
        stand_otherwise = (x for x, link in after.items() if _standing(link) != before[x])
        self._report.changed += sorted(stand_otherwise)

    def _with_words(self, places: Sequence[Place]) -> Iterator[tuple[Place, str]]:
        """Places with the words they are; those whose passage is not there are reported."""
        passages = self._corpus.documents.passages_by_id({place.passage for place in places})
        for place in places:
            if place.passage in passages:
                yield place, passages[place.passage].text[place.start : place.end]
            else:
                self._leave(place, "its passage is not in the corpus")

    def _ids(self, worded: tuple[Place, str]) -> tuple[Place, list[str]]:
        """The ids that a place's link can have: its own, or that of its words."""
        place, words = worded
        made = link_id(place.target, place.document, words)
        return place, [made] if place.link in (None, made) else [place.link, made]

    def _make(self, place: Place) -> str:
        person = place.proposer or (place.said[0].person if place.said else None)
        if person is None:
            raise InputError("nobody decided on it", "Say with --as who coded it.")
        self._know(person)
        made = MadeLink(
            place.target,
            place.document,
            place.passage,
            person.id,
            place.stage,
            place.stance,
            place.start,
            place.end,
        )
        id_ = self._corpus.links.make(made)
        self._report.made += id_ not in self._made
        self._made.add(id_)
        return id_

    def _decide(self, link: str, place: Place) -> bool:
        """Append the decisions that are not there; whether there were any."""
        held = self._reviews.setdefault(link, [])
        missing = _missing(held, place.said)
        for said in missing:
            self._know(said.person)
            review = _review(link, place, said)
            self._corpus.reviews.decide(review)
            held.append(review)
        self._report.decisions += len(missing)
        self._report.known += len(place.said) - len(missing)
        return bool(missing)

    def _know(self, person: Person) -> None:
        """Enter somebody who is new; the name that the corpus has for a person stays."""
        if person.id not in self._people:
            self._corpus.reviews.know(person)
            self._people.add(person.id)

    def _leave(self, place: Place, why: str) -> None:
        self._report.unplaced.append(Unplaced(place.where, place.target, why))


def _review(link: str, place: Place, said: Said) -> Review:
    return Review(
        link=link,
        target=place.target,
        document=place.document,
        person=said.person.id,
        decision=said.decision,
        at=said.at or now(),
        stage=said.stage,
        stance=said.stance,
        note=said.note,
    )


def _missing(reviews: Sequence[Review], said: Iterable[Said]) -> list[Said]:
    """The decisions that are not among those entered before, each of which answers for one."""
    left, missing = list(reviews), []
    for one in said:
        match = next((review for review in left if _is_same(review, one)), None)
        if match is None:
            missing.append(one)
        else:
            left.remove(match)
    return missing


def _is_same(review: Review, said: Said) -> bool:
    return (
        (review.person, review.decision) == (said.person.id, said.decision)
        and (review.stage, review.stance, review.note) == (said.stage, said.stance, said.note)
        and said.at in (None, review.at)
    )


def _standing(link: Link) -> tuple[str, str, str]:
    return link.state, link.stage, link.stance
