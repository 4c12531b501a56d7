from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from store_records import (
    KARI,
    LAMPS,
    LEFT_OUT,
    document_version,
    proposal,
    put,
    record,
    review,
    start_run,
)

from planspor.corpus import Corpus
from planspor.corpus.errors import CorpusError, NotFound
from planspor.corpus.model import Recurrence
from planspor.corpus.store import schema
from planspor.corpus.store.documents import DocumentStore
from planspor.corpus.textmap import Segment, TextMap

LIT = "Gatelysene ved skolen ble tent i mars."
DARK = "Ved stasjonen er det fortsatt mørkt."


def test_a_document_is_read_as_it_was_put(corpus: Corpus) -> None:
    new = document_version("lys", LIT, DARK)
    put(corpus, new)
    assert corpus.documents.get("lys") == corpus.documents.find("lys") == new.document
    assert corpus.documents.all() == [new.document]
    assert corpus.documents.by_sha256(new.document.sha256) == new.document
    assert corpus.documents.text("lys") == new.text
    assert corpus.documents.path("lys") == new.path
    assert corpus.documents.sections("lys") == new.sections
    assert corpus.documents.passages("lys") == new.passages
    assert corpus.documents.passage("lys/p1") == new.passages[1]


def test_the_text_map_leads_to_the_original_and_back_after_storing(corpus: Corpus) -> None:
    put(corpus, document_version("lys", LIT))
    stored = corpus.documents.text_map("lys")
    assert len(stored) == len(LIT)
    assert stored.to_source(3, 9) == (3 + LEFT_OUT, 9 + LEFT_OUT)
    assert stored.to_clean(3 + LEFT_OUT, 9 + LEFT_OUT) == (3, 9)


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 4), st.integers(0, 9)), max_size=12),
)
def test_any_text_map_is_unpacked_as_it_was_packed(pieces: list[tuple[int, int, int]]) -> None:
    segments, clean, source = [], 0, 0
    for length, more, left_out in pieces:
        source += left_out
        segments.append(Segment(clean, length, source, source + length + more))
        clean, source = clean + length, source + length + more
    assert TextMap.unpack(TextMap(segments).pack()).segments == tuple(segments)


def test_a_damaged_text_map_is_an_error_with_a_remedy() -> None:
    with pytest.raises(CorpusError, match="damaged") as error:
        TextMap.unpack(b"no map")
    assert error.value.remedy


def test_only_the_version_in_force_is_read_and_the_older_ones_stay(corpus: Corpus) -> None:
    first = document_version("lys", LIT, DARK)
    second = document_version("lys", "Alle gatelys er tent.", version=2)
    put(corpus, first)
    put(corpus, second)
    assert corpus.documents.all() == [second.document]
    assert corpus.documents.text("lys") == second.text
    assert corpus.documents.sections("lys") == second.sections
    assert corpus.documents.passages("lys") == second.passages
    assert corpus.documents.passages_by_id(["lys/p0", "lys/p1"]) == {"lys/p0": second.passages[0]}
    assert corpus.documents.by_sha256(first.document.sha256) is None
    assert corpus.documents.originals() == {
        first.document.sha256: {"lys"},
        second.document.sha256: {"lys"},
    }


def test_a_new_version_may_bring_new_facts_of_the_document(corpus: Corpus) -> None:
    put(corpus, document_version("lys", LIT))
    second = document_version("lys", DARK, version=2)
    put(corpus, replace(second, document=replace(second.document, title="Lys", issuer=None)))
    held = corpus.documents.get("lys")
    assert (held.title, held.issuer, held.version) == ("Lys", None, 2)


def test_the_same_version_is_not_written_twice(corpus: Corpus) -> None:
    new = document_version("lys", LIT)
    put(corpus, new)
    before = corpus.changes.counter()
    with pytest.raises(IntegrityError, match="UNIQUE"):
        put(corpus, replace(new, document=replace(new.document, title="En annen tittel")))
    assert corpus.documents.get("lys") == new.document
    assert corpus.changes.counter() == before


def test_a_document_that_fails_halfway_is_not_there_at_all(corpus: Corpus) -> None:
    new = document_version("lys", LIT)
    twice = replace(new, passages=[*new.passages, *new.passages])
    with pytest.raises(IntegrityError, match="UNIQUE"):
        put(corpus, twice)
    assert corpus.documents.all() == []
    assert corpus.documents.passages_by_id(["lys/p0"]) == {}


@pytest.mark.parametrize(
    "ask",
    [
        lambda documents: documents.get("borte"),
        lambda documents: documents.text("borte"),
        lambda documents: documents.text_map("borte"),
        lambda documents: documents.path("borte"),
        lambda documents: documents.sections("borte"),
        lambda documents: documents.passages("borte"),
        lambda documents: documents.passage("borte/p0"),
        lambda documents: documents.remove("borte"),
    ],
)
def test_what_is_not_there_is_named_with_a_remedy(
    corpus: Corpus, ask: Callable[[DocumentStore], object]
) -> None:
    before = corpus.changes.counter()
    with pytest.raises(NotFound, match="borte") as error:
        ask(corpus.documents)
    assert error.value.remedy
    assert corpus.changes.counter() == before


def test_removing_a_document_takes_all_that_hangs_on_it_but_the_decisions(corpus: Corpus) -> None:
    lys, vei = document_version("lys", LIT, DARK), document_version("vei", LIT)
    put(corpus, lys)
    put(corpus, vei)
    with corpus.database.write() as connection:
        found = [(Recurrence("vei/p0", "lys/p0", 1.0), "lys", 1)]
        corpus.recurrences.put(connection, "vei", 1, {"vei/p0": {17}}, found)
    run = start_run(corpus)
    record(corpus, run, "lys", proposal("L1", "lys/p0"))
    record(corpus, run, "vei", proposal("L2", "vei/p0"))
    corpus.reviews.know(KARI)
    corpus.reviews.decide(review("L1", "lys"))

    corpus.documents.remove("lys")

    assert [document.id for document in corpus.documents.all()] == ["vei"]
    assert corpus.documents.originals().keys() == {vei.document.sha256}
    assert [link.id for link in corpus.links.of_target(LAMPS)] == ["L2"]
    assert {trace.document for trace in corpus.links.traces_of_plan("gater")} == {"vei"}
    assert corpus.recurrences.of(["vei/p0", "lys/p0"]) == {}
    assert corpus.reviews.all() == [review("L1", "lys")]


def test_the_words_decided_on_outlive_the_document(corpus: Corpus) -> None:
    put(corpus, document_version("lys", LIT, DARK))
    record(corpus, start_run(corpus), "lys", proposal("L1", "lys/p1"))
    corpus.reviews.know(KARI)
    corpus.reviews.decide(review("L1", "lys"))
    corpus.documents.remove("lys")
    with corpus.database.read() as connection:
        assert connection.scalars(select(schema.reviews.c.quotation)).all() == [DARK]
