"""Adding damaged files among good ones: what becomes of them, and what it costs.

    python tests/benchmarks/damaged.py [--files 2000] [--seed 1] [--from FOLDER]

The good files that are damaged come from the folder (``../shared/corpus`` where it is there) and
from those written here. Prints what became of each kind of damage, why files failed, whether the
good files of every batch landed, and the peak memory of this process and of its workers; ends
with 1 if something is not as it should be.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from damage import KINDS, SHARES, Files, good_files

import planspor.corpus
from planspor import ingest
from planspor.ingest import Added, Incoming, Status
from planspor.ingest.sandbox import Limits, Workers

BATCH = 50
LARGEST = 1 << 20
"""Larger files are not damaged: it is the damage that is tried, not the size."""
FORMATS = {".pdf", ".docx", ".html", ".txt", ".json"}
LANDED = {Status.ADDED, Status.UPDATED, Status.UNCHANGED, Status.PARTIAL}


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="Add damaged files among good ones.")
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="folder", type=Path, default=Path("../shared/corpus"))
    given = parser.parse_args()
    limits = Limits()
    run = Run(random.Random(given.seed), list(originals(given.folder)))
    started = time.perf_counter()
    with Workers(limits=limits) as workers:
        for start in range(0, given.files, BATCH):
            run.add(workers, min(BATCH, given.files - start))
            print(f"{start + BATCH} of {given.files}", file=sys.stderr)
    run.report()
    print(f"{given.files} damaged files in {time.perf_counter() - started:.0f} s")
    sys.exit(not all_is_well(run, limits))


def originals(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The good files that are damaged."""
    yield from good_files()
    for path in sorted(folder.rglob("*")):
        meant = path.suffix in FORMATS and "broken" not in path.parts
        if meant and path.is_file() and path.stat().st_size <= LARGEST:
            yield path.name, path.read_bytes()


class Run:
    """Batches of damaged files with good ones among them, and what became of them."""

    def __init__(self, rng: random.Random, files: Files) -> None:
        self._rng = rng
        self._files = files
        self._kinds = list(KINDS)
        self._weights = [SHARES.get(kind, 10) for kind in KINDS]
        self.outcomes: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
        self.reasons: Counter[str] = Counter()
        self.speechless: list[Added] = []
        self.good = Counter[bool]()
        self._number = 0

    def add(self, workers: Workers, count: int) -> None:
        """Add a batch of so many damaged files, to a corpus of its own.

        In one corpus the thousand copies of each passage would all be compared with each other.
        """
        kinds = self._rng.choices(self._kinds, self._weights, k=count)
        files = [self._damaged(kind) for kind in kinds]
        for place in (0, count // 2, count):
            files.insert(min(place, len(files)), self._good())
        of_path = {f"damaged/{n}": k for n, k in zip(self._numbers(files), kinds, strict=True)}
        with (
            tempfile.TemporaryDirectory() as folder,
            planspor.corpus.open(folder) as corpus,
        ):
            outcomes = ingest.add_files(corpus, files, workers=workers)
        for outcome in outcomes:
            top = outcome.path.partition("!/")[0].rpartition(".")[0]
            if top in of_path:
                self._count(of_path[top], outcome)
            else:
                self.good[outcome.status is Status.ADDED] += 1

    def _numbers(self, files: list[Incoming]) -> list[str]:
        return [f.path[8:].rpartition(".")[0] for f in files if f.path.startswith("damaged/")]

    def _damaged(self, kind: str) -> Incoming:
        name, data = KINDS[kind](self._rng, self._files)
        self._number += 1
        ending = name.rpartition(".")[2] if "." in name else "none"
        return Incoming(f"damaged/{self._number}.{ending}", name, data)

    def _good(self) -> Incoming:
        self._number += 1
        text = next(data for name, data in good_files() if name.endswith(".txt"))
        name = f"god{self._number}.txt"
        return Incoming(f"good/{name}", name, text + f"Nummer {self._number}.\n".encode())

    def _count(self, kind: str, outcome: Added) -> None:
        self.outcomes[kind][outcome.status] += 1
        if outcome.status in LANDED:
            return
        error = outcome.error
        if error is None or not (error.code and error.message and error.remedy):
            self.speechless.append(outcome)
        else:
            said = error.message.removeprefix(outcome.path).lstrip(": ")
            self.reasons[f"{error.code}: {said[:70]}"] += 1

    def report(self) -> None:
        """Print what became of the files."""
        columns = [Status.ADDED, Status.PARTIAL, Status.UNCHANGED, Status.FAILED, Status.SKIPPED]
        print(f"{'':24}" + "".join(f"{column:>11}" for column in columns))
        for kind, found in self.outcomes.items():
            counts = [found[column] for column in columns]
            counts[0] += found[Status.UPDATED]
            print(f"{kind:24}" + "".join(f"{count:11}" for count in counts))
        print("\nWhy not:")
        for reason, count in self.reasons.most_common(40):
            print(f"{count:6}  {reason}")


def all_is_well(run: Run, limits: Limits) -> bool:
    """Print the sums; whether all is as it should be."""
    ours, theirs = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"\ngood files that landed: {run.good[True]} of {run.good.total()}")
    print(f"failures without code, message and remedy: {len(run.speechless)}")
    print(f"peak memory: {ours:.0f} MB here, {theirs:.0f} MB in the largest worker")
    return not (run.good[False] or run.speechless) and theirs <= limits.memory / (1 << 20)


if __name__ == "__main__":
    main()
