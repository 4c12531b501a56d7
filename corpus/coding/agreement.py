"""How far coders agree: percent, Cohen's kappa and Krippendorff's alpha, with intervals.

Kappa by scikit-learn (Cohen 1960), alpha by the library ``krippendorff`` (Krippendorff 2011,
"Computing Krippendorff's alpha-reliability"): nominal, and ordinal for stages, which have an
order. Their 95 % intervals are percentiles of 1,000 resamples of the links (scipy), where one in
which all chose the same counts as full agreement; those of percents are Wilson's. The machine is
a coder like others here: it accepts what it proposes from a threshold on.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from planspor.corpus.coding.calibration import FEWEST, Share, share
from planspor.corpus.coding.logs import PlanLog, plan_log
from planspor.corpus.coding.rounds import standing_by
from planspor.corpus.model import Decision, Review, Stage, Stance
from planspor.corpus.store.corpus import Corpus
from planspor.corpus.store.link_rows import LinkBrief

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes: TypeAlias = NDArray[np.int_]

MACHINE = "(machine)"
"""The machine as a coder; no person can have this id."""
_RESAMPLES = 1_000
_KEPT = 10_000
"""Coefficients that are kept: a decision changes those of one target, and resampling is slow."""


class Facet(StrEnum):
    """What of a decision is compared; stage and stance where all concerned accepted."""

    DECISION = "decision"
    STAGE = "stage"
    STANCE = "stance"


_VALUES: Mapping[Facet, tuple[str, ...]] = {
    Facet.DECISION: (Decision.ACCEPT, Decision.REJECT),
    Facet.STAGE: tuple(Stage),
    Facet.STANCE: tuple(Stance),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What one coder says of one link; stage and stance of what is accepted."""

    decision: Decision
    stage: Stage | None = None
    stance: Stance | None = None


Codings: TypeAlias = Mapping[str, Mapping[str, Said]]
"""What coders say, by link (and round) and by coder."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient of agreement with its interval.

    ``value`` is None where all chose the same, so that none can be reckoned, or where there are
    too few; ``low`` and ``high`` where every resample gives the same, as with full agreement.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders on ``n`` links that both coded; ``target`` is None for all of a plan's."""

    one: str
    other: str
    facet: Facet
    n: int
    alike: Share
    kappa: Coefficient
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """All people who coded, without the machine, on ``n`` links that two or more coded."""

    coders: tuple[str, ...]
    facet: Facet
    n: int
    alpha: Coefficient
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over a plan, by pair and of all, and by target on the decision."""

    links: int
    pairs: tuple[Pair, ...]
    together: tuple[Together, ...]
    pairs_by_target: tuple[Pair, ...]
    together_by_target: tuple[Together, ...]


def agreement(codings: Codings, targets: Mapping[str, str]) -> Agreement:
    """How far coders agree; ``targets`` has the target of each unit of ``codings``."""
    by_target: dict[str, dict[str, Mapping[str, Said]]] = {}
    for unit, said in codings.items():
        by_target.setdefault(targets[unit], {})[unit] = said
    own = [(t, by_target[t]) for t in sorted(by_target)]
    return Agreement(
        links=len(codings),
        pairs=tuple(p for facet in Facet for p in _pairs(codings, facet)),
        together=tuple(t for facet in Facet for t in _together(codings, facet)),
        pairs_by_target=tuple(p for t, part in own for p in _pairs(part, Facet.DECISION, t)),
        together_by_target=tuple(a for t, part in own for a in _together(part, Facet.DECISION, t)),
    )


def of_rounds(
    corpus: Corpus, plan: str, threshold: float, log: PlanLog | None = None
) -> tuple[Codings, dict[str, str]]:
    """What was said in a plan's blind rounds that are over, and the target of each unit.

    The machine accepts what it proposed with a score of ``threshold`` or more. ``log`` is the
    plan's, where it has been read already.
    """
    held_log = log or plan_log(corpus, plan)
    links = held_log.by_id
    codings: dict[str, dict[str, Said]] = {}
    targets: dict[str, str] = {}
    rounds = corpus.rounds.of_plan(plan)
    made = corpus.reviews.of_rounds([round_.id for round_ in rounds])
    for round_ in rounds:
        held = standing_by(round_, links, made[round_.id], held_log.said)
        if held.is_done or round_.closed:
            for one in held.coded:
                unit = f"{round_.id}:{one.link}"
                codings[unit] = _with_machine(one.said, links[one.link], threshold)
                targets[unit] = links[one.link].target
    return codings, targets


def of_overlaps(
    corpus: Corpus, plan: str, threshold: float, log: PlanLog | None = None
) -> tuple[Codings, dict[str, str]]:
    """What was said of a plan's links outside rounds, where the later could see the earlier.

    Links that one person decided on are there too, for the machine to be compared with.
    """
    held = log or plan_log(corpus, plan)
    links = held.by_id
    codings = {
        link: _with_machine(people, links[link], threshold)
        for link, people in held.said.items()
        if link in links and not links[link].origin
    }
    return codings, {link: links[link].target for link in codings}


def _with_machine(said: Mapping[str, Review], link: LinkBrief, threshold: float) -> dict[str, Said]:
    proposes = link.proposed and link.score >= threshold
    machine = (
        Said(Decision.ACCEPT, link.proposed_stage, link.proposed_stance)
        if proposes
        else Said(Decision.REJECT)
    )
    people = {person: Said(r.decision, r.stage, r.stance) for person, r in said.items()}
    return {MACHINE: machine, **people}


def _pairs(codings: Codings, facet: Facet, target: str | None = None) -> Iterable[Pair]:
    coders = sorted({coder for said in codings.values() for coder in said})
    for one, other in combinations(coders, 2):
        both = [
            (said[one], said[other]) for said in codings.values() if {one, other} <= said.keys()
        ]
        values = [(a, b) for x, y in both if (a := _value(x, facet)) and (b := _value(y, facet))]
        if values:
            yield _pair(one, other, facet, values, target)


def _pair(
    one: str, other: str, facet: Facet, values: Sequence[tuple[str, str]], target: str | None
) -> Pair:
    alike = share(sum(a == b for a, b in values), len(values))
    return Pair(one, other, facet, len(values), alike, kappa(values, _VALUES[facet]), target)


def _together(codings: Codings, facet: Facet, target: str | None = None) -> Iterable[Together]:
    people = [
        {
            coder: value
            for coder, x in said.items()
            if coder != MACHINE and (value := _value(x, facet))
        }
        for said in codings.values()
    ]
    shared = [said for said in people if len(said) > 1]
    if shared:
        coders = tuple(sorted({coder for said in shared for coder in said}))
        yield Together(coders, facet, len(shared), alpha(shared, facet), target)


def _value(said: Said, facet: Facet) -> str | None:
    if facet is Facet.DECISION:
        return said.decision
    if said.decision is not Decision.ACCEPT:
        return None
    return said.stage if facet is Facet.STAGE else said.stance


def kappa(values: Sequence[tuple[str, str]], names: Sequence[str]) -> Coefficient:
    """Cohen's kappa of what two coders chose among some names."""
    return _kappa(tuple(values), tuple(names))


