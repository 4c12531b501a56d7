"""The machine's own reading of a target: what links would say if stages and stances were all.

It is reckoned each time it is shown, and is never kept as a verdict: that is a person's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from planspor.corpus.model import Goal, Stage, Stance, Target, Verdict
from planspor.corpus.tracking.states import Bearing

_Link = TypeVar("_Link", bound=Bearing)
_FOR: Final = (Stance.SUPPORTS, Stance.PARTLY)
_FAR: Final = (Stage.RESULT, Stage.ASSESSMENT)


@dataclass(frozen=True, slots=True)
class Reading(Generic[_Link]):
    """What some links amount to. ``disputed`` tells that they speak for and against.

    ``verdict`` is None where there are no links and nobody searched everywhere. ``links`` are
    those that it rests on.
    """

    verdict: Verdict | None
    links: tuple[_Link, ...] = ()
    disputed: bool = False


def read(target: Target, links: Sequence[_Link], searched: bool) -> Reading[_Link]:
    """The reading of some links of a target; ``searched`` tells that everything was searched."""
    favour = tuple(link for link in links if link.stance in _FOR)
    against = tuple(link for link in links if link.stance is Stance.CONTRADICTS)
    if favour and against:
        return Reading(Verdict.CANNOT_BE_TOLD, (*favour, *against), disputed=True)
    if against:
        denied = Verdict.NOT_REACHED if isinstance(target, Goal) else Verdict.NOT_ADDRESSED
        return Reading(denied, against)
    if favour:
        return _of_goal(favour) if isinstance(target, Goal) else _of_measure(favour)
    if links:
        return Reading(Verdict.CANNOT_BE_TOLD, tuple(links))
    nothing = Verdict.CANNOT_BE_TOLD if isinstance(target, Goal) else Verdict.NOT_ADDRESSED
    return Reading(nothing if searched else None)


def _of_measure(favour: Sequence[_Link]) -> Reading[_Link]:
    if far := _at(favour, *_FAR):
        whole = all(link.stance is Stance.SUPPORTS for link in far)
        return Reading(Verdict.DONE if whole else Verdict.DONE_IN_PART, far)
    if begun := _at(favour, Stage.ACTION):
        return Reading(Verdict.UNDER_WAY, begun)
    return Reading(Verdict.INTENDED, tuple(favour))


def _of_goal(favour: Sequence[_Link]) -> Reading[_Link]:
    """A goal is reached by what came of it alone; what was meant or done says nothing of that."""
    far = _at(favour, *_FAR)
    if not far:
        return Reading(Verdict.CANNOT_BE_TOLD, tuple(favour))
    whole = all(link.stance is Stance.SUPPORTS for link in far)
    return Reading(Verdict.REACHED if whole else Verdict.REACHED_IN_PART, far)


def _at(links: Sequence[_Link], *stages: Stage) -> tuple[_Link, ...]:
    return tuple(link for link in links if link.stage in stages)
