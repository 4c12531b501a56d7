import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markup import Markup

import planspor.corpus
import planspor.ingest
from planspor.corpus import Corpus
from planspor.web.app import create_app

HERE = {"Sec-Fetch-Site": "same-origin"}
FORM = {"tittel": "Ventetid i evalueringer", "navn": "Åse Berg", "q": "ventetid", "ord": "ordledd"}


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "corpus"))


@pytest.fixture
def client(folder: Path) -> Iterator[FlaskClient]:
    app = create_app(folder, local=True)
    yield app.test_client()
    app.extensions["planspor"].close()


@pytest.fixture
def corpus(folder: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(folder) as opened:
        yield opened


def save(client: FlaskClient, **changes: object) -> None:
    data = FORM | {"type": ["evaluation", "letter"]} | changes
    assert client.post("/lagrede-sok", data=data, headers=HERE).status_code == 303


def add(corpus: Corpus, folder: Path, text: str) -> None:
    file = folder.parent / "nytt-brev.txt"
    file.write_text(text, encoding="utf-8")
    planspor.ingest.add(corpus, [file])


def test_a_search_is_saved_with_all_that_narrows_it(client: FlaskClient, corpus: Corpus) -> None:
    save(client)
    (search,) = corpus.searches.all()
    page = client.get("/lagrede-sok").text
    for said in (FORM["tittel"], "Åse Berg", "Evaluering", "Brev", "ordledd", "Ingen nye treff"):
        assert said in page
    opened = client.post(f"/lagrede-sok/{search.number}/apne", headers=HERE)
    assert opened.status_code == 303
    address = opened.headers["Location"]
    assert address == "/sok?q=ventetid&ord=ordledd&type=evaluation&type=letter"


def test_what_comes_after_the_last_look_is_new(
    client: FlaskClient, corpus: Corpus, folder: Path
) -> None:
    save(client, type=[])
    (search,) = corpus.searches.all()
    add(corpus, folder, "Kommunen melder at ventetiden ble kortere i fjor høst.")
    assert "1 nytt treff" in client.get("/lagrede-sok").text
    opened = client.post(f"/lagrede-sok/{search.number}/apne", data={"nye": "1"}, headers=HERE)
    page = client.get(opened.headers["Location"]).text
    assert "1 treff på «ventetid»" in page
    assert "kortere i fjor" in page
    assert "Ingen nye treff" in client.get("/lagrede-sok").text


def test_nothing_new_is_no_hit_and_not_every_hit(client: FlaskClient, corpus: Corpus) -> None:
    now = corpus.changes.counter()
    assert "Ingen treff" in client.get(f"/sok?q=ventetid&siden={now}").text


def test_a_new_document_that_does_not_answer_is_not_new(
    client: FlaskClient, corpus: Corpus, folder: Path
) -> None:
    save(client)
    add(corpus, folder, "Kommunen kjøpte nye gatelys.")
    assert "Ingen nye treff" in client.get("/lagrede-sok").text


def test_a_search_gets_another_name_and_is_deleted(client: FlaskClient, corpus: Corpus) -> None:
    save(client)
    (search,) = corpus.searches.all()
    named = client.post(
        f"/lagrede-sok/{search.number}/navn", data={"tittel": " Køen  i år "}, headers=HERE
    )
    assert named.status_code == 303
    assert corpus.searches.get(search.number).name == "Køen i år"
    client.post(f"/lagrede-sok/{search.number}/slett", headers=HERE)
    assert "Ingen søk er lagret ennå" in client.get("/lagrede-sok").text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"navn": " "}, "Skriv navnet ditt"),
        ({"tittel": ""}, "Skriv hva søket skal hete"),
        ({}, "finnes allerede"),
    ],
)
def test_a_form_that_lacks_something_says_what(
    client: FlaskClient, corpus: Corpus, changes: dict[str, str], said: str
) -> None:
    save(client)
    answer = client.post("/lagrede-sok", data=FORM | changes, headers=HERE)
    assert answer.status_code == 400
    assert said in answer.text
    assert len(corpus.searches.all()) == 1


def test_a_form_from_elsewhere_changes_nothing(client: FlaskClient, corpus: Corpus) -> None:
    save(client)
    (search,) = corpus.searches.all()
    for path, data in (
        ("", FORM | {"tittel": "Annet"}),
        (f"/{search.number}/navn", {"tittel": "Annet"}),
        (f"/{search.number}/apne", {}),
        (f"/{search.number}/slett", {}),
    ):
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://example.org"}, {}):
            answer = client.post(f"/lagrede-sok{path}", data=data, headers=headers)
            assert answer.status_code == 403
    assert corpus.searches.all() == [search]


def test_what_a_search_is_called_is_shown_as_text(client: FlaskClient) -> None:
    save(client, tittel="<script>alert(1)</script>", q='"><script>alert(2)</script>')
    page = Markup(client.get("/lagrede-sok").text)
    assert not page.injected
    assert page.misnested == []
    assert sorted(page.ids) == sorted(set(page.ids))


def test_a_search_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    for number in (7, 10**30):
        for action in ("apne", "navn", "slett"):
            path = f"/lagrede-sok/{number}/{action}"
            assert client.post(path, data={"tittel": "x"}, headers=HERE).status_code == 404
