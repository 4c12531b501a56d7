"""A large corpus with all that a team leaves in one: what the site's pages are measured on.

    python tests/benchmarks/big_corpus.py FOLDER [--passages 200000] [--documents 2000]

The sample corpus that ships, with its originals, and beside it made documents (`generated`) of
several kinds, issuers and years, one of them of 700 pages, some in two versions, some restricted,
some badly read. Two made plans have 154 measures, 94 indicators and 23 goals between them, searched
for in everything. `big_record` makes what people and the machine say of them. Rows are written
directly, for nothing of how they come about is measured; the search index is built as always.
"""

import argparse
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from big_record import fill_record
from generated import Made, Maker
from vocabulary import TOPICS, Vocabulary

import planspor.corpus
import planspor.search
from planspor.corpus import Corpus
from planspor.corpus.model import (
    Access,
    Allocation,
    Area,
    Box,
    Direction,
    Document,
    DocumentKind,
    Goal,
    GoalLevel,
    Indicator,
    IndicatorType,
    Measure,
    Origin,
    Page,
    Passage,
    Plan,
)
from planspor.web.demo import build_demo

PLANS = {"storplan": (100, 60, 14), "smaplan": (54, 34, 9)}
"""Measures, indicators and goals of the made plans."""
LONGEST = 3_000
"""Passages of the largest document, of 700 pages."""
VERSIONS, RESTRICTED, POOR, PAGED = 0.04, 0.02, 0.03, 0.4
"""Shares of documents with two versions, restricted, badly read, and with pages."""
_NOW = datetime.now(UTC).replace(microsecond=0)
_DAYS = 700
"""Over which documents came."""
_AT_ONCE = 50
_KINDS = {
    DocumentKind.EVALUATION: 0.25,
    DocumentKind.GUIDELINE: 0.15,
    DocumentKind.STATISTICS: 0.1,
    DocumentKind.LETTER: 0.12,
    DocumentKind.BUDGET: 0.06,
    DocumentKind.PROPOSITION: 0.06,
    DocumentKind.WHITE_PAPER: 0.06,
    DocumentKind.CIRCULAR: 0.05,
    DocumentKind.LAW: 0.02,
    DocumentKind.PLAN: 0.05,
    DocumentKind.OTHER: 0.08,
}
_ISSUERS = (
    *("Helsedirektoratet", "Statens vegvesen", "Utdanningsdirektoratet", "NAV", "Fafo", "NTNU"),
    *("Rogaland fylkeskommune", "Lillevik kommune", "Storfjord kommune", "Helse Vest RHF"),
    *(f"Etat {number}" for number in range(1, 30)),
)
_NOTES = (
    "There is no running text in it to search.",
    "Protected against changes by an owner's password; open to read.",
    "5 records below these are not in the file.",
)


def fill(corpus: Corpus, passages: int, documents: int) -> None:
    """Make the corpus."""
    with _said("the sample corpus"):
        build_demo(corpus, lambda *_: None)
    random = np.random.default_rng(7)
    vocabulary = Vocabulary(random)
    for name, (measures, indicators, goals) in PLANS.items():
        plan = _plan(name, measures, indicators, goals, vocabulary, random)
        corpus.plans.put(plan, Origin.PERSON)
    with _said(f"{documents} documents"):
        batch: list[Made] = []
        for made in _documents(passages, documents, vocabulary, random):
            batch.append(made)
            if len(batch) == _AT_ONCE:
                _write(corpus, batch, random)
                batch = []
        _write(corpus, batch, random)
    with _said("the record"):
        fill_record(corpus, list(PLANS), random)
    with _said("the search index"):
        planspor.search.open(corpus)


@contextmanager
def _said(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - start:.0f} s", flush=True)


def _plan(
    name: str,
    measures: int,
    indicators: int,
    goals: int,
    vocabulary: Vocabulary,
    random: np.random.Generator,
) -> Plan:
    def words(low: int, high: int) -> str:
        length = int(random.integers(low, high))
        return " ".join(vocabulary.draw(length, np.full(length, int(random.integers(TOPICS)))))

    held_goals = tuple(
        Goal(f"{name}/mal{n}", name, GoalLevel.MAIN, words(6, 14).capitalize(), number=str(n))
        for n in range(1, goals + 1)
    )
    areas = tuple(Area(f"{name}/omrade{n}", name, words(2, 4).capitalize()) for n in range(1, 6))
    held_measures = tuple(
        Measure(
            *(f"{name}/m{n}", name, words(8, 30), n),
            goals=(held_goals[n % goals].id,),
            area=areas[n % len(areas)].id,
            owners=(_ISSUERS[n % 6],),
            time_frame="2016–2020" if n % 3 else None,
            allocations=(Allocation(n * 1e6, f"{n} mill. kroner", "2016"),) if n % 4 == 0 else (),
        )
        for n in range(1, measures + 1)
    )
    types = tuple(IndicatorType)
    held_indicators = tuple(
        Indicator(
            *(f"{name}/i{n}", name, words(6, 16).capitalize(), n, types[n % len(types)]),
            goals=(held_goals[n % goals].id,),
            data_sources=("SSB", "NPR")[: 1 + n % 2],
            unit="prosent" if n % 2 else "personer",
            direction=Direction.UP if n % 3 else Direction.DOWN,
        )
        for n in range(1, indicators + 1)
    )
    return Plan(
        *(name, f"Opptrappingsplanen {name}", name.capitalize(), "2016–2020"),
        goals=held_goals,
        areas=areas,
        measures=held_measures,  # type: ignore[arg-type]
        indicators=held_indicators,
        facts={},
        sources={},
    )


