"""What Elasticsearch costs through Planspor, beside the bare client with the same bodies.

    python tests/elastic/elasticsearch_server.py --heap 2g \
        python tests/benchmarks/cluster.py --passages 200000

The passages are made (``generated.py``). Each query is asked through the engine and by the bare
client in turn, so that both find the cluster as busy. Wanted: at most 15 % more than bare.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from elasticsearch import Elasticsearch
from generated import made

from planspor.corpus.language import Analyser
from planspor.search.engine.clauses import Best, Clause, OneOf, Sum, Term, Weighted, restricted
from planspor.search.engine.contract import Entry
from planspor.search.engine.elasticsearch import ElasticsearchEngines, ElasticsearchSettings
from planspor.search.engine.elasticsearch.engine import ElasticsearchEngine
from planspor.search.engine.elasticsearch.mapping import index_settings, mappings
from planspor.search.engine.elasticsearch.writing import put
from planspor.search.indexing.layers import EntryMaker

FACETS = ("kind", "issuer", "year")
LAYERS = {"exact": 1.0, "lemma": 0.95, "stem": 0.85, "parts": 0.85, "heading_parts": 0.3}
WANTED = 1.15
CHUNK = 1000


def entries(passages: int) -> Iterator[Entry]:
    """The entries of a made corpus."""
    analyser = Analyser()
    for document in made(passages):
        version = document.version
        groups = {pair.passage: pair.passage for pair, _ in document.copies}
        maker = EntryMaker(analyser, version.document, version.sections, {}, groups)
        yield from maker.entries(version.passages)


def queries(held: Sequence[Entry], count: int) -> list[tuple[str, ...]]:
    """Three words at a time, each as likely as it stands in a passage."""
    random = np.random.default_rng(1)
    chosen = random.choice(len(held), size=count)
    return [
        tuple(random.choice(sorted(set(held[i].layers["stem"].split())), size=3, replace=True))
        for i in chosen
    ]


def clause(words: Iterable[str]) -> Clause:
    """Each of some words in any of the layers, the best of which counts."""
    return Sum(
        tuple(
            Best(tuple(Weighted(Term(layer, str(word)), w) for layer, w in LAYERS.items()), 0.1)
            for word in words
        )
    )


class Recorder:
    """The requests of an engine, to be made again by the bare client."""

    def __init__(self, client: Elasticsearch) -> None:
        self.asked: list[dict[str, Any]] = []
        self._client = client

    def search(self, **asked: Any) -> Any:
        """Search, and keep what was asked."""
        self.asked.append(asked)
        return self._client.search(**asked)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


def compared(
    engine: ElasticsearchEngine, client: Elasticsearch, asks: Sequence[Callable[[], object]]
) -> tuple[list[float], list[float]]:
    """Seconds of each question through the engine, and of its requests by the bare client."""
    recorder = Recorder(client)
    ours: list[float] = []
    bare: list[float] = []
    for number, ask in enumerate(asks):
        recorder.asked.clear()
        engine._client = recorder  # type: ignore[assignment]
        ask()
        engine._client = client
        bodies = list(recorder.asked)

        def again(bodies: Sequence[dict[str, Any]] = bodies) -> None:
            for body in bodies:
                client.search(**body)

        turns = [(ours, ask), (bare, again)]
        for times, turn in turns if number % 2 else turns[::-1]:
            start = time.perf_counter()
            turn()
            times.append(time.perf_counter() - start)
    return ours, bare


def bulk_bare(client: Elasticsearch, held: Sequence[Entry]) -> float:
    """Seconds to send prepared entries by the bare client, one request after the other."""
    settings = index_settings(ElasticsearchSettings(()))
    client.indices.create(index="bare", mappings=mappings(), settings=settings)
    taken = 0.0
    for at in range(0, len(held), CHUNK):
        lines = [line for entry in held[at : at + CHUNK] for line in put(entry)]
        start = time.perf_counter()
        client.bulk(index="bare", operations=lines)  # type: ignore[arg-type]
        taken += time.perf_counter() - start
    client.indices.delete(index="bare")
    return taken


def said(name: str, ours: list[float], bare: list[float]) -> float:
    """Print how long questions take; the median of ours over the bare client's, pair by pair."""
    cuts = [statistics.quantiles(times, n=20) for times in (ours, bare)]
    figures = [1000 * cut[at] for cut in cuts for at in (9, 18)]
    over = statistics.median(one / other for one, other in zip(ours, bare, strict=True))
    print(
        f"{name}: Planspor p50 {figures[0]:.1f} ms, p95 {figures[1]:.1f} ms; "
        f"bare p50 {figures[2]:.1f} ms, p95 {figures[3]:.1f} ms; {over - 1:+.1%} pair by pair"
    )
    return over


def main() -> int:
    """Print the figures; 1 where they fall short."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--passages", type=int, default=50_000)
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    address = os.environ["PLANSPOR_TEST_ELASTICSEARCH"]
    start = time.perf_counter()
    held = list(entries(options.passages))
    print(f"{len(held)} passages made and analysed in {time.perf_counter() - start:.0f} s")
    client = Elasticsearch(address, request_timeout=120)
    taken = bulk_bare(client, held[:20_000])
    print(f"bulk, bare client: {min(len(held), 20_000) / taken:.0f} passages/s")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "build-1"
        folder.mkdir()
        engines = ElasticsearchEngines(ElasticsearchSettings((address,), prefix="measured"))
        engine = engines.create(folder)
        start = time.perf_counter()
        engine.write([], held)
        taken = time.perf_counter() - start
        print(f"bulk, Planspor: {len(held) / taken:.0f} passages/s, until all can be searched")
        asked = [clause(words) for words in queries(held, options.queries)]
        kinds = tuple({value for entry in held[:5000] for value in entry.values["kind"]})
        narrow = [restricted(one, OneOf("kind", kinds[:2])) for one in asked]

        def plain(one: Clause) -> Callable[[], object]:
            return lambda: engine.search(one, 20)

        def faceted(one: Clause) -> Callable[[], object]:
            return lambda: (engine.search(one, 20), engine.count(one, FACETS))

        compared(engine, client, [plain(one) for one in asked[:50]])  # until Java is warm
        over = [
            said("three words", *compared(engine, client, [plain(one) for one in asked])),
            said(
                "with a filter and three facets, two requests",
                *compared(engine, client, [faceted(one) for one in narrow]),
            ),
        ]
        client.indices.delete(index=engine._index)
    return int(max(over) > WANTED)


if __name__ == "__main__":
    sys.exit(main())
