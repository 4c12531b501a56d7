"""What the linker sees of a document: its passages as weighted counts of stems."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planspor.corpus.language import Analyser, Token
from planspor.corpus.model import Passage

PART = 0.5
"""Weight of a compound's part beside a whole word."""
HEADING = 0.5
"""Weight of a word in the headings above a passage beside one in its text."""


@dataclass(frozen=True, slots=True)
class Features:
    """A passage as weighted counts of stems; ``stems`` are its content words in order."""

    passage: Passage
    counts: Mapping[str, float]
    stems: tuple[str, ...]

    @property
    def length(self) -> int:
        """The number of content words."""
        return len(self.stems)


class Collection:
    """The passages of one document, to look up by stem."""

    def __init__(self, features: Iterable[Features]) -> None:
        self.features = tuple(features)
        self._postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, one in enumerate(self.features):
            for stem, count in one.counts.items():
                self._postings[stem].append((place, count))

    def holding(self, stems: Sequence[str]) -> list[tuple[int, float]]:
        """Places of the passages that hold a run of stems, with how often."""
        if len(stems) == 1:
            return self._postings.get(stems[0], [])
        places = (dict(self._postings.get(stem, ())).keys() for stem in stems)
        both = set.intersection(*map(set, places))
        counted = ((place, count_run(stems, self.features[place].stems)) for place in sorted(both))
        return [(place, float(count)) for place, count in counted if count]


@dataclass(frozen=True, slots=True)
class Statistics:
    """How common stems are: frozen for a link run, so that scores keep their meaning."""

    passages: int
    average_length: float
    frequencies: Mapping[str, int]


def content(tokens: Iterable[Token]) -> list[Token]:
    """The tokens that carry meaning."""
    return [token for token in tokens if not token.stop and len(token.exact) > 1]


def passage_features(
    analyser: Analyser, passage: Passage, headings: Iterable[str], text: str | None = None
) -> Features:
    """Count the stems of a passage (or of what is left of its text) and of the headings above."""
    tokens = content(analyser.tokens(passage.text if text is None else text))
    counts: defaultdict[str, float] = defaultdict(float)
    _count(counts, tokens, 1.0)
    for heading in headings:
        _count(counts, content(analyser.tokens(heading)), HEADING)
    return Features(passage, dict(counts), tuple(token.stem for token in tokens))


def _count(counts: defaultdict[str, float], tokens: Iterable[Token], weight: float) -> None:
    for token in tokens:
        counts[token.stem] += weight
        for part in token.parts:
            if part != token.stem:
                counts[part] += weight * PART


def count_run(run: Sequence[str], stems: Sequence[str]) -> int:
    """How often a run of stems stands in a passage, word after word."""
    wanted, size = tuple(run), len(run)
    return sum(
        1
        for place, stem in enumerate(stems)
        if stem == wanted[0] and tuple(stems[place : place + size]) == wanted
    )


def gather(features: Iterable[Features]) -> Statistics:
    """The statistics of a collection of passages."""
    frequencies: Counter[str] = Counter()
    passages = length = 0
    for one in features:
        passages += 1
        length += one.length
        frequencies.update(one.counts.keys())
    # At least one word, so that passages of nothing but numbers and stop words can be divided by.
    return Statistics(passages, max(1, length) / max(1, passages), dict(frequencies))
