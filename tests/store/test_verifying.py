import pytest
from sqlalchemy import text
from store_records import KARI, document_version, proposal, put, record, review, start_run

from planspor.corpus import Corpus
from planspor.corpus.verifying import verify

WORDS = "Gatelysene ved skolen ble tent i mars."


@pytest.fixture
def whole(corpus: Corpus) -> Corpus:
    put(corpus, document_version("lys", WORDS))
    corpus.originals.keep(WORDS.encode())
    record(corpus, start_run(corpus), "lys", proposal("L1", "lys/p0"))
    corpus.reviews.know(KARI)
    corpus.reviews.decide(review("L1", "lys"))
    return corpus


def faults(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    return {check.name: check.faults for check in verify(corpus) if check.faults}


def change(corpus: Corpus, statement: str) -> None:
    with corpus.database.write() as connection:
        connection.execute(text(statement))


def test_a_whole_corpus_has_no_faults_and_tells_what_was_looked_at(whole: Corpus) -> None:
    assert faults(whole) == {}
    assert {check.name: check.looked_at for check in verify(whole)} == {
        "database": 1,
        "originals": 1,
        "passages": 1,
        "decisions": 1,
    }


def test_a_missing_original_is_a_fault(whole: Corpus) -> None:
    whole.originals.drop(whole.documents.get("lys").sha256)
    assert faults(whole) == {"originals": ("lys: the original is missing",)}


def test_a_changed_original_is_a_fault(whole: Corpus) -> None:
    whole.originals.path(whole.documents.get("lys").sha256).write_bytes(b"noe annet")
    assert faults(whole) == {"originals": ("lys: the original has changed",)}


def test_the_original_of_an_earlier_version_is_looked_at_too(whole: Corpus) -> None:
    put(whole, document_version("lys", "Nytt.", version=2))
    whole.originals.keep(b"Nytt.")
    assert faults(whole) == {}
    whole.originals.drop(next(iter(whole.documents.originals())))
    assert list(faults(whole)) == ["originals"]


def test_a_passage_that_is_not_what_stands_there_is_a_fault(whole: Corpus) -> None:
    change(whole, "UPDATE passages SET text = 'Et sitat som ingen skrev'")
    assert faults(whole) == {"passages": ("lys/p0: is not what stands at its place",)}


def test_a_map_that_does_not_fit_its_text_is_a_fault(whole: Corpus) -> None:
    change(whole, "UPDATE versions SET text = text || ' Og mer.'")
    assert faults(whole) == {"passages": ("lys: the map does not fit the text",)}


def test_a_map_that_cannot_be_read_is_a_fault(whole: Corpus) -> None:
    change(whole, "UPDATE versions SET text_map = x'00'")
    assert "damaged" in faults(whole)["passages"][0]


def test_a_state_that_no_decision_left_is_a_fault(whole: Corpus) -> None:
    change(whole, "UPDATE links SET state = 'rejected'")
    assert faults(whole) == {
        "decisions": ("L1: is rejected, but what was decided makes it accepted",)
    }


def test_decisions_on_a_document_that_was_taken_out_are_no_fault(whole: Corpus) -> None:
    whole.documents.remove("lys")
    assert faults(whole) == {}


def test_a_row_without_what_it_refers_to_is_a_fault(whole: Corpus) -> None:
    with whole.database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("DELETE FROM people")
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.exec_driver_sql("BEGIN")
    assert faults(whole) == {"database": ("reviews: a row refers to a missing people",)}
