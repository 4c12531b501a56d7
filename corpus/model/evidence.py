"""What links, decisions on them and traces of searching are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from planspor.corpus.model.documents import Access, Source
from planspor.corpus.showing import Shown


class Stage(StrEnum):
    """How far a piece of evidence says a measure has come, in this order."""

    INTENT = "intent"
    ACTION = "action"
    RESULT = "result"
    ASSESSMENT = "assessment"


class Stance(StrEnum):
    """What a passage says of its target."""

    SUPPORTS = "supports"
    PARTLY = "partly"
    CONTRADICTS = "contradicts"
    MENTIONS = "mentions"


class LinkState(StrEnum):
    """The present state of a link: a view over the decisions on it."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Decision(StrEnum):
    """What a person decided on a link; an undoing takes back that person's latest other one."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNDO = "undo"


class Verdict(StrEnum):
    """What a person says of a measure or of the attainment of a goal in a year."""

    NOT_ADDRESSED = "not addressed"
    INTENDED = "intended"
    UNDER_WAY = "under way"
    DONE_IN_PART = "done in part"
    DONE = "done"
    DROPPED = "dropped"
    REACHED = "reached"
    REACHED_IN_PART = "reached in part"
    NOT_REACHED = "not reached"
    CANNOT_BE_TOLD = "cannot be told"


class Found(StrEnum):
    """How a quotation was found again in a new version of its document."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    LOST = "lost"


@dataclass(frozen=True, slots=True, repr=False)
class Link(Shown):
    """A passage and the target it speaks to.

    ``score`` is the passage's score divided by what the target scores against itself. ``origin``
    is true where the passage restates the plan's own list: never evidence. ``terms`` maps each
    term that made the link to its share of the score; ``rules`` names the rules that fired.
    ``state``, ``stage`` and ``stance`` are as the latest decisions left them. ``outdated`` tells
    that the passage is of an earlier version of the document and was not found in the present one.
    ``access`` is the document's. ``start..end`` are the words of the passage's text that a person
    chose; None where it is the whole of it. ``by_rule`` tells that no person accepted it, but a
    rule that a person set.
    """

    _told: ClassVar[tuple[str, ...]] = (
        "id",
        "target",
        "passage",
        "state",
        "stage",
        "stance",
        "score",
    )
    id: str
    target: str
    document: str
    passage: str
    section: str
    score: float
    stage: Stage
    stance: Stance
    state: LinkState
    origin: bool
    terms: Mapping[str, float]
    rules: tuple[str, ...]
    proposed_by: str
    text: str
    source: Source
    version: int
    outdated: bool = False
    access: Access = Access.OPEN
    start: int | None = None
    end: int | None = None
    by_rule: bool = False

    @property
    def quotation(self) -> str:
        """The words that it rests on."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Person:
    """Who decides; ``machine`` where it is a rule that a person set, which is never counted as one.

    ``name`` says of a rule who set it.
    """

    id: str
    name: str
    machine: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Review(Shown):
    """One decision by one person on one link; never changed, never removed.

    One made in a blind coding ``round`` counts in that round alone, and leaves the link as it is.
    """

    _told: ClassVar[tuple[str, ...]] = ("link", "decision", "person", "stage", "stance")
    link: str
    target: str
    document: str
    person: str
    decision: Decision
    at: datetime
    stage: Stage | None = None
    stance: Stance | None = None
    note: str = ""
    round: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """A person's verdict on a target in a year, with the links that carry it; never changed.

    The latest one of a target and year is in force. ``searched`` is how many documents had been
    searched for the target when it was given: what carries a verdict that nothing was found.
    """

    target: str
    year: int
    verdict: Verdict
    links: tuple[str, ...]
    person: str
    at: datetime
    note: str = ""
    searched: int = 0


@dataclass(frozen=True, slots=True)
class Continuation:
    """What a person says of two measures of two plans: that one goes on in the other, or not.

    Never changed; the latest one of a pair is in force.
    """

    earlier: str
    later: str
    continues: bool
    person: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words that a link rests on: those it was decided on, wherever it stands since.

    ``terms`` are those that made the link; a passage without them says something else.
    """

    link: str
    target: str
    document: str
    version: int
    passage: str
    text: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchoring:
    """What became of a decided link when its document got a new version.

    ``passage`` is where its quotation stands now, None where it is lost; ``similarity`` lies in
    0..1.
    """

    quotation: Quotation
    version: int
    passage: str | None
    how: Found
    similarity: float
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class SearchTrace(Shown):
    """That a target was searched for in a document version, and how close anything came."""

    _told: ClassVar[tuple[str, ...]] = ("target", "document", "best_score")
    target: str
    document: str
    version: int
    linker: str
    profile: str
    run: int
    at: datetime
    best_score: float
    links: int


@dataclass(frozen=True, slots=True)
class LinkRun:
    """One run of the linker with the term statistics it froze.

    ``frequencies`` maps a term to the number of passages that held it among ``passages``;
    ``average_length`` is in terms.
    """

    id: int
    at: datetime
    linker: str
    passages: int
    average_length: float
    frequencies: Mapping[str, int]
