"""How well compounds are split, on words that people judged (``tests/gold/compounds.jsonl``)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planspor.corpus.language.analyser import Analyser
from planspor.corpus.language.compounds import Splitter, shipped_splitter

_SPLITS = ("dev", "test")


@dataclass(frozen=True, slots=True)
class JudgedWord:
    """A word, the stems of the smallest parts judged, and those found; none where it is whole."""

    word: str
    judged: frozenset[str]
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class CompoundFigures:
    """What the splitter makes of one split of the judged words, counted in smallest parts."""

    words: Sequence[JudgedWord]

    @property
    def precision(self) -> float:
        """The share of the parts found that were judged to be parts."""
        return self._shared() / max(1, sum(len(word.found) for word in self.words))

    @property
    def recall(self) -> float:
        """The share of the parts judged that were found."""
        return self._shared() / max(1, sum(len(word.judged) for word in self.words))

    @property
    def whole(self) -> float:
        """The share of the words with just the parts judged, or none where none were."""
        return sum(word.judged == word.found for word in self.words) / max(1, len(self.words))

    def _shared(self) -> int:
        return sum(len(word.judged & word.found) for word in self.words)


def evaluate_compounds(path: Path) -> dict[str, CompoundFigures]:
    """The figures of a file of judged words, by split.

    Parts are compared by their stems. In words judged to be no compound every part is an error.
    """
    analyser, splitter = Analyser(), shipped_splitter()
    judged: dict[str, list[JudgedWord]] = {split: [] for split in _SPLITS}
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        parts = list(_smallest(splitter, analyser.word(case["word"]).lemma))
        stems = [
            frozenset(analyser.word(part).stem for part in some)
            for some in (case["parts"], parts if len(parts) > 1 else ())
        ]
        judged[case["split"]].append(JudgedWord(case["word"], *stems))
    return {split: CompoundFigures(words) for split, words in judged.items()}


def as_data(figures: Mapping[str, CompoundFigures]) -> dict[str, object]:
    """The figures as values for JSON."""
    return {
        split: {
            "words": len(found.words),
            "precision": round(found.precision, 4),
            "recall": round(found.recall, 4),
            "wholly_right": round(found.whole, 4),
        }
        for split, found in figures.items()
    }


def table(figures: Mapping[str, CompoundFigures], misses: bool = False) -> str:
    """The figures as lines of text; with ``misses``, also the words that went wrong."""
    lines = [
        f"{split:5} {len(found.words):4} words  precision {found.precision:.3f}  "
        f"recall {found.recall:.3f}  wholly right {found.whole:.3f}"
        for split, found in figures.items()
    ]
    if misses:
        lines += [
            _miss(split, word)
            for split, found in figures.items()
            for word in found.words
            if word.judged != word.found
        ]
    return "\n".join(lines)


def _miss(split: str, word: JudgedWord) -> str:
    judged, found = ("+".join(sorted(parts)) or "whole" for parts in (word.judged, word.found))
    return f"{split:5} {word.word}: judged {judged}, found {found}"


def _smallest(splitter: Splitter, lemma: str) -> Iterator[str]:
    cut = splitter.halves(lemma)
    if cut is None:
        yield lemma
    else:
        yield from _smallest(splitter, cut.modifier)
        yield from _smallest(splitter, cut.head)
