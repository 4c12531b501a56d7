"""What search is measured against: plain Norwegian BM25, stemmer and stop words only."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import snowballstemmer

from planspor.corpus.language import STOPWORDS

K1: Final = 1.2
B: Final = 0.75


class PlainSearch:
    """BM25 over the Snowball stems of passages, given as id -> text."""

    def __init__(self, passages: Mapping[str, str]) -> None:
        self._stemmer = snowballstemmer.stemmer("norwegian")
        self._counts = {id_: Counter(self._stems(text)) for id_, text in passages.items()}
        self._lengths = {id_: counts.total() for id_, counts in self._counts.items()}
        self._average = sum(self._lengths.values()) / max(1, len(self._lengths))
        self._holders = Counter(stem for counts in self._counts.values() for stem in counts)

    def search(self, query: str) -> list[str]:
        """The ids of the passages that hold a word of the query, best first."""
        scores: Counter[str] = Counter()
        for stem in set(self._stems(query)):
            for id_, counts in self._counts.items():
                if stem in counts:
                    scores[id_] += self._score(stem, counts[stem], self._lengths[id_])
        return [id_ for id_, _ in scores.most_common()]

    def _score(self, stem: str, count: int, length: int) -> float:
        holders = self._holders[stem]
        rarity = math.log(1 + (len(self._counts) - holders + 0.5) / (holders + 0.5))
        return rarity * count / (count + K1 * (1 - B + B * length / self._average))

    def _stems(self, text: str) -> Iterable[str]:
        words = (word for word in re.findall(r"\w+", text.lower()) if word not in STOPWORDS)
        return [self._stemmer.stemWord(word) for word in words]
