"""Made words by rank: as often, as long and as compounded as in real texts, and by topic."""

from bisect import bisect
from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from typing import Final

import marisa_trie
import numpy as np

from planspor.corpus.language import STOPWORDS
from planspor.corpus.language.wordlist import NEVER

SHIFT, HEAD, KNEE, TAIL = 2.0, 1.05, 3000, 1.8
"""Share of the word of rank r: (r + SHIFT) ** -HEAD, falling as ** -TAIL from rank KNEE on.

Zipf and Mandelbrot's law with the two exponents of Gerlach and Altmann (Physical Review X, 2013).
SHIFT, HEAD and KNEE by least squares over the logarithms at 21 ranks from 1 to 12,000; TAIL so that
as many words are different among 278,141 as in the texts (18,707; made: 18,734).
"""
VOCABULARY: Final = 600_000
COMPOUNDS = 0.24
"""Share of compounds among words of rank r: this times log10(r / 200), from 0 to .8."""
FUNCTION = (20, 0.6)
"""Ranks that only function words have, and how their share falls after that."""
NUMBERS, UNLISTED = 0.07, 0.12
"""Shares of numbers, and of names and misspellings, among the words from rank 100 on."""
TOPICS = 32
TOPICAL = 0.6
"""Share of the content words that come from their section's topic."""


class Vocabulary:
    """Words by rank, with their shares and topics."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        data = files("planspor.corpus.language") / "data"
        parts = marisa_trie.RecordTrie("<BB").mmap(str(data / "parts.marisa"))
        self._costs = dict(parts.items())
        self._forms = marisa_trie.BytesTrie().mmap(str(data / "forms.marisa"))
        self.words = self._ranked()
        self.function = np.array([word in STOPWORDS for word in self.words])

    @cached_property
    def cumulated(self) -> np.ndarray:
        """The share of all words up to each rank."""
        ranks = np.arange(1, len(self.words) + 1) + SHIFT
        shares = np.minimum(ranks**-HEAD, (KNEE + SHIFT) ** (TAIL - HEAD) * ranks**-TAIL)
        return np.cumsum(shares / shares.sum())

    def _ranked(self) -> list[str]:
        """For each rank a word of a sort that real texts have there."""
        ranks = np.arange(1, VOCABULARY + 1)
        random = self._random.random((3, VOCABULARY))
        function = random[0] < (np.minimum(1, (FUNCTION[0] / ranks) ** FUNCTION[1]))
        compound = random[1] < np.clip(COMPOUNDS * np.log10(ranks / 200), 0, 0.8)
        functions = iter(self._random.permutation(sorted(STOPWORDS)).tolist())
        listed, compounds, numbers = self._listed(), self._compounds(), self._numbers()
        words: list[str] = []
        for at in range(VOCABULARY):
            word = next(functions, None) if function[at] else None
            if word is None and at > 100 and random[2, at] < NUMBERS:
                word = next(numbers)
            elif word is None:
                word = next(compounds) if compound[at] else next(listed)
                if at > 100 and random[2, at] > 1 - UNLISTED:
                    word = self._unlisted(word)
            words.append(word)
        return words

    def _listed(self) -> Iterator[str]:
        """Listed forms, those of words that make many compounds first, forms of a word near."""
        forms: dict[str, list[str]] = {}
        for form, rule in self._forms.items():
            stem = form.encode()[: -rule[0]] if rule[0] else form.encode()
            forms.setdefault((stem + rule[1:]).decode(), []).append(form)
        others = [lemma for lemma in forms if lemma not in self._costs]
        makers = sorted(self._costs, key=lambda lemma: min(self._costs[lemma]))
        lemmas = makers + self._random.permutation(others).tolist()
        flat = [(at, form) for at, lemma in enumerate(lemmas, 1) for form in forms.get(lemma, ())]
        places = np.array([at for at, _ in flat]) * np.exp(self._random.normal(0, 1.2, len(flat)))
        return iter([flat[at][1] for at in np.argsort(places, kind="stable")])

    def _compounds(self) -> Iterator[str]:
        """Words joined as Norwegian joins them, cheap parts more often than dear ones."""
        modifiers, first = self._weighted(0)
        heads, last = self._weighted(1)
        while True:
            chosen = self._random.random((4096, 3)).tolist()
            for a, b, joint in chosen:
                modifier, head = modifiers[bisect(first, a)], heads[bisect(last, b)]
                yield modifier + ("s" if joint < 0.25 and modifier[-1] not in "se" else "") + head

    def _weighted(self, place: int) -> tuple[list[str], list[float]]:
        words = [word for word, costs in self._costs.items() if costs[place] < NEVER]
        weights = np.array([np.exp(-self._costs[word][place] / 10) for word in words])
        return words, (np.cumsum(weights / weights.sum()) - 1e-9).tolist()

    def _numbers(self) -> Iterator[str]:
        while True:
            for magnitude in self._random.integers(1, 6, 4096).tolist():
                yield str(int(self._random.integers(10**magnitude)))

    def _unlisted(self, word: str) -> str:
        """A word with two letters in each other's place, as a name or as a misspelling."""
        at = int(self._random.integers(len(word)))
        swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        return swapped.capitalize() if self._random.random() < 0.5 else swapped

    def draw(self, count: int, topic: np.ndarray) -> list[str]:
        """Words in a row; ``topic`` is the topic of each place."""
        random = self._random.random((2, count))
        ranks = np.searchsorted(self.cumulated, random[0])
        moved = np.minimum(ranks - ranks % TOPICS + topic, len(self.words) - 1)
        topical = (random[1] < TOPICAL) & (ranks >= TOPICS) & ~self.function[ranks]
        return [self.words[rank] for rank in np.where(topical, moved, ranks).tolist()]
