import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import planspor.corpus
from planspor.corpus import Corpus
from planspor.web.app import create_app

HERE = {"Sec-Fetch-Site": "same-origin"}
FORM = {"former": "hjelpere hjemme\npårørende", "type": "synonym"}


@pytest.fixture
def folder(sample_corpus: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_corpus, tmp_path / "corpus"))


@pytest.fixture
def client(folder: Path) -> Iterator[FlaskClient]:
    app = create_app(folder, local=True)
    yield app.test_client()
    app.extensions["planspor"].close()


@pytest.fixture
def corpus(folder: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(folder) as opened:
        yield opened


def post(client: FlaskClient, address: str, **form: str) -> int:
    return client.post(address, data=form, headers=HERE).status_code


def test_the_thesaurus_is_listed_and_searched(client: FlaskClient) -> None:
    assert "LAR" in client.get("/ord?q=legemiddelassistert").text
    assert "Ingen oppføring passer" in client.get("/ord?q=xyzzyq").text


def test_an_entry_tells_what_it_does_to_a_search(client: FlaskClient) -> None:
    page = client.get("/ord/lar").text
    assert "Hva det gjør med et søk" in page


def test_trying_an_entry_saves_nothing(client: FlaskClient, corpus: Corpus) -> None:
    answer = client.post("/ord/ny", data=FORM | {"gjor": "prov"}, headers=HERE)
    assert "Ikke lagret ennå" in answer.text
    assert "hjelpere-hjemme" not in {entry.term.id for entry in corpus.terms.entries()}


def test_a_saved_entry_is_searched_by(client: FlaskClient, corpus: Corpus) -> None:
    before = client.get("/sok?q=hjelpere+hjemme").text
    assert post(client, "/ord/ny", **FORM, gjor="lagre") == 303
    assert corpus.terms.get("hjelpere-hjemme").term.forms == ("hjelpere hjemme", "pårørende")
    assert client.get("/sok?q=hjelpere+hjemme").text.count("pårørende") > before.count("pårørende")


def test_a_changed_entry_goes_back_to_how_it_shipped(client: FlaskClient, corpus: Corpus) -> None:
    shipped = corpus.terms.get("lar")
    assert (
        post(client, "/ord/lar", former="LAR\nnoe annet", type="abbreviation", gjor="lagre") == 303
    )
    assert corpus.terms.get("lar").term.forms == ("LAR", "noe annet")
    assert post(client, "/ord/lar/tilbake") == 303
    assert corpus.terms.get("lar") == shipped


def test_what_was_taken_out_can_be_taken_in_again(client: FlaskClient, corpus: Corpus) -> None:
    shipped = corpus.terms.get("lar")
    assert post(client, "/ord/lar/slett") == 303
    assert corpus.terms.removed() == ["lar"]
    assert post(client, "/ord/lar/tilbake") == 303
    assert corpus.terms.get("lar") == shipped


def test_one_form_alone_joins_nothing(client: FlaskClient) -> None:
    assert post(client, "/ord/ny", former="bare ett", gjor="lagre") == 400


def test_a_file_that_was_taken_out_reads_back_the_same(client: FlaskClient, corpus: Corpus) -> None:
    assert post(client, "/ord/ny", **FORM, gjor="lagre") == 303
    file = client.get("/ord.yaml").data
    corpus.terms.restore("hjelpere-hjemme", None)
    sent = {"fil": (io.BytesIO(file), "ord.yaml")}
    assert client.post("/ord/fil", data=sent, headers=HERE).status_code == 303
    assert corpus.terms.get("hjelpere-hjemme").term.forms == ("hjelpere hjemme", "pårørende")