@lru_cache(maxsize=_KEPT)
def _kappa(values: tuple[tuple[str, str], ...], names: tuple[str, ...]) -> Coefficient:
    import numpy as np
    from sklearn.metrics import cohen_kappa_score

    if len(values) < FEWEST or len({name for pair in values for name in pair}) < 2:
        return Coefficient(None)
    place = {name: at for at, name in enumerate(names)}
    one, other = (np.array([place[pair[side]] for pair in values]) for side in (0, 1))
    value = float(cohen_kappa_score(one, other))
    return Coefficient(value, *_interval((one, other), _kappas(len(names))))


def _kappas(names: int) -> Callable[..., Any]:
    """Kappa of many resamples at once, which scikit-learn has not; 1 where all chose the same."""
    import numpy as np

    def many(one: "Codes", other: "Codes", axis: int = -1) -> Any:
        observed = np.mean(one == other, axis=axis)
        expected = sum(
            np.mean(one == name, axis=axis) * np.mean(other == name, axis=axis)
            for name in range(names)
        )
        alike = np.isclose(expected, 1)
        return np.where(alike, 1.0, (observed - expected) / np.where(alike, 1, 1 - expected))

    return many


def alpha(said: Sequence[Mapping[str, str]], facet: Facet) -> Coefficient:
    """Krippendorff's alpha of what coders chose, of which each may have left links out."""
    names = _VALUES[facet]
    chosen = {name for people in said for name in people.values()}
    if len(said) < FEWEST or len(chosen) < 2:
        return Coefficient(None)
    counts = tuple(_counted(people.values(), names) for people in said)
    return _alpha(counts, facet is Facet.STAGE)


@lru_cache(maxsize=_KEPT)
def _alpha(told: tuple[tuple[int, ...], ...], ordinal: bool) -> Coefficient:
    import numpy as np

    counts = np.array(told)
    value = alpha_of(counts, ordinal)
    units = np.arange(len(counts))

    def resampled(drawn: "Codes") -> float:
        return alpha_of(counts[drawn], ordinal)

    return Coefficient(value, *_interval((units,), resampled, vectorized=False))


def _counted(chosen: Iterable[str], names: Sequence[str]) -> tuple[int, ...]:
    held = Counter(chosen)
    return tuple(held[name] for name in names)


def alpha_of(counts: "Codes", ordinal: bool) -> float:
    """Alpha of how many coders chose each name of each link; 1 where all chose the same.

    ``counts`` has a row for each link, and a column for each name, in order.
    """
    import krippendorff

    if (counts.sum(axis=0) > 0).sum() < 2:
        return 1.0
    level: Literal["ordinal", "nominal"] = "ordinal" if ordinal else "nominal"
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement=level))


def _interval(
    coded: tuple["Codes", ...], statistic: Callable[..., Any], vectorized: bool = True
) -> tuple[float | None, float | None]:
    """The 95 % interval of a statistic over resampled links."""
    import numpy as np
    from scipy.stats import bootstrap

    found = bootstrap(
        coded,
        statistic,
        n_resamples=_RESAMPLES,
        paired=True,
        vectorized=vectorized,
        method="percentile",
        rng=np.random.default_rng(0),
    )
    if np.ptp(found.bootstrap_distribution) == 0:
        return None, None
    return float(found.confidence_interval.low), float(found.confidence_interval.high)
