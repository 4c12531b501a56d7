"""Hostile queries: whether any of them fails, and which are slowest.

    PYTHONPATH=tests python tests/benchmarks/queries.py [--queries 10000] [--corpus FOLDER]

The queries come from hypothesis and from the grammar of ``tests/hostile.py``; without a folder the
sample is searched. Prints how long searches take and the slowest, which are asked twice again, so
that what else runs on the machine is not counted; ends with 1 if one fails or takes more than a
second.
"""

import argparse
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from hostile import QUERIES
from hypothesis import HealthCheck, Phase, given, settings

import planspor.corpus
from planspor import ingest, search

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample" / "documents"
LIMIT = 1.0
"""Seconds that a search may take."""
SHOWN = 10
LINE = 70
"""Characters of a query that are shown."""


def main() -> int:
    """Ask, and say what was slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=10_000)
    parser.add_argument("--corpus", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = asked.corpus or Path(made)
        with planspor.corpus.open(folder) as corpus:
            if asked.corpus is None:
                ingest.add(corpus, [SAMPLE])
            taken, failed = times(search.open(corpus), asked.queries)
    return report(taken, failed)


def times(index: search.Index, queries: int) -> tuple[list[tuple[float, str]], list[str]]:
    """Seconds that each of some hostile queries takes, and those that fail."""
    taken: list[tuple[float, str]] = []
    failed: list[str] = []

    @settings(
        max_examples=queries,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(QUERIES)
    def ask(query: str) -> None:
        start = time.perf_counter()
        try:
            index.search(query)
        except Exception as error:
            failed.append(f"{type(error).__name__}: {query[:LINE]!r}")
        taken.append((time.perf_counter() - start, query))

    ask()
    taken.sort(reverse=True)
    taken[:SHOWN] = [_again(index, *one) for one in taken[:SHOWN]]
    return sorted(taken, reverse=True), failed


def _again(index: search.Index, seconds: float, query: str) -> tuple[float, str]:
    """The shortest of three times."""
    times = [seconds]
    for _ in range(2):
        start = time.perf_counter()
        with suppress(Exception):
            index.search(query)
        times.append(time.perf_counter() - start)
    return min(times), query


def report(taken: list[tuple[float, str]], failed: list[str]) -> int:
    """Print the times and what failed, and tell whether anything is as it should not be."""
    middle, late = taken[len(taken) // 2][0], taken[len(taken) // 100][0]
    print(f"{len(taken)} queries: p50 {1000 * middle:.1f} ms, p99 {1000 * late:.1f} ms")
    for seconds, query in taken[:SHOWN]:
        print(f"{1000 * seconds:8.1f} ms  {len(query):6} characters  {query[:LINE]!r}")
    print(f"{len(failed)} failed", *failed[:SHOWN], sep="\n")
    return int(bool(failed) or taken[0][0] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
