"""How passages are ranked for words: concepts, the layers they are looked for in, and weights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.corpus.language import Thesaurus, Token
from planspor.search.engine.clauses import All, Best, Clause, Constant, Phrase, Sum, Term, Weighted
from planspor.search.highlight import Mark

EXACT: Final = 1.0
LEMMA: Final = 0.95
STEM: Final = 0.85
PARTS: Final = 0.6
"""Weight of a word found inside a compound."""
SPLIT: Final = 0.4
"""Weight of a compound whose parts all stand in a passage."""
HEADING: Final = 0.3
TITLE: Final = 0.1
RELATED: Final = 0.6
TIE: Final = 0.1
COVERAGE: Final = 2.0
"""What a passage gains for each further concept of the query that it has."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One word of a query with all that counts for it.

    ``others`` are forms of the thesaurus that can stand in its place, analysed.
    """

    token: Token
    others: tuple[tuple[Token, ...], ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is highlighted for the concept."""
        return (*_token_marks(self.token), *(m for form in self.others for m in _form_marks(form)))


def concepts(tokens: Sequence[Token], thesaurus: Thesaurus) -> list[Concept]:
    """The concepts of words as typed; function words count only where there is nothing else."""
    others: dict[int, list[tuple[Token, ...]]] = {}
    for related in thesaurus.related(tokens):
        for at in range(related.start, related.end):
            others.setdefault(at, []).extend(related.forms)
    content = [at for at, token in enumerate(tokens) if not token.stop or at in others]
    return [Concept(tokens[at], tuple(others.get(at, ()))) for at in content or range(len(tokens))]


def passage_clause(wanted: Sequence[Concept]) -> Clause:
    """Any of the concepts; the more of them, the better."""
    clauses = tuple(_concept_clause(concept) for concept in wanted)
    gains = (Constant(Sum(clauses, least), COVERAGE) for least in range(2, len(clauses) + 1))
    return Sum((*clauses, *gains))


def _concept_clause(concept: Concept) -> Clause:
    others = (Weighted(_form_clause(form), RELATED) for form in concept.others)
    return Best((*_layers(concept.token), *others), TIE)


def _layers(token: Token) -> Iterable[Clause]:
    yield Weighted(Term("exact", token.exact), EXACT)
    yield Weighted(Term("lemma", token.lemma), LEMMA)
    yield Weighted(Term("stem", token.stem), STEM)
    yield Weighted(Term("parts", token.stem), PARTS)
    if len(token.parts) > 1:
        yield Weighted(All(tuple(Term("parts", part) for part in token.parts)), SPLIT)
    for field, weight in (("heading", HEADING), ("title", TITLE)):
        yield Weighted(Term(f"{field}_parts", token.stem), weight)


def _form_clause(form: Sequence[Token]) -> Clause:
    if len(form) == 1:
        return Best(tuple(_layers(form[0])), TIE)
    return Weighted(Phrase("lemma", tuple(t.lemma for t in form), slop=1), 1 / len(form))


def field_clause(field: str, tokens: Sequence[Token]) -> Clause | None:
    """All of some words, in any form, in a field of words."""
    if not tokens:
        return None
    return All(
        tuple(
            Best((Term(f"{field}_lemma", t.lemma), Weighted(Term(f"{field}_parts", t.stem), PARTS)))
            for t in tokens
        )
    )


def _token_marks(token: Token) -> Iterable[Mark]:
    yield Mark("parts", (token.stem,))
    yield Mark("lemma", (token.lemma,))
    if len(token.parts) > 1:
        yield Mark("parts", token.parts)


def _form_marks(form: Sequence[Token]) -> Iterable[Mark]:
    if len(form) == 1:
        return _token_marks(form[0])
    return [Mark("lemma", tuple(t.lemma for t in form))]
