"""Fits the weights by which the linker reads a stage; prints them as the table of stages.toml.

    python tests/benchmarks/linking_weights.py --corpus FOLDER [--texts FOLDER] [--gold FOLDER]

The corpus holds the judged texts. A multinomial logistic regression is fitted to the dev pairs of
tests/gold/stances.jsonl and stances-more.jsonl, where the judges agree, without those whose passage
the test half holds for another target. Large departures are penalised from what a reader expects
(`_EXPECTED`), not from nothing, for some hundred pairs of a few reports are few. The share that is
right when an eighth of the regions (`_REGION` lines of a text) is left out in turn is printed too:
neighbouring passages are alike, and leaving out single ones tells nothing of another text.
"""

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

import planspor.corpus
from planspor.corpus.model import Stage
from planspor.ingest.evaluation.stances import judged_pairs

_EXPECTED = {
    Stage.INTENT: (
        "will would goal proposal assignment indicator plan method question",
        "above intent,above indicators,above method,table without values,bare rows",
    ),
    Stage.ACTION: ("done working granted rules past perfect", "above action"),
    Stage.RESULT: (
        "count share change state values numbers perfect",
        "above result,above baseline,bare rows",
    ),
    Stage.ASSESSMENT: (
        "finding voice spoken quoted problem praise effect argument cited",
        "above assessment",
    ),
}
"""The signals that a reader expects to speak for each stage."""
_PRIOR = 0.5
_PENALTY = 4.0
"""Set by leaving regions out."""
_REGION = 150
"""Lines."""
_LEAST = 0.02
"""A weight that is smaller is left out."""
Floats = npt.NDArray[np.float64]


def main() -> None:
    """Fit, and print."""
    parser = argparse.ArgumentParser(description="Fit the weights of stages.")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--texts", type=Path, default=Path("../shared/corpus"))
    parser.add_argument("--gold", type=Path, default=Path("tests/gold"))
    chosen = parser.parse_args()
    with planspor.corpus.open(chosen.corpus) as corpus:
        found = [pair for pair in judged_pairs(corpus, chosen.gold, chosen.texts) if pair]
    held = {pair.passage.id for pair in found if pair.split == "test"}
    pairs = [p for p in found if p.split == "dev" and p.stage and p.passage.id not in held]
    signals = [p.wording.signals(p.profile) for p in pairs]
    names = sorted({name for one in signals for name in one})
    rows = np.array([[one.get(name, 0.0) for name in names] for one in signals])
    stages = [str(pair.stage) for pair in pairs]
    groups = [(p.passage.document, p.passage.source.line_start // _REGION) for p in pairs]
    regions = [sorted(set(groups)).index(group) for group in groups]
    scale = rows.std(axis=0) + 0.05
    expected = np.array([[_PRIOR * _expects(stage, name) for name in names] for stage in Stage])
    wanted = np.array([list(Stage).index(Stage(stage)) for stage in stages])
    bounds = _bounds(names)
    right = 0
    for learn, left in GroupKFold(8).split(rows, wanted, regions):
        fitted = _fit(rows[learn] / scale, wanted[learn], expected, bounds)
        right += int((_odds(fitted, rows[left] / scale).argmax(axis=1) == wanted[left]).sum())
    print(f"# {len(pairs)} pairs; right when left out: {right / len(pairs):.3f}")
    weights = _fit(rows / scale, wanted, expected, bounds)
    for stage, fitted in zip(Stage, weights, strict=True):
        print(f"\n[weights.{stage}]\nnone = {fitted[-1]:.2f}")
        for name, weight in zip(names, fitted[:-1] / scale, strict=True):
            if abs(weight) >= _LEAST:
                print(f'"{name}" = {weight:.2f}')


def _expects(stage: Stage, name: str) -> bool:
    words, phrases = _EXPECTED[stage]
    return name in words.split() or name in phrases.split(",")


def _odds(weights: Floats, rows: Floats) -> Floats:
    return rows @ weights[:, :-1].T + weights[:, -1]


def _bounds(names: list[str]) -> list[tuple[float | None, float | None]]:
    """Signals speak for the stage that a reader expects, or for none; others may for any."""
    found: list[tuple[float | None, float | None]] = []
    for stage in Stage:
        for name in names:
            if _expects(stage, name):
                found.append((0, None))
            else:
                known = any(_expects(other, name) for other in Stage)
                found.append((None, 0 if known else None))
        found.append((0, 0))
    return found


def _fit(
    rows: Floats,
    wanted: npt.NDArray[np.int64],
    expected: Floats,
    bounds: list[tuple[float | None, float | None]],
) -> Floats:
    """Weights of each stage, the last of them that of nothing."""
    shape = (len(expected), rows.shape[1] + 1)
    start = np.c_[expected, np.zeros(len(expected))]
    truth = np.eye(len(expected))[wanted]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(shape)
        odds = _odds(weights, rows)
        odds -= odds.max(axis=1, keepdims=True)
        logs = odds - np.log(np.exp(odds).sum(axis=1, keepdims=True))
        away = weights[:, :-1] - expected
        error = np.exp(logs) - truth
        slope = np.c_[error.T @ rows + _PENALTY * away, error.sum(axis=0)]
        return float(-(truth * logs).sum() + _PENALTY * (away**2).sum() / 2), slope.ravel()

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", bounds=bounds)
    fitted: Floats = found.x.reshape(shape)
    return fitted


if __name__ == "__main__":
    main()
