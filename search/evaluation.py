"""How good search is, measured on judged queries beside a plain Norwegian BM25.

A hit finds a judged range when it, or another place of its passage, overlaps it by at least half
of the shorter of the two, in lines.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Final, TypeAlias

from planspor.corpus import Corpus
from planspor.corpus.judging import Lines
from planspor.search.baseline import PlainSearch
from planspor.search.folding import Recurring, same_elsewhere
from planspor.search.index import Index
from planspor.search.judged import ANSWER, JudgedQuery, Judgement, read_judged
from planspor.search.model import Hit

CUT: Final = 10
"""Hits that count."""
_LOOKED_AT: Final = 100
"""Hits in which a miss is looked for, to tell what ranks low from what is not found."""


Ranking: TypeAlias = Sequence[Sequence[Lines]]
"""Hits, best first, each with all places of its passage."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one query gave. ``missed`` has the rank of each range that is not among the first ten.

    A rank of None means that the range is not among the first hundred either. ``recall`` is over
    all judged ranges, ``answers`` over those that answer the query, leaving out what bears on it.
    """

    query: JudgedQuery
    recall: float
    answers: float
    ndcg: float
    reciprocal_rank: float
    success: bool
    missed: tuple[tuple[Judgement, int | None], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over some queries, each in 0..1."""

    queries: int
    recall: float
    answers: float
    success: float
    ndcg: float
    mrr: float


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of the search and of the baseline, query by query."""

    search: tuple[Outcome, ...]
    baseline: tuple[Outcome, ...]

    def figures(self, split: str, kind: str | None = None) -> tuple[Figures, Figures]:
        """The search's and the baseline's figures for ``dev`` or ``test``, or one kind of it."""
        return (
            figures(_chosen(self.search, split, kind)),
            figures(_chosen(self.baseline, split, kind)),
        )

    def table(self, split: str) -> str:
        """The figures by kind of query, for people to read."""
        kinds = dict.fromkeys(o.query.kind for o in self.search if o.query.split == split)
        head = (
            f"{split:14}{'n':>4}  R@10 (plain)   R@10 answers   success@10     nDCG@10        MRR"
        )
        return "\n".join([head, *(self._row(split, kind) for kind in kinds), self._row(split)])

    def _row(self, split: str, kind: str | None = None) -> str:
        ours, plain = self.figures(split, kind)
        cells = (
            f"{getattr(ours, name):.3f} ({getattr(plain, name):.3f})"
            for name in ("recall", "answers", "success", "ndcg", "mrr")
        )
        return f"{kind or 'all':14}{ours.queries:4}  {'  '.join(cells)}"

    def misses(self, split: str) -> list[str]:
        """A line for each judged range that is not among the first ten."""
        return [
            f"{o.query.id} {o.query.kind}: lines {j.place.first}–{j.place.last} (grade {j.grade}) "
            + (f"ranked {rank}" if rank else f"not among the first {_LOOKED_AT}")
            for o in self.search
            if o.query.split == split
            for j, rank in o.missed
        ]


def evaluate(corpus: Corpus, judged_paths: Iterable[Path], texts_root: Path) -> Report:
    """Search and baseline on the judged queries whose texts are in the corpus.

    Raises:
        InputError: a file of judgements, or a text that it names, cannot be read.
    """
    held = {document.sha256 for document in corpus.documents.all()}
    queries = [
        query
        for query in read_judged(judged_paths, texts_root)
        if all(judgement.place.sha256 in held for judgement in query.judgements)
    ]
    ours, plain = _Ours(corpus), _Plain(corpus)
    return Report(
        tuple(outcome(query, ours.ranking(query.query)) for query in queries),
        tuple(outcome(query, plain.ranking(query.query)) for query in queries),
    )


def outcome(query: JudgedQuery, ranking: Ranking) -> Outcome:
    """How well a ranking answers a query."""
    ranks = {judgement: _rank(judgement, ranking) for judgement in query.judgements}
    found = [j for j, rank in ranks.items() if rank is not None and rank <= CUT]
    first = min((rank for rank in ranks.values() if rank is not None), default=None)
    return Outcome(
        query=query,
        recall=len(found) / len(ranks),
        answers=_share([j for j in ranks if j.grade == ANSWER], found),
        ndcg=_dcg(_gains(query, ranking)) / _dcg(sorted((j.grade for j in ranks), reverse=True)),
        reciprocal_rank=0.0 if first is None else 1 / first,
        success=bool(found),
        missed=tuple((j, rank) for j, rank in ranks.items() if j not in found),
    )


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The means; all 0 without outcomes."""
    return Figures(
        queries=len(outcomes),
        recall=_mean(o.recall for o in outcomes),
        answers=_mean(o.answers for o in outcomes),
        success=_mean(float(o.success) for o in outcomes),
        ndcg=_mean(o.ndcg for o in outcomes),
        mrr=_mean(o.reciprocal_rank for o in outcomes),
    )


def _share(wanted: Sequence[Judgement], found: Sequence[Judgement]) -> float:
    return sum(judgement in found for judgement in wanted) / len(wanted) if wanted else 1.0


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return fmean(listed) if listed else 0.0


def _chosen(outcomes: Iterable[Outcome], split: str, kind: str | None) -> list[Outcome]:
    return [o for o in outcomes if o.query.split == split and kind in {None, o.query.kind}]


def _rank(judgement: Judgement, ranking: Ranking) -> int | None:
    for rank, places in enumerate(ranking, 1):
        if any(place.meets(judgement.place) for place in places):
            return rank
    return None


def _gains(query: JudgedQuery, ranking: Ranking) -> list[int]:
    """The grade that each of the first hits brings; a judged range is counted for one hit only."""
    left = sorted(query.judgements, key=lambda judgement: -judgement.grade)
    gains = []
    for places in ranking[:CUT]:
        found = next((j for j in left if any(place.meets(j.place) for place in places)), None)
        gains.append(found.grade if found else 0)
        if found:
            left.remove(found)
    return gains


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains[:CUT], 1))


class _Ours:
    """The search itself."""

    def __init__(self, corpus: Corpus) -> None:
        self._index = Index(corpus)
        self._digests = {document.id: document.sha256 for document in corpus.documents.all()}

    def ranking(self, query: str) -> Ranking:
        return [self._places(hit) for hit in self._index.search(query, limit=_LOOKED_AT).hits]

    def _places(self, hit: Hit) -> list[Lines]:
        sources = [(hit.passage.document, hit.passage.source)]
        sources += [(place.document, place.source) for place in hit.also_in]
        return [Lines(self._digests[d], s.line_start, s.line_end) for d, s in sources]


class _Plain:
    """The baseline, over the same passages and with the same folding."""

    def __init__(self, corpus: Corpus) -> None:
        self._places: dict[str, Lines] = {}
        passages: dict[str, str] = {}
        for document in corpus.documents.all():
            for passage in corpus.documents.passages(document.id):
                source = passage.source
                passages[passage.id] = passage.text
                self._places[passage.id] = Lines(
                    document.sha256, source.line_start, source.line_end
                )
        self._folds = Recurring(same_elsewhere(corpus, passages))
        self._search = PlainSearch(passages)

    def ranking(self, query: str) -> Ranking:
        shown = self._folds.folded(self._search.search(query))[:_LOOKED_AT]
        return [
            [self._places[id_] for id_ in (passage, *self._folds.others.get(passage, ()))]
            for passage in shown
        ]
