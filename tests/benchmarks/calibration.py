"""Whether scores become true probabilities, on decisions from a generator with known truth.

``python tests/benchmarks/calibration.py [--seeds 20]``: for several shapes of truth, fits on 200
and on 2,000 decisions and holds what comes out against the truth on 20,000 other scores.
"""

import argparse
import math
import random
from collections.abc import Callable
from statistics import mean

from planspor.corpus.coding.calibration import Calibration, calibrate
from planspor.corpus.coding.judgements import Judged
from planspor.corpus.model import LinkState, Stage, Stance
from planspor.corpus.store.link_rows import LinkBrief

Truth = Callable[[float], float]
SHAPES: dict[str, Truth] = {
    "logistic": lambda s: 1 / (1 + math.exp(-8 * (s - 0.7))),
    "flat, then steep": lambda s: 0.15 if s < 0.65 else min(0.95, 0.15 + 2.2 * (s - 0.65)),
    "steps": lambda s: 0.25 if s < 0.55 else 0.6 if s < 0.8 else 0.9,
    "saturated": lambda s: 0.85 - 0.5 * math.exp(-6 * (s - 0.45)),
    "weak": lambda s: 0.35 + 0.25 * (s - 0.45),
}
_BINS = 10
_FRESH = 20_000


def drawn(dice: random.Random) -> float:
    """A score as the linker gives them: many just above the threshold, few high."""
    return min(0.45 + dice.expovariate(1 / 0.15), 1.5)


def decisions(count: int, truth: Truth, dice: random.Random) -> list[Judged]:
    scores = [drawn(dice) for _ in range(count)]
    return [
        Judged(_brief(n, score), dice.random() < truth(score)) for n, score in enumerate(scores)
    ]


def _brief(number: int, score: float) -> LinkBrief:
    return LinkBrief(
        id=f"L{number}",
        target="plan/m1",
        document="d",
        passage=f"d/{number}",
        ordinal=number,
        score=score,
        rules=(),
        origin=False,
        proposed=True,
        proposed_stage=Stage.RESULT,
        proposed_stance=Stance.MENTIONS,
        state=LinkState.SUGGESTED,
        by_rule=False,
    )


def expected_error(found: Calibration, truth: Truth, dice: random.Random) -> float:
    """Expected calibration error against the truth itself, in ten bins of the probability said."""
    bins: dict[int, list[tuple[float, float]]] = {}
    for _ in range(_FRESH):
        score = drawn(dice)
        said = found.probability(score)
        bins.setdefault(min(int(said * _BINS), _BINS - 1), []).append((said, truth(score)))
    return sum(
        len(held) / _FRESH * abs(mean(s for s, _ in held) - mean(t for _, t in held))
        for held in bins.values()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    seeds = range(parser.parse_args().seeds)
    print("shape               n     better than base  slope's interval has 1  ECE mean  worst")
    for name, truth in SHAPES.items():
        for count in (200, 2_000):
            fitted, errors = [], []
            for seed in seeds:
                dice = random.Random(f"{name} {count} {seed}")
                found = calibrate(decisions(count, truth, dice))
                if found:
                    fitted.append(found)
                    errors.append(expected_error(found, truth, dice))
            better = sum(one.brier < one.base_brier for one in fitted)
            held = sum(one.slope_low <= 1 <= one.slope_high for one in fitted)
            told = f"{better:>5} of {len(fitted):<9} {held:>8} of {len(fitted):<12}"
            print(f"{name:<18} {count:>6} {told} {mean(errors):>7.3f} {max(errors):>6.3f}")


if __name__ == "__main__":
    main()
