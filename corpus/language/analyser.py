"""One analysis of a Norwegian text for the index, the linker and the highlighter."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from planspor.corpus.language import nynorsk, wordlist
from planspor.corpus.language.compounds import shipped_splitter
from planspor.corpus.language.lemmas import Lemmatiser
from planspor.corpus.language.places import Place, places
from planspor.corpus.language.stems import Stemmer
from planspor.corpus.language.stopwords import STOPWORDS
from planspor.corpus.language.tokens import HYPHENS, forms, normal, spans

ACRONYMS = frozenset(["LAR"])
"""Acronyms that would be taken for another word if their capitals were ignored."""

REMEMBERED = 300_000
"""Forms kept before the memory is emptied; a form takes some 500 bytes."""


@dataclass(frozen=True, slots=True)
class Word:
    """The analysis of one word form, wherever it stands.

    ``parts`` holds the stems of a compound's parts at every level, halves before quarters.
    """

    exact: str
    lemma: str
    stem: str
    parts: tuple[str, ...] = ()
    stop: bool = False


class Token(NamedTuple):
    """One word in a text: `start` and `end` count characters in the text as given.

    A tuple, for a search makes thousands, and it takes a third of the time to make.
    """

    start: int
    end: int
    exact: str
    lemma: str
    stem: str
    parts: tuple[str, ...]
    stop: bool


class Analyser:
    """Analyses words of bokmål and nynorsk into bokmål lemmas, stems and compound parts.

    Cheap to make: the word list is memory-mapped and shared. Every form is analysed once and
    remembered, up to `REMEMBERED` forms; two threads that meet a new form at once both analyse
    it, with the same result.
    """

    def __init__(self) -> None:
        words = wordlist.shipped()
        self._splitter = shipped_splitter()
        self._lemmatiser = Lemmatiser(words, self._splitter)
        self._stemmer = Stemmer(words)
        self._words: dict[str, Word] = {}

    def tokens(self, text: str) -> list[Token]:
        """The words and numbers of a text, in order."""
        known, word = self._words.get, self.word
        return [
            Token(start, end, w.exact, w.lemma, w.stem, w.parts, w.stop)
            for start, end in spans(text)
            for w in (known(text[start:end]) or word(text[start:end]),)
        ]

    def words(self, text: str) -> list[Word]:
        """The analyses of the words and numbers of a text: `tokens` without their places."""
        known, word = self._words.get, self.word
        return [known(form) or word(form) for form in forms(text)]

    def word(self, form: str) -> Word:
        """The analysis of one form; capitals count only for acronyms such as LAR."""
        known = self._words.get(form)
        if known is None:
            if len(self._words) >= REMEMBERED:
                self._words.clear()
            known = self._words[form] = self._analyse(form)
        return known

    def halves(self, lemma: str) -> tuple[str, ...]:
        """The lemmas of a compound's two halves; () for a word that is no compound."""
        if "-" in lemma:
            return tuple(lemma.rsplit("-", 1))
        cut = self._splitter.halves(lemma)
        return (cut.modifier, cut.head) if cut else ()

    def places(self, form: str) -> tuple[Place, ...]:
        """Where the parts of a word stand in its normal form, as far as its spelling shows them."""
        exact = normal(form)
        if "-" not in exact:
            held = places(exact, self.word(exact).lemma, self._splitter.halves)
            return tuple(Place(start, end, self.word(part).stem) for start, end, part in held)
        found: list[Place] = []
        for part in re.finditer(f"[^{HYPHENS}]+", exact):
            found.append(Place(part.start(), part.end(), self.word(part.group()).stem))
            found += (place.moved(part.start()) for place in self.places(part.group()))
        return tuple(found)

    def _analyse(self, form: str) -> Word:
        exact = normal(form)
        if "-" in exact:
            return self._hyphenated(exact, re.split(f"[{HYPHENS}]", form))
        if exact in STOPWORDS:
            return Word(exact, nynorsk.curated().get(exact, exact), exact, stop=True)
        if form in ACRONYMS or len(exact) == 1 or not exact.isalpha():
            return Word(exact, exact, exact)
        if form != exact:
            return self.word(exact)
        lemma = self._lemmatiser.lemma(exact)
        parts = (self.word(part).stem for part in self._splitter.parts(lemma))
        return Word(exact, lemma, self._stemmer.stem(lemma), tuple(dict.fromkeys(parts)))

    def _hyphenated(self, exact: str, forms: list[str]) -> Word:
        """A word whose parts are the words between the hyphens, and theirs."""
        words = [self.word(form) for form in forms]
        *first, last = words
        lemma = "-".join([word.exact for word in first] + [last.lemma])
        stem = "-".join([word.exact for word in first] + [last.stem])
        parts = [word.stem for word in words] + [part for word in words for part in word.parts]
        return Word(exact, lemma, stem, tuple(dict.fromkeys(parts)))
