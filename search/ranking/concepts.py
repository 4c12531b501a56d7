"""How passages are ranked for words: concepts, the layers they are looked for in, and weights.

The weights were tuned on the ``dev`` half of the judged queries (``planspor evaluate search``);
what was tried and what it gave is in docs/decisions.md.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from planspor.corpus.language import Thesaurus, Token
from planspor.search.engine.clauses import (
    All,
    Best,
    Clause,
    Constant,
    Term,
    Weighted,
    matching,
)
from planspor.search.engine.contract import Engine
from planspor.search.model import Level, Widened
from planspor.search.ranking.phrases import phrase
from planspor.search.showing.highlight import Mark

EXACT: Final = 1.0
LEMMA: Final = 0.95
STEM: Final = 0.85
PARTS: Final = 0.85
"""A word that stands inside a compound."""
SPLIT: Final = 0.6
"""A compound whose parts all stand in the passage."""
HEADING: Final = 0.3
TITLE: Final = 0.1
HALF: Final = 0.4
"""Either half of a compound that hardly stands anywhere, with what can stand in its place."""
RARE: Final = 3
"""Passages up to which a compound hardly stands anywhere."""
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


INSIDE: Final = (Level.PARTS, Level.RELATED)
"""The levels at which a word is found inside others."""
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


class Way(NamedTuple):
    """One way to find something: the words to look for, where, and what that counts for."""

    layer: str
    words: tuple[str, ...]
    clause: Clause
    weight: float = 1.0

    @property
    def scored(self) -> Clause:
        """The clause with its weight."""
        return Weighted(self.clause, self.weight)


@dataclass(frozen=True, slots=True)
class Concept:
    """One word of a query with all that counts for it.

    ``others`` are forms of the thesaurus that can stand in its place, analysed; ``level`` is how
    widely the word is searched for; ``halves`` are those of a compound that hardly stands anywhere.
    """

    token: Token
    others: tuple[tuple[Token, ...], ...] = ()
    level: Level = Level.RELATED
    halves: "tuple[Concept, ...]" = ()

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways in which the concept is looked for."""
        return (
            *_ways(self.token, self.level),
            *(_related(form) for form in self.others),
            *(Way("half", (half.token.exact,), half.clause, HALF) for half in self.halves),
        )

    @property
    def clause(self) -> Clause:
        """The concept in any of the layers; the best of them counts."""
        return Best(tuple(way.scored for way in self.ways), TIE)

    def widened(self, halves: Callable[[str], tuple[str, ...]]) -> Widened:
        """What the word was widened to; ``halves`` tells those of a compound as words."""
        token, level = self.token, self.level
        inflections = (token.lemma,) if token.lemma != token.exact else ()
        return Widened(
            word=token.exact,
            inflections=() if level is Level.EXACT else inflections,
            parts=halves(token.lemma) if level in INSIDE else (),
            related=tuple(" ".join(t.exact for t in form) for form in self.others),
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is highlighted for the concept."""
        others = (mark for form in self.others for mark in _form_marks(form))
        halves = (mark for half in self.halves for mark in half.marks)
        return (*_token_marks(self.token, self.level), *others, *halves)


def concepts(
    tokens: Sequence[Token], thesaurus: Thesaurus, level: Level = Level.RELATED
) -> tuple[Concept, ...]:
    """The concepts of words as typed, each once.

    Function words count only where there is nothing else.
    """
    others: dict[int, list[tuple[Token, ...]]] = {}
    for related in thesaurus.related(tokens) if level is Level.RELATED else ():
        term = range(related.start, related.end)
        # In "peke på" the function word says nothing by itself.
        for at in [at for at in term if not tokens[at].stop] or term:
            others.setdefault(at, []).extend(related.forms)
    content = [at for at, token in enumerate(tokens) if not token.stop or at in others]
    found: dict[str, Concept] = {}
    for at in content or range(len(tokens)):
        concept = Concept(tokens[at], tuple(others.get(at, ())), level)
        found.setdefault(tokens[at].exact, concept)
    return tuple(found.values())[:MOST]


def rare(stems: Collection[str], engine: Engine) -> Collection[str]:
    """Those of some stems that hardly stand anywhere."""
    holders = engine.frequencies(LAYER, stems) if stems else {}
    return {stem for stem, passages in holders.items() if passages <= RARE}


def boosts(concepts: Sequence[Concept], engine: Engine) -> Iterator[Way]:
    """What raises passages that answer already: coverage, parts of compounds."""
    rarities = Rarities(engine, {concept.token.stem for concept in concepts})
    for concept in concepts:
        token = concept.token
        held = Constant(matching(concept.clause), COVERAGE * rarities[token.stem])
        yield Way("coverage", (token.exact,), held)
        if len(token.parts) > 1 and concept.level in INSIDE:
            yield Way("modifier", token.parts[:1], Term("parts", token.parts[0]), MODIFIER)


def field_clause(field: str, tokens: Sequence[Token]) -> Clause | None:
    """All of some words, in any form, in a field of words."""
    words = tuple(
        Best((Term(f"{field}_lemma", t.lemma), Weighted(Term(f"{field}_parts", t.stem), PARTS)))
        for t in tokens
    )
    return All(words) if words else None


def _ways(token: Token, level: Level) -> list[Way]:
    """How a word is found at a level, in the text and in the headings and the title over it."""
    found = [_way("exact", "exact", token.exact, EXACT)]
    if level is not Level.EXACT:
        found.append(_way("lemma", "lemma", token.lemma, LEMMA))
    if level is Level.INFLECTIONS:
        found.append(_way("heading", "heading_lemma", token.lemma, HEADING))
        found.append(_way("title", "title_lemma", token.lemma, TITLE))
    if level in INSIDE:
        found.append(_way("stem", "stem", token.stem, STEM))
        found.append(_way("parts", "parts", token.stem, PARTS))
        if len(token.parts) > 1:
            split = All(tuple(Term("parts", part) for part in token.parts))
            found.append(Way("split", token.parts, split, SPLIT))
        found.append(_way("heading", "heading_parts", token.stem, HEADING))
        found.append(_way("title", "title_parts", token.stem, TITLE))
    return found


def _way(layer: str, field: str, word: str, weight: float) -> Way:
    return Way(layer, (word,), Term(field, word), weight)


def _related(form: Sequence[Token]) -> Way:
    """Another form for the same; a phrase scores what its words do."""
    lemmas = tuple(token.lemma for token in form)
    if len(form) > 1:
        return Way("related", lemmas, phrase("lemma", lemmas), RELATED)
    ways = _ways(form[0], Level.RELATED)
    one = Best(tuple(way.scored for way in ways), TIE)
    return Way("related", lemmas, one, RELATED)


def _token_marks(token: Token, level: Level) -> Iterator[Mark]:
    if level in INSIDE:
        yield Mark("stem", (token.stem,))
        if len(token.parts) > 1:
            yield Mark("parts", token.parts)
    if level is Level.EXACT:
        yield Mark("exact", (token.exact,))
    else:
        yield Mark("lemma", (token.lemma,))


def _form_marks(form: Sequence[Token]) -> Iterable[Mark]:
    if len(form) == 1:
        return _token_marks(form[0], Level.RELATED)
    return [Mark("lemma", tuple(t.lemma for t in form))]
