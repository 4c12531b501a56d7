"""What each page of the site costs on a large corpus: time of the server, statements, bytes.

    python tests/benchmarks/pages.py [FOLDER] [--only PART] [--requests 20] [--shared]

FOLDER is a corpus as `big_corpus` makes it (made where it is not there; a copy is measured, for
changes are made). Every address of the site that can be opened is asked for in many ways, one
after the other in one process, through the application itself, once it is warm as a served site
is. The time is the processor's for the
thread that answers: no network, and no waiting for what else the machine does, is in it. Of each
are told: the first request, the median and the 95th percentile of those after it, the first request
after a decision on a link and after a document's details were changed (each as the median of two),
the most statements that the database was asked (then, and after a change), and the most bytes of an
answer as it is compressed. The site is asked as on one's own machine, where most is shown;
``--shared`` asks as others see it. Files to take away are timed once. An address that is not known
here is filled in by its parts. For comparison: a page of Flask with nothing on it, and the search
without a page.
"""

import argparse
import gzip
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from flask import Flask
from flask.testing import FlaskClient
from page_addresses import BOUND, Addresses, is_file
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, event

from planspor.corpus import Corpus
from planspor.corpus.model import Decision, LinkState, Person, Review
from planspor.corpus.store.database import now
from planspor.web.app import create_app
from planspor.web.warming import warm

_AFTER = 2
_BUDGET = 3_000.0
"""Milliseconds after which an address is asked for no more."""
_MOST_STATEMENTS = 12
_STATIC = re.compile(rb'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"')


@dataclass
class Measured:
    """What was measured of one address of the site; times in milliseconds, sizes in bytes."""

    endpoint: str
    cold: float = 0.0
    times: list[float] = field(default_factory=list)
    after_links: list[float] = field(default_factory=list)
    after_document: list[float] = field(default_factory=list)
    statements: int = 0
    statements_after: int = 0
    size: int = 0
    worst: str = ""
    refused: list[str] = field(default_factory=list)

    @property
    def p95(self) -> float:
        """The 95th percentile of the warm requests."""
        return _quantile(self.times, 95)

    @property
    def is_over(self) -> bool:
        """Whether it takes longer or asks more than is wanted."""
        most = max(self.statements, self.statements_after)
        return self.p95 > BOUND.get(self.endpoint, BOUND[""]) or most > _MOST_STATEMENTS


