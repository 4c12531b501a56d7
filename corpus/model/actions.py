"""What directorates report that they do about a plan's points: reports, never evidence."""

from dataclasses import dataclass
from datetime import datetime

from planspor.corpus.model.plans import Origin


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of an action, with its date as it stands ("1. halvår 2018"), where it has one."""

    text: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a body does about one or several points of a plan, as the body tells it.

    ``targets`` are ids of the plan's measures (or goals), ``strategies`` names of the plans and
    programmes that it serves as well. ``new`` tells a thing begun for the plan from one that ran
    already; None where nothing says. It comes from a row of ``file`` or from a ``passage``.
    """

    id: str
    plan: str
    text: str
    owner: str | None = None
    department: str | None = None
    new: bool | None = None
    targets: tuple[str, ...] = ()
    strategies: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    document: str | None = None
    passage: str | None = None
    file: str | None = None
    origin: Origin = Origin.PERSON


@dataclass(frozen=True, slots=True)
class ActionReport:
    """How far an action is said to have come in a round of reporting, in the reporter's words.

    ``person`` is the id of who entered it. Reports are appended; the latest of a round counts.
    """

    action: str
    round: str
    status: str
    at: datetime
    document: str | None = None
    passage: str | None = None
    file: str | None = None
    person: str | None = None
