"""What a query means here: the clause that an engine ranks by, and what to mark in a passage."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from planspor.corpus.language import Analyser, Thesaurus
from planspor.search import ranking
from planspor.search.engine.clauses import (
    All,
    Between,
    Boosted,
    Clause,
    Constant,
    Everything,
    Nothing,
    OneOf,
    Phrase,
    Prefix,
    Sum,
    Without,
)
from planspor.search.highlight import Mark
from planspor.search.model import Level
from planspor.search.query import nodes as q
from planspor.search.query.fields import TEXT_FIELDS

_ALL = Constant(Everything(), 0.0)
_PREFIX_SCORE = 2.0
"""What a word found by its beginning scores: about as much as a common word."""
_LONGEST = 60
"""Characters of a beginning that count; engines compile it, and no word is longer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``clause`` is None for what holds no word, such as a lone dash.

    ``concepts`` are the words that may stand in any form, ``others`` all else that counts for the
    score.
    """

    clause: Clause | None
    marks: tuple[Mark, ...] = ()
    concepts: tuple[ranking.Concept, ...] = ()
    others: tuple[ranking.Way, ...] = ()


class Reader:
    """Reads the nodes of queries.

    ``issuers`` names the issuers in the corpus that a typed name may mean; ``level`` is how widely
    words are searched for.
    """

    def __init__(
        self,
        analyser: Analyser,
        thesaurus: Thesaurus,
        issuers: Callable[[str], Sequence[str]],
        level: Level = Level.RELATED,
    ) -> None:
        self._analyser = analyser
        self._thesaurus = thesaurus
        self._issuers = issuers
        self._level = level

    def read(self, node: q.Node) -> Reading:
        """The meaning of a node."""
        read: Any = getattr(self, f"_{type(node).__name__.lower()}")
        reading: Reading = read(node)
        return reading

    def _words(self, node: q.Words) -> Reading:
        tokens = self._analyser.tokens(node.text)
        concepts = ranking.concepts(tokens, self._thesaurus, self._level)
        if not concepts:
            return Reading(None)
        marks = tuple(mark for concept in concepts for mark in concept.marks)
        return Reading(Sum(tuple(concept.clause for concept in concepts)), marks, concepts)

    def _exact(self, node: q.Exact) -> Reading:
        return self._phrase(q.Phrase(node.text))

    def _phrase(self, node: q.Phrase) -> Reading:
        words = tuple(token.exact for token in self._analyser.tokens(node.text))
        if not words:
            return Reading(None)
        way = ranking.Way("phrase", words, Phrase("exact", words))
        return Reading(way.clause, (Mark("exact", words),), others=(way,))

    def _prefix(self, node: q.Prefix) -> Reading:
        word = self._beginning(node)
        layers = (("exact", _PREFIX_SCORE), ("heading_lemma", _PREFIX_SCORE / 2))
        clauses = (Constant(Prefix(layer, word), score) for layer, score in layers)
        way = ranking.Way("prefix", (word,), Sum(tuple(clauses)))
        return Reading(way.clause, (Mark("prefix", (word,)),), others=(way,))

    def _beginning(self, node: q.Prefix) -> str:
        return self._analyser.word(node.text[:_LONGEST]).exact

    def _years(self, node: q.Years) -> Reading:
        return Reading(Constant(Between("year", node.first, node.last), 0.0))

    def _field(self, node: q.Field) -> Reading:
        if node.name in TEXT_FIELDS:
            return Reading(self._text_field(node.name, node.node))
        return Reading(Constant(self._value(node), 0.0))

    def _text_field(self, field: str, node: q.Node) -> Clause | None:
        if isinstance(node, q.Prefix):
            return Constant(Prefix(f"{field}_lemma", self._beginning(node)), _PREFIX_SCORE)
        tokens = self._analyser.tokens(_text(node))
        if isinstance(node, q.Words):
            return ranking.field_clause(field, tokens)
        lemmas = tuple(token.lemma for token in tokens)
        return Phrase(f"{field}_lemma", lemmas) if lemmas else None

    def _value(self, node: q.Field) -> Clause:
        field = "section_kind" if node.name == "section" else node.name
        text = _text(node.node)
        if field == "issuer":
            issuers = tuple(self._issuers(text))
            return OneOf(field, issuers) if issuers else Nothing()
        if isinstance(node.node, q.Prefix):
            return Prefix(field, text.casefold()[:_LONGEST])
        return OneOf(field, (text.casefold(),))

    def _not(self, node: q.Not) -> Reading:
        clause = self.read(node.node).clause
        return Reading(None if clause is None else Without(_ALL, clause))

    def _must(self, node: q.Must) -> Reading:
        return self.read(node.node)

    def _or(self, node: q.Or) -> Reading:
        readings = self._readings(node.nodes)
        clauses = _clauses(readings)
        return _joined(Sum(clauses) if clauses else None, readings)

    def _and(self, node: q.And) -> Reading:
        return self._combined(node.nodes, (), [n for n in node.nodes if not isinstance(n, q.Not)])

    def _together(self, node: q.Together) -> Reading:
        required = [n for n in node.nodes if isinstance(n, q.Must | q.Field | q.Years)]
        wanted = [n for n in node.nodes if n not in required and not isinstance(n, q.Not)]
        if not any(isinstance(n, q.Must) for n in required):
            return self._combined(node.nodes, wanted, required)
        return self._combined(node.nodes, wanted, required, wanted_may_lack=True)

    def _combined(
        self,
        nodes: Iterable[q.Node],
        wanted: Iterable[q.Node],
        required: Iterable[q.Node],
        wanted_may_lack: bool = False,
    ) -> Reading:
        excluded = _clauses(self._readings(n.node for n in nodes if isinstance(n, q.Not)))
        soft, hard = self._readings(wanted), self._readings(required)
        clauses, some = _clauses(hard), _clauses(soft)
        if some and not wanted_may_lack:
            clauses = (*clauses, Sum(some))
        positive: Clause | None = All(clauses) if clauses else None
        if positive and some and wanted_may_lack:
            positive = Boosted(positive, some)
        if excluded:
            positive = Without(positive or _ALL, Sum(excluded))
        return _joined(positive, (*soft, *hard))

    def _readings(self, nodes: Iterable[q.Node]) -> list[Reading]:
        return [self.read(node) for node in nodes]


def _clauses(readings: Iterable[Reading]) -> tuple[Clause, ...]:
    return tuple(reading.clause for reading in readings if reading.clause is not None)


def _joined(clause: Clause | None, readings: Sequence[Reading]) -> Reading:
    return Reading(
        clause,
        marks=tuple(mark for reading in readings for mark in reading.marks),
        concepts=tuple(concept for reading in readings for concept in reading.concepts),
        others=tuple(way for reading in readings for way in reading.others),
    )


def _text(node: q.Node) -> str:
    return node.text if isinstance(node, q.Words | q.Exact | q.Prefix | q.Phrase) else ""
