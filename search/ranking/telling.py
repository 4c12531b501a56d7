"""What a text is about: its most telling words (tf·idf); a long one is taken in stretches."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from typing import Final, NamedTuple

from planspor.corpus.language import Analyser, Token
from planspor.search.engine.clauses import Clause, Sum, Term, Weighted
from planspor.search.engine.contract import Engine
from planspor.search.ranking.concepts import COMMON, LAYER

WORDS: Final = 30
"""Words that a stretch of text is searched for by."""
STRETCH: Final = 1500
"""Characters of a stretch; a passage has at most some 1,200."""
STRETCHES: Final = 8
"""Stretches of a long text that are searched for, evenly spread over it."""
_K1: Final = 1.2
_BLANK: Final = re.compile(r"\s")


class Telling(NamedTuple):
    """A word of a text: how much it says of it, and how a person would write it."""

    stem: str
    weight: float
    word: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text: its telling words, the most telling first, and all its stems."""

    words: tuple[Telling, ...]
    stems: frozenset[str]

    @property
    def clause(self) -> Clause:
        """What finds passages that are like it."""
        return Sum(tuple(Weighted(Term(LAYER, word.stem), word.weight) for word in self.words))


class Teller:
    """Tells by one corpus what texts are about."""

    def __init__(self, engine: Engine, analyser: Analyser) -> None:
        self._engine = engine
        self._analyser = analyser

    def stretch(self, text: str) -> Stretch:
        """A text as one stretch.

        Words that no two passages share say nothing here, nor do those that many have.
        """
        held = list(stems_of(self._analyser.tokens(text)))
        words, counts = dict(reversed(held)), Counter(stem for stem, _ in held)
        holders = self._engine.frequencies(LAYER, counts)
        entries = self._engine.size()
        told = (
            Telling(stem, n / (n + _K1) * math.log(1 + entries / holders[stem]), words[stem])
            for stem, n in counts.items()
            if 1 < holders[stem] <= max(COMMON * entries, 2)
        )
        return Stretch(_most(told), frozenset(counts))

    def stretches(self, text: str) -> list[Stretch]:
        """A text in stretches, those left out that say nothing."""
        return [held for part in parts(text) if (held := self.stretch(part)).words]


def together(stretches: Iterable[Stretch]) -> tuple[Telling, ...]:
    """The words that say most of all stretches."""
    words = [word for stretch in stretches for word in stretch.words]
    written = {word.stem: word.word for word in reversed(words)}
    weights: dict[str, float] = {}
    for word in words:
        weights[word.stem] = weights.get(word.stem, 0.0) + word.weight
    return _most(Telling(stem, weight, written[stem]) for stem, weight in weights.items())


def parts(text: str) -> list[str]:
    """A text cut at words into parts of some `STRETCH` characters, evenly spread over it."""
    count = min(STRETCHES, max(1, math.ceil(len(text) / STRETCH)))
    starts = [len(text) * at // count for at in range(count + 1)]
    return [_whole_words(text, start, min(end, start + STRETCH)) for start, end in pairwise(starts)]


def stems_of(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """The stems of words and of their parts, with the words; no function words or numbers."""
    for token in tokens:
        if not token.stop and token.exact[0].isalpha():
            yield token.stem, token.lemma
            yield from ((part, token.lemma) for part in token.parts)


def _whole_words(text: str, start: int, end: int) -> str:
    """The words that begin in a stretch of a text; none is longer than a stretch."""
    if start:
        begins = _BLANK.search(text, start - 1, end)
        if begins is None:
            return ""
        start = begins.end()
    ends = _BLANK.search(text, end - 1, end + STRETCH) if end < len(text) else None
    return text[start : ends.start() if ends else min(len(text), end + STRETCH)]


def _most(words: Iterable[Telling]) -> tuple[Telling, ...]:
    return tuple(nlargest(WORDS, words, key=lambda word: (word.weight, word.stem)))
