"""How good linking is, on judged passages: precision at five, and silence where nothing speaks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from planspor.corpus import Corpus
from planspor.corpus.judging import JudgedTexts, Lines, read_entries
from planspor.corpus.model import Document, Measure
from planspor.ingest.link.linker import Linker
from planspor.ingest.link.search import THRESHOLD, Aims, DocumentSearch, Found

CUT = 5
_LABELS = ("no", "origin", "partly", "relevant")
"""From worst to best: a passage over several judged ranges is as good as the best of them."""
_GOOD = ("partly", "relevant")


@dataclass(frozen=True, slots=True)
class TargetFigures:
    """The first links of one target: how many, how many speak of it, how many nobody judged."""

    target: str
    split: str
    links: int
    good: int
    unjudged: int


@dataclass(frozen=True, slots=True)
class LinkFigures:
    """Figures by target, and the share of measures nobody speaks of that were left unlinked.

    ``scored`` pairs the score of each judged passage with whether it speaks of its target; those
    that restate the plan are left out.
    """

    targets: tuple[TargetFigures, ...]
    silent: float
    nobody: int
    scored: tuple[tuple[str, float, bool], ...]

    def precision(self, split: str) -> float:
        """Precision at five: of all the first five links, the share that speaks of its target.

        A link that nobody judged counts as wrong.
        """
        chosen = [t for t in self.targets if t.split == split]
        links = sum(t.links for t in chosen)
        return sum(t.good for t in chosen) / links if links else 0.0

    def recall(self, split: str) -> float:
        """The share of judged passages that speak of their target and score above the threshold."""
        good = [score for s, score, speaks in self.scored if s == split and speaks]
        return fmean(score >= THRESHOLD for score in good) if good else 0.0

    def auc(self, split: str) -> float:
        """Area under the ROC curve between passages that speak of their target and others."""
        good = [score for s, score, speaks in self.scored if s == split and speaks]
        bad = [score for s, score, speaks in self.scored if s == split and not speaks]
        wins = sum((g > b) + (g == b) / 2 for g in good for b in bad)
        return wins / (len(good) * len(bad)) if good and bad else 0.0

    def table(self) -> str:
        """The figures for people to read."""
        rows = [f"{'target':52}{'split':6}links  good  unjudged"]
        rows.extend(
            f"{t.target:52}{t.split:6}{t.links:5}{t.good:6}{t.unjudged:10}" for t in self.targets
        )
        rows.extend(
            f"{split}: precision at {CUT} {self.precision(split):.3f}, recall of judged "
            f"{self.recall(split):.3f}, AUC {self.auc(split):.3f}"
            for split in ("dev", "test")
        )
        rows.append(f"no link for {self.silent:.3f} of {self.nobody} measures nobody speaks of")
        return "\n".join(rows)


def evaluate_links(corpus: Corpus, gold: Path, texts_root: Path, plan: str) -> LinkFigures:
    """Link a plan's judged targets anew, in memory, and hold the links to the judgements.

    Only documents that the judgements name are searched.

    Raises:
        InputError: the judged data or texts cannot be read, or are others than those judged.
        NotFound: the corpus has no such plan.
    """
    texts = JudgedTexts(texts_root)
    judged = _judged(read_entries(gold / "links.jsonl"), texts)
    shas = {place.sha256 for entries in judged.values() for place, _, _ in entries}
    linker = Linker(corpus)
    aims, searches = linker.prepare(plan, lambda document: document.sha256 in shas)
    looked = [_look(target, entries, aims, searches) for target, entries in judged.items()]
    nobody = [_measure(entry, plan) for entry in read_entries(gold / "links-none.jsonl")]
    silent = [not _is_linked(linker, measure, aims, searches) for measure in nobody]
    return LinkFigures(
        targets=tuple(figures for figures, _ in looked),
        silent=fmean(silent),
        nobody=len(nobody),
        scored=tuple(one for _, scored in looked for one in scored),
    )


_Entry = tuple[Lines, str, str]


def _judged(entries: Iterable[dict[str, Any]], texts: JudgedTexts) -> dict[str, list[_Entry]]:
    """By target: each range with its label and split."""
    found: dict[str, list[_Entry]] = {}
    for entry in entries:
        judged = (texts.range(entry), entry["label"], entry["split"])
        found.setdefault(entry["target"], []).append(judged)
    return found


def _look(
    target: str, entries: Sequence[_Entry], aims: Aims, searches: Sequence[DocumentSearch]
) -> tuple[TargetFigures, list[tuple[str, float, bool]]]:
    """The figures of one target, and the scores of its judged passages."""
    split = entries[0][2]
    found = [(one, _label(d, one, entries)) for d, one in _ranked(target, aims, searches)]
    evidence = [(one, label) for one, label in found if not one.origin]
    first = [label for one, label in evidence if one.score >= THRESHOLD][:CUT]
    good = sum(label in _GOOD for label in first)
    scored = [
        (split, one.score, label in _GOOD)
        for one, label in evidence
        if label not in (None, "origin")
    ]
    return TargetFigures(target, split, len(first), good, first.count(None)), scored


def _ranked(
    target: str, aims: Aims, searches: Sequence[DocumentSearch]
) -> list[tuple[Document, Found]]:
    aim = next(aim for aim in aims.aims if aim.target.id == target)
    found = [(s.document, one) for s in searches for one in s.search(aim, aims)[0]]
    return sorted(found, key=lambda pair: -pair[1].score)


def _label(document: Document, found: Found, entries: Sequence[_Entry]) -> str | None:
    source = found.features.passage.source
    place = Lines(document.sha256, source.line_start, source.line_end)
    labels = [label for judged, label, _ in entries if judged.meets(place)]
    return max(labels, key=_LABELS.index, default=None)


def _measure(entry: dict[str, Any], plan: str) -> Measure:
    return Measure(entry["id"], plan, entry["text"], terms=tuple(entry.get("terms", ())))


def _is_linked(
    linker: Linker, measure: Measure, aims: Aims, searches: Sequence[DocumentSearch]
) -> bool:
    aim = linker.aim(measure, aims.field)
    return any(search.search(aim, aims)[1] >= THRESHOLD for search in searches)
