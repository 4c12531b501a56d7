"""What linking costs: a plan against many passages, and one new document against a plan.

    python tests/benchmarks/linking.py [--passages N] [--measures N] [--seed N]

The corpus is made (`generated.py`), the plan's measures are of its words. Times are of the
processor on one core; plain BM25 (of the evaluation of search) looks for the same wordings.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context

import numpy as np
from generated import Made, made
from vocabulary import TOPICS, Vocabulary

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.model import Measure, Origin, Plan
from planspor.ingest.link import link
from planspor.search.evaluation.baseline import PlainSearch

_WORDS = (6, 18)
"""Words of a measure."""
_AT_ONCE = 50
_PLAN = "made"
_NEW = 500
"""Passages of the document that is new."""


def main() -> None:
    """Run the benchmark."""
    chosen = _arguments()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder, planspor.corpus.open(folder) as corpus:
        _fill(corpus, made(chosen.passages, chosen.seed))
        plan = _plan(chosen.measures, chosen.seed)
        corpus.plans.put(plan, Origin.PERSON)
        print(f"{chosen.measures} measures, {chosen.passages} passages")
        before = _peak()
        took = _spent(lambda: _say(link(corpus, [_PLAN])))
        print(f"link all:          {took:.1f} s, {_peak() - before:.0f} MB more at the peak")
        print(f"link again:        {_spent(lambda: link(corpus, [_PLAN])):.2f} s")
        print(f"link one of {_NEW}:    {_cold(corpus, folder, chosen.seed):.2f} s in a new process")
        _new(corpus, chosen.seed, "warm")
        print(f"link one of {_NEW}:    {_link(corpus, 'warm'):.2f} s in one that has linked")
        _plain(corpus, plan)


def _say(done: object) -> None:
    print(f"links:             {getattr(done, 'links', 0)}")


def _cold(corpus: Corpus, folder: str, seed: int) -> float:
    """One more document, linked alone by a process that has all to read; imports not counted."""
    _new(corpus, seed, "cold")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        return other.submit(_link_in, folder, "cold").result()


def _link_in(folder: str, name: str) -> float:
    with planspor.corpus.open(folder) as corpus:
        return _link(corpus, name)


def _link(corpus: Corpus, name: str) -> float:
    return _spent(lambda: link(corpus, [_PLAN], documents=[name]))


def _new(corpus: Corpus, seed: int, name: str) -> None:
    """Add one more document."""
    documents = list(made(_NEW, seed + 1))
    [*_, largest] = sorted(documents, key=lambda one: len(one.version.passages))
    passages = [p for one in documents for p in one.version.passages]
    base = largest.version
    listed = [
        replace(
            passage,
            id=f"{name}/0:{number}",
            document=name,
            ordinal=number,
            section=base.sections[0].id.replace(base.document.id, name),
        )
        for number, passage in enumerate(passages)
    ]
    section = replace(
        base.sections[0], id=base.sections[0].id.replace(base.document.id, name), document=name
    )
    document = replace(base.document, id=name, file=f"{name}.txt", sha256=f"{name:0>64}")
    version = replace(base, document=document, sections=[section], passages=listed)
    with corpus.database.write() as connection:
        corpus.documents.put(connection, version)


def _plain(corpus: Corpus, plan: Plan) -> None:
    texts = {
        passage.id: passage.text
        for document in corpus.documents.all()
        for passage in corpus.documents.passages(document.id)
    }
    found: list[PlainSearch] = []
    took = _spent(lambda: found.append(PlainSearch(texts)))
    asked = _spent(lambda: [found[0].search(target.text or "") for target in plan.targets])
    print(f"plain BM25:        {took:.1f} s to index, {asked:.1f} s to ask")


def _plan(measures: int, seed: int) -> Plan:
    random = np.random.default_rng(seed)
    vocabulary = Vocabulary(np.random.default_rng(seed))
    listed = []
    for number in range(measures):
        length = int(random.integers(*_WORDS))
        topic = np.full(length, int(random.integers(TOPICS)))
        text = " ".join(vocabulary.draw(length, topic))
        listed.append(Measure(f"{_PLAN}/m{number}", _PLAN, text, ordinal=number + 1))
    return Plan(_PLAN, "Plan", "Plan", measures=tuple(listed))


def _fill(corpus: Corpus, documents: object) -> None:
    rest = iter(documents)  # type: ignore[call-overload]
    while batch := list(islice(rest, _AT_ONCE)):
        _write(corpus, batch)


def _write(corpus: Corpus, documents: list[Made]) -> None:
    with corpus.database.write() as connection:
        for document in documents:
            corpus.documents.put(connection, document.version)


def _spent(work: Callable[[], object]) -> float:
    """Seconds of the processor for one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _peak() -> float:
    """Megabytes of memory at the peak."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What linking costs.")
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--measures", type=int, default=154)
    parser.add_argument("--seed", type=int, default=6)
    return parser.parse_args()


if __name__ == "__main__":
    main()
