"""The embedded engine: tantivy."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar, Self

import tantivy
from tantivy import FieldType, Occur, Query

from planspor.search.engine import clauses as c
from planspor.search.engine.contract import (
    FLAGS,
    ID,
    LAYERS,
    NUMBERS,
    VALUES,
    EngineError,
    Entry,
    Found,
)

_BLANKS = "blanks"
_MEMORY = 64_000_000
"""Bytes that a writer may fill before it writes a segment."""
_MOST_VALUES = 65_000
"""Values of a field that are counted; above the number of targets in any corpus."""
_GREATEST = 2**63 - 1
_FULL_WEIGHT = 4.0
_KEPT = 2000


class TantivyEngine:
    """An index in a folder of this machine."""

    format: ClassVar[str] = f"tantivy-{version('tantivy')}"

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        # Tokenizers are not kept with the index: without this, every later look-up fails.
        index.register_tokenizer(_BLANKS, blanks)
        self._schema = index.schema
        self._translator = _Translator(self._schema)
        self.reload()

    @classmethod
    def create(cls, folder: Path) -> Self:
        """A new, empty index in an empty folder."""
        with _translated():
            return cls(tantivy.Index(_schema(), str(folder), reuse=False))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The index in a folder; raises EngineError when there is none or it is damaged."""
        with _translated():
            return cls(tantivy.Index.open(str(folder)))

    def write(self, removed: Collection[str], entries: Iterable[Entry]) -> None:
        """Take out all entries of some documents and put others in, all at once or not at all."""
        with _translated():
            # One thread keeps entries in the order they were added.
            writer = self._index.writer(heap_size=_MEMORY, num_threads=1)
            for document in removed:
                writer.delete_documents_by_term("document", document)
            for entry in entries:
                writer.add_document(_document(entry))
            writer.commit()
            writer.wait_merging_threads()
        self.reload()

    def reload(self) -> None:
        """See what other processes have written."""
        with _translated():
            self._index.reload()
            self._searcher = self._index.searcher()

    def search(self, clause: c.Clause, limit: int) -> Found:
        """The best entries, weighted, and how many match."""
        searcher, query = self._searcher, self._translator.query(clause)
        with _translated():
            # tantivy makes room for as many hits as it is asked for.
            most = max(1, min(limit, self.size()))
            found: Any = searcher.search(query, most, weight_by_field="weight")
            hits = tuple(
                (searcher.doc(address)[ID][0], score / _FULL_WEIGHT)
                for score, address in found.hits[:limit]
            )
            return Found(hits, found.count)

    def scores(self, clauses: Sequence[c.Clause], entry: str) -> list[float | None]:
        """What each of some clauses gives one entry, weighted; None where it does not hold."""
        only = c.OneOf(ID, (entry,))
        found = (self.search(c.restricted(clause, only), 1).hits for clause in clauses)
        return [hits[0][1] if hits else None for hits in found]

    def size(self) -> int:
        """How many entries there are."""
        size: int = self._searcher.num_docs
        return size

    def frequencies(self, field: str, words: Iterable[str]) -> dict[str, int]:
        """In how many entries each word stands in a layer."""
        with _translated():
            return {word: self._searcher.doc_freq(field, word) for word in words}

    def count(self, clause: c.Clause, fields: Iterable[str]) -> dict[str, dict[str, int]]:
        """For each field, how many matching entries have each of its values."""
        wanted = {field: {"terms": {"field": field, "size": _MOST_VALUES}} for field in fields}
        if not wanted:
            return {}
        query = self._translator.query(clause)
        with _translated():
            counted = self._searcher.aggregate(query, wanted)
        return {field: _buckets(counted[field]["buckets"]) for field in wanted}


