"""Splitting Norwegian compounds: "opptrappingsplan" is "opptrapping" + "plan".

A word is cut in two where modifier and head cost least, and each half again in the same way. The
cost of a word in its place is the negative logarithm of its share among the compounds of Norsk
Ordbank (`planspor.corpus.language.wordlist`), so a word that makes many compounds is cheap. A word
that is cheap as it stands ("kultur") is left whole even where it could be cut ("kul" + "tur").
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from planspor.corpus.language.wordlist import NEVER, WordList

PARTICLES: Final = frozenset(
    "an av bi bort etter for fore fra fram frem gjen gjennom i imot inn innen med mellom mis mot "
    "ned om opp over på sam sammen til tilbake under unna ut uten ve ved van u er".split()
)
"""Prefixes that look like nouns or verbs; what they make is a word of its own."""

ENDINGS: Final = frozenset(
    "aktig ant bar dom else en ent er ere het iker ing ingen inne ist lig lik "
    "ment ning or sam sel sjon skap som tet vis ende ene eri ens ring king ell tikk tat".split()
)
"""Derivational endings that look like nouns; they are never the head of a compound."""

MODIFIERS: Final = frozenset(
    "hoved videre data fakta foreldre selv fler første andre narkotika midtveis verdens".split()
)
"""First parts that the word list does not hold as a base form."""

SHORT: Final = frozenset("by ny år øy ø øl is el tv rå sy få bo ed".split())
"""The parts of fewer than three letters that may stand first."""

UNSEEN: Final = 115
"""Cost of a listed word of five letters or more that makes no compound in the word list."""
GAIN: Final = 72
"""How much dearer than the whole word its parts may be; judged on ``compounds.jsonl``."""
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

    Joining s and e are taken off the modifier; a third consonant that the spelling drops is put
    back ("trafikkultur" is "trafikk" + "kultur").
    """
    for at in range(1, len(word) - 1):
        left, right = word[:at], word[at:]
        if len(left) >= 3 or left in SHORT:
            yield left, right
        if left[-1] in "se" and (len(left) >= 4 or left[:-1] in SHORT):
            yield left[:-1], right
        if len(left) >= 3 and left[-1] == left[-2] and left[-1] not in "aeiouyæøå":
            yield left, left[-1] + right


def is_head(form: str, lemma: str) -> bool:
    """Whether a word may be the last part: no derivational ending is."""
    return (len(lemma) > 2 or lemma in SHORT) and form not in ENDINGS and lemma not in ENDINGS


@cache
def whole() -> frozenset[str]:
    """The lemmas of ``data/whole.txt``: compounds in origin that mean something of their own."""
    text = (files("planspor.corpus.language") / "data" / "whole.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if line[:1] != "#" for word in line.split())


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
        if word in whole():
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
