"""What the linker counts of a passage: stems of words, and of the parts of compounds."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from planspor.corpus.language import Analyser, Token
from planspor.corpus.language.tokens import forms
from planspor.corpus.model import Passage

PART = 0.5
"""Weight of a compound's part beside a whole word."""
HEADING = 0.5
"""Weight of a word in the headings above a passage beside one in its text."""
Run: TypeAlias = tuple[str, ...]
"""Stems that stand word after word; a single word is a run of one."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """How common stems are: frozen for a link run, so that scores keep their meaning."""

    passages: int
    average_length: float
    frequencies: Mapping[str, int]


def content(tokens: Iterable[Token]) -> list[Token]:
    """The tokens that carry meaning."""
    return [token for token in tokens if not token.stop and len(token.exact) > 1]


class Stems:
    """The stems of forms of words, each found once: the analyser forgets when it has met many."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._known: dict[str, Run] = {}

    def of(self, form: str) -> Run:
        """The stem of a form and those of its parts; none of a word that carries no meaning."""
        stems = self._known.get(form)
        if stems is None:
            word = self._analyser.word(form)
            stems = () if word.stop or len(word.exact) < 2 else (word.stem, *word.parts)
            self._known[form] = stems
        return stems


class Counting:
    """Counts in how many passages each stem stands, in the text or in the headings above it."""

    def __init__(self, stems: Stems) -> None:
        self._stems = stems
        self._headings: dict[Sequence[str], set[str]] = {}
        self._frequencies: Counter[str] = Counter()
        self._passages = self._length = 0

    def add(self, passages: Iterable[Passage], headings: Mapping[str, Sequence[str]]) -> None:
        """Count the passages of a document; ``headings`` are those above each section."""
        for passage in passages:
            said = [self._stems.of(form) for form in forms(passage.text)]
            self._passages += 1
            self._length += sum(1 for stems in said if stems)
            above = tuple(headings[passage.section])
            self._frequencies.update(self._of_headings(above).union(*said))

    def statistics(self) -> Statistics:
        """What was counted."""
        # At least one word, so that passages of nothing but numbers and stop words can be
        # divided by.
        average = max(1, self._length) / max(1, self._passages)
        return Statistics(self._passages, average, dict(self._frequencies))

    def _of_headings(self, headings: tuple[str, ...]) -> set[str]:
        if headings not in self._headings:
            found = (self._stems.of(form) for heading in headings for form in forms(heading))
            self._headings[headings] = {stem for stems in found for stem in stems}
        return self._headings[headings]
