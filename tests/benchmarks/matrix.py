"""How fast a plan's matrix opens on a large corpus: the first time after a change, and again.

``python tests/benchmarks/matrix.py [FOLDER]`` makes a corpus of 2,000 documents of 100 passages
and a plan of 154 measures, everything searched for in everything, and opens the site's pages.
A folder that is named is kept, and used again when it is there. Texts, links and traces are made
and written directly: nothing is read or linked, for only what opening a page costs is measured.
"""

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, insert

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.model import (
    Area,
    Decision,
    Document,
    DocumentKind,
    Goal,
    GoalLevel,
    Measure,
    Origin,
    Passage,
    Person,
    Plan,
    Section,
    SectionKind,
    Source,
    Stage,
    Stance,
)
from planspor.corpus.store import schema
from planspor.corpus.store.documents import DocumentVersion
from planspor.corpus.textmap import Segment, TextMap
from planspor.web.app import create_app

DOCUMENTS, PASSAGES, MEASURES = 2_000, 100, 154
WORDS = 120
"""Of a passage."""
FOUND = 0.12
"""Share of a measure's documents with something suggested; one to three passages of each."""
REVIEWED = 0.05
"""Share of the links that a person has decided on."""
PLAN = "stor"
_AT = "2026-01-01T00:00:00+00:00"
_TIME = datetime(2026, 1, 1, tzinfo=UTC)
_AT_ONCE = 20_000
_OWNERS = tuple(f"Direktorat {number}" for number in range(1, 11))
_PLACES = ("Lillevik kommune", "Storfjord kommune", "Rogaland fylkeskommune", "Helse Vest RHF")


def fill(corpus: Corpus) -> None:
    """Make the corpus."""
    random = np.random.default_rng(6)
    corpus.plans.put(_plan(), Origin.PERSON)
    corpus.reviews.know(Person("ada", "Ada"))
    words = np.array([f"ord{number}" for number in range(4_000)])
    for first in range(0, DOCUMENTS, 50):
        with corpus.database.write() as connection:
            for number in range(first, first + 50):
                corpus.documents.put(connection, _document(number, words, random))
    run = corpus.links.start_run("made", 0, 0.0, {})
    links = list(_links(random, run.id))
    _write(corpus, schema.links, iter(links))
    _write(corpus, schema.traces, _traces(random, run.id))
    _write(corpus, schema.reviews, _reviews(links))
    with corpus.database.write() as connection:
        connection.execute(
            insert(schema.changes), {"at": _AT, "what": "links", "subject": _name(0)}
        )


