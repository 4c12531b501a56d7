"""Judged queries: what should be found, as ranges of lines in texts that are named by path."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from planspor.corpus.judging import JudgedTexts, Lines, read_entries

GRADES: Final = (0, 1, 2)
"""0 for what does not answer, 1 for what bears on the query, 2 for what answers it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A place with its grade, and the grades that judges gave it independently, in their order."""

    place: Lines
    grade: int
    given: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with every place that was judged for it, those that do not answer included."""

    id: str
    kind: str
    query: str
    judged: tuple[Judgement, ...]

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The places that answer the query or bear on it."""
        return tuple(judgement for judgement in self.judged if judgement.grade)

    @property
    def answers(self) -> tuple[Judgement, ...]:
        """The places with the best grade that any has."""
        best = max((judgement.grade for judgement in self.judged), default=0)
        return tuple(judgement for judgement in self.judgements if judgement.grade == best)

    @property
    def split(self) -> str:
        """``dev`` for odd numbers, which may be tuned on; ``test`` for even ones."""
        number = int("".join(filter(str.isdigit, self.id)))
        return "dev" if number % 2 else "test"


def read_judged(paths: Iterable[Path], texts_root: Path) -> list[JudgedQuery]:
    """The queries of JSON Lines files; texts are found below a folder.

    Raises:
        InputError: a file or a text that it names cannot be read, or is not the one judged.
    """
    texts = JudgedTexts(texts_root)
    return [_query(entry, texts) for path in paths for entry in read_entries(path)]


def _query(entry: Mapping[str, Any], texts: JudgedTexts) -> JudgedQuery:
    judged = (
        Judgement(texts.range(j), j["grade"], tuple(j.get("given", ())))
        for j in entry["judgements"]
    )
    return JudgedQuery(entry["id"], entry["kind"], entry["query"], tuple(judged))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the first two judges agree on the places that both graded.

    ``kappa`` is Cohen's, with linear weights: a 1 beside a 2 is half as far off as a 0.
    """

    places: int
    same: float
    kappa: float


def agreement(queries: Iterable[JudgedQuery]) -> Agreement | None:
    """The agreement of two judges; None where nothing was judged twice."""
    pairs = [j.given[:2] for query in queries for j in query.judged if len(j.given) > 1]
    return _agreement(pairs) if pairs else None


def _agreement(pairs: Sequence[tuple[int, ...]]) -> Agreement:
    table = np.zeros((len(GRADES), len(GRADES)))
    for first, second in pairs:
        table[first, second] += 1
    table /= table.sum()
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    apart = np.abs(np.subtract.outer(GRADES, GRADES))
    disagreed, by_chance = float((table * apart).sum()), float((expected * apart).sum())
    kappa = 1 - disagreed / by_chance if by_chance else 1.0
    return Agreement(len(pairs), float(table.trace()), kappa)
