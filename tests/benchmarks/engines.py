"""Whether both engines answer the judged queries alike, on the texts beside the checkout.

    python tests/elastic/elasticsearch_server.py python tests/benchmarks/engines.py

Wanted: the same first ten for 98 of 100 queries, and nDCG@10 within .005.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.search import Index
from planspor.search.engine.contract import Engines
from planspor.search.engine.elasticsearch import ElasticsearchEngines, ElasticsearchSettings
from planspor.search.engine.tantivy import TantivyEngine
from planspor.search.evaluation.judged import read_judged
from planspor.search.evaluation.rankings import Ours
from planspor.search.evaluation.scoring import means, outcome

ROOT = Path(__file__).resolve().parents[2]
FIRST = 10


@contextmanager
def corpora(texts: Path) -> Iterator[tuple[Corpus, Corpus]]:
    """Two corpora of the judged texts, one for each engine."""
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / "one", Path(name) / "other"]
        with planspor.corpus.open(folders[0]) as corpus:
            ingest.add(corpus, [texts / "seeds", texts / "government", texts / "html"])
        shutil.copytree(*folders)
        with planspor.corpus.open(folders[0]) as one, planspor.corpus.open(folders[1]) as other:
            yield one, other


def queries(judged: Iterable[Path]) -> Iterator[str]:
    """The queries alone."""
    for path in judged:
        for line in path.read_text("utf-8").splitlines():
            if query := json.loads(line).get("query"):
                yield str(query)


def first_hits(index: Index, query: str) -> list[tuple[str, float]]:
    """The ids and scores of the first page."""
    return [(hit.passage.id, hit.score) for hit in index.search(query, limit=FIRST).hits]


def gain(corpus: Corpus, index: Index, judged: list[Path], texts: Path) -> float:
    """The mean nDCG@10 of the judged queries."""
    ours = Ours(corpus, index)
    queries = read_judged(judged, texts)
    return means(outcome(query, ours.ranking(query.query)) for query in queries)["nDCG@10"]


def main() -> int:
    """Print the figures; 1 where they fall short."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--differences", action="store_true", help="list what differs")
    options = parser.parse_args()
    address = os.environ["PLANSPOR_TEST_ELASTICSEARCH"]
    settings = ElasticsearchSettings((address,), prefix="compared")
    judged = sorted((ROOT / "tests" / "gold").glob("search*.jsonl"))
    kinds: list[Engines] = [TantivyEngine, ElasticsearchEngines(settings)]
    with corpora(options.texts) as both:
        indexes = [Index(corpus, kind) for corpus, kind in zip(both, kinds, strict=True)]
        same = total = 0
        for query in queries(judged):
            here, there = (first_hits(index, query) for index in indexes)
            equal = [id_ for id_, _ in here] == [id_ for id_, _ in there]
            same, total = same + equal, total + 1
            if options.differences and not equal:
                print(query, *zip(here, there, strict=False), sep="\n  ")
        gains = [
            gain(corpus, index, judged, options.texts)
            for corpus, index in zip(both, indexes, strict=True)
        ]
    print(f"the same first {FIRST}: {same} of {total} queries ({same / total:.1%})")
    print(f"nDCG@10: tantivy {gains[0]:.4f}, Elasticsearch {gains[1]:.4f}")
    return int(same < 0.98 * total or abs(gains[0] - gains[1]) > 0.005)


if __name__ == "__main__":
    sys.exit(main())
