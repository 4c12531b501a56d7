"""A plan's targets as they stand, without the words of what bears on them: cheap to make."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from planspor.corpus.model import Document, LinkState, Measure, Plan, Stage, Target
from planspor.corpus.plans import with_slots
from planspor.corpus.showing import Shown, Tabular
from planspor.corpus.slugs import owner
from planspor.corpus.store.corpus import Corpus
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking.plans import evidence_for
from planspor.corpus.tracking.replay import arrivals, held_at, ties_at
from planspor.corpus.tracking.states import (
    State,
    count_groups,
    count_states,
    stages_of,
    state_of,
)


@dataclass(frozen=True, slots=True, repr=False)
class Outline(Shown):
    """A target as it stands; ``ties`` are its evidence.

    ``searched`` is the number of documents that it was searched for in.
    """

    _told: ClassVar[tuple[str, ...]] = ("target.id", "state")
    target: Target
    state: State
    ties: tuple[Tie, ...]
    searched: int

    def count(self, state: LinkState) -> int:
        """The number of links in a state."""
        return sum(1 for tie in self.ties if tie.state is state)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents with evidence that is not rejected, by id."""
        kept = {tie.document for tie in self.ties if tie.state is not LinkState.REJECTED}
        return tuple(sorted(kept))

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that people accepted; where they accepted none, those suggested."""
        return stages_of(self.ties)


@dataclass(frozen=True, slots=True, repr=False)
class Overview(Shown):
    """A plan as it stands, or stood ``at`` a time, against the documents that are not the plan.

    ``targets`` are all the plan's targets, slots last.
    """

    _told: ClassVar[tuple[str, ...]] = ("plan.id",)
    plan: Plan
    documents: tuple[Document, ...]
    targets: tuple[Outline, ...]
    at: datetime | None = None

    def of(self, kind: type[Target]) -> "Part":
        """The measures (slots included), goals, or other targets."""
        return Part(self, tuple(one for one in self.targets if isinstance(one.target, kind)))


@dataclass(frozen=True, slots=True, repr=False)
class Part(Shown, Tabular):
    """The targets of one sort as they stand."""

    _told: ClassVar[tuple[str, ...]] = ("plan.id",)
    overview: Overview
    standings: tuple[Outline, ...]

    @property
    def plan(self) -> Plan:
        """Whose they are."""
        return self.overview.plan

    @property
    def documents(self) -> tuple[Document, ...]:
        """What they can be found in."""
        return self.overview.documents

    def summary(self) -> dict[State, int]:
        """How many targets are in each state; every state is named."""
        return count_states(self.standings)

    def grouped(self, by: str) -> dict[str, dict[State, int]]:
        """Counts of states per ``goals``, ``area`` or ``owners``; ``""`` gathers those with none.

        A target of several goals or owners counts under each.
        """
        return count_groups(self.standings, by)


def overviews(
    corpus: Corpus, plans: Sequence[Plan], documents: Sequence[Document]
) -> list[Overview]:
    """Plans as they stand, read together; ``documents`` are all of the corpus."""
    held = {plan.id: evidence_for(plan, documents) for plan in plans}
    ties: dict[str, list[Tie]] = {plan.id: [] for plan in plans}
    for tie in corpus.ties.of_plans(list(held)):
        ties[owner(tie.target)].append(tie)
    outside = {plan: _without(documents, held[plan]) for plan in held}
    searched = corpus.ties.searched(outside)
    return [assembled(plan, held[plan.id], ties[plan.id], searched) for plan in plans]


def overview(
    corpus: Corpus,
    plan: Plan,
    documents: Sequence[Document],
    at: datetime,
) -> Overview:
    """A plan as it stood at a time (see ``replay``); ``documents`` are all of the corpus."""
    came = arrivals(corpus)
    held = held_at(evidence_for(plan, documents), at, came)
    ties = ties_at(corpus, plan.id, at, came)
    searched = corpus.ties.searched({plan.id: _without(documents, held)})
    return assembled(plan, held, ties, searched, at)


def _without(documents: Sequence[Document], held: Sequence[Document]) -> list[str]:
    ids = {document.id for document in held}
    return [document.id for document in documents if document.id not in ids]


def assembled(
    plan: Plan,
    documents: tuple[Document, ...],
    ties: Sequence[Tie],
    searched: Mapping[str, int],
    at: datetime | None = None,
) -> Overview:
    """A plan as it stands by its links and by how many documents were searched for each target.

    ``documents`` are its evidence; links elsewhere do not count.
    """
    evidence = _by_target(ties, {document.id for document in documents})
    others = [target for target in plan.targets if not isinstance(target, Measure)]
    outlines = (
        _outline(one, evidence.get(one.id, []), searched.get(one.id, 0), len(documents))
        for one in (*others, *with_slots(plan))
    )
    return Overview(plan, documents, tuple(outlines), at)


def _by_target(ties: Sequence[Tie], documents: Collection[str]) -> dict[str, list[Tie]]:
    """What is evidence in some documents: not the plan restated, nor what is out of date."""
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        if not tie.origin and not tie.outdated and tie.document in documents:
            found.setdefault(tie.target, []).append(tie)
    return found


def _outline(target: Target, ties: Sequence[Tie], searched: int, documents: int) -> Outline:
    state = state_of(target, ties, searched >= documents > 0)
    return Outline(target, state, tuple(ties), searched)
