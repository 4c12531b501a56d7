from pathlib import Path

import pytest
from flask.testing import FlaskClient
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
    app = create_app(folder)
    app.config["TRUSTED_HOSTS"] = ["localhost"]
    client = app.test_client()
    assert client.get("/", headers={"Host": "example.org"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost:8080"}).status_code == 200
    app.extensions["planspor"].close()


def test_an_empty_corpus_has_a_site(tmp_path: Path) -> None:
    app = create_app(tmp_path / "empty")
    client = app.test_client()
    for address in ("/", "/dokumenter", "/planer", "/plan/rus2016", "/plan/rus2016/matrise"):
        assert client.get(address).status_code == 200
    assert "Samlingen er tom" in client.get("/").text
    app.extensions["planspor"].close()


def test_what_is_added_while_the_site_runs_is_found(tmp_path: Path) -> None:
    app = create_app(tmp_path / "corpus")
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
