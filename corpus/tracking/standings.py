"""A plan's targets as they stand, with every link and trace that bears on them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, TypeVar

from planspor.corpus.model import (
    Document,
    Link,
    LinkState,
    Plan,
    SearchTrace,
    Stage,
    Stance,
    Target,
)
from planspor.corpus.plans import with_slots
from planspor.corpus.showing import Shown, Tabular
from planspor.corpus.store.corpus import Corpus
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking.plans import evidence_for, taken_from
from planspor.corpus.tracking.replay import arrivals, held_at, ties_at
from planspor.corpus.tracking.states import (
    Bearing,
    CellState,
    State,
    cell_state,
    count_groups,
    count_states,
    stages_of,
    stances_of,
    state_of,
    telling,
)

_Item = TypeVar("_Item", Link, SearchTrace)


@dataclass(frozen=True, slots=True, repr=False)
class Standing(Shown, Tabular):
    """A target with what bears on it; ``links`` are evidence, ``origins`` the plan restated.

    ``outdated`` are decided links whose words a later version of their document lacks: they count
    for nothing and wait to be looked at again.
    """

    _told: ClassVar[tuple[str, ...]] = ("target.id", "state")
    target: Target
    state: State
    links: tuple[Link, ...]
    origins: tuple[Link, ...]
    traces: tuple[SearchTrace, ...]
    outdated: tuple[Link, ...] = ()

    def count(self, state: LinkState) -> int:
        """The number of links in a state."""
        return sum(1 for link in self.links if link.state is state)

    @property
    def silences(self) -> tuple[SearchTrace, ...]:
        """Where was searched and no evidence found; a trace with links there restates the plan.

        Where the target was taken from is its origin, and no silence.
        """
        speaking = {link.document for link in self.links} | taken_from(self.target)
        return tuple(trace for trace in self.traces if trace.document not in speaking)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents with evidence that is not rejected, by id."""
        kept = {link.document for link in self.links if link.state is not LinkState.REJECTED}
        return tuple(sorted(kept))

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that people accepted; where they accepted none, those suggested."""
        return stages_of(self.links)


@dataclass(frozen=True, slots=True, repr=False)
class Cell(Shown):
    """One target in one document."""

    _told: ClassVar[tuple[str, ...]] = ("row", "document", "state")
    row: str
    document: str
    state: CellState
    links: tuple[Link, ...] | tuple[Tie, ...]
    best_score: float | None

    @property
    def telling(self) -> tuple[Bearing, ...]:
        """The links that give the cell its state."""
        return telling(self.links)

    @property
    def stances(self) -> tuple[Stance, ...]:
        """The stances of the accepted links, in the order of the vocabulary."""
        return stances_of(self.links)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that people accepted; where they accepted none, those suggested."""
        return stages_of(self.links)


@dataclass(frozen=True, slots=True, repr=False)
class Tracking(Shown, Tabular):
    """A plan as it stands: its targets against the documents that are not the plan itself."""

    _told: ClassVar[tuple[str, ...]] = ("plan.id",)
    plan: Plan
    documents: tuple[Document, ...]
    standings: tuple[Standing, ...]

    def summary(self) -> dict[State, int]:
        """How many targets are in each state; every state is named."""
        return count_states(self.standings)

    def cells(self) -> list[Cell]:
        """Every target in every document, row by row."""
        return [
            cell
            for standing in self.standings
            if standing.state is not State.WORDING_NOT_LOADED
            for cell in _cells(standing, self.documents)
        ]

    def grouped(self, by: str) -> dict[str, dict[State, int]]:
        """Counts of states per ``goals``, ``area`` or ``owners``; ``""`` gathers those with none.

        A target of several goals or owners counts under each.
        """
        return count_groups(self.standings, by)


def track_measures(corpus: Corpus, plan: str, at: datetime | None = None) -> Tracking:
    """A plan's measures, slots included, as they stand, or stood at a time (see ``replay``).

    Raises:
        NotFound: there is no such plan.
    """
    found = corpus.plans.get(plan)
    return track(corpus, found, with_slots(found), at)


def track_goals(corpus: Corpus, plan: str, at: datetime | None = None) -> Tracking:
    """A plan's goals as they stand, or stood at a time.

    Raises:
        NotFound: there is no such plan.
    """
    found = corpus.plans.get(plan)
    return track(corpus, found, found.goals, at)


def track(
    corpus: Corpus, plan: Plan, targets: Sequence[Target], at: datetime | None = None
) -> Tracking:
    """Some targets of a plan as they stand, or stood at a time."""
    documents = evidence_for(plan, corpus.documents.all())
    links: Sequence[Link] = corpus.links.of_plan(plan.id)
    if at is not None:
        came = arrivals(corpus)
        documents = held_at(documents, at, came)
        links = _replayed(links, ties_at(corpus, plan.id, at, came))
    found = _by_target(links)
    traces = _by_target(corpus.links.traces_of_plan(plan.id))
    standings = tuple(
        _standing(target, found.get(target.id, []), traces.get(target.id, []), documents)
        for target in targets
    )
    return Tracking(plan, documents, standings)


def standing_of(corpus: Corpus, target: str) -> Standing:
    """One measure or goal as it stands.

    Raises:
        NotFound: there is no such target.
    """
    plan, found = corpus.plans.with_target(target)
    return standing_among(corpus, found, evidence_for(plan, corpus.documents.all()))


def standing_among(corpus: Corpus, target: Target, documents: Sequence[Document]) -> Standing:
    """One target as it stands; ``documents`` are those that can be evidence for its plan."""
    links = corpus.links.of_target(target.id)
    return _standing(target, links, corpus.links.traces_of_target(target.id), documents)


def _replayed(links: Sequence[Link], ties: Sequence[Tie]) -> list[Link]:
    """Links as earlier ties have them; without those that have none."""
    then = {tie.id: tie for tie in ties}
    return [
        replace(link, state=tie.state, stage=tie.stage, stance=tie.stance, by_rule=tie.by_rule)
        for link in links
        if (tie := then.get(link.id))
    ]


def _by_target(items: Iterable[_Item]) -> dict[str, list[_Item]]:
    found: dict[str, list[_Item]] = {}
    for item in items:
        found.setdefault(item.target, []).append(item)
    return found


def _standing(
    target: Target,
    links: Sequence[Link],
    traces: Sequence[SearchTrace],
    documents: Sequence[Document],
) -> Standing:
    others = {document.id for document in documents}
    origins = tuple(link for link in links if link.origin or link.document not in others)
    restated = {link.id for link in origins}
    foreign = [link for link in links if link.id not in restated]
    evidence = tuple(link for link in foreign if not link.outdated)
    outdated = tuple(link for link in foreign if link.outdated)
    searched = {trace.document for trace in traces}
    state = state_of(target, evidence, searched >= others and bool(others))
    kept = tuple(trace for trace in traces if trace.document in others)
    return Standing(target, state, evidence, origins, kept, outdated)


def _cells(standing: Standing, documents: Sequence[Document]) -> list[Cell]:
    links: dict[str, list[Link]] = {}
    for link in standing.links:
        links.setdefault(link.document, []).append(link)
    scores = {trace.document: trace.best_score for trace in standing.traces}
    return [
        _cell(standing.target, document.id, links.get(document.id, []), scores)
        for document in documents
    ]


def _cell(
    target: Target, document: str, links: Sequence[Link], scores: Mapping[str, float]
) -> Cell:
    state = cell_state(links, document in scores, document in taken_from(target))
    return Cell(target.id, document, state, tuple(links), scores.get(document))
