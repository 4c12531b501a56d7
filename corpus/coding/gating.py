"""Gates: a rule accepts by itself while what people decided shows that it can be trusted.

A gate is set by a person. It acts only while at least 20 of the links that it speaks of were
decided on by people and the lower end of the 95 % interval of their precision (Wilson's) is no
less than the precision asked for. What it accepts is a decision by a machine, in the log as such,
and never on a link on which a person's decision is in force.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from planspor.corpus.coding.calibration import FEWEST, Share, share
from planspor.corpus.coding.logs import PlanLog, plan_log
from planspor.corpus.errors import InputError
from planspor.corpus.model import Decision, LinkState, Person, Review
from planspor.corpus.store.corpus import Corpus
from planspor.corpus.store.database import now
from planspor.corpus.store.gates import Gate
from planspor.corpus.store.link_rows import LinkBrief
from planspor.corpus.store.reviews import in_force

Rule = Callable[[LinkBrief], bool]
_SCORE = re.compile(r"score\s*>=\s*(\d(?:\.\d+)?)")
_AND = re.compile(r"\s+and\s+")
_NONE: Final[Mapping[str, PlanLog]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class GateStanding:
    """A gate with the precision that people's decisions give it, and what it has accepted.

    ``waiting`` is how many it would accept now.
    """

    gate: Gate
    share: Share
    accepted: int
    waiting: int

    @property
    def carried(self) -> bool:
        """Whether the measured precision carries it."""
        return self.share.n >= FEWEST and self.share.low >= self.gate.least_precision


def parsed(rule: str) -> Rule:
    """What a rule speaks of: ``score>=0.8``, the name of a linker's rule, or some with ``and``.

    Raises:
        InputError: it is empty, or a score in it cannot be read.
    """
    parts = [_part(part) for part in _AND.split(rule.strip())]
    return lambda link: all(speaks(link) for speaks in parts)


def _part(part: str) -> Rule:
    if match := _SCORE.fullmatch(part):
        least = float(match.group(1))
        return lambda link: link.proposed and link.score >= least
    if not part or part.startswith("score"):
        raise InputError(
            f"{part!r}: is no rule",
            "Write score>=0.8, or a rule as `planspor evidence MEASURE` names it.",
        )
    return lambda link: part in link.rules or any(r.startswith(f"{part}: ") for r in link.rules)


def set_gate(corpus: Corpus, plan: str, rule: str, precision: float, person: Person) -> Gate:
    """Enter a gate, and the machine in whose name it accepts; it accepts nothing yet.

    Raises:
        NotFound: there is no such plan.
        InputError: the rule cannot be read, or the precision is no share.
    """
    parsed(rule)
    if not 0 < precision < 1:
        raise InputError(f"{precision}: is no precision", "Give a share between 0 and 1.")
    corpus.plans.get(plan)
    corpus.reviews.know(person)
    gate = corpus.gates.set(plan, rule, precision, person.id)
    name = f"Regel «{rule}», satt av {person.name}"
    corpus.reviews.know(Person(gate.id, name, machine=True))
    return gate


def lift_gate(corpus: Corpus, gate: Gate, keep: bool) -> int:
    """Take a gate out of force; how many of its acceptances were taken back: none to be kept."""
    corpus.gates.lift(gate.id)
    return 0 if keep else corpus.reviews.withdraw(gate.id, now())


def standings(
    corpus: Corpus, plans: Collection[str] | None = None, logs: Mapping[str, PlanLog] = _NONE
) -> list[GateStanding]:
    """How every gate of some plans, or of all, stands.

    ``logs`` are those of plans that have been read already.
    """
    gates = [gate for gate in corpus.gates.all() if plans is None or gate.plan in plans]
    lacking = {gate.plan for gate in gates} - logs.keys()
    held = {**logs, **{plan: plan_log(corpus, plan) for plan in lacking}}
    return [_standing(gate, held[gate.plan]) for gate in gates]


def _standing(gate: Gate, log: PlanLog) -> GateStanding:
    speaks = parsed(gate.rule)
    told = [one.right for one in log.judged if speaks(one.link)]
    waiting = 0 if gate.lifted else len(_spoken_of(log.links, speaks))
    return GateStanding(gate, share(sum(told), len(told)), _accepted(gate, log), waiting)


def _accepted(gate: Gate, log: PlanLog) -> int:
    """How many of a gate's acceptances are in force."""
    made = [review for review in log.reviews if review.person == gate.id]
    return sum(made_on.decision is Decision.ACCEPT for made_on in _in_force(made))


def _in_force(made: Iterable[Review]) -> Iterator[Review]:
    by_link: dict[str, list[Review]] = {}
    for review in made:
        by_link.setdefault(review.link, []).append(review)
    return (review for log in by_link.values() for review in in_force(log))


def _spoken_of(links: Iterable[LinkBrief], speaks: Rule) -> list[LinkBrief]:
    """The suggestions that a rule speaks of; never the plan's own words."""
    return [
        link
        for link in links
        if link.state is LinkState.SUGGESTED and not link.origin and speaks(link)
    ]


def run_gates(corpus: Corpus, plans: Collection[str] | None = None) -> int:
    """Have the gates that are carried accept; how many links they did."""
    if not any(gate.lifted is None for gate in corpus.gates.all()):
        return 0
    held = standings(corpus, plans)
    acting = [one.gate for one in held if one.gate.lifted is None and one.carried]
    return sum(_accept(corpus, gate) for gate in acting)


def _accept(corpus: Corpus, gate: Gate) -> int:
    links = _spoken_of(corpus.links.briefs(gate.plan), parsed(gate.rule))
    at = now()
    return corpus.reviews.accept_by_rule(
        [
            Review(
                link=link.id,
                target=link.target,
                document=link.document,
                person=gate.id,
                decision=Decision.ACCEPT,
                at=at,
                stage=link.proposed_stage,
                stance=link.proposed_stance,
            )
            for link in links
        ]
    )
