"""What else might be asked: terms that belong to a query, as a person would write them."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import islice
from typing import Final

from planspor.corpus.language import Analyser, Token
from planspor.search.engine.contract import Engine
from planspor.search.model import Filters, Question
from planspor.search.query import plain
from planspor.search.ranking.concepts import LAYER
from planspor.search.record import Record
from planspor.search.searcher import Searcher
from planspor.search.spelling.vocabulary import Vocabulary
from planspor.search.understanding import is_shown

PASSAGES: Final = 20
"""First passages that terms are taken from."""
SHORTEST: Final = 4
"""Letters of a term from a passage, at least."""
_SHARED: Final = 2
"""Passages that have a term, at least."""
_LONGER: Final = 3
"""Compounds that hold a word of the query."""
_LOOKED_AT: Final = 30


class Relater:
    """Finds what belongs to a query: in the thesaurus and in the passages that answer it best."""

    def __init__(
        self,
        searcher: Searcher,
        engine: Engine,
        record: Record,
        analyser: Analyser,
        vocabulary: Vocabulary,
    ) -> None:
        self._searcher = searcher
        self._engine = engine
        self._record = record
        self._analyser = analyser
        self._vocabulary = vocabulary

    def related(self, query: str, limit: int, filters: Filters) -> tuple[str, ...]:
        """Terms that belong to a query; see ``Index.related``."""
        words = self._analyser.tokens(plain(query).text)
        typed = {stem for word in words for stem in (word.stem, *word.parts)}
        question = Question(query, filters)
        texts = self._searcher.best_texts(question, PASSAGES) if words else []
        longer = islice(dict.fromkeys(self._longer(words, filters)), _LONGER)
        found = (*self._terms(words, filters), *longer, *self._from(texts, typed))
        return tuple(dict.fromkeys(found))[:limit]

    def _terms(self, words: Sequence[Token], filters: Filters) -> Iterator[str]:
        """The other forms of the terms in a query."""
        for related in self._record.thesaurus(filters.hidden).related(words):
            typed = [word.lemma for word in words[related.start : related.end]]
            for form in related.term.forms:
                if [token.lemma for token in self._analyser.tokens(form)] != typed:
                    yield form

    def _longer(self, words: Sequence[Token], filters: Filters) -> Iterator[str]:
        """The most common compounds that a word of the query begins."""
        for word in words:
            for form in self._vocabulary.beginning(word.exact, _LOOKED_AT) if not word.stop else ():
                longer = self._analyser.word(form)
                if word.stem in longer.parts and is_shown(self._engine, form, filters.hidden):
                    yield self._readable(longer.lemma, form)

    def _from(self, texts: Sequence[Sequence[Token]], typed: set[str]) -> Iterator[str]:
        """The words that most tell these passages from others, without those of the query."""
        holders = Counter(stem for tokens in texts for stem in {t.stem for t in _terms(tokens)})
        shared = {s: n for s, n in holders.items() if n >= _SHARED and s not in typed}
        everywhere = self._engine.frequencies(LAYER, shared)
        entries, passages = self._engine.size(), len(texts)
        weights = {
            stem: count * math.log(count * entries / passages / max(everywhere[stem], 1))
            for stem, count in shared.items()
        }
        forms = Counter((t.stem, t.lemma, t.exact) for ts in texts for t in _terms(ts))
        spelt = {stem: (lemma, form) for (stem, lemma, form), _ in reversed(forms.most_common())}
        for stem in nlargest(_LOOKED_AT, weights, key=lambda stem: (weights[stem], stem)):
            yield self._readable(*spelt[stem])

    def _readable(self, lemma: str, form: str) -> str:
        """The lemma where the corpus has it, else the form."""
        return lemma if lemma in self._vocabulary else form


def _terms(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if not token.stop and len(token.exact) >= SHORTEST and token.exact.isalpha():
            yield token
