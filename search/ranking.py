"""How passages are ranked for words: concepts, the layers they are looked for in, and weights.

The weights were tuned on the ``dev`` half of the judged queries (``planspor evaluate search``);
what was tried and what it gave is in docs/decisions.md.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.corpus.language import Thesaurus, Token
from planspor.search.engine.clauses import All, Best, Clause, Constant, Phrase, Term, Weighted
from planspor.search.engine.contract import Engine
from planspor.search.highlight import Mark

EXACT: Final = 1.0
LEMMA: Final = 0.95
STEM: Final = 0.85
PARTS: Final = 0.85
"""A word that stands inside a compound."""
SPLIT: Final = 0.6
"""A compound whose parts all stand in the passage."""
HEADING: Final = 0.3
TITLE: Final = 0.1
RELATED: Final = 0.6
"""Another form from the thesaurus."""
TIE: Final = 0.1
"""What the other ways to find a word count for beside the best."""
COVERAGE: Final = 0.5
"""What having a concept at all counts for, however often, times its rarity."""
MODIFIER: Final = 0.2
"""The first part of a compound by itself."""

LAYER: Final = "parts"
"""The layer by which words are told rare or common."""
COMMON: Final = 0.3
"""Share of the passages from which on a word says nothing of what they are about."""


MOST: Final = 50
"""Concepts of a query that are searched; a pasted page has more, and says no more by them."""


class Rarities:
    """How rare some stems are: the idf of BM25."""

    def __init__(self, engine: Engine, stems: Iterable[str]) -> None:
        self._entries = engine.size()
        self._holders = engine.frequencies(LAYER, stems)

    def __getitem__(self, stem: str) -> float:
        holders = self._holders[stem]
        return math.log(1 + (self._entries - holders + 0.5) / (holders + 0.5))

    def tells(self, stem: str) -> bool:
        """Whether the stem is common enough to be shared and rare enough to say something."""
        return 1 < self._holders[stem] <= COMMON * self._entries


@dataclass(frozen=True, slots=True)
class Concept:
    """One word of a query with all that counts for it.

    ``others`` are forms of the thesaurus that can stand in its place, analysed.
    """

    token: Token
    others: tuple[tuple[Token, ...], ...] = ()

    @property
    def clause(self) -> Clause:
        """The concept in any of the layers; the best of them counts."""
        others = (Weighted(_form(form), RELATED) for form in self.others)
        return Best((*_layers(self.token), *others), TIE)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is highlighted for the concept."""
        return (*_token_marks(self.token), *(m for form in self.others for m in _form_marks(form)))


def concepts(tokens: Sequence[Token], thesaurus: Thesaurus) -> tuple[Concept, ...]:
    """The concepts of words as typed, each once.

    Function words count only where there is nothing else.
    """
    others: dict[int, list[tuple[Token, ...]]] = {}
    for related in thesaurus.related(tokens):
        for at in range(related.start, related.end):
            others.setdefault(at, []).extend(related.forms)
    content = [at for at, token in enumerate(tokens) if not token.stop or at in others]
    found: dict[str, Concept] = {}
    for at in content or range(len(tokens)):
        found.setdefault(tokens[at].exact, Concept(tokens[at], tuple(others.get(at, ()))))
    return tuple(found.values())[:MOST]


def boosts(concepts: Sequence[Concept], engine: Engine) -> Iterator[Clause]:
    """What raises passages that answer already: coverage, parts of compounds."""
    rarities = Rarities(engine, {concept.token.stem for concept in concepts})
    for concept in concepts:
        token = concept.token
        yield Constant(concept.clause, COVERAGE * rarities[token.stem])
        if len(token.parts) > 1:
            yield Weighted(Term("parts", token.parts[0]), MODIFIER)


def field_clause(field: str, tokens: Sequence[Token]) -> Clause | None:
    """All of some words, in any form, in a field of words."""
    words = tuple(
        Best((Term(f"{field}_lemma", t.lemma), Weighted(Term(f"{field}_parts", t.stem), PARTS)))
        for t in tokens
    )
    return All(words) if words else None


def _layers(token: Token) -> Iterator[Clause]:
    yield Weighted(Term("exact", token.exact), EXACT)
    yield Weighted(Term("lemma", token.lemma), LEMMA)
    yield Weighted(Term("stem", token.stem), STEM)
    yield Weighted(Term("parts", token.stem), PARTS)
    if len(token.parts) > 1:
        yield Weighted(All(tuple(Term("parts", part) for part in token.parts)), SPLIT)
    yield Weighted(Term("heading_parts", token.stem), HEADING)
    yield Weighted(Term("title_parts", token.stem), TITLE)


def _form(form: Sequence[Token]) -> Clause:
    if len(form) == 1:
        return Best(tuple(_layers(form[0])), TIE)
    # A phrase scores the sum of its words; it stands for one.
    return Weighted(Phrase("lemma", tuple(t.lemma for t in form), slop=1), 1 / len(form))


def _token_marks(token: Token) -> Iterable[Mark]:
    yield Mark("stem", (token.stem,))
    yield Mark("lemma", (token.lemma,))
    if len(token.parts) > 1:
        yield Mark("parts", token.parts)


def _form_marks(form: Sequence[Token]) -> Iterable[Mark]:
    if len(form) == 1:
        return _token_marks(form[0])
    return [Mark("lemma", tuple(t.lemma for t in form))]
