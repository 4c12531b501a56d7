"""Stems: what a word, its verb and the noun made from that verb have in common."""

import snowballstemmer

from planspor.corpus.language.wordlist import WordList

NOT_ACTIONS = frozenset(
    "regjering ordning stilling avdeling melding holdning regning mening bygning tegning handling "
    "næring ledning setning forbindelse spenning dronning flertydning retning stemning ladning "
    "åpning avisning lidning kledning løpning vending anledning forretning festning ytring "
    "samling innstilling forestilling".split()
)
"""Nouns in -ing and -else that have moved away from their verb."""


class Stemmer:
    """Snowball's Norwegian stem of a lemma, with two corrections that the word list allows.

    A noun of action has its verb's stem, when the verb is listed: "kartlegging" and "kartlegge"
    meet. A short base form in -er keeps it: "bruker" and "leder" are not "bruk" and "led".
    """

    def __init__(self, words: WordList) -> None:
        self._words = words
        self._snowball = snowballstemmer.stemmer("norwegian")

    def stem(self, lemma: str) -> str:
        """The stem of a lower-case lemma."""
        if lemma.endswith("er") and len(lemma) <= 6 and self._words.lemma(lemma) == lemma:
            return lemma
        stem: str = self._snowball.stemWord(self._verb(lemma) or lemma)
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
