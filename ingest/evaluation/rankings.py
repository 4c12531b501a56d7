"""Rankings of passages for judged targets, and the figures that are told of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

FIRST = 5
DEEP = 20
OWN = "linker"
LABELS = ("no", "origin", "partly", "relevant")
"""From worst to best: a passage over several judged ranges is as good as the best of them."""
_GOOD = ("partly", "relevant")
_RANDOM = 100
"""Passages drawn for each target among those that are neither judged nor linked."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """One target's passages by one way, best first.

    ``labels`` are the judgements, None where nobody judged; ``scores`` go with them. ``proposed``
    tells which the way would propose: above the linker's threshold and not the plan restated; a
    peer, which has no threshold, proposes all.
    """

    target: str
    split: str
    way: str
    labels: tuple[str | None, ...]
    scores: tuple[float, ...]
    proposed: tuple[bool, ...]

    def first(self) -> list[str | None]:
        """The labels of the first five proposals."""
        return [lab for lab, is_ in zip(self.labels, self.proposed, strict=True) if is_][:FIRST]

    def within(self, wanted: Sequence[str], only_proposed: bool = False) -> tuple[int, int]:
        """How many of those with a wanted label are among the first twenty, and how many are."""
        pairs = list(zip(self.labels, self.proposed, strict=True))
        ranked = [lab for lab, is_ in pairs if is_ or not only_proposed]
        found = sum(lab in wanted for lab in ranked[:DEEP])
        return found, sum(lab in wanted for lab in self.labels)


@dataclass(frozen=True, slots=True)
class LinkFigures:
    """Rankings of every target by every way, and silence where nobody speaks.

    ``silent`` is the share of ``nobody`` made-up measures that were left without a link;
    ``missing`` names judged targets that the corpus has not.
    """

    rankings: tuple[Ranking, ...]
    silent: float
    nobody: int
    missing: tuple[str, ...]

    @property
    def splits(self) -> list[str]:
        """The parts of the judged data."""
        return list(dict.fromkeys(ranking.split for ranking in self.rankings))

    @property
    def ways(self) -> list[str]:
        """The ways that were compared, our own first."""
        return list(dict.fromkeys(ranking.way for ranking in self.rankings))

    def figures(self, split: str, way: str = OWN) -> dict[str, float]:
        """The figures of one way on one part, by name.

        ``precision_at_5``: of all the first five proposals, the share that speaks of its target;
        what nobody judged counts as wrong, and in ``of_judged`` does not count. ``recall_at_20``:
        of all passages judged relevant, those among their target's first twenty; ``proposed``: of
        those proposed alone. ``auc``: area under the ROC curve between passages that speak of
        their target and random ones that nobody judged or linked; ``hard``: and those that were
        pooled and judged not to.
        """
        chosen = [r for r in self.rankings if r.split == split and r.way == way]
        first = [label for ranking in chosen for label in ranking.first()]
        judged = [label for label in first if label is not None]
        scored = [pair for ranking in chosen for pair in _scored(ranking)]
        good = [score for label, score in scored if label in _GOOD]
        return {
            "targets": len(chosen),
            "first": len(first),
            "precision_at_5": _share(label in _GOOD for label in first),
            "precision_at_5_of_judged": _share(label in _GOOD for label in judged),
            "recall_at_20_relevant": _recall(chosen, ("relevant",)),
            "recall_at_20": _recall(chosen, _GOOD),
            "recall_at_20_relevant_proposed": _recall(chosen, ("relevant",), True),
            "recall_at_20_proposed": _recall(chosen, _GOOD, True),
            "auc": _auc(good, [s for ranking in chosen for s in _unlinked(ranking)]),
            "auc_hard": _auc(good, [score for label, score in scored if label == "no"]),
        }

    def as_data(self) -> dict[str, object]:
        """All figures, by part and way."""
        parts: dict[str, object] = {
            split: {
                way: {name: round(value, 4) for name, value in self.figures(split, way).items()}
                for way in self.ways
            }
            for split in self.splits
        }
        return parts | {
            "silent_where_nobody_speaks": round(self.silent, 4),
            "missing": list(self.missing),
        }

    def table(self, per_target: bool = False) -> str:
        """The figures for people to read."""
        names = list(self.figures(self.splits[0])) if self.splits else []
        rows = []
        for split in self.splits:
            found = {way: self.figures(split, way) for way in self.ways}
            rows.append(f"{split:32}" + "".join(f"{way:>12}" for way in self.ways))
            for name in names:
                cells = "".join(f"{found[way][name]:12.3f}" for way in self.ways)
                rows.append(f"  {name:30}{cells}")
        if per_target:
            rows.extend(map(_row, (r for r in self.rankings if r.way == OWN)))
        rows.append(f"no link for {self.silent:.3f} of {self.nobody} measures nobody speaks of")
        rows.extend(f"the corpus has no target {target}" for target in self.missing)
        return "\n".join(rows)


def _scored(ranking: Ranking) -> list[tuple[str, float]]:
    """The judged passages; those that restate the plan are left out."""
    pairs = zip(ranking.labels, ranking.scores, strict=True)
    return [(label, score) for label, score in pairs if label not in (None, "origin")]


def _unlinked(ranking: Ranking) -> list[float]:
    """The scores of random passages that nobody judged; the same ones for every way."""
    free = [s for lab, s in zip(ranking.labels, ranking.scores, strict=True) if lab is None]
    chosen = np.random.default_rng(len(free)).permutation(len(free))[:_RANDOM]
    return [free[number] for number in chosen]


def _recall(
    rankings: Iterable[Ranking], wanted: Sequence[str], only_proposed: bool = False
) -> float:
    counts = [ranking.within(wanted, only_proposed) for ranking in rankings]
    whole = sum(held for _, held in counts)
    return sum(found for found, _ in counts) / whole if whole else 0.0


def _auc(good: Sequence[float], bad: Sequence[float]) -> float:
    """Area under the ROC curve: how often a good one scores above a bad one."""
    if not good or not bad:
        return 0.0
    ordered = np.sort(bad)
    below = np.searchsorted(ordered, good, "left") + np.searchsorted(ordered, good, "right")
    return float(below.sum() / 2 / len(good) / len(bad))


def _share(told: Iterable[bool]) -> float:
    listed = list(told)
    return fmean(listed) if listed else 0.0


def _row(ranking: Ranking) -> str:
    first = ranking.first()
    good = sum(label in _GOOD for label in first)
    found, held = ranking.within(_GOOD)
    return (
        f"  {ranking.target:50} {ranking.split:7} {good} of {len(first)} good, "
        f"{first.count(None)} unjudged, {found} of {held} within {DEEP}"
    )