class _Translator:
    """Turns clauses into tantivy's queries."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema
        # One search asks several times with much the same clauses.
        self.query = lru_cache(maxsize=_KEPT)(self._query)

    def _query(self, clause: c.Clause) -> Query:
        translate: Any = getattr(self, f"_{type(clause).__name__.lower()}")
        query: Query = translate(clause)
        return query

    def _term(self, clause: c.Term) -> Query:
        return Query.term_query(self._schema, clause.field, clause.text)

    def _phrase(self, clause: c.Phrase) -> Query:
        if len(clause.words) == 1:
            return Query.term_query(self._schema, clause.field, clause.words[0])
        return Query.phrase_query(self._schema, clause.field, list(clause.words), clause.slop)

    def _prefix(self, clause: c.Prefix) -> Query:
        pattern = "".join(ch if ch.isalnum() else f"\\x{{{ord(ch):x}}}" for ch in clause.text)
        return Query.regex_query(self._schema, clause.field, f"{pattern}.*")

    def _oneof(self, clause: c.OneOf) -> Query:
        return Query.term_set_query(self._schema, clause.field, list(clause.values))

    def _between(self, clause: c.Between) -> Query:
        low, high = (None if end is None else _storable(end) for end in (clause.low, clause.high))
        if low is None and high is None:
            return Query.all_query()
        return Query.range_query(self._schema, clause.field, FieldType.Integer, low, high)

    def _everything(self, _clause: c.Everything) -> Query:
        return Query.all_query()

    def _nothing(self, _clause: c.Nothing) -> Query:
        return Query.empty_query()

    def _sum(self, clause: c.Sum) -> Query:
        return Query.boolean_query([(Occur.Should, self.query(inner)) for inner in clause.clauses])

    def _best(self, clause: c.Best) -> Query:
        return Query.disjunction_max_query([self.query(i) for i in clause.clauses], clause.tie)

    def _all(self, clause: c.All) -> Query:
        return Query.boolean_query([(Occur.Must, self.query(inner)) for inner in clause.clauses])

    def _boosted(self, clause: c.Boosted) -> Query:
        should = [(Occur.Should, self.query(inner)) for inner in clause.by]
        return Query.boolean_query([(Occur.Must, self.query(clause.clause)), *should])

    def _without(self, clause: c.Without) -> Query:
        both = [(Occur.Must, clause.clause), (Occur.MustNot, clause.excluded)]
        return Query.boolean_query([(occur, self.query(inner)) for occur, inner in both])

    def _weighted(self, clause: c.Weighted) -> Query:
        return Query.boost_query(self.query(clause.clause), clause.weight)

    def _constant(self, clause: c.Constant) -> Query:
        return Query.const_score_query(self.query(clause.clause), clause.score)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, stored=True, tokenizer_name="raw", index_option="basic")
    for field in LAYERS:
        builder.add_text_field(field, tokenizer_name=_BLANKS)
    for field in (*VALUES, *FLAGS):
        builder.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
    for field in NUMBERS:
        builder.add_integer_field(field, indexed=True, fast=True)
    builder.add_float_field("weight", fast=True)
    return builder.build()


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text(ID, entry.id)
    for field, words in entry.layers.items():
        document.add_text(field, words)
    for field, values in entry.values.items():
        for value in values:
            document.add_text(field, value)
    if entry.year is not None:
        document.add_integer("year", entry.year)
    if entry.recurs:
        document.add_text("recurs", "yes")
    # Scores are multiplied by log2(2 + weight), which is never less than 1.
    document.add_float("weight", 2 ** (_FULL_WEIGHT * entry.weight) - 2)
    return document


def _storable(number: int) -> int:
    """A number, or the nearest that fits in 64 bits."""
    return max(-_GREATEST, min(number, _GREATEST))


def _buckets(buckets: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return {_text(bucket["key"]): bucket["doc_count"] for bucket in buckets}


def _text(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:
        raise EngineError(
            f"tantivy: {error}", "`planspor reindex` makes the index anew."
        ) from error
    except BaseException as error:
        # A panic inside tantivy is no Exception; damaged files cause them.
        if type(error).__name__ != "PanicException":
            raise
        raise EngineError(
            f"tantivy: {error}", "`planspor reindex` makes the index anew."
        ) from error
