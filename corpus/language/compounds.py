"""Splitting Norwegian compounds: "opptrappingsplan" is "opptrapping" + "plan".

A word is cut in two where modifier and head cost least, and each half again in the same way. The
cost of a word in its place is the negative logarithm of its share among the compounds of Norsk
Ordbank (`planspor.corpus.language.wordlist`), so a word that makes many compounds is cheap. A word
that is cheap as it stands ("kultur") is left whole even where it could be cut ("kul" + "tur").
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from planspor.corpus.language.lists import words
from planspor.corpus.language.wordlist import NEVER, WordList

PARTICLES: Final = words("compounds", "particles")
"""Prefixes that look like nouns or verbs; what they make is a word of its own."""
ENDINGS: Final = words("compounds", "endings")
"""Derivational endings that look like nouns; they are never the head of a compound."""
MODIFIERS: Final = words("compounds", "modifiers")
"""First parts that the word list does not hold as a base form."""
SHORT: Final = words("compounds", "short")
"""The parts of two letters."""
WHOLE: Final = words("compounds", "whole")
"""Compounds in origin that mean something of their own: never split."""

UNSEEN: Final = 115
"""Cost of a listed word of five letters or more that makes no compound in the word list."""
GAIN: Final = 72
"""How much dearer than the whole its parts may be; judged on ``tests/gold/compounds.jsonl``."""
LONGEST: Final = 60
"""Letters above which a run of letters is taken for damage and left whole."""
DEAREST: Final = 290
"""The cost above which a word that is not listed is left whole."""


class Cut(NamedTuple):
    """A word in two: what the reading costs, the lemmas of both halves and of the whole."""

    cost: int
    modifier: str
    head: str
    lemma: str


def cuts(word: str) -> Iterator[tuple[str, str]]:
    """Every way to read a word as modifier and head.

    A joining s or e is taken off the modifier, but no s after an e; a third consonant that the
    spelling drops is put back ("trafikkultur" is "trafikk" + "kultur").
    """
    for at in range(1, len(word) - 1):
        left, right = word[:at], word[at:]
        if len(left) >= 3 or left in SHORT:
            yield left, right
        long_enough = len(left) >= 4 or left[:-1] in SHORT
        if long_enough and left[-1] in "se" and left[-2] != "e":
            yield left[:-1], right
        if len(left) >= 3 and left[-1] == left[-2] and left[-1] not in "aeiouyæøå":
            yield left, left[-1] + right


def is_head(form: str, lemma: str) -> bool:
    """Whether a word may be the last part: no derivational ending is."""
    return (len(form) > 2 or form in SHORT) and form not in ENDINGS and lemma not in ENDINGS


class Splitter:
    """Cuts words with a word list; remembers what it has cut."""

    def __init__(self, words: WordList) -> None:
        self._words = words
        self.cut = lru_cache(maxsize=200_000)(self._cut)

    def parts(self, word: str) -> tuple[str, ...]:
        """The lemmas of all parts, halves before quarters; () for a word that is no compound."""
        cut = self.cut(word)
        if cut is None:
            return ()
        halves = (cut.modifier, cut.head)
        return halves + tuple(part for half in halves for part in self.parts(half))

    def _cut(self, word: str) -> Cut | None:
        if word in WHOLE or len(word) > LONGEST:
            return None
        best = min(self._readings(word), default=None)
        return best if best and best.cost - self._whole(word) <= GAIN else None

    def _readings(self, word: str) -> Iterator[Cut]:
        for modifier, right in cuts(word):
            head = self._words.lemma(right)
            if head is None or modifier in PARTICLES or not is_head(right, head):
                continue
            cost = self._modifier_cost(modifier) + self._head_cost(head)
            if cost <= DEAREST:
                yield Cut(cost, modifier, head, word.removesuffix(right) + head)

    def _modifier_cost(self, word: str) -> int:
        return self._part_cost(word, self._words.costs(word)[0])

    def _head_cost(self, word: str) -> int:
        return self._part_cost(word, self._words.costs(word)[1])

    def _part_cost(self, word: str, known: int) -> int:
        """What a part costs: as counted, or as a word that is listed, or as its own two parts."""
        if known != NEVER:
            return known
        if len(word) < 5:
            return DEAREST
        if self._words.lemma(word) == word:
            return UNSEEN
        cut = self.cut(word)
        return cut.cost if cut else DEAREST

    def _whole(self, word: str) -> int:
        known = min(self._words.costs(word))
        if known != NEVER:
            return known
        return UNSEEN if word in self._words else DEAREST
