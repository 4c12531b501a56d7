"""Stems: what a word, its verb and the noun made from that verb have in common."""

from typing import Final

from Stemmer import Stemmer as Snowball

from planspor.corpus.language.lists import words
from planspor.corpus.language.wordlist import WordList

NOT_ACTIONS: Final = words("stems", "not_actions")
"""Nouns in -ing and -else that have moved away from their verb."""


class Stemmer:
    """Snowball's Norwegian stem of a lemma, with three corrections, since a lemma has no endings.

    A noun of action has its verb's stem, when the verb is listed: "kartlegging" and "kartlegge"
    meet. A short base form in -er keeps it: "bruker" and "leder" are not "bruk" and "led". One in
    -ede or -else loses its e only: "veilede" is not "veil".
    """

    def __init__(self, listed: WordList) -> None:
        self._words = listed
        self._snowball = Snowball("norwegian", 0)

    def stem(self, lemma: str) -> str:
        """The stem of a lower-case lemma."""
        if lemma.endswith("er") and len(lemma) <= 6 and self._words.lemma(lemma) == lemma:
            return lemma
        base = self._verb(lemma) or lemma
        if base.endswith(("ede", "else")):
            return base[:-1]
        stem: str = self._snowball.stemWord(base)
        return stem

    def _verb(self, noun: str) -> str | None:
        """The verb that a noun of action is made from, if the list has it."""
        if noun in NOT_ACTIONS:
            return None
        for ending in ("ing", "ning", "else"):
            verb = noun.removesuffix(ending) + "e"
            if noun.endswith(ending) and len(verb) > 4 and self._words.lemma(verb) == verb:
                return verb
        return None
