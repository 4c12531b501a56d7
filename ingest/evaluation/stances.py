"""How well stage and stance are read from the wording, against judges who agree."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from planspor.corpus import Corpus
from planspor.corpus.judging import JudgedTexts, Lines, read_entries
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import Document, Passage, Stage, Stance
from planspor.corpus.outline import heading_paths
from planspor.ingest.link.profiles import Profile, build_profile, field_of
from planspor.ingest.link.rules import split_sentences
from planspor.ingest.link.stages import Wording

_JUDGED: Final = ("stances.jsonl", "stances-more.jsonl")
"""Judged by two, and by one (all of it dev; no passage of the test half is in it)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage and a target, with what the judges said; None where they differ."""

    passage: Passage
    wording: Wording
    profile: Profile
    split: str
    stage: str | None
    stance: str | None


@dataclass(frozen=True, slots=True)
class StanceFigures:
    """By split, how often each judged stage and stance was read as each."""

    stages: dict[str, Counter[tuple[str, str]]]
    stances: dict[str, Counter[tuple[str, str]]]
    missing: int

    def stage_right(self, split: str) -> float:
        """The share of pairs whose stage was read as judged."""
        return _share(self.stages[split], lambda judged, read: judged == read)

    def stance_precision(self, split: str) -> float:
        """Of the pairs for which a stance was suggested, the share where it is as judged."""
        suggested = _but_mentions(self.stances[split], 1)
        return _share(suggested, lambda judged, read: judged == read)

    def stance_recall(self, split: str) -> float:
        """Of the pairs judged to take a stance, the share for which it was suggested."""
        taken = _but_mentions(self.stances[split], 0)
        return _share(taken, lambda judged, read: judged == read)

    def as_data(self) -> dict[str, object]:
        """The figures by split."""
        return {
            split: {
                "judged": self.stages[split].total(),
                "stage": round(self.stage_right(split), 4),
                "stance_suggested": _but_mentions(self.stances[split], 1).total(),
                "stance_precision": round(self.stance_precision(split), 4),
                "stance_recall": round(self.stance_recall(split), 4),
            }
            for split in sorted(self.stages)
        }

    def table(self) -> str:
        """The figures and the confusions for people to read."""
        rows: list[str] = []
        for split in sorted(self.stages):
            suggested = _but_mentions(self.stances[split], 1).total()
            rows += [
                f"{split}: stage right {self.stage_right(split):.3f} of "
                f"{self.stages[split].total()}; stance precision "
                f"{self.stance_precision(split):.3f} of {suggested} suggested, recall "
                f"{self.stance_recall(split):.3f}",
                *_confusion(self.stages[split], [stage.value for stage in Stage]),
                *_confusion(self.stances[split], [stance.value for stance in Stance]),
            ]
        return "\n".join([*rows, f"{self.missing} pairs were not found in the corpus"])


def evaluate_stances(corpus: Corpus, gold: Path, texts_root: Path) -> StanceFigures:
    """Read stage and stance of the judged pairs; those on which the judges differ do not count.

    Raises:
        InputError: the judged data or texts cannot be read, or are others than those judged.
    """
    stages: dict[str, Counter[tuple[str, str]]] = {}
    stances: dict[str, Counter[tuple[str, str]]] = {}
    missing = 0
    for pair in judged_pairs(corpus, gold, texts_root):
        if pair is None:
            missing += 1
            continue
        read = pair.wording.read(pair.profile)
        if pair.stage:
            stages.setdefault(pair.split, Counter())[pair.stage, read.stage] += 1
        if pair.stance:
            stances.setdefault(pair.split, Counter())[pair.stance, read.stance] += 1
    return StanceFigures(stages, stances, missing)


def judged_pairs(corpus: Corpus, gold: Path, texts_root: Path) -> Iterator[Pair | None]:
    """The judged pairs, ready to be read; None for one that the corpus does not hold."""
    analyser = Analyser()
    thesaurus = Thesaurus(corpus.terms.all(), analyser)
    texts = JudgedTexts(texts_root)
    targets = {t.id: (t, plan) for plan in corpus.plans.all() for t in plan.targets}
    documents = {document.sha256: document for document in corpus.documents.all()}
    for entry in (one for name in _JUDGED for one in read_entries(gold / name)):
        place = texts.range(entry)
        document = documents.get(place.sha256)
        passage = _passage(corpus, document, place) if document else None
        if document is None or passage is None or entry["target"] not in targets:
            yield None
            continue
        target, plan = targets[entry["target"]]
        sections = heading_paths(corpus.documents.sections(document.id))
        yield Pair(
            passage=passage,
            wording=Wording(
                document,
                passage,
                sections[passage.section],
                split_sentences(passage.text, analyser),
            ),
            profile=build_profile(target, analyser, thesaurus, field_of(plan, analyser)),
            split=entry["split"],
            stage=_agreed(entry["stage"]),
            stance=_agreed(entry["stance"]),
        )


def _agreed(given: Sequence[str]) -> str | None:
    return given[0] if len(set(given)) == 1 else None


def _passage(corpus: Corpus, document: Document, place: Lines) -> Passage | None:
    for passage in corpus.documents.passages(document.id):
        source = passage.source
        if place.meets(Lines(document.sha256, source.line_start, source.line_end)):
            return passage
    return None


def _but_mentions(counts: Counter[tuple[str, str]], which: int) -> Counter[tuple[str, str]]:
    """The counts without those whose judged (0) or read (1) stance is mentions."""
    return Counter({key: n for key, n in counts.items() if key[which] != Stance.MENTIONS})


def _share(counts: Counter[tuple[str, str]], right: Any) -> float:
    held = sum(count for key, count in counts.items() if right(*key))
    return held / counts.total() if counts.total() else 0.0


def _confusion(counts: Counter[tuple[str, str]], names: Sequence[str]) -> list[str]:
    rows = ["  judged \\ read" + "".join(f"{name:>13}" for name in names)]
    for judged in names:
        cells = "".join(f"{counts[judged, read]:13}" for read in names)
        rows.append(f"  {judged:13}{cells}")
    return rows
