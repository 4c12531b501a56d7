"""Adding, structuring, linking and indexing real texts, and searching them beside SQLite's FTS5.

    python tests/benchmarks/seeds.py [FOLDER WITH TEXTS]

Prints wall-clock seconds, the process's peak memory, and the median of single searches. Runs on
one core where the system can pin a process.
"""

import os
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import planspor.corpus
from planspor import ingest, search
from planspor.corpus import Corpus
from planspor.ingest.link import link

_QUERIES = (
    "ventetid behandling kommune",
    "plan for opptrapping",
    "samarbeid pårørende tjenester",
    "individuell plan",
    "øremerkede tilskudd",
)
_ROUNDS = 20


def main() -> None:
    """Run the benchmark on a folder of texts."""
    texts = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus/seeds")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder, planspor.corpus.open(folder) as corpus:
        print(f"add, structure, link, index: {seconds(lambda: _add(corpus, texts)):.2f} s")
        print(f"the same again:              {seconds(lambda: _add(corpus, texts)):.2f} s")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory:                 {peak:.0f} MB")
        _compare(corpus)


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock time of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _add(corpus: Corpus, texts: Path) -> None:
    ingest.add(corpus, [texts])
    link(corpus)
    search.open(corpus)


def _compare(corpus: Corpus) -> None:
    """Median milliseconds of a search for ten hits, with ours and with FTS5, in turn."""
    index = search.open(corpus)
    peer = _fts5(corpus)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(_ROUNDS):
        for query in _QUERIES:
            ours.append(1000 * seconds(partial(index.search, query, limit=10)))
            theirs.append(1000 * seconds(partial(_ask, peer, " OR ".join(query.split()))))
    print(f"search, ten hits, facets and highlights: {statistics.median(ours):.1f} ms (median)")
    print(f"SQLite FTS5, ten hits, one field:        {statistics.median(theirs):.1f} ms (median)")


def _fts5(corpus: Corpus) -> sqlite3.Connection:
    peer = sqlite3.connect(":memory:")
    peer.execute("CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, text)")
    for document in corpus.documents.all():
        rows = [(passage.id, passage.text) for passage in corpus.documents.passages(document.id)]
        peer.executemany("INSERT INTO passages VALUES (?, ?)", rows)
    return peer


def _ask(peer: sqlite3.Connection, match: str) -> list[tuple[str, str]]:
    query = "SELECT id, text FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10"
    return peer.execute(query, (match,)).fetchall()


if __name__ == "__main__":
    main()
