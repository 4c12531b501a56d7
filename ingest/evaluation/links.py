"""How good linking is, on judged passages, and beside plainer ways of finding them.

The figures are those of whole rankings: each target is looked for in every document of the corpus
that is not its plan, and passages in the same words count once, at the place of the best.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from planspor.corpus import Corpus
from planspor.corpus.judging import JudgedTexts, Lines, read_entries
from planspor.corpus.model import Document, Measure, Passage, Plan
from planspor.corpus.tracking.plans import is_plan_itself
from planspor.ingest.evaluation.rankings import LABELS, OWN, LinkFigures, Ranking
from planspor.ingest.link.collection import Collection
from planspor.ingest.link.linker import Linker
from planspor.ingest.link.search import THRESHOLD, PlanSearch

Floats: TypeAlias = npt.NDArray[np.float64]
_Near: TypeAlias = Callable[[str], Floats]
Peer: TypeAlias = Callable[[Sequence[str]], _Near]
"""Another way: given the texts of all passages, how near each is to a wording."""


def evaluate_links(
    corpus: Corpus,
    gold: Path,
    texts_root: Path,
    silent_plan: str,
    peers: Mapping[str, Peer] | None = None,
) -> LinkFigures:
    """Look for the judged targets anew, in memory, and hold what is found to the judgements.

    Made-up measures are looked for on behalf of ``silent_plan``.

    Raises:
        InputError: the judged data or texts cannot be read, or are others than those judged.
    """
    judged = _judged(gold, JudgedTexts(texts_root))
    nobody = [_measure(e, silent_plan) for e in read_entries(gold / "links-none.jsonl")]
    plans = {plan.id: plan for plan in corpus.plans.all()}
    held = {target.id for plan in plans.values() for target in plan.targets}
    wanted = {target.partition("/")[0] for target in (*judged, *(m.id for m in nobody))}
    linker = Linker(corpus)
    # Made-up measures count for what any plan's do, and so do not change what its field is.
    aims = [
        linker.aims(plan, nobody if plan.id == silent_plan else ())
        for plan in plans.values()
        if plan.id in {*wanted, silent_plan}
    ]
    searches, collections = linker.prepare(aims, corpus.documents.all())
    read = list(collections)
    passages = _Passages(read)
    near = {name: peer(passages.texts) for name, peer in (peers or {}).items()}
    rankings: list[Ranking] = []
    silent: list[bool] = []
    for search in searches:
        looked = _Looked(search, read, passages)
        for number, aim in enumerate(search.aims.aims):
            if aim.target in nobody:
                silent.append(looked.is_silent(number))
            for split, entries in judged.get(aim.target.id, {}).items():
                rankings.extend(looked.rankings(number, split, entries, near))
    return LinkFigures(
        tuple(rankings),
        fmean(silent) if silent else 0.0,
        len(nobody),
        tuple(target for target in judged if target not in held),
    )


_Entry: TypeAlias = tuple[Lines, str]


class _Passages:
    """All passages that are searched, with where they stand."""

    def __init__(self, collections: Sequence[Collection]) -> None:
        self._all: list[tuple[Document, Passage]] = [
            (part.document, passage)
            for collection in collections
            for part in collection.parts
            for passage in collection.passages[part.start : part.end]
        ]
        self._words = [" ".join(passage.text.split()) for _, passage in self._all]
        self._of_text: dict[str, list[int]] = {}
        for number, (document, _) in enumerate(self._all):
            self._of_text.setdefault(document.sha256, []).append(number)

    @property
    def texts(self) -> list[str]:
        """The words of every passage."""
        return self._words

    def besides(self, plan: Plan) -> npt.NDArray[np.bool_]:
        """Which passages are not the plan's own."""
        own = {d.id for d, _ in self._all if is_plan_itself(plan, d.id) or d.id == plan.id}
        return np.array([document.id not in own for document, _ in self._all], bool)

    def labels(self, entries: Iterable[_Entry]) -> dict[str, str]:
        """What was judged of passages, by their words."""
        found: dict[str, str] = {}
        for judged, label in entries:
            for number in self._of_text.get(judged.sha256, ()):
                source = self._all[number][1].source
                characters = (source.start, source.end)
                place = Lines(judged.sha256, source.line_start, source.line_end, characters)
                if judged.meets(place):
                    words = self._words[number]
                    found[words] = max(found.get(words, "no"), label, key=LABELS.index)
        return found

    def ranking(
        self,
        named: tuple[str, str, str],
        scores: Floats,
        labels: Mapping[str, str],
        wanted: npt.NDArray[np.bool_],
        restated: set[str],
        least: float,
    ) -> Ranking:
        """The wanted passages by score; those in the same words as a better one are left out."""
        seen: set[str] = set()
        kept: list[int] = []
        for number in np.argsort(-scores, kind="stable").tolist():
            if wanted[number] and self._words[number] not in seen:
                seen.add(self._words[number])
                kept.append(number)
        return Ranking(
            *named,
            labels=tuple(labels.get(self._words[n]) for n in kept),
            scores=tuple(float(scores[n]) for n in kept),
            proposed=tuple(
                bool(scores[n] >= least) and self._all[n][1].id not in restated for n in kept
            ),
        )


class _Looked:
    """What one plan's search found in all passages."""

    def __init__(self, search: PlanSearch, read: Sequence[Collection], passages: _Passages) -> None:
        self._aims = search.aims.aims
        self._passages = passages
        self._wanted = passages.besides(search.aims.plan)
        found = [search.search(collection) for collection in read]
        self._values = np.concatenate([one.values for one in found], axis=1)
        self._restated: list[set[str]] = [set() for _ in self._aims]
        for collection, one in zip(read, found, strict=True):
            for part in collection.parts:
                for ids, looked in zip(self._restated, one.looked(part), strict=True):
                    ids.update(f.passage.id for f in looked.found if f.origin)

    def is_silent(self, number: int) -> bool:
        """Whether a target has no link at all."""
        return not bool((self._values[number][self._wanted] >= THRESHOLD).any())

    def rankings(
        self, number: int, split: str, entries: Iterable[_Entry], near: Mapping[str, _Near]
    ) -> Iterator[Ranking]:
        """A target's rankings: our own, which alone has a threshold, and those of the peers."""
        target = self._aims[number].target
        labels = self._passages.labels(entries)
        ranking, wanted = self._passages.ranking, self._wanted
        own = (target.id, split, OWN)
        restated = self._restated[number]
        yield ranking(own, self._values[number], labels, wanted, restated, THRESHOLD)
        for way, peer in near.items():
            scores = peer(target.text or "")
            yield ranking((target.id, split, way), scores, labels, wanted, set(), float("-inf"))


def _judged(gold: Path, texts: JudgedTexts) -> dict[str, dict[str, list[_Entry]]]:
    """By target and part of the data: each range with its label."""
    found: dict[str, dict[str, list[_Entry]]] = {}
    for name in ("links.jsonl", "links-unseen.jsonl"):
        for entry in read_entries(gold / name):
            split = found.setdefault(entry["target"], {})
            listed = split.setdefault(entry.get("split", "unseen"), [])
            listed.append((texts.range(entry), entry["label"]))
    return found


def _measure(entry: Mapping[str, Any], plan: str) -> Measure:
    return Measure(entry["id"], plan, entry["text"], terms=tuple(entry.get("terms", ())))
