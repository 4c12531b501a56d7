"""What a query means here: the clause that an engine ranks by, and what to mark in a passage."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from planspor.corpus.language import Analyser, Thesaurus, Token
from planspor.search.engine.clauses import (
    All,
    Between,
    Boosted,
    Clause,
    Constant,
    Everything,
    Nothing,
    OneOf,
    Prefix,
    Sum,
    Without,
)
from planspor.search.model import Level, Notice
from planspor.search.query import nodes as q
from planspor.search.query.fields import TEXT_FIELDS
from planspor.search.ranking.concepts import INSIDE, Concept, Way, concepts, field_clause
from planspor.search.ranking.phrases import near, phrase, spelt
from planspor.search.showing.highlight import Mark

_ALL = Constant(Everything(), 0.0)
_PREFIX_SCORE = 2.0
"""What a word found by its beginning scores: about as much as a common word."""
_LONGEST = 60
"""Characters of a beginning that count; engines compile it, and no word is longer."""
_MOST_NEAR = 30
"""Words spelt nearly so that are looked for."""


def _no_words(_word: str, _distance: int) -> Sequence[str]:
    return ()


def _none_of(_stems: Collection[str]) -> Collection[str]:
    return ()


def _any_value(_field: str, _value: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Reading:
    """``clause`` is None for what holds no word, such as a lone dash.

    ``concepts`` are the words that may stand in any form, ``others`` all else that counts for the
    score. ``notice`` tells of the first value that nothing has.
    """

    clause: Clause | None
    marks: tuple[Mark, ...] = ()
    concepts: tuple[Concept, ...] = ()
    others: tuple[Way, ...] = ()
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the nodes of queries.

    ``issuers`` names the issuers in the corpus that a typed name may mean; ``level`` is how widely
    words are searched for; ``near`` finds words of the corpus that differ from one by so many
    letters at most, the nearest first; ``known`` tells whether a field can have a value at all.
    ``rare`` picks the stems that hardly stand anywhere. ``rows`` is the layer in which the words of
    phrases follow each other.
    """

    analyser: Analyser
    thesaurus: Thesaurus
    issuers: Callable[[str], Sequence[str]]
    level: Level = Level.RELATED
    near: Callable[[str, int], Sequence[str]] = _no_words
    known: Callable[[str, str], bool] = _any_value
    rare: Callable[[Collection[str]], Collection[str]] = _none_of
    rows: Literal["exact", "lemma"] = "exact"

    def read(self, node: q.Node) -> Reading:
        """The meaning of a node."""
        read: Any = getattr(self, f"_{type(node).__name__.lower()}")
        reading: Reading = read(node)
        return reading

    def _words(self, node: q.Words) -> Reading:
        tokens = self.analyser.tokens(node.text)
        found = self._halved(concepts(tokens, self.thesaurus, self.level))
        if not found:
            return Reading(None)
        marks = tuple(mark for concept in found for mark in concept.marks)
        return Reading(Sum(tuple(concept.clause for concept in found)), marks, found)

    def _halved(self, found: Sequence[Concept]) -> tuple[Concept, ...]:
        """Concepts with the halves of the compounds that hardly stand anywhere."""
        if self.level not in INSIDE:
            return tuple(found)
        rare = self.rare([one.token.stem for one in found if len(one.token.parts) > 1])
        return tuple(
            replace(one, halves=self._halves(one.token)) if one.token.stem in rare else one
            for one in found
        )

    def _halves(self, compound: Token) -> tuple[Concept, ...]:
        halves = self.analyser.tokens(" ".join(self.analyser.halves(compound.lemma)))
        return concepts(halves, self.thesaurus, self.level)

    def _at(self, node: q.At) -> Reading:
        rows: Literal["exact", "lemma"] = "exact" if node.level is Level.EXACT else "lemma"
        return replace(self, level=node.level, rows=rows).read(node.node)

    def _exact(self, node: q.Exact) -> Reading:
        return replace(self, rows="exact")._phrase(q.Phrase(node.text))

    def _phrase(self, node: q.Phrase) -> Reading:
        words = self._row(node.text)
        if not words:
            return Reading(None)
        way = Way("phrase", words, phrase(self.rows, words))
        return Reading(way.clause, (Mark(self.rows, words),), others=(way,))

    def _near(self, node: q.Near) -> Reading:
        words = self._row(node.text)
        if not words:
            return Reading(None)
        way = Way("near", words, near(self.rows, words, node.distance))
        # Without others among them, words are marked in a row, and these may stand the other way.
        mark = Mark(self.rows, tuple(dict.fromkeys(words)), within=max(node.distance, 1))
        return Reading(way.clause, (mark,), others=(way,))

    def _row(self, text: str) -> tuple[str, ...]:
        return tuple(_in_row(token, self.rows) for token in self.analyser.tokens(text))

    def _fuzzy(self, node: q.Fuzzy) -> Reading:
        tokens = self.analyser.tokens(node.text)
        if len(tokens) != 1:
            return self._words(q.Words(node.text))
        words = self._spelt(tokens[0], node.distance)
        way = Way("fuzzy", words, spelt("lemma", words))
        return Reading(way.clause, tuple(Mark("lemma", (word,)) for word in words), others=(way,))

    def _spelt(self, token: Token, distance: int) -> tuple[str, ...]:
        """The lemma of a word, and of those that are spelt nearly so."""
        nearly = self.near(token.exact, distance)[:_MOST_NEAR]
        lemmas = (token.lemma, *(self.analyser.word(word).lemma for word in nearly))
        return tuple(dict.fromkeys(lemmas))

    def _prefix(self, node: q.Prefix) -> Reading:
        if len(self.analyser.tokens(node.text)) != 1:
            return self._words(q.Words(node.text))
        word = self._beginning(node)
        layers = (("exact", _PREFIX_SCORE), ("heading_lemma", _PREFIX_SCORE / 2))
        clauses = (Constant(Prefix(layer, word), score) for layer, score in layers)
        way = Way("prefix", (word,), Sum(tuple(clauses)))
        return Reading(way.clause, (Mark("prefix", (word,)),), others=(way,))

    def _beginning(self, node: q.Prefix) -> str:
        return self.analyser.word(node.text[:_LONGEST]).exact

    def _years(self, node: q.Years) -> Reading:
        return Reading(Constant(Between("year", node.first, node.last), 0.0))

    def _field(self, node: q.Field) -> Reading:
        if node.name in TEXT_FIELDS:
            return self._text_field(node.name, node.node)
        return self._value(node)

    def _text_field(self, field: str, node: q.Node) -> Reading:
        words, clause = self._of_text_field(field, node)
        if clause is None:
            return Reading(None)
        return Reading(clause, others=(Way(field, words, clause),))

    def _of_text_field(self, field: str, node: q.Node) -> tuple[tuple[str, ...], Clause | None]:
        """The words looked for in a field of words, and how."""
        layer, tokens = f"{field}_lemma", self.analyser.tokens(_text(node))
        lemmas = tuple(token.lemma for token in tokens)
        match node:
            case q.Prefix() if len(tokens) == 1:
                word = self._beginning(node)
                return (word,), Constant(Prefix(layer, word), _PREFIX_SCORE)
            case q.Fuzzy() if len(tokens) == 1:
                words = self._spelt(tokens[0], node.distance)
                return words, spelt(layer, words)
            case q.Near() if tokens:
                return lemmas, near(layer, lemmas, node.distance)
            case q.Phrase() | q.Exact() if tokens:
                return lemmas, phrase(layer, lemmas)
        return lemmas, field_clause(field, tokens)

    def _value(self, node: q.Field) -> Reading:
        field = "section_kind" if node.name == "section" else node.name
        text = _text(node.node).casefold()
        if field == "issuer":
            values = tuple(self.issuers(text))
            return _held(node, OneOf(field, values), bool(values))
        if isinstance(node.node, q.Prefix):
            return _held(node, Prefix(field, text[:_LONGEST]), True)
        return _held(node, OneOf(field, (text,)), self.known(node.name, text))

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
        required = [n for n in node.nodes if _has_to_hold(n)]
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


