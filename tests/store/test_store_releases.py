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
from planspor.corpus.model import Access, Decision, LinkState, Stage
from planspor.corpus.store import schema
from planspor.corpus.tracking import State, standing_of, track_measures
from planspor.corpus.verifying import verify
from planspor.ingest.edit import edit
from planspor.ingest.link import link

KEPT = sorted((Path(__file__).parent / "releases").glob("*.sql.gz"))
PLAN = "havneset2021"
UPGRADED = {
    "alembic_version",
    "changes",
    "settings",
    "plans",
    "goals",
    "areas",
    "measures",
    "terms",
}
"""Tables in which opening may write: the catalogue and thesaurus of a release are seeded."""
CIRCULAR, REPORT = "havneset-rundskriv-2021-1", "havneset-arsrapport-2022"


Rows = list[dict[str, object]]


def connect(folder: Path) -> sqlite3.Connection:
    """The database in a folder, read by the names of its columns."""
    connection = sqlite3.connect(folder / "corpus.sqlite")
    connection.row_factory = sqlite3.Row
    return connection


def kept_corpus(release: Path, folder: Path) -> sqlite3.Connection:
    """A copy of a kept corpus as its release left it."""
    connection = connect(folder)
    connection.executescript(gzip.decompress(release.read_bytes()).decode())
    return connection


def names(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [row["name"] for row in connection.execute(query)]


def rows(connection: sqlite3.Connection, table: str, like: Rows | None = None) -> Rows:
    """The rows of a table; of their columns only those that rows of another time have."""
    found = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')]
    columns = like[0].keys() if like else None
    return [{k: v for k, v in row.items() if columns is None or k in columns} for row in found]


@pytest.fixture(params=KEPT, ids=lambda path: path.name.removesuffix(".sql.gz"))
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Corpus]:
    """A copy of a kept corpus, opened: its migrations have been run."""
    kept_corpus(request.param, tmp_path).close()
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


def test_nothing_that_it_held_is_changed_or_lost(tmp_path: Path) -> None:
    with closing(kept_corpus(KEPT[0], tmp_path)) as connection:
        before = {name: rows(connection, name) for name in names(connection)}
    planspor.corpus.open(tmp_path).close()
    with closing(connect(tmp_path)) as connection:
        for name in before.keys() - UPGRADED:
            assert rows(connection, name, before[name]) == before[name], name


def test_what_it_did_not_keep_is_told_as_unknown(corpus: Corpus) -> None:
    for document in corpus.documents.all():
        assert (document.number, document.validity, document.address) == (None, None, None)
        assert document.access is Access.OPEN
        assert corpus.documents.pages(document.id) == []
        passages = corpus.documents.passages(document.id)
        assert {(p.boxes, p.cells, p.source.page, p.source.anchor) for p in passages} == {
            ((), (), None, None)
        }
    assert corpus.anchorings.lost() == []


def test_what_it_knew_of_a_document_can_be_corrected_and_taken_back(corpus: Corpus) -> None:
    before = corpus.documents.get(REPORT)
    assert before.found["title"] == "earlier release"
    assert edit(corpus, REPORT, {"title": "Ny", "licence": "CC0"}).document.title == "Ny"
    assert edit(corpus, REPORT, {}, ["title", "licence"]).document == before


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
