"""What documents cite, in the corpus and not, and who cites what."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from planspor.corpus import Corpus
from planspor.corpus.citing import (
    CitationTallies,
    Cited,
    Citing,
    Tally,
    citations,
    gathered,
    group_of,
)
from planspor.corpus.model import Extract
from planspor.corpus.store.citation_rows import references_in

_TALLIES: WeakKeyDictionary[Corpus, CitationTallies] = WeakKeyDictionary()
_LOCK: Final = Lock()
_DOCUMENTS: Final = 3
"""Documents in which places are looked up of what is cited."""


@dataclass(frozen=True, slots=True)
class Citations:
    """What a document cites, in the corpus and not, and who cites it.

    ``citing`` has how often each document cites it, those that do most first; of ``citers`` only
    as many are read as were asked for.
    """

    held: Sequence[Cited]
    lacking: Sequence[Cited]
    citers: Sequence[Cited]
    citing: Mapping[str, int]


def tallies(corpus: Corpus) -> CitationTallies:
    """How often the documents of a corpus cite what."""
    with _LOCK:
        held = _TALLIES.get(corpus)
        if held is None:
            held = _TALLIES[corpus] = CitationTallies(corpus)
        return held


def around(corpus: Corpus, document: str, named: Citing, most: int | None = None) -> Citations:
    """What a document cites and who cites it, each by what is cited; ``most`` citers are read."""
    own: dict[tuple[str, ...], list[Extract]] = {}
    for extract in citations(corpus, document):
        resolved = named.resolve(extract).documents
        if document not in resolved:
            own.setdefault(resolved or group_of(extract), []).append(extract)
    cited = [gathered(found, named) for found in own.values()]
    held_here = [one for one in cited if named.resolve(one.extracts[0]).documents]
    lacking = [one for one in cited if not named.resolve(one.extracts[0]).documents]
    lacking.sort(key=lambda one: (-len(one.extracts), one.words))
    counted = tallies(corpus).citers(document, named)
    order = sorted(counted, key=lambda id_: (-counted[id_], id_))
    citing_it = _citers(corpus, document, named, order[:most])
    return Citations(held_here, lacking, citing_it, {id_: counted[id_] for id_ in order})


def _citers(corpus: Corpus, document: str, named: Citing, citers: Sequence[str]) -> list[Cited]:
    """The references to a document in some others."""
    rows = tallies(corpus).rows()
    own = {
        (row.kind, row.key)
        for id_ in citers
        for row in rows.get(id_, ())
        if document in named.known_as(row.kind, row.key).documents or row.chosen == document
    }
    by: dict[str, list[Extract]] = {}
    for extract in references_in(corpus.database, citers, own):
        if document in named.resolve(extract).documents:
            by.setdefault(extract.document, []).append(extract)
    return [Cited(id_, "", "", tuple(by[id_]), (id_,)) for id_ in citers if id_ in by]


def examples(corpus: Corpus, shown: Iterable[Tally]) -> dict[tuple[str, str], list[Extract]]:
    """References to each of some things, in a few of the documents that cite it."""
    documents: set[str] = set()
    wanted: dict[tuple[str, str], set[str]] = {}
    for one in shown:
        wanted[one.kind, one.key] = _few(one.citers, documents)
        documents |= wanted[one.kind, one.key]
    found: dict[tuple[str, str], list[Extract]] = {}
    for extract in references_in(corpus.database, documents, set(wanted)):
        known = str(extract.fields.get("kind", "")), str(extract.fields.get("key", ""))
        if extract.document in wanted.get(known, ()):
            found.setdefault(known, []).append(extract)
    return found


def _few(citers: Mapping[str, int], read: Collection[str]) -> set[str]:
    """A few documents that cite something: such as are read anyway, then those that do most."""
    ranked = sorted(citers, key=lambda id_: (id_ not in read, -citers[id_], id_))
    return set(ranked[:_DOCUMENTS])