def _has_to_hold(node: q.Node) -> bool:
    """Whether a part narrows what stands beside it: what is marked so, and what is of fields."""
    if isinstance(node, q.At):
        return _has_to_hold(node.node)
    if isinstance(node, q.And | q.Or | q.Together):
        return all(isinstance(one, q.Not) or _has_to_hold(one) for one in node.nodes)
    return isinstance(node, q.Must | q.Field | q.Years)


def _in_row(token: Token, layer: Literal["exact", "lemma"]) -> str:
    return token.exact if layer == "exact" else token.lemma


def _held(node: q.Field, clause: Clause, known: bool) -> Reading:
    """What holds or does not, and counts for nothing; a value that nothing has is told."""
    if known:
        return Reading(Constant(clause, 0.0))
    notice = Notice(
        f"Nothing here has the {node.name} “{_text(node.node)}”.",
        node.position,
        "See that it is written as in the list of filters.",
    )
    return Reading(Nothing(), notice=notice)


def _clauses(readings: Iterable[Reading]) -> tuple[Clause, ...]:
    return tuple(reading.clause for reading in readings if reading.clause is not None)


def _joined(clause: Clause | None, readings: Sequence[Reading]) -> Reading:
    return Reading(
        clause,
        marks=tuple(mark for reading in readings for mark in reading.marks),
        concepts=tuple(concept for reading in readings for concept in reading.concepts),
        others=tuple(way for reading in readings for way in reading.others),
        notice=next((reading.notice for reading in readings if reading.notice), None),
    )


def _text(node: q.Node) -> str:
    """What is written in a node that holds a text of its own."""
    return str(getattr(node, "text", ""))