class Statements:
    """Counts what is asked of a database."""

    def __init__(self, engine: Engine) -> None:
        self._number = 0
        event.listen(engine, "before_cursor_execute", self._count)

    def _count(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        self._number += not statement.startswith(("BEGIN", "PRAGMA"))

    def taken(self) -> int:
        """How many there were since the last time."""
        number, self._number = self._number, 0
        return number


class Bench:
    """A site over a copy of the corpus."""

    def __init__(self, folder: Path, local: bool) -> None:
        start = time.perf_counter()
        self.app = create_app(folder, local=local)
        self.opened = 1000 * (time.perf_counter() - start)
        self.corpus: Corpus = self.app.extensions["planspor"].corpus
        self.statements = Statements(self.corpus.database.engine)
        self.client = self.app.test_client()
        self.corpus.reviews.know(Person("ada", "Ada"))
        self._waiting = self._suggestions()
        self._documents = [d.id for d in self.corpus.documents.all()]
        self.statements.taken()

    def _suggestions(self) -> list[Review]:
        plan = self.corpus.plans.all()[-1].id
        briefs = [b for b in self.corpus.links.briefs(plan) if b.state is LinkState.SUGGESTED]
        random.Random(3).shuffle(briefs)
        return [
            Review(b.id, b.target, b.document, "ada", Decision.ACCEPT, now()) for b in briefs[:2000]
        ]

    def get(self, address: str) -> tuple[float, int, int, bytes]:
        """Milliseconds, statements, status and body of one request."""
        self.statements.taken()
        start = time.thread_time()
        answer = self.client.get(address, headers={"Referer": "/"})
        body = answer.data
        spent = 1000 * (time.thread_time() - start)
        answer.close()
        return spent, self.statements.taken(), answer.status_code, body

    def decide(self) -> None:
        """A person's decision on a link."""
        self.corpus.reviews.decide(self._waiting.pop())

    def describe(self) -> None:
        """A change of a document's details."""
        document = random.Random(len(self._documents)).choice(self._documents)
        address = f"https://example.org/{time.monotonic_ns()}"
        self.corpus.documents.describe(document, {"address": address})

    def measure(self, endpoint: str, addresses: Sequence[str], requests: int) -> Measured:
        """One address of the site, asked for in several ways."""
        found = Measured(endpoint)
        found.cold, *_ = self._ask(found, addresses[0], keep=False)
        rounds = -(-requests // len(addresses))
        slowest = 0.0
        for address in [one for one in addresses for _ in range(rounds)][: max(requests, 1) * 2]:
            spent, asked, body = self._ask(found, address)
            found.statements = max(found.statements, asked)
            found.size = max(found.size, len(gzip.compress(body, 6)))
            if spent > slowest:
                slowest, found.worst = spent, address
            if sum(found.times) > _BUDGET:
                break
        for change, times in (
            (self.decide, found.after_links),
            (self.describe, found.after_document),
        ):
            for number in range(_AFTER):
                change()
                spent, asked, _ = self._ask(found, addresses[number % len(addresses)], keep=False)
                times.append(spent)
                found.statements_after = max(found.statements_after, asked)
        return found

    def _ask(self, found: Measured, address: str, keep: bool = True) -> tuple[float, int, bytes]:
        spent, asked, status, body = self.get(address)
        if status >= 400:
            found.refused.append(f"{address}: {status}")
        if keep:
            found.times.append(spent)
        return spent, asked, body


def _quantile(values: Sequence[float], percent: int) -> float:
    if len(values) < 2:
        return values[0] if values else 0.0
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def _timed(work: Callable[[], object], times: int = 200) -> list[float]:
    found = []
    for _ in range(times):
        start = time.thread_time()
        work()
        found.append(1000 * (time.thread_time() - start))
    return found


def _first_page(client: FlaskClient) -> dict[str, int]:
    """Compressed bytes of the start page and all that it links for its look and behaviour."""
    body = client.get("/").data
    sizes = {"/": len(gzip.compress(body, 6))}
    for address in dict.fromkeys(_STATIC.findall(body)):
        held = client.get(address.decode().replace("&amp;", "&"))
        sizes[address.decode().split("?")[0]] = len(gzip.compress(held.data, 6))
        held.close()
    return sizes


def _peers(bench: Bench, addresses: Addresses) -> Iterable[tuple[str, list[float]]]:
    bare = Flask("bare")
    bare.add_url_rule("/", "bare", lambda: "")
    client = bare.test_client()
    yield "a page of Flask with nothing on it", _timed(lambda: client.get("/"))
    index = bench.app.extensions["planspor"].index()
    queries = [*addresses.queries]
    for query in queries:
        index.search(query, facets=())
    yield (
        "search alone, three words, no page",
        _timed(lambda: index.search(random.choice(queries), facets=())),
    )
    yield "search alone, with all its facets", _timed(lambda: index.search(random.choice(queries)))


def _print(found: list[Measured]) -> None:
    table = Table("endpoint", "cold", "p50", "p95", "wanted", "links", "document", "SQL", "kB gz")
    for one in sorted(found, key=lambda m: -m.p95):
        wanted = BOUND.get(one.endpoint, BOUND[""])
        table.add_row(
            f"[red]{one.endpoint}[/red]" if one.is_over else one.endpoint,
            f"{one.cold:.0f}",
            *(f"{_quantile(one.times, percent):.0f}" for percent in (50, 95)),
            f"{wanted:.0f}",
            *(f"{statistics.median(t):.0f}" for t in (one.after_links, one.after_document)),
            f"{one.statements}/{one.statements_after}",
            f"{one.size / 1000:.1f}",
        )
    console = Console(width=110)
    console.print(table)
    for one in found:
        if one.is_over:
            console.print(f"{one.endpoint}: {one.worst}", soft_wrap=True)
        for address in sorted(set(one.refused))[:3]:
            console.print(f"[yellow]{one.endpoint}: {address}[/yellow]", soft_wrap=True)


def measure(folder: Path, only: str, requests: int, local: bool) -> None:
    """Measure a corpus, which is changed by it."""
    bench = Bench(folder, local)
    addresses = Addresses(bench.corpus)
    listed = addresses.of(bench.app)
    print(f"opened in {bench.opened:.0f} ms")
    first, *_ = bench.get("/")
    print(f"the very first page: {first:.0f} ms", flush=True)
    start = time.thread_time()
    warm(bench.app)
    print(f"warmed, as a served site is: {1000 * (time.thread_time() - start):.0f} ms", flush=True)
    bench.get(f"/sok?q={quote(addresses.queries[0])}")
    found = []
    for endpoint, held in listed.items():
        if re.search(only, endpoint) and not is_file(endpoint):
            found.append(bench.measure(endpoint, held, requests))
            print(f"{endpoint}: {found[-1].p95:.0f} ms", file=sys.stderr, flush=True)
    _print(found)
    for endpoint in listed:
        if re.search(only, endpoint) and is_file(endpoint):
            spent, asked, status, body = bench.get(listed[endpoint][0])
            size = len(body) / 1e6
            print(f"{endpoint}: {spent:.0f} ms, {asked} statements, {size:.1f} MB, {status}")
    sizes = _first_page(bench.client)
    told = ", ".join(f"{name} {size / 1000:.1f}" for name, size in sizes.items())
    print(f"first page, kB compressed: {sum(sizes.values()) / 1000:.1f} ({told})")
    for name, times in _peers(bench, addresses):
        print(f"{name}: p50 {_quantile(times, 50):.1f} ms, p95 {_quantile(times, 95):.1f} ms")
    bench.app.extensions["planspor"].close()


def main() -> None:
    """Measure a copy of a corpus."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--only", default="", help="endpoints whose names match this")
    parser.add_argument("--requests", type=int, default=24)
    parser.add_argument("--shared", action="store_true", help="as others see it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "corpus"
        if asked.folder:
            shutil.copytree(asked.folder, copy)
        else:
            from big_corpus import make

            make(copy)
        measure(copy, asked.only, asked.requests, not asked.shared)


if __name__ == "__main__":
    main()
