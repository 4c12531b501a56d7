import sqlite3
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markup import Markup
from sqlalchemy import event

import planspor.corpus
import planspor.ingest
from planspor.corpus import Corpus
from planspor.ingest.link import link
from planspor.web.app import create_app

MOST_STATEMENTS = 14


def test_every_answer_tells_the_browser_to_stay_here(client: FlaskClient) -> None:
    for address in ("/", "/finnes-ikke", "/static/site.css", "/dokument/fiendtlig/original"):
        with client.get(address) as answer:
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_name_that_is_not_this_sites_is_refused(folder: Path) -> None:
    app = create_app(folder, local=True)
    app.config["TRUSTED_HOSTS"] = ["localhost"]
    client = app.test_client()
    assert client.get("/", headers={"Host": "example.org"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost:8080"}).status_code == 200
    app.extensions["planspor"].close()


def test_an_empty_corpus_has_a_site(tmp_path: Path) -> None:
    app = create_app(tmp_path / "empty", local=True)
    client = app.test_client()
    for address in ("/", "/dokumenter", "/planer", "/plan/rus2016", "/plan/rus2016/matrise"):
        assert client.get(address).status_code == 200
    assert "Samlingen er tom" in client.get("/").text
    app.extensions["planspor"].close()


def test_what_is_added_while_the_site_runs_is_found(tmp_path: Path) -> None:
    app = create_app(tmp_path / "corpus", local=True)
    client = app.test_client()
    assert "Ingen treff" in client.get("/sok?q=mottakssenter").text
    assert "Ikke ferdig søkt" in client.get("/tiltak/rus2016/mottakssentre").text
    file = tmp_path / "brev.txt"
    file.write_text("Kommunen åpnet et mottakssenter i byen i fjor høst.", encoding="utf-8")
    with planspor.corpus.open(tmp_path / "corpus") as corpus:
        planspor.ingest.add(corpus, [file])
        link(corpus)
    assert "1 treff" in client.get("/sok?q=mottakssenter").text
    assert "Ikke ferdig søkt" not in client.get("/tiltak/rus2016/mottakssentre").text
    app.extensions["planspor"].close()


@pytest.mark.parametrize(
    "address",
    [
        "/dokument/evaluering-ivs-2023?q=ventetid",
        "/plan/havneset2021/matrise",
        "/plan/havneset2021",
        "/tiltak/havneset2021/m8",
        "/sok?q=ventetid",
        "/dokument/evaluering-ivs-2023/uttrekk?type=reference",
        "/dokument/evaluering-ivs-2023/henvisninger",
        "/henvisninger",
        "/aktorer",
        "/aktorer/kommunene",
    ],
)
def test_a_page_needs_few_statements(client: FlaskClient, address: str) -> None:
    client.get(address)
    corpus: Corpus = client.application.extensions["planspor"].corpus
    said: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(corpus.database.engine, "before_cursor_execute", note)
    try:
        client.get(address)
    finally:
        event.remove(corpus.database.engine, "before_cursor_execute", note)
    assert len([s for s in said if s.startswith("SELECT")]) <= MOST_STATEMENTS


def test_what_was_added_while_another_indexed_is_found_afterwards(tmp_path: Path) -> None:
    app = create_app(tmp_path / "corpus", local=True)
    client = app.test_client()
    assert "Ingen treff" in client.get("/sok?q=mottakssenter").text
    file = tmp_path / "brev.txt"
    file.write_text("Kommunen åpnet et mottakssenter i byen i fjor høst.", encoding="utf-8")
    with planspor.corpus.open(tmp_path / "corpus") as corpus:
        planspor.ingest.add(corpus, [file])
    other = sqlite3.connect(tmp_path / "corpus/index/lock.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "Ingen treff" in client.get("/sok?q=mottakssenter").text
    other.close()
    assert "1 treff" in client.get("/sok?q=mottakssenter").text
    app.extensions["planspor"].close()


@pytest.mark.parametrize(
    "asked", ["_scheme=javascript", "_external=1", "_anchor=a", "_method=POST", "endpoint=a"]
)
def test_an_address_cannot_say_how_the_pages_own_links_are_made(
    client: FlaskClient, asked: str
) -> None:
    page = Markup(client.get(f"/sok?q=ventetid&{asked}").text)
    further = [address for address in page.addresses if "side=2" in address]
    assert further == [f"/sok?q=ventetid&{asked}&side=2"]


@pytest.mark.parametrize("year", ["-1", "99999999999999999999999"])
def test_a_year_that_never_was_finds_nothing(client: FlaskClient, year: str) -> None:
    answer = client.get(f"/sok?q=ventetid&fra={year}&til={year}")
    assert (answer.status_code, "Ingen treff" in answer.text) == (200, True)
