"""Which of a plan's targets are addressed, where and by what: a view over links and traces.

A target is *addressed* when a person accepted a link to it at stage action or later, with a stance
other than mentions, from a document that is not the plan itself. Everything short of that is told
apart, down to whether anybody looked.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from planspor.corpus.model import (
    Document,
    Link,
    LinkState,
    Measure,
    Plan,
    SearchTrace,
    Stage,
    Stance,
    Target,
    area_of,
    goals_of,
)
from planspor.corpus.plans import with_slots
from planspor.corpus.slugs import slug
from planspor.corpus.store.corpus import Corpus

_Item = TypeVar("_Item", Link, SearchTrace)


class State(StrEnum):
    """How a target stands.

    ``INTENT_ONLY`` has accepted links, none of which addresses it; ``SUGGESTED`` has undecided
    ones; ``REJECTED_ONLY`` none but rejected ones; ``NOTHING_FOUND`` was searched for in every
    document; ``NOT_SEARCHED`` was not searched for in all; ``WORDING_NOT_LOADED`` is a slot.
    """

    ADDRESSED = "addressed"
    SUGGESTED = "suggested"
    INTENT_ONLY = "intent_only"
    REJECTED_ONLY = "rejected_only"
    NOTHING_FOUND = "nothing_found"
    NOT_SEARCHED = "not_searched"
    WORDING_NOT_LOADED = "wording_not_loaded"


class CellState(StrEnum):
    """How one target stands in one document."""

    REVIEWED = "reviewed"
    SUGGESTED = "suggested"
    REJECTED = "rejected"
    NOTHING_FOUND = "nothing_found"
    NOT_SEARCHED = "not_searched"


_GIVES: Final = {
    LinkState.ACCEPTED: (State.INTENT_ONLY, CellState.REVIEWED),
    LinkState.SUGGESTED: (State.SUGGESTED, CellState.SUGGESTED),
    LinkState.REJECTED: (State.REJECTED_ONLY, CellState.REJECTED),
}
"""What a link gives a target that it does not address, and its cell; what says most first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A target with what bears on it; ``links`` are evidence, ``origins`` the plan restated.

    ``outdated`` are decided links whose words a later version of their document lacks: they count
    for nothing and wait to be looked at again.
    """

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
        """Where was searched and no evidence found; a trace with links there restates the plan."""
        speaking = {link.document for link in self.links}
        return tuple(trace for trace in self.traces if trace.document not in speaking)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents with evidence that is not rejected, by id."""
        kept = {link.document for link in self.links if link.state is not LinkState.REJECTED}
        return tuple(sorted(kept))

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that people accepted; where they accepted none, those suggested."""
        return _stages(self.links)


@dataclass(frozen=True, slots=True)
class Cell:
    """One target in one document."""

    row: str
    document: str
    state: CellState
    links: tuple[Link, ...]
    best_score: float | None

    @property
    def telling(self) -> tuple[Link, ...]:
        """The links that give the cell its state."""
        return _telling(self.links)

    @property
    def stances(self) -> tuple[Stance, ...]:
        """The stances of the accepted links, in the order of the vocabulary."""
        held = {link.stance for link in self.links if link.state is LinkState.ACCEPTED}
        return tuple(stance for stance in Stance if stance in held)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that people accepted; where they accepted none, those suggested."""
        return _stages(self.links)


@dataclass(frozen=True, slots=True)
class Tracking:
    """A plan as it stands: its targets against the documents that are not the plan itself."""

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
        groups: dict[str, list[Standing]] = {}
        for standing in self.standings:
            for key in _keys(standing.target, by) or ("",):
                groups.setdefault(key, []).append(standing)
        return {key: count_states(standings) for key, standings in sorted(groups.items())}


def count_states(standings: Iterable[Standing]) -> dict[State, int]:
    """How many are in each state, zeros included."""
    counts = dict.fromkeys(State, 0)
    for standing in standings:
        counts[standing.state] += 1
    return counts


def track_measures(corpus: Corpus, plan: str) -> Tracking:
    """A plan's measures, slots included, as they stand.

    Raises:
        NotFound: there is no such plan.
    """
    found = corpus.plans.get(plan)
    return _track(corpus, found, with_slots(found))


def track_goals(corpus: Corpus, plan: str) -> Tracking:
    """A plan's goals as they stand.

    Raises:
        NotFound: there is no such plan.
    """
    found = corpus.plans.get(plan)
    return _track(corpus, found, found.goals)


