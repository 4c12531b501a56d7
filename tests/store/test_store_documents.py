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
from planspor.corpus.model import Access, Box, Cell, Page, Recurrence, Source, Validity
from planspor.corpus.store import schema
from planspor.corpus.store.documents import DocumentStore, DocumentVersion
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


def test_the_sections_above_some_are_read_with_them_from_the_top(corpus: Corpus) -> None:
    new = document_version("lys", LIT, DARK)
    top = new.sections[0]
    ids = ["1.1", "1.1.1", "1.2", "2"]
    below = [
        replace(top, id=f"lys/{id_}", ordinal=at, parent=parent)
        for at, (id_, parent) in enumerate(
            zip(ids, ["lys/1", "lys/1.1", "lys/1", None], strict=True), top.ordinal + 1
        )
    ]
    put(corpus, replace(new, sections=[top, *below]))
    assert corpus.documents.sections_above(["lys/1.1.1", "borte/1"]) == [top, *below[:2]]
    assert corpus.documents.sections_above(["lys/2", "lys/1"]) == [top, below[3]]
    assert corpus.documents.sections_above([]) == []


PAGES = [Page(595.3, 841.9, "iii"), Page(841.9, 595.3)]
BOXES = (Box(1, 70.5, 50.0, 320.1, 62.0), Box(2, 70.5, 50.0, 99.0, 62.0))
CELLS = (Cell(0, 0, 0, 1, 2, True, 0, 10), Cell(0, 1, 1, 2, 1, False, 11, 20))


def on_pages(new: DocumentVersion) -> DocumentVersion:
    """The version as one of a format with pages, tables and ids."""
    first, *others = new.passages
    placed = replace(first, boxes=BOXES, cells=CELLS, source=_anchored(first.source, 2, "p-1"))
    section = replace(new.sections[0], source=_anchored(new.sections[0].source, 1, "kap-1"))
    return replace(new, sections=[section], passages=[placed, *others], pages=PAGES)


def _anchored(source: Source, page: int, anchor: str) -> Source:
    return replace(source, page=page, anchor=anchor)


def test_pages_boxes_cells_and_anchors_are_read_as_they_were_put(corpus: Corpus) -> None:
    new = on_pages(document_version("lys", LIT, DARK))
    put(corpus, new)
    assert corpus.documents.pages("lys") == PAGES
    assert corpus.documents.sections("lys") == new.sections
    assert corpus.documents.passages("lys") == new.passages
    assert corpus.documents.passage("lys/p0") == new.passages[0]
    with corpus.database.read() as connection:
        assert corpus.documents.passages_in(connection, "lys", 1) == new.passages


def test_what_has_no_pages_has_none_in_the_store(corpus: Corpus) -> None:
    put(corpus, document_version("lys", LIT))
    held = corpus.documents.passage("lys/p0")
    assert corpus.documents.pages("lys") == []
    assert (held.boxes, held.cells) == ((), ())
    assert (held.source.page, held.source.anchor) == (None, None)


@pytest.mark.parametrize("validity", [None, *Validity])
@pytest.mark.parametrize("access", Access)
def test_a_documents_details_and_how_they_were_found_are_read_as_they_were_put(
    corpus: Corpus, validity: Validity | None, access: Access
) -> None:
    new = document_version("lys", LIT)
    found = {"number": "title page", "validity": "meta", "access": "person"}
    document = replace(
        new.document,
        number="IS-2076",
        validity=validity,
        address="https://example.org/lys",
        access=access,
        found=found,
    )
    put(corpus, replace(new, document=document))
    assert corpus.documents.get("lys") == document


def test_a_link_says_on_which_page_and_by_which_anchor_its_words_stand(corpus: Corpus) -> None:
    new = on_pages(document_version("lys", LIT, DARK))
    put(corpus, new)
    record(corpus, start_run(corpus), "lys", proposal("L1", "lys/p0"))
    assert corpus.links.get("L1").source == new.passages[0].source


def test_the_passages_of_an_earlier_version_stay_to_be_looked_in(corpus: Corpus) -> None:
    first = on_pages(document_version("lys", LIT, DARK))
    put(corpus, first)
    put(corpus, document_version("lys", DARK, version=2))
    with corpus.database.read() as connection:
        assert corpus.documents.passages_in(connection, "lys", 1) == first.passages
    assert corpus.documents.pages("lys") == []


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
