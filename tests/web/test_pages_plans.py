import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flask.testing import FlaskClient
from markup import Markup

import planspor.corpus
import planspor.ingest
from planspor.corpus import Corpus
from planspor.corpus.model import Document, DocumentKind
from planspor.corpus.tracking import State, track_measures
from planspor.ingest.extract.details import Details
from planspor.web.app import create_app
from planspor.web.views.columns import MOST_COLUMNS, Breadth, columns
from planspor.web.words import STATES


def test_the_numbers_of_a_plan_are_those_of_the_record(client: FlaskClient, corpus: Corpus) -> None:
    page = client.get("/plan/havneset2021").text
    summary = track_measures(corpus, "havneset2021").summary()
    assert f"<b>{summary[State.ADDRESSED]}</b> av 19 tiltak" in page
    for state, count in summary.items():
        if count:
            assert f"<b>{count}</b> {STATES[state].name.lower()}</a>" in page


def test_every_number_opens_the_list_that_it_counts(client: FlaskClient, corpus: Corpus) -> None:
    summary = track_measures(corpus, "havneset2021").summary()
    for state in (State.SUGGESTED, State.NOTHING_FOUND):
        page = client.get(f"/plan/havneset2021/tiltak?status={state.value}").text
        listed = re.findall(r'<th role="rowheader"', page)
        assert len(listed) == summary[state] > 0


def test_areas_goals_and_owners_open_their_measures(client: FlaskClient) -> None:
    front = Markup(client.get("/plan/havneset2021").text)
    for name in ("omrade=", "maal=", "ansvarlig="):
        address = next(a for a in front.addresses if name in a)
        page = client.get(address).text
        assert 0 < len(re.findall(r'<th role="rowheader"', page)) < 19


def test_points_without_wording_are_counted_apart(client: FlaskClient) -> None:
    assert "ordlyd mangler" in client.get("/plan/rus2016").text
    assert "punkter uten ordlyd" in client.get("/plan/rus2016/tiltak").text


def test_sources_that_disagree_stand_side_by_side(client: FlaskClient) -> None:
    page = client.get("/plan/rus2016").text
    assert "Kildene er uenige" in page
    assert "<td>6</td>" in page
    assert "<td>7</td>" in page


def test_the_matrix_shows_every_measure_against_every_document(client: FlaskClient) -> None:
    page = Markup(client.get("/plan/havneset2021/matrise").text)
    rows = [th for th in page.all("th") if th["scope"] == "row"]
    assert len(rows) == 19
    assert len(page.all("td")) == 1 + 19 * 12


def test_a_square_says_its_state_in_words_and_opens_the_evidence(client: FlaskClient) -> None:
    page = Markup(client.get("/plan/havneset2021/matrise").text)
    square = next(a for a in page.all("a") if str(a.get("title")).startswith("Forslag"))
    answer = client.get(str(square["href"]))
    assert answer.status_code == 200
    counted = int(re.search(r": (\d+) avsnitt", str(square["title"])).group(1))
    assert len(re.findall(r'<article class="exhibit', answer.text)) == counted


def test_the_start_page_leads_with_the_plan_that_the_documents_are_about(
    client: FlaskClient,
) -> None:
    page = Markup(client.get("/").text)
    first = next(a for a in page.addresses if a.startswith("/plan/"))
    assert first == "/plan/havneset2021"


def _documents(kinds: int, years: int) -> list[Document]:
    first = Document(
        *("d", "Tittel", DocumentKind.PLAN, "nb", "d.txt", "0" * 64, 1),
        added=datetime(2024, 1, 1, tzinfo=UTC),
    )
    return [
        replace(first, id=f"d{kind}-{year}-{n}", kind=list(DocumentKind)[kind], year=2000 + year)
        for kind in range(kinds)
        for year in range(years)
        for n in range(3)
    ]


def test_columns_are_gathered_as_documents_grow_many() -> None:
    def breadths(documents: list[Document]) -> set[Breadth]:
        return {column.breadth for column in columns(documents)}

    assert breadths(_documents(2, 4)) == {Breadth.DOCUMENT}
    assert breadths(_documents(2, 10)) == {Breadth.YEAR}
    assert breadths(_documents(9, 10)) == {Breadth.YEAR}
    assert breadths(_documents(1, 30)) == {Breadth.YEAR}


def test_documents_of_one_kind_and_year_have_columns_of_their_own() -> None:
    alike = _documents(1, 1) * 10
    assert [column.documents for column in columns(alike)] == [(document,) for document in alike]


def test_the_column_of_documents_without_a_year_opens(tmp_path: Path) -> None:
    with planspor.corpus.open(tmp_path / "corpus") as corpus:
        for kind in (DocumentKind.LAW, DocumentKind.LETTER):
            folder = tmp_path / kind
            folder.mkdir()
            for number in range(MOST_COLUMNS):
                (folder / f"{kind}-{number}.txt").write_text(f"{kind} {number}.", "utf-8")
            planspor.ingest.add(corpus, [folder], Details(kind=kind))
    app = create_app(tmp_path / "corpus", local=True)
    page = Markup(app.test_client().get("/plan/rus2016/matrise").text)
    column = next(address for address in page.addresses if "type=letter" in address)
    opened = Markup(app.test_client().get(column).text)
    assert sum("/dokument/letter-" in address for address in opened.addresses) == MOST_COLUMNS
    app.extensions["planspor"].close()
