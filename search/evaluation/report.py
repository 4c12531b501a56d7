"""The figures of search for people and programs to read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planspor.search.evaluation.diagnosis import Diagnosis
from planspor.search.evaluation.judged import Agreement
from planspor.search.evaluation.scoring import FIGURES, Outcome, means
from planspor.search.evaluation.significance import Difference, difference

SPLITS = ("dev", "test")


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of the search and of what it is held against, query by query.

    ``others`` are named (``plain``, a level, a release); a release may hold fewer queries.
    """

    search: tuple[Outcome, ...]
    others: dict[str, tuple[Outcome, ...]]
    agreement: Agreement | None
    misses: tuple[Diagnosis, ...]

    def as_data(self, misses: bool = False) -> dict[str, object]:
        """All figures, to be emitted as JSON."""
        data: dict[str, object] = {split: self._split(split) for split in SPLITS}
        if self.agreement:
            data["agreement"] = {
                "places": self.agreement.places,
                "same": round(self.agreement.same, 4),
                "kappa": round(self.agreement.kappa, 4),
            }
        if misses:
            data["misses"] = [str(miss) for miss in self.misses]
        return data

    def _split(self, split: str) -> dict[str, object]:
        ours = _of(self.search, split)
        return {
            "queries": len(ours),
            **_figures(ours),
            "beside": {
                name: self._beside(ours, _of(other, split)) for name, other in self.others.items()
            },
        }

    def _beside(self, ours: Sequence[Outcome], others: Sequence[Outcome]) -> dict[str, object]:
        better = differences(ours, others)
        return _figures(others) | {
            "difference": {
                _key(name): _rounded({"mean": d.mean, "low": d.low, "high": d.high, "p": d.p})
                for name, d in better.items()
            },
        }

    def table(self, misses: bool = False) -> str:
        """The figures by split and kind of query, and each miss with what failed."""
        lines = [line for split in SPLITS for line in self._table(split)]
        if self.agreement:
            a = self.agreement
            same = f"the same grade for {a.same:.3f}, kappa {a.kappa:.2f}"
            lines.append(f"two judges, {a.places} places: {same}")
        return "\n".join((*lines, *(map(str, self.misses) if misses else ())))

    def _table(self, split: str) -> Iterable[str]:
        ours = _of(self.search, split)
        yield f"{split:14}{'n':>4}  " + "  ".join(f"{name:>7}" for name in FIGURES)
        for kind in _kinds(ours):
            yield _row(kind, _of(ours, kind=kind))
        yield _row("all", ours)
        for name, outcomes in self.others.items():
            others = _of(outcomes, split)
            yield _row(name, others)
            better = differences(ours, others).values()
            yield f"{'  better by':18}  " + "  ".join(f"{d.mean:+7.3f}" for d in better)
            yield f"{'  p':18}  " + "  ".join(f"{d.p:7.4f}" for d in better)
        yield ""


def differences(ours: Iterable[Outcome], others: Iterable[Outcome]) -> dict[str, Difference]:
    """Figure by figure, how much better the first is on the queries that both have."""
    held = {outcome.query.id: outcome for outcome in others}
    pairs = [(one, held[one.query.id]) for one in ours if one.query.id in held]
    if not pairs:
        return {}
    return {
        name: difference([figure(one) for one, _ in pairs], [figure(other) for _, other in pairs])
        for name, figure in FIGURES.items()
    }


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    figures = means(outcomes).values()
    return f"{name:14}{len(outcomes):4}  " + "  ".join(f"{figure:7.3f}" for figure in figures)


def _figures(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """The figures of some queries, and of each kind of them."""
    kinds = {kind: _rounded(means(_of(outcomes, kind=kind))) for kind in _kinds(outcomes)}
    return {**_rounded(means(outcomes)), "kinds": kinds}


def _of(
    outcomes: Iterable[Outcome], split: str | None = None, kind: str | None = None
) -> list[Outcome]:
    return [
        one
        for one in outcomes
        if split in {None, one.query.split} and kind in {None, one.query.kind}
    ]


def _kinds(outcomes: Iterable[Outcome]) -> list[str]:
    return sorted({one.query.kind for one in outcomes})


def _rounded(figures: dict[str, float]) -> dict[str, object]:
    return {_key(name): round(figure, 4) for name, figure in figures.items()}


def _key(name: str) -> str:
    """The name of a figure as JSON has it: ``nDCG@10`` is ``ndcg_at_10``."""
    return name.lower().replace("@", "_at_")
