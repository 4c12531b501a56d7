"""What search is measured against: plain Norwegian BM25, stemmer and stop words only."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from Stemmer import Stemmer as Snowball

from planspor.corpus.language import STOPWORDS

K1: Final = 1.2
B: Final = 0.75


class PlainSearch:
    """BM25 over the Snowball stems of passages, given as id -> text."""

    def __init__(self, passages: Mapping[str, str]) -> None:
        self._stemmer = Snowball("norwegian")
        self._lengths: dict[str, int] = {}
        self._holders: dict[str, dict[str, int]] = {}
        for id_, text in passages.items():
            stems = self._stems(text)
            self._lengths[id_] = len(stems)
            for stem, count in Counter(stems).items():
                self._holders.setdefault(stem, {})[id_] = count
        self._average = sum(self._lengths.values()) / max(1, len(self._lengths))

    def search(self, query: str) -> list[str]:
        """The ids of the passages that hold a word of the query, best first."""
        scores: dict[str, float] = {}
        for stem in dict.fromkeys(self._stems(query)):
            for id_, count in self._holders.get(stem, {}).items():
                scores[id_] = scores.get(id_, 0.0) + self._score(stem, count, self._lengths[id_])
        return sorted(scores, key=lambda id_: -scores[id_])

    def _score(self, stem: str, count: int, length: int) -> float:
        holders = len(self._holders[stem])
        rarity = math.log(1 + (len(self._lengths) - holders + 0.5) / (holders + 0.5))
        return rarity * count / (count + K1 * (1 - B + B * length / self._average))

    def _stems(self, text: str) -> list[str]:
        words = (word for word in re.findall(r"\w+", text.lower()) if word not in STOPWORDS)
        return [self._stemmer.stemWord(word) for word in words]
