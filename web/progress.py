"""How far a plan has come, as bars and lists of numbers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from planspor.corpus.model import Link, LinkState, Stage
from planspor.corpus.tracking import Standing, State, Tracking, is_plan_itself
from planspor.web.words import STATES


@dataclass(frozen=True, slots=True)
class Share:
    """One state's part of a bar; ``start`` and ``width`` are percents of the bar."""

    state: State
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of something are in each state. ``label`` says it in words."""

    total: int
    counts: Mapping[State, int]
    shares: tuple[Share, ...]

    @property
    def addressed(self) -> int:
        """How many are addressed."""
        return self.counts[State.ADDRESSED]

    @property
    def label(self) -> str:
        """The bar read aloud."""
        said = [f"{STATES[s.state].name}: {s.count}" for s in self.shares]
        return f"{self.total} i alt. " + ", ".join(said)


@dataclass(frozen=True, slots=True)
class Group:
    """Some of a plan's targets: ``key`` is what the list is filtered by."""

    key: str
    name: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in the plan's list: ``stages`` are those that accepted links reach."""

    standing: Standing
    accepted: int
    rejected: int
    suggested: int
    suggesting: int
    stages: tuple[Stage, ...]


def measure_row(standing: Standing) -> MeasureRow:
    """What the plan's list says of a measure; ``suggesting`` counts documents."""
    by_state: dict[LinkState, list[Link]] = {state: [] for state in LinkState}
    for link in standing.links:
        by_state[link.state].append(link)
    reached = {link.stage for link in by_state[LinkState.ACCEPTED]}
    return MeasureRow(
        standing=standing,
        accepted=len(by_state[LinkState.ACCEPTED]),
        rejected=len(by_state[LinkState.REJECTED]),
        suggested=len(by_state[LinkState.SUGGESTED]),
        suggesting=len({link.document for link in by_state[LinkState.SUGGESTED]}),
        stages=tuple(stage for stage in Stage if stage in reached),
    )


def progress(counts: Mapping[State, int]) -> Progress:
    """The bar of some counts."""
    total = sum(counts.values())
    shares, start = [], 0.0
    for state in STATES:
        if counts[state]:
            width = 100 * counts[state] / total
            shares.append(Share(state, counts[state], round(start, 3), round(width, 3)))
            start += width
    return Progress(total, counts, tuple(shares))


def by_area(tracking: Tracking) -> list[Group]:
    """The measures by area, in the plan's order."""
    names = {area.id: area.text for area in tracking.plan.areas}
    return _groups(tracking, "area", names)


def by_goal(tracking: Tracking) -> list[Group]:
    """The measures by goal, in the plan's order."""
    names = {goal.id: goal.text for goal in tracking.plan.goals}
    return _groups(tracking, "goals", names)


def by_owner(tracking: Tracking) -> list[Group]:
    """The measures by who answers for them."""
    owners = sorted({owner for measure in tracking.plan.measures for owner in measure.owners})
    return _groups(tracking, "owners", {owner: owner for owner in owners})


def _groups(tracking: Tracking, by: str, names: Mapping[str, str]) -> list[Group]:
    """The groups that hold anything, those with no key of their own last."""
    counts = tracking.grouped(by)
    keys = [key for key in (*names, "") if key in counts]
    return [Group(key, names.get(key, ""), progress(counts[key])) for key in keys]


def slots(standings: Sequence[Standing]) -> int:
    """How many points have no wording."""
    return sum(1 for standing in standings if standing.state is State.WORDING_NOT_LOADED)


def plans_in_order(trackings: Sequence[Tracking], held: Collection[str]) -> list[Tracking]:
    """Plans that are in the corpus themselves first, then those that most documents speak of.

    ``held`` are the ids of the corpus's documents.
    """

    def key(tracking: Tracking) -> tuple[bool, int, str]:
        itself = any(is_plan_itself(tracking.plan, document) for document in held)
        linked = {document for s in tracking.standings for document in s.documents}
        return not itself, -len(linked), tracking.plan.id

    return sorted(trackings, key=key)
