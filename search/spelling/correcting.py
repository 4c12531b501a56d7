"""“Did you mean”: a word that the corpus does not hold, in another spelling that it does hold.

A word is left alone that stands in the corpus in any form, that a word list knows, that may be a
name, or that is short. The last word of a query may be half a word, which is then finished.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from planspor.corpus.language import Analyser, Token, wordlist
from planspor.corpus.language.compounds import shipped_splitter
from planspor.corpus.language.nynorsk import base_form
from planspor.search.engine.clauses import All, Phrase, Term
from planspor.search.engine.contract import Engine
from planspor.search.spelling.costs import cost
from planspor.search.spelling.vocabulary import LAYER, Vocabulary

HALF: Final = 3
"""Letters of half a word, at least, and of the parts that a word is mended by."""
SHORTEST: Final = 4
"""Letters of a word that is respelled, at least."""
LONG: Final = 5
"""Letters from which on two of them may be wrong."""
MOST: Final = 3
"""Words of a text that are corrected: where more are unknown, it is another language."""
_LOOKED_UP: Final = 8
"""Words that the engine is asked for before that is told."""
_SHORT: Final = 5
_SLIP: Final = 0.7
"""The cost up to which another spelling is offered for a word of fewer letters than `_SHORT`, and
for what may be a compound of listed words."""
_WRONG: Final = 1.5
"""The same for other words."""
_BADLY: Final = 2.0
"""The same for words of at least `_MANY` letters."""
_MANY: Final = 9
_COMMON: Final = 0.12
"""What a spelling costs less for each e-fold of how often it stands in the corpus."""
_UNLISTED: Final = 0.5
"""What a spelling costs more that no list knows: it may be wrong itself."""
_MENDED: Final = 0.5
"""What it costs to mend a part of a word, to join two words, or to part one."""
_TRIED: Final = 60
"""Spellings that are weighed."""
_FOLLOWING: Final = 12
"""Words that begin so and are looked for behind the word before."""
_LAYERS: Final = ("lemma", "stem", "parts", "heading_parts", "title_parts")


@dataclass(frozen=True, slots=True)
class Correction:
    """Letters of a text, from start to end, and what is read in their place."""

    start: int
    end: int
    spelling: str


class Corrector:
    """Corrects words by the vocabulary of one corpus."""

    def __init__(self, analyser: Analyser, vocabulary: Vocabulary, engine: Engine) -> None:
        self._analyser = analyser
        self._vocabulary = vocabulary
        self._engine = engine
        self._words = wordlist.shipped()
        self._cut = shipped_splitter().cut

    def corrections(
        self, text: str, unfinished: bool, shows: Callable[[str], bool]
    ) -> list[Correction]:
        """What to correct in the words of a text, in order.

        ``unfinished`` says that the last of them may be half a word, ``shows`` whether a form of
        the vocabulary may be shown to who asks.
        """
        tokens = self._analyser.tokens(text)
        unknown = [at for at in range(len(tokens)) if self._is_unknown(tokens, at, text)]
        if len(unknown) > _LOOKED_UP:
            return []
        wrong = [at for at in unknown if not self.holds(tokens[at])]
        found: list[Correction] = []
        for at in wrong if len(wrong) <= MOST else ():
            half = unfinished and at == len(tokens) - 1
            correction = self._finished(tokens, shows) if half else None
            correction = correction or self._respelled(tokens, at, shows)
            if correction and (not found or found[-1].end <= correction.start):
                found.append(correction)
        return found

    def holds(self, token: Token) -> bool:
        """Whether the corpus has a word in any form, or all its parts in one passage."""
        if token.exact in self._vocabulary or token.lemma in self._vocabulary:
            return True
        if any(self._stands(layer, (token.lemma, token.stem)) for layer in _LAYERS):
            return True
        apart = All(tuple(Term("parts", part) for part in token.parts))
        return bool(token.parts) and self._engine.search(apart, 0).total > 0

    def _stands(self, layer: str, words: Sequence[str]) -> bool:
        return any(self._engine.frequencies(layer, words).values())

    def _is_unknown(self, tokens: Sequence[Token], at: int, text: str) -> bool:
        token = tokens[at]
        if token.stop or token.exact in self._vocabulary or token.lemma in self._vocabulary:
            return False
        typed = text[token.start : token.end]
        name = (typed[0].isupper() and at > 0) or typed[1:] != typed[1:].lower()
        return len(token.exact) >= HALF and token.exact.isalpha() and not name

    def _is_listed(self, form: str) -> bool:
        return form in self._words or base_form(form) is not None

    def _is_compound(self, form: str) -> bool:
        return self._cut(self._analyser.word(form).lemma) is not None

    def _finished(self, tokens: Sequence[Token], shows: Callable[[str], bool]) -> Correction | None:
        """The last word finished: as it follows the word before it, else as the most common."""
        *before, half = tokens
        begun = self._vocabulary.beginning(half.exact, _TRIED)
        shown = (form for form in begun if not self._analyser.word(form).stop and shows(form))
        words = list(islice(shown, _FOLLOWING))
        follow = (form for form in words if self._follows(before[-1:], form))
        form = next(follow, words[0]) if words else None
        return Correction(half.start, half.end, form) if form else None

    def _follows(self, before: Sequence[Token], form: str) -> bool:
        row = Phrase(LAYER, (*(token.exact for token in before), form))
        return bool(before) and self._engine.search(row, 0).total > 0

    def _respelled(
        self, tokens: Sequence[Token], at: int, shows: Callable[[str], bool]
    ) -> Correction | None:
        token = tokens[at]
        if len(token.exact) < SHORTEST or self._is_listed(token.exact):
            return None
        found = sorted((*self._near(token), *self._joined(tokens, at), *self._parted(token)))
        found = found or sorted(self._mended(token, shows))
        return next(
            (
                Correction(start, end, spelling)
                for _, start, end, spelling in found
                if all(shows(form) for form in self._forms(spelling))
            ),
            None,
        )

    def _forms(self, spelling: str) -> list[str]:
        """The forms of the vocabulary that a spelling shows."""
        return [form for form in spelling.split() if form in self._vocabulary]

    def _near(self, token: Token) -> Iterator[tuple[float, int, int, str]]:
        """Other spellings of the whole word."""
        distance = 2 if len(token.exact) >= LONG else 1
        most = self._dearest(token.exact)
        for form in self._vocabulary.near(token.exact, distance, _TRIED):
            if (unlike := cost(token.exact, form)) <= most:
                yield unlike + self._rarity(form), token.start, token.end, form

    def _dearest(self, form: str) -> float:
        if len(form) < _SHORT or self._is_compound(form):
            return _SLIP
        return _BADLY if len(form) >= _MANY else _WRONG

    def _rarity(self, form: str) -> float:
        unlisted = 0.0 if self._is_listed(form) or self._is_compound(form) else _UNLISTED
        return unlisted - _COMMON * math.log(max(self._vocabulary.count(form), 1))

    def _joined(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[float, int, int, str]]:
        """The word with one beside it, where together they are one."""
        for first in (at - 1, at):
            if first >= 0 and first + 1 < len(tokens):
                form = tokens[first].exact + tokens[first + 1].exact
                if form in self._vocabulary:
                    dear = _MENDED + self._rarity(form)
                    yield dear, tokens[first].start, tokens[first + 1].end, form

    def _parted(self, token: Token) -> Iterator[tuple[float, int, int, str]]:
        """Two words that were written as one."""
        for at in range(HALF, len(token.exact) - HALF + 1):
            halves = token.exact[:at], token.exact[at:]
            if all(self._vocabulary.count(half) > 1 and half in self._words for half in halves):
                yield 2 * _MENDED, token.start, token.end, " ".join(halves)

    def _mended(
        self, token: Token, shows: Callable[[str], bool]
    ) -> Iterator[tuple[float, int, int, str]]:
        """A compound with one part respelled, where the corpus holds it or all its parts."""
        word = token.exact
        for at in range(HALF, len(word) - HALF + 1):
            left, right = word[:at], word[at:]
            if self._is_part(left):
                yield from self._with_part(token, left, right, "", shows)
            if self._is_part(right):
                yield from self._with_part(token, "", left, right, shows)

    def _is_part(self, letters: str) -> bool:
        """Whether letters are a word that makes compounds, maybe with a joining s or e."""
        return any(
            self._vocabulary.count(form) > 1 and form in self._words
            for form in (letters, letters[:-1] if letters[-1] in "se" else letters)
        )

    def _with_part(
        self, token: Token, before: str, wrong: str, after: str, shows: Callable[[str], bool]
    ) -> Iterator[tuple[float, int, int, str]]:
        if len(wrong) < SHORTEST or wrong in self._words:
            return
        for part in self._vocabulary.near(wrong, 1, _TRIED):
            form = before + part + after
            made = self._analyser.tokens(form)[0]
            is_made = part in self._words and self._is_compound(form) and self.holds(made)
            if is_made and shows(part):
                dear = _MENDED + cost(wrong, part) + self._rarity(part)
                yield dear, token.start, token.end, form
