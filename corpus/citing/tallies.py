"""How often documents cite what, kept in step with the record.

To read 100,000 references takes seconds, to count them one. The counts are kept by document, so
that after a change only the documents that it touched are counted again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final

from planspor.corpus.citing.citations import grouped_as
from planspor.corpus.citing.resolving import Citing, Resolution
from planspor.corpus.store.citation_rows import Cites, cited
from planspor.corpus.store.corpus import Corpus

_OF_DOCUMENTS: Final = frozenset(("document", "extracts", "removed"))
_MANY: Final = 300
"""Changed documents from which on all are counted again."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Something that is cited: its kind and key, who cites it, and how often each does.

    ``documents`` are what it is in the corpus, ``candidates`` what it may be.
    """

    kind: str
    key: str
    citers: Mapping[str, int]
    documents: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def times(self) -> int:
        """How often it is cited in all."""
        return sum(self.citers.values())


class CitationTallies:
    """What the documents of a corpus cite. Threads may share one."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._by_document: dict[str, tuple[Cites, ...]] = {}
        self._counter = -1
        self._lock = Lock()

    def rows(self) -> Mapping[str, tuple[Cites, ...]]:
        """What each document cites, as the record stands now."""
        with self._lock:
            counter = self._corpus.changes.counter()
            if counter != self._counter:
                self._follow()
                self._counter = counter
            return self._by_document

    def _follow(self) -> None:
        if self._counter < 0:
            self._by_document = _parted(cited(self._corpus.database))
            return
        changes = self._corpus.changes.since(self._counter)
        touched = {change.subject for change in changes if change.what in _OF_DOCUMENTS}
        if len(touched) > _MANY:
            self._by_document = _parted(cited(self._corpus.database))
        elif touched:
            kept = {id_: rows for id_, rows in self._by_document.items() if id_ not in touched}
            self._by_document = kept | _parted(cited(self._corpus.database, touched))

    def missing(self, named: Citing) -> list[Tally]:
        """What is cited and not in the corpus, what most documents cite first."""
        return [one for one in self._tallies(named) if not one.documents]

    def held(self, named: Citing) -> list[Tally]:
        """What is cited and in the corpus, what most documents cite first."""
        return [one for one in self._tallies(named) if one.documents]

    def _tallies(self, named: Citing) -> list[Tally]:
        citers: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        keys: dict[tuple[str, str], tuple[str, str]] = {}
        for row in self._seen(named):
            resolved = _resolved(row, named).documents
            if row.document not in resolved and (not row.chosen or not resolved):
                group = grouped_as(row.kind, row.key, row.document)
                citers[group][row.document] += row.times
                keys[group] = row.kind, row.key
        made = [_tally(keys[group], counted, named) for group, counted in citers.items()]
        return sorted(made, key=lambda one: (-len(one.citers), -one.times, one.key))

    def _seen(self, named: Citing) -> Iterable[Cites]:
        for id_, rows in self.rows().items():
            if id_ in named.documents:
                yield from rows

    def citers(self, document: str, named: Citing) -> dict[str, int]:
        """Which documents cite one, and how often each does."""
        found: dict[str, int] = defaultdict(int)
        for row in self._seen(named):
            if row.document != document and document in _resolved(row, named).documents:
                found[row.document] += row.times
        return dict(found)

    def pairs(self, named: Citing) -> dict[tuple[str, str], int]:
        """How often a document cites another, by the two of them."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        for row in self._seen(named):
            for other in _resolved(row, named).documents:
                if other != row.document:
                    found[row.document, other] += row.times
        return dict(found)


def _resolved(row: Cites, named: Citing) -> Resolution:
    """What a document cites: what a person said it is, else what its kind and key lead to."""
    if row.chosen is None:
        return named.known_as(row.kind, row.key)
    return Resolution((row.chosen,)) if row.chosen in named.documents else Resolution()


def _tally(key: tuple[str, str], citers: Mapping[str, int], named: Citing) -> Tally:
    resolved = named.known_as(*key)
    return Tally(*key, dict(citers), resolved.documents, resolved.candidates)


def _parted(rows: Iterable[Cites]) -> dict[str, tuple[Cites, ...]]:
    parted: dict[str, list[Cites]] = defaultdict(list)
    for row in rows:
        parted[row.document].append(row)
    return {id_: tuple(held) for id_, held in parted.items()}
