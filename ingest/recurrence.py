"""Recognising passages that recur almost word for word.

Passages that share fingerprints are candidates, which are then compared exactly.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from planspor.corpus.model import Passage, Recurrence
from planspor.corpus.store.documents import DocumentStore
from planspor.corpus.store.recurrences import RecurrenceStore
from planspor.ingest.fingerprints import shingles

_SHARED_PRINTS = 2
_MOST_PLACES = 20
"""Places of one fingerprint that are looked at. What stands in more is wording of a form, or a
file made to do harm; all pairs of it would grow with the square of their number."""
LEAST_SIMILARITY = 0.5
"""Share of the shorter passage's shingles from which two passages are the same in two places."""


class Recurrences:
    """Finds where the passages of a document stand already, in it or in the corpus."""

    def __init__(self, documents: DocumentStore, store: RecurrenceStore) -> None:
        self._documents = documents
        self._store = store

    def find(
        self,
        document: str,
        version: int,
        passages: Sequence[Passage],
        prints: Mapping[str, Collection[int]],
    ) -> list[tuple[Recurrence, str, int]]:
        """The pairs of the passages, by their fingerprints, with the other's place and version."""
        texts = {passage.id: passage.text for passage in passages}
        return [
            *self._within(texts, prints, document, version),
            *self._elsewhere(texts, prints, document),
        ]

    def _within(
        self,
        texts: Mapping[str, str],
        prints: Mapping[str, Collection[int]],
        document: str,
        version: int,
    ) -> Iterator[tuple[Recurrence, str, int]]:
        held = ((h, id_) for id_, found in prints.items() for h in found)
        pairs = dict.fromkeys((min(pair), max(pair)) for pair in _candidates(prints, held))
        for found in _compared(pairs, texts, texts):
            yield found, document, version

    def _elsewhere(
        self, texts: Mapping[str, str], prints: Mapping[str, Collection[int]], document: str
    ) -> Iterator[tuple[Recurrence, str, int]]:
        wanted = {h for found in prints.values() for h in found}
        rows = [row for row in self._store.sharing(wanted) if row[2] != document]
        places = {passage: (doc, version) for _, passage, doc, version in rows}
        pairs = _candidates(prints, ((row[0], row[1]) for row in rows))
        passages = self._documents.passages_by_id({other for _, other in pairs})
        others = {id_: passage.text for id_, passage in passages.items()}
        for found in _compared(pairs, texts, others):
            yield found, *places[found.other]


def _candidates(
    prints: Mapping[str, Collection[int]], held: Iterable[tuple[int, str]]
) -> list[tuple[str, str]]:
    """Pairs of a new and a held passage that share fingerprints enough to be looked at."""
    holders: dict[int, list[str]] = {}
    for hash_, passage in held:
        places = holders.setdefault(hash_, [])
        if len(places) < _MOST_PLACES:
            places.append(passage)
    pairs: list[tuple[str, str]] = []
    for passage, found in prints.items():
        shared = Counter(other for h in found for other in holders.get(h, ()) if other != passage)
        pairs.extend((passage, other) for other, n in shared.items() if n >= _SHARED_PRINTS)
    return pairs


def _compared(
    pairs: Iterable[tuple[str, str]], texts: Mapping[str, str], others: Mapping[str, str]
) -> Iterator[Recurrence]:
    """Those of the pairs that share enough of their shingles."""
    words = cache(lambda text: frozenset(shingles(text)))
    for one, other in pairs:
        first, second = words(texts[one]), words(others[other])
        similarity = len(first & second) / min(len(first), len(second))
        if similarity >= LEAST_SIMILARITY:
            yield Recurrence(one, other, round(similarity, 3))
