"""Writes the corpus of this release that later releases must be able to open.

Run once for each release, from anywhere, just before it goes out:

    python tests/store/releases/make.py

It writes ``<version>.sql.gz`` beside itself and leaves those of earlier releases alone.
"""

import gzip
import sqlite3
import tempfile
from contextlib import chdir, closing
from importlib.metadata import version
from pathlib import Path

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.language import Term
from planspor.corpus.model import Decision, Origin, Person, Review, Stage, Stance
from planspor.corpus.plans import read_plan
from planspor.corpus.store.database import now
from planspor.ingest.link import link

SAMPLE = Path(planspor.corpus.__file__).parent / "sample"
DOCUMENTS = ("havneset-plan-2021", "havneset-rundskriv-2021-1", "havneset-arsrapport-2022")
PLAN = "havneset2021"
PERSON = Person("proveforfatterne", "Prøvekorpusets forfattere")


def main() -> None:
    """Make a small corpus and write down its database."""
    release = version("planspor").rsplit(".", 1)[0]
    target = Path(__file__).parent / f"{release}.sql.gz"
    with tempfile.TemporaryDirectory() as folder:
        with planspor.corpus.open(folder) as corpus:
            fill(corpus)
        with closing(sqlite3.connect(Path(folder) / "corpus.sqlite")) as connection:
            statements = "\n".join(connection.iterdump())
    target.write_bytes(gzip.compress(statements.encode(), mtime=0))
    print(f"{target.name}: {target.stat().st_size} bytes")


def fill(corpus: Corpus) -> None:
    """Documents, a plan, links, decisions both ways, and a term and a goal of a person's own."""
    # From the folder itself: the paths of the machine that makes the release stay out of it.
    with chdir(SAMPLE / "documents"):
        ingest.add(corpus, [f"{document}.txt" for document in DOCUMENTS])
    corpus.plans.put(read_plan(SAMPLE / "plan.yaml"), Origin.PERSON)
    corpus.terms.save(Term("slippen", "synonym", ("Slippen", "aktivitetshuset"), "Havneset"))
    link(corpus, [PLAN])
    corpus.reviews.know(PERSON)
    decide(corpus, "m6", "havneset-rundskriv-2021-1", Decision.ACCEPT, Stage.ACTION)
    decide(corpus, "m9", "havneset-rundskriv-2021-1", Decision.REJECT)


def decide(
    corpus: Corpus, measure: str, document: str, decision: Decision, stage: Stage | None = None
) -> None:
    """Decide on the best link between a measure and a document."""
    links = corpus.links.of_target(f"{PLAN}/{measure}")
    best = next(one for one in links if one.document == document)
    stance = Stance.SUPPORTS if decision is Decision.ACCEPT else None
    corpus.reviews.decide(
        Review(best.id, best.target, document, PERSON.id, decision, now(), stage, stance)
    )


if __name__ == "__main__":
    main()