def _write(corpus: Corpus, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    while batch := list(islice(rows, _AT_ONCE)):
        with corpus.database.write() as connection:
            connection.execute(insert(table), batch)


def _plan() -> Plan:
    goals = tuple(
        Goal(f"{PLAN}/mal{n}", PLAN, GoalLevel.MAIN, f"Mål {n}", number=str(n))
        for n in range(1, 24)
    )
    areas = tuple(Area(f"{PLAN}/omrade{n}", PLAN, f"Område {n}") for n in range(1, 6))
    measures = tuple(
        Measure(
            *(f"{PLAN}/m{n}", PLAN, f"Styrke tilbud nummer {n} i kommunene", n),
            goals=(goals[n % len(goals)].id,),
            area=areas[n % len(areas)].id,
            owners=(_OWNERS[n % len(_OWNERS)],),
        )
        for n in range(1, MEASURES + 1)
    )
    return Plan(PLAN, "Stor plan", "Stor plan", goals=goals, areas=areas, measures=measures)


def _name(number: int) -> str:
    return f"dokument-{number:04}"


def _document(number: int, words: Any, random: np.random.Generator) -> DocumentVersion:
    name, file = _name(number), f"{_name(number)}.txt"
    texts = [" ".join(random.choice(words, WORDS)) for _ in range(PASSAGES)]
    place = Source(file, 1, 1, 0, 1)
    section = Section(
        *(f"{name}/1", name, 0, "Overskrift", 1, SectionKind.BODY, 0, 1, 1.0, ("made",), place)
    )
    passages = [
        Passage(f"{name}/1:{n}", name, n, section.id, SectionKind.BODY, 0, 1, text, place)
        for n, text in enumerate(texts)
    ]
    kinds = tuple(DocumentKind)
    described = Document(
        *(name, f"Dokument nummer {number}", kinds[int(random.integers(len(kinds)))], "nb"),
        *(file, f"{name:0>64}", 1, _TIME),
        issuer=_PLACES[number % len(_PLACES)],
        year=2025 - int(random.geometric(0.15)),
    )
    text = "\n\n".join(texts)
    whole = TextMap([Segment(0, len(text), 0, len(text))])
    return DocumentVersion(described, file, "made/1", text, whole, [section], passages)


def _links(random: np.random.Generator, run: int) -> Iterator[dict[str, Any]]:
    """Suggestions and decided links; traces and reviews are made to agree with them."""
    stages, stances = tuple(Stage), tuple(Stance)
    for target, document in _pairs():
        if random.random() >= FOUND:
            continue
        for passage in random.choice(PASSAGES, int(random.integers(1, 4)), replace=False).tolist():
            stage = stages[int(random.integers(len(stages)))]
            stance = stances[int(random.integers(len(stances)))]
            state = "accepted" if random.random() < REVIEWED else "suggested"
            yield {
                "id": f"{target}>{document}:{passage}",
                "target": target,
                "plan": PLAN,
                "document": document,
                "version": 1,
                "passage": f"{document}/1:{passage}",
                "run": run,
                "score": float(random.random()),
                "origin": False,
                "terms": {"ord": 0.4, "tilbud": 0.2, "kommune": 0.1},
                "rules": [],
                "proposed_by": "made",
                "proposed_stage": stage,
                "proposed_stance": stance,
                "state": state,
                "stage": stage,
                "stance": stance,
            }


def _pairs() -> Iterator[tuple[str, str]]:
    for measure in range(1, MEASURES + 1):
        for document in range(DOCUMENTS):
            yield f"{PLAN}/m{measure}", _name(document)


def _traces(random: np.random.Generator, run: int) -> Iterator[dict[str, Any]]:
    for target, document in _pairs():
        yield {
            "target": target,
            "document": document,
            "version": 1,
            "plan": PLAN,
            "run": run,
            "linker": "made",
            "profile": "p1",
            "at": _AT,
            "best_score": float(random.random()),
            "links": 0,
        }


def _reviews(links: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for link in links:
        if link["state"] == "accepted":
            yield {
                "link": link["id"],
                "target": link["target"],
                "document": link["document"],
                "quotation": "ord",
                "person": "ada",
                "decision": Decision.ACCEPT,
                "stage": link["stage"],
                "stance": link["stance"],
                "note": "",
                "at": _AT,
            }


class _Statements:
    """Counts what is asked of the database."""

    def __init__(self, engine: Engine) -> None:
        self.number = 0
        event.listen(engine, "before_cursor_execute", self._count)

    def _count(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        self.number += statement != "BEGIN"

    def taken(self) -> int:
        """How many there were since the last time."""
        number, self.number = self.number, 0
        return number


ADDRESSES = (
    f"/plan/{PLAN}/matrise",
    f"/plan/{PLAN}/matrise?mot=steg",
    f"/plan/{PLAN}/matrise?mot=aar&gruppe=ansvarlig",
    f"/plan/{PLAN}/matrise?mot=dokument&kolonner=9&side=2",
    f"/plan/{PLAN}/matrise?per=2026-01-01",
    f"/plan/{PLAN}/matrise/celle?rad=m5&type=evaluation&aar=2020",
    f"/plan/{PLAN}",
    f"/plan/{PLAN}/endringer?siden=2025-12-01",
    "/planer",
    f"/tiltak/{PLAN}/m5",
)


def measure(folder: Path) -> None:
    """Open each page after a change, and again."""
    app = create_app(folder)
    corpus = app.extensions["planspor"].corpus
    statements = _Statements(corpus.database.engine)
    client = app.test_client()
    client.get("/om")
    print(f"at rest: {_memory():.0f} MB")
    for address in ADDRESSES:
        _touch(corpus)
        first = _opened(client, address, statements)
        again = _opened(client, address, statements)
        print(f"{address}\n  after a change {first}; again {again}; at most {_memory():.0f} MB")
    app.extensions["planspor"].close()


def _touch(corpus: Corpus) -> None:
    """A change, so that nothing that was read before is used."""
    with corpus.database.write() as connection:
        connection.execute(
            insert(schema.changes), {"at": _AT, "what": "links", "subject": _name(0)}
        )


def _opened(client: FlaskClient, address: str, statements: _Statements) -> str:
    statements.taken()
    before = time.perf_counter()
    answer = client.get(address)
    spent = time.perf_counter() - before
    size = len(answer.data) / 1000
    return f"{spent:.2f} s, {statements.taken()} statements, {answer.status_code}, {size:.0f} kB"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main(folder: Path) -> None:
    """Make the corpus where it is lacking, and measure."""
    if not (folder / "corpus.sqlite").is_file():
        before = time.perf_counter()
        with planspor.corpus.open(folder) as corpus:
            fill(corpus)
        size = (folder / "corpus.sqlite").stat().st_size / 1e6
        print(f"made in {time.perf_counter() - before:.0f} s, {size:.0f} MB")
    measure(folder)


if __name__ == "__main__":
    if sys.argv[1:]:
        main(Path(sys.argv[1]))
    else:
        made = Path(tempfile.mkdtemp())
        try:
            main(made / "corpus")
        finally:
            shutil.rmtree(made)