def _documents(
    passages: int, documents: int, vocabulary: Vocabulary, random: np.random.Generator
) -> Iterator[Made]:
    longest = min(LONGEST, passages // 10)
    shares = random.lognormal(0.0, 0.7, documents)
    counts = np.maximum(4, (shares / shares.sum() * (passages - longest)).astype(int))
    counts[documents // 2] = longest
    earlier: list[Passage] = []
    for number, count in enumerate(counts.tolist(), 1):
        made = Maker(random, vocabulary, f"made-{number:05}").document(count, earlier)
        earlier = [*made.version.passages, *earlier[:100]]
        yield _told(made, number, count == longest or random.random() < PAGED, random)


def _told(made: Made, number: int, has_pages: bool, random: np.random.Generator) -> Made:
    """A made document with an issuer, year, kind, access, notes and pages."""
    version = made.version
    kinds = list(_KINDS)
    kind = kinds[int(random.choice(len(kinds), p=list(_KINDS.values())))]
    year = min(2026, 2027 - int(random.geometric(0.1)))
    document = replace(
        version.document,
        kind=kind,
        issuer=_ISSUERS[int(random.geometric(0.09)) % len(_ISSUERS)],
        year=year if random.random() < 0.97 else None,
        added=_NOW - timedelta(days=int(random.integers(_DAYS)), seconds=number),
        access=Access.RESTRICTED if random.random() < RESTRICTED else Access.OPEN,
        notes=(_NOTES[number % len(_NOTES)],) if random.random() < POOR else (),
        number=_number(kind, year, number),
    )
    if not has_pages:
        return replace(made, version=replace(version, document=document))
    each = max(1, round(LONGEST / 700))
    placed = [_on_page(passage, 1 + passage.ordinal // each) for passage in version.passages]
    pages = [Page(595.0, 842.0)] * (1 + len(placed) // each)
    document = replace(document, file=document.file.replace(".txt", ".pdf"))
    return replace(made, version=replace(version, document=document, passages=placed, pages=pages))


def _on_page(passage: Passage, page: int) -> Passage:
    box = Box(page, 70.0, 100.0, 525.0, 300.0)
    return replace(passage, source=replace(passage.source, page=page), boxes=(box,))


def _number(kind: DocumentKind, year: int, number: int) -> str | None:
    if kind is DocumentKind.WHITE_PAPER:
        return f"Meld. St. {number % 40 + 1} ({year - 1}–{year})"
    if kind is DocumentKind.PROPOSITION:
        return f"Prop. {number % 150 + 1} S ({year - 1}–{year})"
    return f"IS-{2000 + number}" if kind is DocumentKind.GUIDELINE else None


def _write(corpus: Corpus, documents: list[Made], random: np.random.Generator) -> None:
    with corpus.database.write() as connection:
        for made in documents:
            version = made.version
            corpus.documents.put(connection, version)
            if random.random() < VERSIONS:
                corpus.documents.put(connection, _again(version))
    with corpus.database.write() as connection:
        for made in documents:
            pairs = ((found, other, 1) for found, other in made.copies)
            corpus.recurrences.put(connection, made.version.document.id, 1, {}, pairs)


def _again(version: object) -> object:
    """The next version of a document, in which every ninth passage says something else."""
    held = version.document  # type: ignore[attr-defined]
    document: Document = replace(
        held, version=2, sha256=held.sha256[:-1] + "x", added=held.added + timedelta(days=20)
    )
    passages = [
        replace(p, text=f"{p.text} Endret.") if p.ordinal % 9 == 4 else p
        for p in version.passages  # type: ignore[attr-defined]
    ]
    return replace(version, document=document, passages=passages)  # type: ignore[type-var]


def main() -> None:
    """Make the corpus, anew where it is there."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passages", type=int, default=200_000)
    parser.add_argument("--documents", type=int, default=2_000)
    asked = parser.parse_args()
    make(asked.folder, asked.passages, asked.documents)


def make(folder: Path, passages: int = 200_000, documents: int = 2_000) -> None:
    """Make the corpus in a folder, which is there when it is whole."""
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    with planspor.corpus.open(unfinished) as corpus:
        fill(corpus, passages, documents)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)


if __name__ == "__main__":
    main()