def standing_of(corpus: Corpus, target: str) -> Standing:
    """One measure or goal as it stands.

    Raises:
        NotFound: there is no such target.
    """
    plan, found = corpus.plans.with_target(target)
    links, traces = corpus.links.of_target(target), corpus.links.traces_of_target(target)
    return _standing(found, links, traces, _others(corpus, plan))


def is_plan_itself(plan: Plan, document: str) -> bool:
    """Whether a document is the plan, whose words are never evidence for it.

    It is when the plan names it by id, or when its id is the plan's number, or begins with it
    (``prop-15-s-2015-2016`` for Prop. 15 S (2015–2016), and extracts of it).
    """
    if document == plan.document or document in plan.documents:
        return True
    number = slug(plan.document or "")
    is_citation = number != plan.document and any(sign.isdigit() for sign in number)
    return is_citation and f"{document}-".startswith(f"{number}-")


def predates(plan: Plan, document: Document) -> bool:
    """Whether a document is from before the plan's first year, and so no answer to it."""
    first = re.match(r"\d{4}", plan.years or "")
    return first is not None and document.year is not None and document.year < int(first.group())


def addresses(link: Link) -> bool:
    """Whether a link makes its target addressed."""
    return (
        link.state is LinkState.ACCEPTED
        and link.stage is not Stage.INTENT
        and link.stance is not Stance.MENTIONS
    )


def _track(corpus: Corpus, plan: Plan, targets: Sequence[Target]) -> Tracking:
    documents = _others(corpus, plan)
    links = _by_target(corpus.links.of_plan(plan.id))
    traces = _by_target(corpus.links.traces_of_plan(plan.id))
    standings = tuple(
        _standing(target, links.get(target.id, []), traces.get(target.id, []), documents)
        for target in targets
    )
    return Tracking(plan, documents, standings)


def _others(corpus: Corpus, plan: Plan) -> tuple[Document, ...]:
    """Documents in which the plan's targets can be found: not the plan, not those without text."""
    documents = corpus.documents.all()
    return tuple(d for d in documents if d.passages and not is_plan_itself(plan, d.id))


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
    foreign = [link for link in links if link not in origins]
    evidence = tuple(link for link in foreign if not link.outdated)
    outdated = tuple(link for link in foreign if link.outdated)
    searched = {trace.document for trace in traces}
    state = _state(target, evidence, searched >= others and bool(others))
    kept = tuple(trace for trace in traces if trace.document in others)
    return Standing(target, state, evidence, origins, kept, outdated)


def _state(target: Target, evidence: Sequence[Link], searched: bool) -> State:
    if target.text is None:
        return State.WORDING_NOT_LOADED
    if any(addresses(link) for link in evidence):
        return State.ADDRESSED
    if telling := _telling(evidence):
        return _GIVES[telling[0].state][0]
    return State.NOTHING_FOUND if searched else State.NOT_SEARCHED


def _cells(standing: Standing, documents: Sequence[Document]) -> list[Cell]:
    links: dict[str, list[Link]] = {}
    for link in standing.links:
        links.setdefault(link.document, []).append(link)
    scores = {trace.document: trace.best_score for trace in standing.traces}
    return [
        _cell(standing.target.id, document.id, links.get(document.id, []), scores)
        for document in documents
    ]


def _cell(row: str, document: str, links: Sequence[Link], scores: Mapping[str, float]) -> Cell:
    if telling := _telling(links):
        state = _GIVES[telling[0].state][1]
    else:
        state = CellState.NOTHING_FOUND if document in scores else CellState.NOT_SEARCHED
    return Cell(row, document, state, tuple(links), scores.get(document))


def _telling(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links in the state that says most: accepted, else suggested, else rejected."""
    for state in _GIVES:
        if told := tuple(link for link in links if link.state is state):
            return told
    return ()


def _stages(links: Sequence[Link]) -> tuple[Stage, ...]:
    """The stages of the links that say most, in order; none where all are rejected."""
    reached = {link.stage for link in _telling(links) if link.state is not LinkState.REJECTED}
    return tuple(stage for stage in Stage if stage in reached)


def _keys(target: Target, by: str) -> Sequence[str]:
    if by == "area":
        area = area_of(target)
        return (area,) if area else ()
    if by == "goals":
        return goals_of(target)
    return target.owners if isinstance(target, Measure) else ()
