"""What somebody who types may be looking for: words, terms, headings, titles, targets."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, zip_longest
from typing import Final

from planspor.corpus.language import Analyser, Token
from planspor.search.engine.clauses import All, Clause, Phrase, Prefix, Sum, Term, restricted
from planspor.search.engine.contract import Engine
from planspor.search.facets import conditions
from planspor.search.model import Filters, Suggestion
from planspor.search.record import Record
from planspor.search.spelling.vocabulary import LAYER, Vocabulary

SHORTEST: Final = 2
"""Letters from which on anything is suggested."""
LONGEST: Final = 200
"""Characters up to which anything is: more was pasted, and is no query half typed."""
_LOOKED_AT: Final = 20
"""Words that begin so, and passages under headings with such words, that are looked at."""
_OF_A_KIND: Final = 5
_VIEWS: Final = 4
"""Sets of hidden documents for which the names are kept."""
_TERMS: Final = 5000
_WORD: Final = re.compile(r"[^\W_]+")


class Beginnings:
    """Texts that are found by the beginnings of their words, in any order."""

    def __init__(self, suggestions: Iterable[Suggestion]) -> None:
        self._suggestions = tuple(suggestions)
        self._words = sorted(
            {(word, at) for at, s in enumerate(self._suggestions) for word in _words(s.text)}
        )

    def beginning(self, typed: Sequence[str]) -> list[Suggestion]:
        """Those in which a word begins with each of the words typed, the shortest first."""
        held = [{at for _, at in self._range(begun)} for begun in typed]
        found = [self._suggestions[at] for at in set.intersection(*held)] if held else []
        return sorted(found, key=lambda suggestion: (len(suggestion.text), suggestion.text))

    def _range(self, begun: str) -> Sequence[tuple[str, int]]:
        first = bisect_left(self._words, (begun,))
        last = bisect_right(self._words, begun, first, key=lambda held: held[0][: len(begun)])
        return self._words[first:last]


class Names:
    """What has a name in a record, as the name is begun; for each set of hidden documents once."""

    def __init__(self, record: Record) -> None:
        self._of = lru_cache(maxsize=_VIEWS)(lambda hidden: Beginnings(record.named(hidden)))

    def beginning(self, words: Sequence[str], hidden: Collection[str]) -> list[Suggestion]:
        """The names in which a word begins with each of the words typed, the shortest first."""
        return self._of(frozenset(hidden)).beginning(words)


class Suggester:
    """Suggests by the record and the vocabulary as they were at the last refresh."""

    def __init__(
        self,
        engine: Engine,
        record: Record,
        names: Names,
        analyser: Analyser,
        vocabulary: Vocabulary,
    ) -> None:
        self._engine = engine
        self._record = record
        self._analyser = analyser
        self._vocabulary = vocabulary
        self._tokens = lru_cache(maxsize=_TERMS)(analyser.tokens)
        self._names = names

    def suggest(self, typed: str, limit: int, hidden: Collection[str]) -> tuple[Suggestion, ...]:
        """What a half-typed query may become; see ``Index.suggest``."""
        tokens = self._analyser.tokens(typed) if len(typed) <= LONGEST else []
        if not tokens or len(tokens[-1].exact) < SHORTEST:
            return ()
        words = _words(typed)
        seen = conditions(Filters(hidden=tuple(hidden)))
        named = self._names.beginning(words, hidden)
        kinds = [
            sorted((s for s in named if s.kind == "term"), key=self._rarity),
            list(self._completed(typed, tokens, seen)),
            list(self._headings(words, tokens, seen)),
            *([s for s in named if s.kind == kind] for kind in ("title", "measure", "goal")),
        ]
        begun = typed.strip().casefold()
        mixed = chain.from_iterable(zip_longest(*(kind[:_OF_A_KIND] for kind in kinds)))
        distinct: dict[str, Suggestion] = {}
        for suggestion in mixed:
            if suggestion is not None and suggestion.text.casefold() != begun:
                distinct.setdefault(suggestion.text.casefold(), suggestion)
        first = list(distinct.values())[:limit]
        return tuple(sorted(first, key=lambda s: not s.text.casefold().startswith(begun)))

    def _rarity(self, term: Suggestion) -> int:
        return -min(self._vocabulary.count(token.exact) for token in self._tokens(term.text))

    def _completed(
        self, typed: str, tokens: Sequence[Token], seen: Sequence[Clause]
    ) -> Iterator[Suggestion]:
        """The last word in the ways that it is finished in, after the word before it."""
        *before, last = tokens
        held = set[str]()
        for form in self._vocabulary.beginning(last.exact, _LOOKED_AT):
            word = self._analyser.word(form)
            row = (*(token.exact for token in before[-1:]), form)
            shown = form if before or word.lemma not in self._vocabulary else word.lemma
            if shown not in held and self._stands(Phrase(LAYER, row), seen):
                held.add(shown)
                yield Suggestion("word", typed[: last.start] + shown)

    def _stands(self, clause: Clause, seen: Sequence[Clause]) -> bool:
        return self._engine.search(restricted(clause, *seen), 0).total > 0

    def _headings(
        self, words: Sequence[str], tokens: Sequence[Token], seen: Sequence[Clause]
    ) -> Iterator[Suggestion]:
        """Headings over passages, those over most of them first."""
        *before, last = tokens
        unfinished = Sum((Prefix("heading_lemma", last.exact), Term("heading_lemma", last.lemma)))
        finished = (Term("heading_parts", token.stem) for token in before if not token.stop)
        clause = restricted(All((unfinished, *finished)), *seen)
        found = [id_ for id_, _ in self._engine.search(clause, _LOOKED_AT).hits]
        headings = Counter[Suggestion]()
        passages = self._record.passages(found)
        for place in self._record.places(passages.values()).values():
            for heading in place.path:
                if _begin(_words(heading), words):
                    headings[Suggestion("heading", heading, place.document.id)] += 1
        yield from (heading for heading, _ in headings.most_common(_OF_A_KIND))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _begin(words: Sequence[str], typed: Sequence[str]) -> bool:
    return all(any(word.startswith(begun) for word in words) for begun in typed)
