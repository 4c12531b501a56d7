"""A corpus of every earlier release opens with the code of today (see releases/make.py)."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import planspor.corpus
from planspor import search
from planspor.corpus import Corpus
from planspor.corpus.model import Decision, LinkState, Stage
from planspor.corpus.store import schema
from planspor.corpus.tracking import State, standing_of, track_measures
from planspor.corpus.verifying import verify
from planspor.ingest.link import link

KEPT = sorted((Path(__file__).parent / "releases").glob("*.sql.gz"))
PLAN = "havneset2021"
CIRCULAR, REPORT = "havneset-rundskriv-2021-1", "havneset-arsrapport-2022"


@pytest.fixture(params=KEPT, ids=lambda path: path.name.removesuffix(".sql.gz"))
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Corpus]:
    """A copy of a kept corpus, opened: its migrations have been run."""
    statements = gzip.decompress(request.param.read_bytes()).decode()
    with closing(sqlite3.connect(tmp_path / "corpus.sqlite")) as connection:
        connection.executescript(statements)
    with planspor.corpus.open(tmp_path) as opened:
        yield opened


def test_a_corpus_of_the_first_release_is_kept() -> None:
    assert KEPT[0].name == "0.1.sql.gz"


def test_it_is_brought_up_to_the_schema_of_today(corpus: Corpus) -> None:
    with corpus.database.read() as connection:
        reached = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    assert reached == schema.REVISION


def test_its_documents_are_whole(corpus: Corpus) -> None:
    documents = {document.id: document for document in corpus.documents.all()}
    assert documents.keys() == {"havneset-plan-2021", CIRCULAR, REPORT}
    for document in documents.values():
        assert document.passages == len(corpus.documents.passages(document.id)) > 0
        assert document.sections == len(corpus.documents.sections(document.id)) > 0
    faults = {check.name: check.faults for check in verify(corpus) if check.name != "originals"}
    assert faults == {"database": (), "passages": (), "decisions": ()}


def test_its_plan_its_links_and_its_traces_are_there(corpus: Corpus) -> None:
    assert len(corpus.plans.get(PLAN).measures) == 19
    assert len(corpus.links.of_plan(PLAN)) > 20
    tracking = track_measures(corpus, PLAN)
    assert all(len(standing.traces) == 2 for standing in tracking.standings)
    assert tracking.summary()[State.ADDRESSED] == 1


def test_its_decisions_still_rule(corpus: Corpus) -> None:
    decisions = [review.decision for review in corpus.reviews.all()]
    assert decisions == [Decision.ACCEPT, Decision.REJECT]
    accepted, rejected = (corpus.links.get(review.link) for review in corpus.reviews.all())
    assert (accepted.state, accepted.stage) == (LinkState.ACCEPTED, Stage.ACTION)
    assert rejected.state is LinkState.REJECTED
    assert standing_of(corpus, f"{PLAN}/m6").state is State.ADDRESSED
    assert [person.name for person in corpus.reviews.people()] == ["Prøvekorpusets forfattere"]


def test_a_person_s_own_term_is_there_beside_the_shipped_ones(corpus: Corpus) -> None:
    terms = {term.id: term for term in corpus.terms.all()}
    assert terms["slippen"].forms == ("Slippen", "aktivitetshuset")
    assert len(terms) > 20


def test_its_decisions_outlast_linking_anew(corpus: Corpus) -> None:
    link(corpus, [PLAN], refresh=True)
    states = [corpus.links.get(review.link).state for review in corpus.reviews.all()]
    assert states == [LinkState.ACCEPTED, LinkState.REJECTED]


def test_its_search_index_is_built_from_the_record(corpus: Corpus) -> None:
    found = search.open(corpus).search("aktivitetshuset")
    assert REPORT in {hit.document.id for hit in found.hits}
