"""Two ways of searching that owe nothing to ours, for pools: by characters and by topics."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from Stemmer import Stemmer as Snowball

from planspor.corpus.language import STOPWORDS

TOPICS: Final = 150
"""Dimensions of latent semantic indexing."""
_STEMMER: Final = Snowball("norwegian")

Vector: TypeAlias = NDArray[np.float64]


class TermSearch:
    """Cosine of the tf-idf weights of passages' terms, which a function gives."""

    def __init__(self, passages: Mapping[str, str], terms: Callable[[str], list[str]]) -> None:
        self._terms = terms
        self.ids = list(passages)
        self.numbers: dict[str, int] = {}
        counted = [
            np.unique(
                [self.numbers.setdefault(term, len(self.numbers)) for term in terms(text)],
                return_counts=True,
            )
            for text in passages.values()
        ]
        holders = np.bincount(np.concatenate([found for found, _ in counted]))
        self._rarity = np.log(len(counted) / holders)
        self.rows = [(found, _unit(self._rarity[found] * counts)) for found, counts in counted]

    def search(self, query: str) -> list[str]:
        """The ids of all passages, best first."""
        return _ordered(self.ids, self.scores(query))

    def scores(self, query: str) -> Vector:
        """The cosine of each passage, but for the length of the query."""
        wanted = np.zeros(len(self.numbers))
        for term in self._terms(query):
            if term in self.numbers:
                wanted[self.numbers[term]] += self._rarity[self.numbers[term]]
        return np.array([weights @ wanted[found] for found, weights in self.rows])


class TopicSearch:
    """Latent semantic indexing (Deerwester et al. 1990): the strongest topics of the stems."""

    def __init__(self, passages: Mapping[str, str]) -> None:
        self._stems = TermSearch(passages, _stems)
        weights = np.zeros((len(passages), len(self._stems.numbers)), dtype=np.float32)
        for row, (found, values) in zip(weights, self._stems.rows, strict=True):
            row[found] = values
        strengths, topics = np.linalg.eigh(weights @ weights.T)
        self._topics = topics[:, -TOPICS:]
        self._lengths = np.sqrt(np.maximum(strengths[-TOPICS:], np.finfo(np.float32).eps))

    def search(self, query: str) -> list[str]:
        """The ids of all passages, best first."""
        wanted = (self._stems.scores(query) @ self._topics) / self._lengths
        places = self._topics * self._lengths
        lengths = np.maximum(np.linalg.norm(places, axis=1), np.finfo(np.float32).eps)
        return _ordered(self._stems.ids, places @ wanted / lengths)


def _ordered(ids: Sequence[str], scores: Vector) -> list[str]:
    return [ids[row] for row in np.argsort(-scores, kind="stable")]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str) -> list[str]:
    """The runs of three to five characters of its words, which begin and end with a space."""
    return [
        word[start : start + size]
        for word in (f" {word} " for word in _words(text))
        for size in (3, 4, 5)
        for start in range(len(word) - size + 1)
    ]


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _words(text) if word not in STOPWORDS]


@cache
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def _unit(weights: Vector) -> Vector:
    return weights / (np.linalg.norm(weights) or 1.0)
