"""The annex's headings: a plan's goals, what serves each, and what is gathered in a table there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from planspor.corpus.model import Goal, Indicator, Target, goals_of
from planspor.web.drawing import capitalize_first
from planspor.web.exchange.coding import Coding
from planspor.web.words import GOAL_LEVELS

_OTHER_HEADINGS: Final = {
    "Goal": "Andre mål",
    "Measure": "Tiltak uten mål",
    "Indicator": "Indikatorer uten mål",
    "Question": "Evalueringsspørsmål",
    "Recommendation": "Anbefalinger",
}
_KINDS: Final = {
    "Measure": "Tiltak",
    "Indicator": "Indikator",
    "Question": "Spørsmål",
    "Recommendation": "Anbefaling",
}
_DEEPEST: Final = 4
_LONGEST, _SHORTEST = 70, 25
_BREAKS: Final = (". ", "; ", ": ", ", ", " – ", " (")
_LOOSE: Final = re.compile(
    r"(?: (?:og|eller|i|for|av|på|til|med|ved|om|fra|som|at|å|skal|den|det|de|en|et|er|blir|der))+$"
)
"""Words that a label does not end with."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading; the target that it is about, if any; and what stands below it in tables."""

    level: int
    heading: str
    target: Target | None = None
    gathered: tuple[Target, ...] = ()
    indicators: tuple[Indicator, ...] = ()


def outline(coding: Coding, has_more: Callable[[Target], bool]) -> Iterator[Part]:
    """The plan's goals with what serves each, and the rest by what it is.

    Args:
        coding: what goes out.
        has_more: whether there is so much to tell of a target that it gets a heading of its own.
    """
    branches = _Branches(coding, has_more)
    for goal in coding.plan.goals:
        if goal.parent is None and branches.is_held(goal):
            yield from branches.of(goal, 1)
    for kind, heading in _OTHER_HEADINGS.items():
        rest = [
            t for t in coding.targets if type(t).__name__ == kind and t.id not in branches.shown
        ]
        if rest:
            yield from branches.part(1, heading, None, rest)


class _Branches:
    """The goals' tree."""

    def __init__(self, coding: Coding, has_more: Callable[[Target], bool]) -> None:
        self._goals = coding.plan.goals
        self._targets = coding.targets
        self._wanted = {target.id for target in coding.targets}
        self._has_more = has_more
        self.shown: set[str] = set()

    def is_held(self, goal: Goal) -> bool:
        """Whether something stands under a goal's heading that no table can hold."""
        if self._serving(goal) or (goal.id in self._wanted and self._has_more(goal)):
            return True
        return any(map(self.is_held, self._below(goal)))

    def of(self, goal: Goal, level: int) -> Iterator[Part]:
        """A goal, what serves it, and the goals below."""
        below = self._below(goal)
        bare = [one for one in below if not self.is_held(one) and one.id in self._wanted]
        self.shown.add(goal.id)
        held = [*self._serving(goal), *bare]
        target = goal if goal.id in self._wanted else None
        yield from self.part(level, heading_of(goal), target, held)
        for other in below:
            if self.is_held(other):
                yield from self.of(other, min(level + 1, _DEEPEST - 1))

    def part(
        self, level: int, heading: str, target: Target | None, held: list[Target]
    ) -> Iterator[Part]:
        """A heading with its tables, then those that have headings of their own."""
        self.shown |= {one.id for one in held}
        own = [one for one in held if self._has_more(one)]
        indicators = tuple(one for one in held if isinstance(one, Indicator))
        rest = [one for one in held if one not in own and not isinstance(one, Indicator)]
        yield Part(level, heading, target, tuple(rest), indicators)
        yield from (Part(min(level + 1, _DEEPEST), heading_of(one), one) for one in own)

    def _serving(self, goal: Goal) -> list[Target]:
        return [t for t in self._targets if goals_of(t)[:1] == (goal.id,)]

    def _below(self, goal: Goal) -> list[Goal]:
        return [other for other in self._goals if other.parent == goal.id]


def heading_of(target: Target) -> str:
    """What a target is, its number and a short label."""
    number: str | int | None
    if isinstance(target, Goal):
        kind, number = GOAL_LEVELS[target.level], target.number
    else:
        kind, number = _KINDS[type(target).__name__], target.ordinal
    return f"{kind} {number}: {label(target)}" if number else f"{kind}: {label(target)}"


def label(target: Target) -> str:
    """A target's wording with a capital; of a long one its beginning, ended where a clause does."""
    text = capitalize_first(" ".join((target.text or "Ordlyd mangler").split()))
    if len(text) <= _LONGEST:
        return text
    end = max(text.rfind(sign, _SHORTEST, _LONGEST) for sign in _BREAKS)
    if end > 0:
        return text[:end]
    end = text.rfind(" ", 0, _LONGEST)
    return _LOOSE.sub("", text[: end if end > 0 else _LONGEST]).rstrip(" ,;:")
