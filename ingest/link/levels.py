"""Two levels: what speaks of a measure bears on the goals that it serves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from planspor.corpus.model import Link, LinkState, Measure, Plan
from planspor.corpus.store.links import LinkBrief

_Link = TypeVar("_Link", Link, LinkBrief)


@dataclass(frozen=True, slots=True)
class Through:
    """What bears on a goal through one measure: links to the measure, best first."""

    measure: Measure
    links: tuple[Link | LinkBrief, ...]


def goals_below(plan: Plan, goal: str) -> set[str]:
    """A goal and all goals that it is divided into."""
    found = {goal}
    while more := {g.id for g in plan.goals if g.parent in found} - found:
        found |= more
    return found


def through_measures(plan: Plan, goal: str, links: Iterable[_Link]) -> list[Through]:
    """What bears on a goal through its measures, those with most of it first.

    ``links`` are the plan's. A passage counts once: not where it is linked to the goal itself, and
    for the measure it says most of alone. What was rejected or restates the plan does not count.
    """
    below = goals_below(plan, goal)
    serving = {m.id: m for m in plan.measures if not below.isdisjoint(m.goals)}
    telling = [link for link in links if not link.origin and link.state is not LinkState.REJECTED]
    counted = {link.passage for link in telling if link.target in below}
    found: dict[str, list[_Link]] = {}
    for link in sorted(telling, key=lambda link: -link.score):
        if link.target in serving and link.passage not in counted:
            counted.add(link.passage)
            found.setdefault(link.target, []).append(link)
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))
    return [Through(serving[id_], tuple(listed)) for id_, listed in ordered]
