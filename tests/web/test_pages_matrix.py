import csv
import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markup import Markup
from openpyxl import load_workbook
from sqlalchemy import event

from planspor.corpus import Corpus
from planspor.corpus.model import LinkState, Measure, Stage
from planspor.web.cli.days import everything
from planspor.web.views.columns import Breadth, columns
from planspor.web.views.grid import by_document, square
from planspor.web.views.matrices import Asked, matrix, places

PLAN = "havneset2021"
MATRIX = f"/plan/{PLAN}/matrise"
MOST_STATEMENTS = 12


def counted(client: FlaskClient, query: str) -> list[tuple[str, int]]:
    page = Markup(client.get(f"{MATRIX}{query}").text)
    found = []
    for a in page.all("a"):
        number = re.search(r": (\d+) avsnitt", str(a.get("title")))
        if number and "/matrise/celle" in str(a["href"]):
            found.append((str(a["href"]), int(number.group(1))))
    return found


@pytest.mark.parametrize(
    "query",
    ["", "?mot=type", "?mot=typeaar", "?mot=aar", "?mot=steg", "?rader=indikatorer&mot=steg"],
)
def test_a_square_opens_exactly_the_passages_that_it_counts(
    client: FlaskClient, query: str
) -> None:
    found = counted(client, query)
    assert found
    for address, number in found[:: max(1, len(found) // 8)]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert len(re.findall(r'<article class="exhibit', answer.text)) == number, address


def test_a_square_with_nothing_says_where_was_searched(client: FlaskClient) -> None:
    page = Markup(client.get(MATRIX).text)
    silent = next(a for a in page.all("a") if str(a.get("title")).startswith("Ingen funn"))
    answer = client.get(str(silent["href"])).text
    assert "Søkt uten funn" in answer
    assert "Nærmeste treff" in answer
    assert "1 av 1 dokument" in answer


def test_the_stages_of_a_measure_add_up_to_its_squares(corpus: Corpus) -> None:
    record = everything(corpus)
    found = matrix(record, PLAN, Asked(against="steg"))
    assert [column.stage for column in found.columns] == list(Stage)
    for _, one in found.rows:
        held = [square(by_document(one.ties), c, c.ids, None) for c in found.columns]
        undecided = sum(1 for tie in one.ties if tie.state is LinkState.SUGGESTED)
        assert sum(s.count for s in held if s.state == "suggested") <= undecided


@pytest.mark.parametrize("breadth", Breadth)
def test_every_document_is_in_a_column_of_each_sort(corpus: Corpus, breadth: Breadth) -> None:
    documents = corpus.documents.all()
    if breadth is Breadth.HIDDEN:
        return
    for column in (made := columns(documents, (), breadth)):
        assert column.name
        assert column.narrowing
    held = {document.id for column in made for document in column.documents}
    assert held == {document.id for document in documents}


@pytest.mark.parametrize("group", ["omrade", "maal", "ansvarlig"])
def test_the_rows_are_grouped_and_none_is_lost(client: FlaskClient, group: str) -> None:
    page = Markup(client.get(f"{MATRIX}?gruppe={group}").text)
    assert len([th for th in page.all("th") if th["scope"] == "row"]) == 19
    assert len([th for th in page.all("th") if th["scope"] == "rowgroup"]) > 1


def test_documents_are_narrowed_by_where_they_are_of(client: FlaskClient, corpus: Corpus) -> None:
    record = everything(corpus)
    held = places(record, corpus.documents.all())
    assert "Havneset" in held["kommune"]
    page = client.get(f"{MATRIX}?kommune=Havneset")
    assert "Viser bare: Havneset." in page.text
    wanted = matrix(record, PLAN, Asked(narrowed={"kommune": "Havneset"}))
    assert 0 < len(wanted.seen) < len(corpus.documents.all())
    assert {record.regions[d.id].municipality for d in wanted.seen} == {"Havneset"}
    assert "Ingen dokumenter passer" in client.get(f"{MATRIX}?kommune=Andeby").text


def test_what_makes_no_sense_in_an_address_is_left_out(client: FlaskClient) -> None:
    for query in ("?rader=rot&mot=tull&gruppe=x&steg=y", "?per=i+går", "?side=-1&kolonner=99"):
        assert client.get(f"{MATRIX}{query}").status_code == 200
    assert "er ingen dato" in client.get(f"{MATRIX}?per=i+går").text
    assert client.get(f"{MATRIX}/celle?rad=borte").status_code == 404


def test_a_matrix_of_an_earlier_day_says_so_and_what_it_cannot_tell(client: FlaskClient) -> None:
    page = client.get(f"{MATRIX}?per=2020-06-01").text
    assert "Slik sto planen ved utgangen av 1. juni 2020" in page
    assert "hvert søk erstatter det forrige" in page
    assert "ingen dokumenter å vise" in page
    plan = client.get(f"/plan/{PLAN}?per=2020-06-01").text
    assert "<b>0</b> av 19 tiltak er dokumentert" in plan


def test_the_whole_matrix_is_the_file(client: FlaskClient, corpus: Corpus) -> None:
    record = everything(corpus)
    found = matrix(record, PLAN, Asked())
    text = client.get(f"{MATRIX}.csv").data.decode("utf-8-sig")
    heading, *rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == len(found.rows) == 19
    assert heading[5:] == [column.documents[0].id for column in found.columns]
    with client.get(f"{MATRIX}.xlsx") as answer:
        book = load_workbook(io.BytesIO(answer.data))
    sheet = [[cell.value for cell in row] for row in book["Matrise"].iter_rows()]
    assert [[str(value or "") for value in row] for row in sheet[1:]] == rows
    assert book["Kolonner"].max_row == len(found.columns) + 1


def test_a_cell_of_a_file_is_no_formula(own_corpus: Path) -> None:
    from dataclasses import replace

    import planspor.corpus
    from planspor.web.files.csv_file import csv_lines
    from planspor.web.files.lists.matrices import matrix_table

    with planspor.corpus.open(own_corpus) as opened:
        measure = next(m for m in opened.plans.get(PLAN).measures if isinstance(m, Measure))
        opened.plans.save(replace(measure, text='=HYPERLINK("http://example.org")'))
        record = everything(opened)
        table = matrix_table(record, matrix(record, PLAN, Asked()))
        lines = b"".join(csv_lines(table)).decode()
    assert "'=HYPERLINK" in lines


@pytest.mark.parametrize(
    "address",
    [
        f"{MATRIX}?mot=dokument",
        f"{MATRIX}/celle?rad=m8&steg=action",
        f"/plan/{PLAN}/endringer?siden=2020-01-01",
        "/planer",
        f"/sammenlign?planer={PLAN},rus2016",
    ],
)
def test_a_page_on_how_plans_stand_needs_few_statements(client: FlaskClient, address: str) -> None:
    client.get(address)
    held: Corpus = client.application.extensions["planspor"].corpus
    said: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(held.database.engine, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(held.database.engine, "before_cursor_execute", note)
    assert len([s for s in said if s.startswith("SELECT")]) <= MOST_STATEMENTS
