"""How targets and cells stand, by the links that bear on them and where was searched."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from planspor.corpus.model import (
    LinkState,
    Measure,
    Stage,
    Stance,
    Target,
    area_of,
    goals_of,
)


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
    """How one target stands in one document, or in several taken together."""

    REVIEWED = "reviewed"
    SUGGESTED = "suggested"
    REJECTED = "rejected"
    TAKEN_FROM = "taken_from"
    NOTHING_FOUND = "nothing_found"
    NOT_SEARCHED = "not_searched"


_GIVES: Final = {
    LinkState.ACCEPTED: (State.INTENT_ONLY, CellState.REVIEWED),
    LinkState.SUGGESTED: (State.SUGGESTED, CellState.SUGGESTED),
    LinkState.REJECTED: (State.REJECTED_ONLY, CellState.REJECTED),
}
"""What a link gives a target that it does not address, and its cell; what says most first."""


class Bearing(Protocol):
    """What bears on a target: a link, with its words or without."""

    @property
    def document(self) -> str:
        """Where it stands."""

    @property
    def state(self) -> LinkState:
        """As the decisions left it."""

    @property
    def stage(self) -> Stage:
        """As the decisions left it."""

    @property
    def stance(self) -> Stance:
        """As the decisions left it."""

    @property
    def by_rule(self) -> bool:
        """Whether a rule accepted it, and no person."""


_Bearing = TypeVar("_Bearing", bound=Bearing)


def addresses(link: Bearing) -> bool:
    """Whether a link makes its target addressed."""
    return (
        link.state is LinkState.ACCEPTED
        and link.stage is not Stage.INTENT
        and link.stance is not Stance.MENTIONS
    )


def state_of(target: Target, evidence: Sequence[Bearing], searched: bool) -> State:
    """How a target stands; ``searched`` tells that it was searched for in every document."""
    if target.text is None:
        return State.WORDING_NOT_LOADED
    if any(addresses(link) for link in evidence):
        return State.ADDRESSED
    if told := telling(evidence):
        return _GIVES[told[0].state][0]
    return State.NOTHING_FOUND if searched else State.NOT_SEARCHED


def rests_on_rules(evidence: Sequence[Bearing]) -> bool:
    """Whether rules alone accepted what makes a target stand as it does; nobody has read it."""
    decisive = [link for link in evidence if addresses(link)] or telling(evidence)
    return bool(decisive) and all(link.by_rule for link in decisive)


def cell_state(evidence: Sequence[Bearing], searched: bool, origin: bool = False) -> CellState:
    """How a cell stands; ``searched`` tells that its target was searched for there.

    ``origin`` tells that the target was taken from there.
    """
    if told := telling(evidence):
        return _GIVES[told[0].state][1]
    if origin:
        return CellState.TAKEN_FROM
    return CellState.NOTHING_FOUND if searched else CellState.NOT_SEARCHED


def telling(links: Sequence[_Bearing]) -> tuple[_Bearing, ...]:
    """The links in the state that says most: accepted, else suggested, else rejected."""
    # Most cells of a matrix have none.
    for state in _GIVES if links else ():
        if told := tuple(link for link in links if link.state is state):
            return told
    return ()


def stages_of(links: Sequence[Bearing]) -> tuple[Stage, ...]:
    """The stages of the links that say most, in order; none where all are rejected."""
    reached = {link.stage for link in telling(links) if link.state is not LinkState.REJECTED}
    return tuple(stage for stage in Stage if stage in reached)


def stances_of(links: Iterable[Bearing]) -> tuple[Stance, ...]:
    """The stances of the accepted links, in the order of the vocabulary."""
    held = {link.stance for link in links if link.state is LinkState.ACCEPTED}
    return tuple(stance for stance in Stance if stance in held)


class Held(Protocol):
    """A target with its state."""

    @property
    def target(self) -> Target:
        """What stands so."""

    @property
    def state(self) -> State:
        """How it stands."""


_Held = TypeVar("_Held", bound=Held)


def count_states(standings: Iterable[Held]) -> dict[State, int]:
    """How many are in each state, zeros included."""
    counts = dict.fromkeys(State, 0)
    for standing in standings:
        counts[standing.state] += 1
    return counts


def count_groups(standings: Iterable[Held], by: str) -> dict[str, dict[State, int]]:
    """Counts of states per ``goals``, ``area`` or ``owners``, as ``grouped`` has them."""
    groups = grouped(standings, by)
    return {key: count_states(held) for key, held in sorted(groups.items())}


def grouped(standings: Iterable[_Held], by: str) -> Mapping[str, list[_Held]]:
    """Standings per ``goals``, ``area`` or ``owners``; ``""`` gathers those with none.

    A target of several goals or owners is under each.
    """
    groups: dict[str, list[_Held]] = {}
    for standing in standings:
        for key in keys_of(standing.target, by) or ("",):
            groups.setdefault(key, []).append(standing)
    return groups


def keys_of(target: Target, by: str) -> Sequence[str]:
    """What a target is grouped under: ``goals``, ``area`` or ``owners``."""
    if by == "area":
        area = area_of(target)
        return (area,) if area else ()
    if by == "goals":
        return goals_of(target)
    return target.owners if isinstance(target, Measure) else ()
