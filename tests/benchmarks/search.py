"""Analysis, indexing and searching of a made corpus, beside SQLite's FTS5 over the same texts.

    python tests/benchmarks/search.py [--passages 200000] [--corpus FOLDER]

The corpus is made once (`generated`, half a minute) and kept in the folder. Analysis and indexing
are counted in passages for each second of processor time, all threads together: what one core does.
Searches are timed by the clock, one after the other, each query once, after others have warmed the
process; on a machine that does other work, look at their processor time instead. Each part runs in
a process of its own, and the memory is the peak of that process.
"""

import argparse
import json
import os
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Any

from generated import fill, growth
from rich.console import Console
from rich.table import Table

import planspor.corpus
from planspor import search
from planspor.corpus import Corpus
from planspor.corpus.language import STOPWORDS, Analyser
from planspor.corpus.language.tokens import forms
from planspor.search.engine.tantivy import TantivyEngine
from planspor.search.indexing.layers import EntryMaker

_ROOT = Path(__file__).resolve().parents[2]
_REAL_GROWTH = {1_000: 460, 10_000: 2_230, 100_000: 10_320}
"""Different words among the first so many, in the texts that `generated` was fitted to."""
_REAL_LENGTHS = (115, 121)
"""Mean and median words of a passage there."""
_QUERIES, _WARMING = 300, 50
_FACETS = ("kind", "year", "issuer")
_FILTERS = search.Filters(kinds=("guideline", "evaluation"))


def main() -> None:
    """Run the benchmark, or the part of it that is named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--passages", type=int, default=200_000)
    parser.add_argument("--corpus", type=Path, help="where the made corpus is kept")
    parser.add_argument("--part", choices=sorted(_PARTS), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    folder = asked.corpus or _ROOT / "var" / f"made-{asked.passages}"
    if asked.part:
        print(json.dumps(_PARTS[asked.part](folder, asked.passages)))
        return
    found = {part: _alone(part, folder, asked.passages) for part in _PARTS}
    _print(asked.passages, found)


def _alone(part: str, folder: Path, passages: int) -> Mapping[str, Any]:
    """What a part measures in a process of its own."""
    command = [sys.executable, __file__, "--part", part, "--corpus", str(folder)]
    done = subprocess.run(
        [*command, "--passages", str(passages)], check=True, stdout=subprocess.PIPE
    )
    measured: Mapping[str, Any] = json.loads(done.stdout)
    return measured


def _make(folder: Path, passages: int) -> Mapping[str, Any]:
    """Make the corpus where it is not there, and say how like the real texts it is."""
    if not (folder / "corpus.sqlite").exists():
        unfinished = folder.with_name(f"{folder.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        with planspor.corpus.open(unfinished) as corpus:
            fill(corpus, passages)
        unfinished.rename(folder)
    with planspor.corpus.open(folder) as corpus:
        texts = list(islice(_texts(corpus), 9_000))
    lengths = [len(forms(text)) for text in texts]
    return {
        "growth": growth(texts, [*_REAL_GROWTH, 1_000_000]),
        "lengths": (statistics.mean(lengths), statistics.median(lengths)),
    }


def _index(folder: Path, _passages: int) -> Mapping[str, Any]:
    """Processor seconds of analysis, of the engine, and their passages."""
    analysis = reading = 0.0
    count = 0
    with planspor.corpus.open(folder) as corpus, tempfile.TemporaryDirectory() as made:
        analyser = Analyser()

        def entries() -> Iterator[Any]:
            nonlocal analysis, reading, count
            for document in corpus.documents.all():
                start = time.thread_time()
                sections = corpus.documents.sections(document.id)
                passages = corpus.documents.passages(document.id)
                read = time.thread_time()
                maker = EntryMaker(analyser, document, sections, {}, {})
                ready = list(maker.entries(passages))
                analysis += time.thread_time() - read
                reading += read - start
                count += len(ready)
                yield from ready

        engine = TantivyEngine.create(Path(made))
        start = time.process_time()
        engine.write(frozenset(), entries())
        whole = time.process_time() - start - reading
    return {"passages": count, "analysis": analysis, "engine": whole - analysis, "whole": whole}


def _build(folder: Path, _passages: int) -> Mapping[str, Any]:
    """A whole build, as `planspor reindex` does it: seconds by the clock, and the peak memory."""
    shutil.rmtree(folder / "index", ignore_errors=True)
    with planspor.corpus.open(folder) as corpus:
        start = time.perf_counter()
        search.open(corpus)
        return {"seconds": time.perf_counter() - start, "memory": _peak()}


def _search(folder: Path, _passages: int) -> Mapping[str, Any]:
    """Milliseconds of each sort of query."""
    with planspor.corpus.open(folder) as corpus:
        index = search.open(corpus)
        words, phrases, beginnings = _queries(corpus)
        asked: dict[str, tuple[Sequence[str], Callable[[str], object]]] = {
            "three": (words, lambda query: index.search(query, facets=())),
            "filtered": (
                words,
                lambda query: index.search(query, filters=_FILTERS, facets=_FACETS),
            ),
            "phrase": (phrases, lambda query: index.search(f'"{query}"', facets=())),
            "prefix": (beginnings, lambda query: index.search(f"{query}*", facets=())),
        }
        timed = {name: _timed(ask, queries) for name, (queries, ask) in asked.items()}
    return timed | {"memory": _peak()}


def _peer(folder: Path, _passages: int) -> Mapping[str, Any]:
    """The same with FTS5, in one field."""
    with planspor.corpus.open(folder) as corpus, tempfile.TemporaryDirectory() as made:
        peer = sqlite3.connect(Path(made) / "peer.sqlite")
        peer.execute("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize='unicode61')")
        texts = list(_texts(corpus))
        start = time.process_time()
        peer.executemany("INSERT INTO passages VALUES (?)", ((text,) for text in texts))
        peer.commit()
        whole = time.process_time() - start
        words, phrases, beginnings = _queries(corpus)
        asked = {
            "three": [" OR ".join(f'"{word}"' for word in query.split()) for query in words],
            "phrase": [f'"{query}"' for query in phrases],
            "prefix": [f'"{beginning}"*' for beginning in beginnings],
        }
        timed = {name: _timed(lambda q: _ask(peer, q), queries) for name, queries in asked.items()}
        peer.close()
    return timed | {"passages": len(texts), "whole": whole}


def _ask(peer: sqlite3.Connection, match: str) -> list[Any]:
    query = (
        "SELECT rowid, highlight(passages, 0, '[', ']') FROM passages "
        "WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT 10"
    )
    return peer.execute(query, (match,)).fetchall()


def _texts(corpus: Corpus) -> Iterator[str]:
    for document in corpus.documents.all():
        for passage in corpus.documents.passages(document.id):
            yield passage.text


def _queries(corpus: Corpus) -> tuple[list[str], list[str], list[str]]:
    """Three words, two words after each other, and a beginning, of passages drawn by lot."""
    random = Random(5)
    documents = [document.id for document in corpus.documents.all()]
    words: list[str] = []
    phrases: list[str] = []
    beginnings: list[str] = []
    while len(words) < _QUERIES + _WARMING:
        passage = random.choice(corpus.documents.passages(random.choice(documents)))
        row = re.findall(r"\w+", passage.text.lower())
        content = sorted({w for w in row if len(w) > 3 and w.isalpha() and w not in STOPWORDS})
        if len(content) >= 3:
            words.append(" ".join(random.sample(content, 3)))
            at = random.randrange(len(row) - 1)
            phrases.append(" ".join(row[at : at + 2]))
            beginnings.append(random.choice(content)[: random.choice((4, 5, 6))])
    return words, phrases, beginnings


def _timed(ask: Callable[[str], object], queries: Sequence[str]) -> dict[str, float]:
    """Milliseconds of the queries after those that warm."""
    for query in queries[:_WARMING]:
        ask(query)
    clock: list[float] = []
    busy: list[float] = []
    for query in queries[_WARMING:]:
        start, began = time.perf_counter(), time.process_time()
        ask(query)
        busy.append(1000 * (time.process_time() - began))
        clock.append(1000 * (time.perf_counter() - start))
    return {"p50": _quantile(clock, 50), "p95": _quantile(clock, 95)} | {
        "cpu50": _quantile(busy, 50),
        "cpu95": _quantile(busy, 95),
    }


def _quantile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def _peak() -> float:
    """Peak megabytes of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_PARTS = {
    "make": _make,
    "build": _build,
    "index": _index,
    "search": _search,
    "peer": _peer,
}


