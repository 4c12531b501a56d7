"""Splitting Norwegian compounds: "opptrappingsplan" is "opptrapping" + "plan".

A word is cut in two where modifier and head cost least, and each half again in the same way. The
cost of a word in its place is the negative logarithm of its share among the compounds of Norsk
Ordbank (`planspor.corpus.language.wordlist`), so a word that makes many compounds is cheap. A word
that is cheap as it stands ("kultur") is left whole even where it could be cut ("kul" + "tur").
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from planspor.corpus.language.lists import words
from planspor.corpus.language.wordlist import NEVER, WordList, shipped

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
SIMPLE: Final = 9
"""Letters up to which a listed word may well be simple."""
LETTER: Final = 8
"""What each letter more may add to the cost of its parts."""
COMMON: Final = 90
"""Cost up to which a head is so common that it is seen behind a name, too."""
NAMED_HEAD: Final = 5
"""Letters that such a head has at least."""
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

    A third consonant that the spelling drops is put back ("trafikkultur" is "trafikk" + "kultur").
    """
    for at in range(1, len(word) - 1):
        left, right = word[:at], word[at:]
        for modifier in modifiers(left):
            yield modifier, right
        if len(left) >= 3 and left[-1] == left[-2] and left[-1] not in "aeiouyæøå":
            yield left, left[-1] + right


def modifiers(left: str) -> Iterator[str]:
    """What may be the modifier: the first part as it stands, and without a joining s or e.

    An s after an e joins only nouns in -else ("ledelsesansvar").
    """
    if len(left) >= 3 or left in SHORT:
        yield left
    if left[-1] in "se" and (len(left) >= 4 or left[:-1] in SHORT):
        joins = left[-2:-1] != "e" or left.endswith("elses")
        if joins and left not in PARTICLES:
            yield left[:-1]


def is_head(form: str, lemma: str) -> bool:
    """Whether a word may be the last part: no derivational ending is."""
    return (len(form) > 2 or form in SHORT) and form not in ENDINGS and lemma not in ENDINGS


class Splitter:
    """Cuts words with a word list; remembers what it has cut."""

    def __init__(self, words: WordList) -> None:
        self._words = words
        self.cut = lru_cache(maxsize=200_000)(self._cut)
        """The cut of a word into parts that are listed, or None."""

    def halves(self, word: str) -> Cut | None:
        """The cut of a word, also behind a name; None for a word that is no compound."""
        return self.cut(word) or self.named(word)

    def parts(self, word: str) -> tuple[str, ...]:
        """The lemmas of all parts, halves before quarters; () for a word that is no compound."""
        cut = self.halves(word)
        if cut is None:
            return ()
        halves = (cut.modifier, cut.head)
        return halves + tuple(part for half in halves for part in self.parts(half))

    def _cut(self, word: str) -> Cut | None:
        if word in WHOLE or len(word) > LONGEST:
            return None
        best = min(self._readings(word), default=None)
        if best is None:
            return None
        gain = GAIN + (self._longer(word) if len(best.modifier) > 3 else 0)
        return best if best.cost - self._whole(word) <= gain else None

    def _readings(self, word: str) -> Iterator[Cut]:
        for modifier, right in cuts(word):
            head = self._words.lemma(right)
            if head is None or modifier in PARTICLES or not is_head(right, head):
                continue
            cost = self._modifier_cost(modifier) + self._head_cost(head)
            if cost <= DEAREST:
                yield Cut(cost, modifier, head, word.removesuffix(right) + head)

    def named(self, word: str) -> Cut | None:
        """The cut behind a name or the like, before a common head: "Barentssamarbeid"."""
        if word in self._words or len(word) > LONGEST:
            return None
        for at in range(2, len(word) - NAMED_HEAD + 1):
            modifier, right = word[:at], word[at:]
            head = self._words.lemma(right)
            if head is not None:
                named = at >= 4 and modifier not in PARTICLES and is_head(right, head)
                cheap = self._words.costs(head)[1] <= COMMON
                return Cut(DEAREST, modifier, head, modifier + head) if named and cheap else None
        return None

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

    def _longer(self, word: str) -> int:
        """What its length adds to the cost of leaving a word whole: few simple words are long."""
        return LETTER * max(0, len(word) - SIMPLE)


@cache
def shipped_splitter() -> Splitter:
    """The splitter over the shipped word list; all who cut words share what it remembers."""
    return Splitter(shipped())
