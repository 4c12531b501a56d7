"""An index in a folder of this machine."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar, Final, Self

import tantivy
from tantivy import Query

from planspor.search.engine import clauses as c
from planspor.search.engine.contract import GROUP, ID, Counts, EngineDamaged, Entry, Found
from planspor.search.engine.tantivy.fields import BLANKS, FULL_WEIGHT, WEIGHT, document, schema
from planspor.search.engine.tantivy.queries import Translator
from planspor.search.engine.tantivy.recurring import Recurring

_MEMORY: Final = 128_000_000
"""Bytes that a writer may fill before it writes a segment; half of it makes twice the merging."""
_MOST_VALUES: Final = 65_000
"""Values of a field that are counted; above the number of targets in any corpus."""
_REMEMBERED: Final = 50_000
"""Words whose frequencies are kept; some 200 bytes each."""
_ALL: Final = {"all": {"value_count": {"field": WEIGHT}}}
_AGAIN: Final = {
    "again": {"terms": {"field": GROUP, "size": _MOST_VALUES, "min_doc_count": 2}},
}
"""Groups with more than one of the entries that match."""


class TantivyEngine:
    """An index in a folder of this machine."""

    format: ClassVar[str] = f"tantivy-{version('tantivy')}"

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        # Tokenizers are not kept with the index: without this, every later look-up fails.
        index.register_tokenizer(BLANKS, blanks)
        self._query = Translator(index.schema).query
        self.reload()

    @classmethod
    def create(cls, folder: Path) -> Self:
        """A new, empty index in an empty folder."""
        with _translated():
            return cls(tantivy.Index(schema(), str(folder), reuse=False))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The index in a folder; raises EngineDamaged when there is none or it is damaged."""
        with _translated():
            return cls(tantivy.Index.open(str(folder)))

    def write(self, removed: Collection[str], entries: Iterable[Entry]) -> None:
        """Take out all entries of some documents and put others in, all at once or not at all."""
        with _translated():
            # One thread keeps entries in the order they were added.
            writer = self._index.writer(heap_size=_MEMORY, num_threads=1)
            for removed_document in removed:
                writer.delete_documents_by_term("document", removed_document)
            for entry in entries:
                writer.add_document(document(entry))
            writer.commit()
            writer.wait_merging_threads()
        self.reload()

    def put_in_force(self) -> None:
        """Nothing: the folder says which build is in force."""

    def reload(self) -> None:
        """See what other processes have written."""
        with _translated():
            self._index.reload()
            self._seen = _Seen(self._index.searcher(), self._query)

    def search(self, clause: c.Clause, limit: int) -> Found:
        """The best entries, weighted, and how many match."""
        searcher, query = self._seen.searcher, self._query(clause)
        with _translated():
            # tantivy makes room for as many hits as it is asked for.
            most = max(1, min(limit, searcher.num_docs))
            found: Any = searcher.search(query, most, weight_by_field=WEIGHT)
            hits = tuple(
                (searcher.doc(address)[ID][0], score / FULL_WEIGHT)
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
        size: int = self._seen.searcher.num_docs
        return size

    def frequencies(self, field: str, words: Iterable[str]) -> dict[str, int]:
        """In how many entries each word stands in a layer."""
        with _translated():
            return {word: self._seen.frequency(field, word) for word in words}

    def count(self, clause: c.Clause, fields: Iterable[str]) -> Counts:
        """How many entries match, and for each field how many have each of its values."""
        with _translated():
            return self._seen.count(clause, list(fields))


class _Seen:
    """What one searcher sees: the index as it was when last loaded."""

    def __init__(self, searcher: tantivy.Searcher, query: Callable[[c.Clause], Query]) -> None:
        self.searcher = searcher
        self.frequency = lru_cache(maxsize=_REMEMBERED)(searcher.doc_freq)
        """In how many entries a word stands in a layer: most are asked for again and again."""
        self._query = query
        self._recurring = Recurring(searcher, query, self._values)

    def count(self, clause: c.Clause, fields: Sequence[str]) -> Counts:
        """How many entries match, those of a group as one."""
        if not fields:
            return Counts(self._total(clause), {})
        counted = self._aggregated(clause, {field: _by(field) for field in fields} | _ALL)
        values = {field: _buckets(counted[field]) for field in fields}
        matches = self._recurring.matching(clause)
        for field in fields:
            for value, count in self._recurring.superfluous_by_value(matches, field).items():
                values[field][value] -= count
        total = int(counted["all"]["value"]) - self._recurring.superfluous(matches)
        return Counts(total, values)

    def _total(self, clause: c.Clause) -> int:
        """How many entries match: in one pass, where that can tell all groups that match."""
        counted = self._aggregated(clause, _ALL | _AGAIN)
        groups = counted["again"]["buckets"]
        if len(groups) < _MOST_VALUES:
            superfluous: int = sum(group["doc_count"] - 1 for group in groups)
        else:
            superfluous = self._recurring.superfluous(self._recurring.matching(clause))
        return int(counted["all"]["value"]) - superfluous

    def _values(self, clause: c.Clause, field: str) -> list[str]:
        return list(_buckets(self._aggregated(clause, {field: _by(field)})[field]))

    def _aggregated(self, clause: c.Clause, wanted: Mapping[str, Any]) -> Any:
        return self.searcher.aggregate(self._query(clause), dict(wanted))


def _by(field: str) -> dict[str, Any]:
    return {"terms": {"field": field, "size": _MOST_VALUES}}


def _buckets(counted: Mapping[str, Any]) -> dict[str, int]:
    return {_text(bucket["key"]): bucket["doc_count"] for bucket in counted["buckets"]}


def _text(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:
        raise EngineDamaged(
            f"tantivy: {error}", "`planspor reindex` makes the index anew."
        ) from error
    except BaseException as error:
        # A panic inside tantivy is no Exception; damaged files cause them.
        if type(error).__name__ != "PanicException":
            raise
        raise EngineDamaged(
            f"tantivy: {error}", "`planspor reindex` makes the index anew."
        ) from error