def _print(passages: int, found: Mapping[str, Mapping[str, Any]]) -> None:
    console = Console(width=100)
    table = Table("", "wanted", "measured", "FTS5", title=f"{passages:,} made passages")
    for row in chain(_likeness(found["make"]), _indexing(found), _searching(found)):
        table.add_row(*row)
    console.print(table)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    console.print(f"{os.cpu_count()} cores; load while this ran: {load}")


def _likeness(make: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for count, kinds in make["growth"].items():
        real = _REAL_GROWTH.get(int(count))
        wanted = f"{real:,} (real)" if real else ""
        yield f"different words among {int(count):,}", wanted, f"{kinds:,}", ""
    mean, median = make["lengths"]
    real_mean, real_median = _REAL_LENGTHS
    wanted = f"{real_mean} / {real_median} (real)"
    yield "words of a passage, mean / median", wanted, f"{mean:.0f} / {median:.0f}", ""


def _indexing(found: Mapping[str, Mapping[str, Any]]) -> Iterator[Sequence[str]]:
    index, peer, build = found["index"], found["peer"], found["build"]
    for name, part, wanted in (
        ("analysis, passages/s per core", "analysis", ""),
        ("indexing, passages/s per core", "engine", ""),
        ("both", "whole", ">= 4,000"),
    ):
        theirs = f"{peer['passages'] / peer['whole']:,.0f}" if part == "whole" else ""
        yield name, wanted, f"{index['passages'] / index[part]:,.0f}", theirs
    yield "a whole build from the store, s", "", f"{build['seconds']:.0f}", ""
    for name, part in (("building", "build"), ("searching", "search")):
        yield f"peak memory {name}, MB", "< 1,000", f"{found[part]['memory']:.0f}", ""


def _searching(found: Mapping[str, Mapping[str, Any]]) -> Iterator[Sequence[str]]:
    ours, theirs = found["search"], found["peer"]
    for name, kind, wanted in (
        ("three words, highlights", "three", "5 / 25"),
        ("the same, a filter, three facets", "filtered", "5 / 25"),
        ("phrase", "phrase", "- / 40"),
        ("prefix", "prefix", "- / 40"),
    ):
        measured, peer = ours[kind], theirs.get(kind)
        cells = [f"{t['p50']:.1f} / {t['p95']:.1f}" if t else "" for t in (measured, peer)]
        yield f"{name}, p50 / p95 ms", wanted, *cells
        cells = [f"{t['cpu50']:.1f} / {t['cpu95']:.1f}" if t else "" for t in (measured, peer)]
        yield "  of processor time", "", *cells


if __name__ == "__main__":
    main()
