"""Words typed without Norwegian letters: "parorende", "paaroerende" and "pårørende" are one word.

A word is looked up by its key, in which å, ø and æ are a, o and a, however they were typed. A
respelling is a guess: the caller asks for it only where it does not know the word as it stands.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from planspor.corpus.language.compounds import LONGEST, Splitter, modifiers
from planspor.corpus.language.folding import key_of
from planspor.corpus.language.wordlist import WordList

_TYPED: Final = re.compile("[æøå]")
_PAIRS: Final = re.compile("aa|ae|oe")
_STROKES: Final = str.maketrans("đŋŧ", "dnt")
_SHORTEST: Final = 5
"""Letters of a word in which a plain a or o may stand for another letter."""
_PART: Final = 4
"""Letters that a part of a respelled compound has at least."""


class Speller:
    """Finds the usual spelling of words that are not spelled so."""

    def __init__(self, words: WordList, splitter: Splitter) -> None:
        self._words = words
        self._splitter = splitter
        self._pairs = lru_cache(maxsize=10_000)(self._spell_pairs)

    def listed(self, form: str) -> str | None:
        """The listed form that is typed so; of several, the one that makes most compounds."""
        if not _may_be_typed(form):
            return None
        return min(self._words.typed(key_of(form)), key=self._rank, default=None)

    def compound(self, form: str) -> str | None:
        """The lemma of the compound that is typed so, its parts being listed."""
        if not _may_be_typed(form):
            return None
        cuts = (self._splitter.cut(spelling) for spelling in self._compounds(key_of(form)))
        best = min((cut for cut in cuts if cut), default=None)
        return best.lemma if best else None

    def _compounds(self, key: str) -> Iterator[str]:
        """The spellings of a key as a listed head after a modifier of one or two listed words."""
        for modifier, joint, head in self._halves(key):
            for part in self._words_of(modifier) or self._pairs(modifier):
                yield part + joint + head

    def _spell_pairs(self, key: str) -> tuple[str, ...]:
        return tuple(
            part + joint + head
            for modifier, joint, head in self._halves(key)
            for part in self._words_of(modifier)
        )

    def _halves(self, key: str) -> Iterator[tuple[str, str, str]]:
        """The key's modifier, the letter that joins it, and each listed head."""
        for at in range(_PART, len(key) - _PART + 1):
            for head in self._words_of(key[at:]):
                for modifier in modifiers(key[:at]):
                    yield modifier, key[len(modifier) : at], head

    def _words_of(self, key: str) -> tuple[str, ...]:
        """The listed forms with a key."""
        spelled = self._words.typed(key)
        return (key, *spelled) if key in self._words else tuple(spelled)

    def _rank(self, form: str) -> tuple[int, str]:
        return min(self._words.costs(self._words.lemma(form) or form)), form


def _may_be_typed(form: str) -> bool:
    """Whether a form may come from a keyboard without Norwegian letters."""
    if len(form) > LONGEST or _TYPED.search(form):
        return False
    return len(form) >= _SHORTEST or bool(_PAIRS.search(form))


def plain(form: str) -> str:
    """The form of a word that no list knows, without marks: "Haakon" is "håkon", "sámi" "sami"."""
    if form.isascii():
        return form.replace("aa", "å")
    letters = (
        letter if letter in "åøæ" else unicodedata.normalize("NFD", letter)[0] for letter in form
    )
    return "".join(letters).translate(_STROKES)
