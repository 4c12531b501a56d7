"""How far a plan has come, as bars and lists of numbers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from planspor.corpus.model import Assessment, LinkState, Measure, Stage, Verdict
from planspor.corpus.store.assessments import OF_MEASURES
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking import (
    Outline,
    Part,
    State,
    count_states,
    grouped,
    is_plan_itself,
)
from planspor.web.words import STATES, VERDICTS


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
        return gettext("%(n)s i alt.", n=self.total) + " " + ", ".join(said)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """People's latest verdicts on some measures; ``lacking`` have none.

    Kept apart from `Progress`, which follows from the evidence.
    """

    counts: Mapping[Verdict, int]
    lacking: int

    @property
    def given(self) -> int:
        """How many measures have a verdict."""
        return sum(self.counts.values())

    @property
    def label(self) -> str:
        """The verdicts in words."""
        said = [f"{n} {VERDICTS[verdict].name.lower()}" for verdict, n in self.counts.items() if n]
        return ", ".join((*said, gettext("%(n)s uten vurdering", n=self.lacking)))


@dataclass(frozen=True, slots=True)
class Group:
    """Some of a plan's targets: ``key`` is what the list is filtered by."""

    key: str
    name: str
    progress: Progress
    verdicts: Verdicts


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in the plan's list: ``stages`` are those that accepted links reach."""

    standing: Outline
    accepted: int
    rejected: int
    suggested: int
    suggesting: int
    stages: tuple[Stage, ...]
    verdict: Assessment | None = None


def measure_row(standing: Outline, verdict: Assessment | None = None) -> MeasureRow:
    """What the plan's list says of a measure; ``suggesting`` counts documents."""
    by_state: dict[LinkState, list[Tie]] = {state: [] for state in LinkState}
    for link in standing.ties:
        by_state[link.state].append(link)
    reached = {link.stage for link in by_state[LinkState.ACCEPTED]}
    return MeasureRow(
        standing=standing,
        accepted=len(by_state[LinkState.ACCEPTED]),
        rejected=len(by_state[LinkState.REJECTED]),
        suggested=len(by_state[LinkState.SUGGESTED]),
        suggesting=len({link.document for link in by_state[LinkState.SUGGESTED]}),
        stages=tuple(stage for stage in Stage if stage in reached),
        verdict=verdict,
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


def latest_verdicts(assessments: Iterable[Assessment]) -> dict[str, Assessment]:
    """The verdict on each target that is in force for the latest year, of verdicts in order."""
    found: dict[str, Assessment] = {}
    for one in assessments:
        if one.target not in found or one.year >= found[one.target].year:
            found[one.target] = one
    return found


def verdicts(standings: Iterable[Outline], latest: Mapping[str, Assessment]) -> Verdicts:
    """How many measures people gave each verdict."""
    counts = dict.fromkeys(OF_MEASURES, 0)
    lacking = 0
    for standing in standings:
        if said := latest.get(standing.target.id):
            counts[said.verdict] = counts.get(said.verdict, 0) + 1
        else:
            lacking += 1
    return Verdicts(counts, lacking)


def by_area(part: Part, latest: Mapping[str, Assessment]) -> list[Group]:
    """The measures by area, in the plan's order."""
    return _groups(part, "area", {area.id: area.text for area in part.plan.areas}, latest)


def by_goal(part: Part, latest: Mapping[str, Assessment]) -> list[Group]:
    """The measures by goal, in the plan's order."""
    return _groups(part, "goals", {goal.id: goal.text for goal in part.plan.goals}, latest)


def by_owner(part: Part, latest: Mapping[str, Assessment]) -> list[Group]:
    """The measures by who answers for them."""
    measures = (s.target for s in part.standings if isinstance(s.target, Measure))
    owners = sorted({owner for measure in measures for owner in measure.owners})
    return _groups(part, "owners", {owner: owner for owner in owners}, latest)


def _groups(
    part: Part, by: str, names: Mapping[str, str], latest: Mapping[str, Assessment]
) -> list[Group]:
    """The groups that hold anything, those with no key of their own last."""
    held = grouped(part.standings, by)
    return [
        Group(
            key,
            names.get(key, ""),
            progress(count_states(held[key])),
            verdicts(held[key], latest),
        )
        for key in (*names, "")
        if key in held
    ]


def slots(standings: Sequence[Outline]) -> int:
    """How many points have no wording."""
    return sum(1 for standing in standings if standing.state is State.WORDING_NOT_LOADED)


def plans_in_order(trackings: Sequence[Part], held: Collection[str]) -> list[Part]:
    """Plans that are in the corpus themselves first, then those that most documents speak of.

    ``held`` are the ids of the corpus's documents.
    """

    def key(tracking: Part) -> tuple[bool, int, str]:
        itself = any(is_plan_itself(tracking.plan, document) for document in held)
        linked = {document for s in tracking.standings for document in s.documents}
        return not itself, -len(linked), tracking.plan.id

    return sorted(trackings, key=key)
