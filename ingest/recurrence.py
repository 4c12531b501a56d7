"""Recognising passages that recur almost word for word.

Winnowing (Schleimer, Wilkerson & Aiken, SIGMOD 2003) picks fingerprints such that a run of words
shared by two passages is sure to share one; the candidates are then compared exactly.
"""

import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from planspor.corpus.model import Passage, Recurrence
from planspor.corpus.store.documents import DocumentStore
from planspor.corpus.store.recurrences import RecurrenceStore

_WORDS = 4
"""Words to a shingle."""
_WINDOW = 12
"""Shingles to a window, of which the least is the fingerprint."""
_SHARED_PRINTS = 2
LEAST_SIMILARITY = 0.5
"""Share of the shorter passage's shingles from which two passages are the same in two places."""
_LEAST_SHINGLES = 8


def shingles(text: str) -> list[int]:
    """Hashes of every run of four words, letters only and without case."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    runs = (" ".join(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1))
    return [zlib.crc32(run.encode()) for run in runs]


def fingerprints(hashes: Sequence[int]) -> set[int]:
    """The least hash of every window."""
    if len(hashes) < _LEAST_SHINGLES:
        return set()
    return {min(hashes[i : i + _WINDOW]) for i in range(max(1, len(hashes) - _WINDOW + 1))}


class Recurrences:
    """Finds where the passages of a document stand already, in it or in the corpus."""

    def __init__(self, documents: DocumentStore, store: RecurrenceStore) -> None:
        self._documents = documents
        self._store = store

    def find(
        self, document: str, version: int, passages: Sequence[Passage]
    ) -> tuple[dict[str, set[int]], list[tuple[Recurrence, str, int]]]:
        """Fingerprints of the passages, and their pairs with the other's document and version."""
        hashes = {passage.id: shingles(passage.text) for passage in passages}
        prints = {id_: fingerprints(found) for id_, found in hashes.items()}
        pairs = list(self._within(hashes, prints, document, version))
        pairs.extend(self._elsewhere(hashes, prints, document))
        return prints, pairs

    def _within(
        self,
        hashes: Mapping[str, Sequence[int]],
        prints: Mapping[str, set[int]],
        document: str,
        version: int,
    ) -> Iterator[tuple[Recurrence, str, int]]:
        held = ((h, id_) for id_, found in prints.items() for h in found)
        for one, other in _candidates(prints, held):
            if one < other and (found := _compare(one, hashes[one], other, hashes[other])):
                yield found, document, version

    def _elsewhere(
        self, hashes: Mapping[str, Sequence[int]], prints: Mapping[str, set[int]], document: str
    ) -> Iterator[tuple[Recurrence, str, int]]:
        wanted = {h for found in prints.values() for h in found}
        rows = [row for row in self._store.sharing(wanted) if row[2] != document]
        places = {passage: (doc, version) for _, passage, doc, version in rows}
        pairs = _candidates(prints, ((row[0], row[1]) for row in rows))
        texts = self._documents.passages_by_id({other for _, other in pairs})
        others = {id_: shingles(passage.text) for id_, passage in texts.items()}
        for one, other in pairs:
            if found := _compare(one, hashes[one], other, others[other]):
                yield found, *places[other]


def _candidates(
    prints: Mapping[str, set[int]], held: Iterable[tuple[int, str]]
) -> list[tuple[str, str]]:
    """Pairs of a new and a held passage that share fingerprints enough to be looked at."""
    holders: dict[int, list[str]] = {}
    for hash_, passage in held:
        holders.setdefault(hash_, []).append(passage)
    pairs: list[tuple[str, str]] = []
    for passage, found in prints.items():
        shared = Counter(other for h in found for other in holders.get(h, ()) if other != passage)
        pairs.extend((passage, other) for other, n in shared.items() if n >= _SHARED_PRINTS)
    return pairs


def _compare(
    one: str, ones: Collection[int], other: str, others: Collection[int]
) -> Recurrence | None:
    first, second = set(ones), set(others)
    similarity = len(first & second) / min(len(first), len(second))
    if similarity < LEAST_SIMILARITY:
        return None
    return Recurrence(one, other, round(similarity, 3))
