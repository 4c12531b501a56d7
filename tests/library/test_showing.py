import pickle
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import planspor.corpus
import planspor.search
from planspor.corpus import Corpus, frame
from planspor.corpus.errors import InputError
from planspor.corpus.model import Access, Document, Passage, Section, SectionKind, Source
from planspor.corpus.showing import Rows
from planspor.corpus.showing.markup import markup
from planspor.corpus.showing.tables import table_of
from planspor.corpus.tracking import standing_of, track_measures
from planspor.search import Question

PLAN = "havneset2021"


@pytest.fixture(scope="module")
def corpus(sample_corpus: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(sample_corpus) as opened:
        yield opened


class Outline(HTMLParser):
    """The tags of a piece of HTML, and whether each that is opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def passage(text: str) -> Passage:
    return Passage(
        "d/1", "d", 0, "d/1", SectionKind.BODY, 0, len(text), text, Source("f", 1, 1, 0, 1)
    )


def test_values_show_as_one_short_line(corpus: Corpus) -> None:
    for value in (
        *corpus.documents.all(),
        *corpus.plans.all(),
        *corpus.links.of_plan(PLAN),
        *corpus.reviews.all(),
        *track_measures(corpus, PLAN).standings,
        *planspor.search.open(corpus).search("ventetid").hits,
    ):
        assert "\n" not in repr(value)
        assert len(repr(value)) < 200


def test_a_list_of_the_store_is_a_list_in_everything(corpus: Corpus) -> None:
    documents = corpus.documents.all()
    assert documents == list(documents)
    assert documents[:2] == list(documents)[:2]
    assert pickle.loads(pickle.dumps(documents)) == documents


@pytest.mark.parametrize("hostile", ['<script>alert("x")</script>', "a & b", '"><img src=x>'])
def test_what_a_text_says_is_escaped(hostile: str) -> None:
    text = markup(table_of([passage(hostile)]))
    tags = {tag for tag, _ in Outline(text).tags}
    assert tags == {"table", "caption", "thead", "tr", "th", "tbody", "td"}
    assert hostile not in text


def test_a_table_has_a_caption_and_headers_of_columns_and_rows(corpus: Corpus) -> None:
    for found in (
        corpus.documents.all(),
        corpus.plans.all(),
        corpus.plans.get(PLAN),
        track_measures(corpus, PLAN),
        standing_of(corpus, f"{PLAN}/m8"),
        planspor.search.open(corpus).search("ventetid"),
    ):
        outline = Outline(found._repr_html_())
        assert not outline.open
        scopes = [attributes.get("scope") for tag, attributes in outline.tags if tag == "th"]
        assert "col" in scopes
        assert "row" in scopes
        assert None not in scopes
        assert sum(tag == "caption" for tag, _ in outline.tags) == 1


def test_a_quoted_passage_carries_the_language_of_its_document(corpus: Corpus) -> None:
    found = planspor.search.open(corpus).search("ventetid")
    languages = [a["lang"] for tag, a in Outline(found._repr_html_()).tags if "lang" in a]
    assert languages == [hit.document.language for hit in found.hits]


def test_a_long_table_says_how_much_of_it_is_shown() -> None:
    text = markup(table_of([passage(str(number)) for number in range(100)]))
    assert "100 rows (the first 40 rows; to_frame() has all)" in text
    assert text.count("<tr>") == 41


def test_a_search_without_hits_says_that_nothing_was_found(corpus: Corpus) -> None:
    assert "nothing found" in planspor.search.open(corpus).search('"romferge"')._repr_html_()


def test_a_frame_without_pandas_says_how_to_get_it(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(InputError) as caught:
        corpus.documents.all().to_frame()
    assert "pip install pandas" in caught.value.remedy


def test_what_is_no_table_is_refused(corpus: Corpus) -> None:
    pytest.importorskip("pandas", reason="makes frames")
    with pytest.raises(InputError):
        frame(corpus)
    with pytest.raises(InputError):
        frame([1, 2])


def test_an_empty_result_has_its_columns(corpus: Corpus) -> None:
    pytest.importorskip("pandas", reason="makes frames")
    assert list(Rows(Document).to_frame().columns)[:2] == ["id", "title"]
    found = planspor.search.open(corpus).search('"romferge"').to_frame()
    assert len(found) == 0
    assert "year" in found.columns


def test_a_frame_has_a_row_for_each_value_and_plain_strings(corpus: Corpus) -> None:
    pytest.importorskip("pandas", reason="makes frames")
    documents = corpus.documents.all()
    made = documents.to_frame()
    assert list(made["id"]) == [document.id for document in documents]
    assert {type(access) for access in made["access"]} == {str}
    assert set(made["access"]) == {Access.OPEN.value}


def test_every_hit_fits_into_one_frame(corpus: Corpus) -> None:
    pytest.importorskip("pandas", reason="makes frames")
    index = planspor.search.open(corpus)
    total = index.search("ventetid").total
    assert len(frame(index.hits(Question("ventetid")))) == total
    grouped = index.grouped(Question("ventetid"), limit=3)
    assert list(grouped.to_frame()["document"]) == [one.document.id for one in grouped.groups]


def test_the_matrix_has_a_column_for_each_document_and_a_row_for_each_cell_when_long(
    corpus: Corpus,
) -> None:
    pytest.importorskip("pandas", reason="makes frames")
    tracking = track_measures(corpus, PLAN)
    wide = tracking.to_frame()
    assert list(wide.columns) == ["target", "state", *(d.id for d in tracking.documents)]
    assert len(wide) == len(tracking.standings)
    assert len(frame(tracking.cells())) == len(tracking.cells())


def test_the_links_of_a_target_tell_the_machine_from_people(corpus: Corpus) -> None:
    pytest.importorskip("pandas", reason="makes frames")
    links = standing_of(corpus, f"{PLAN}/m8").to_frame()
    suggested = links["state"] == "suggested"
    assert set(links[suggested]["judged_by"]) == {"machine"}
    assert set(links[~suggested]["judged_by"]) == {"person"}
    assert set(links["counts_as"]) == {"evidence", "the plan's own words"}


def test_kinds_without_columns_of_their_own_show_their_fields(corpus: Corpus) -> None:
    pytest.importorskip("pandas", reason="makes frames")
    assert "name" in frame(corpus.entities.all()).columns
    assert next(iter(Rows(Section).to_frame().columns)) == "id"


def test_opening_the_library_loads_neither_pandas_nor_the_site() -> None:
    loaded = (
        "import sys, planspor.corpus, planspor.search, planspor.ingest; planspor.corpus.open; "
        "print(*(name for name in ('pandas', 'flask', 'planspor.web') if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
