"""Adding documents on the site: files and addresses, what becomes of them, and who may."""

import io
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markup import Markup
from werkzeug.test import TestResponse

from planspor.corpus import Corpus
from planspor.corpus.model import Access
from planspor.web.app import create_app
from planspor.web.pages import adding

HERE = {"Sec-Fetch-Site": "same-origin"}
ADD = "/dokumenter/legg-til"
REPORT = "evaluering-ivs-2023"
NEW = """\
Om kveldsåpen legevakt

Kommunen åpnet en kveldsåpen legevakt med blekksprutmaling på veggene våren 2024. Ordningen er \
beskrevet som et tilbud til dem som ellers ville ha ventet til dagen etter med å få hjelp.

De ansatte forteller at flere kommer tidlig, og at ventetiden er blitt kortere enn den var.
"""
TITLES = b"<html><body><main><h1>Om ferjen</h1><h2>Om kaia</h2></main></body></html>"


@pytest.fixture
def app(sample_corpus: Path, tmp_path: Path) -> Iterator[Flask]:
    made = create_app(Path(shutil.copytree(sample_corpus, tmp_path / "corpus")), local=True)
    yield made
    made.extensions["planspor"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def corpus(app: Flask) -> Corpus:
    held: Corpus = app.extensions["planspor"].corpus
    return held


def send(client: FlaskClient, *files: tuple[str, bytes], **more: str) -> TestResponse:
    parts = {"fil": [(io.BytesIO(data), name) for name, data in files], **more}
    return client.post(ADD, data=parts, headers=HERE, content_type="multipart/form-data")


def settled(client: FlaskClient, address: str) -> str:
    """The page of a job when all of it is done with."""
    for _ in range(600):
        page = client.get(address).text
        if 'data-busy=""' in page:
            return page
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def add(client: FlaskClient, *files: tuple[str, bytes], **more: str) -> str:
    answer = send(client, *files, **more)
    assert answer.status_code == 303
    return settled(client, answer.headers["Location"])


def test_a_file_that_is_added_is_read_linked_and_found_at_once(
    client: FlaskClient, corpus: Corpus
) -> None:
    page = add(client, ("legevakt.txt", NEW.encode()))
    assert "kan søkes i" in page
    assert "Om kveldsåpen legevakt" in page
    assert "blekksprutmaling" in client.get("/sok?q=blekksprutmaling").text
    assert corpus.links.traces_of_plan_in("havneset2021", "legevakt")
    assert "legevakt" in corpus.extracts.searched()
    assert "/dokument/legevakt" in client.get("/dokumenter?sorter=nytt").text


def test_each_file_that_fails_says_why_and_what_to_do_and_leaves_nothing(
    client: FlaskClient, corpus: Corpus
) -> None:
    before = {document.id for document in corpus.documents.all()}
    originals = set(corpus.documents.originals())
    page = add(
        client,
        ("tom.pdf", b""),
        ("bilde.png", b"\x89PNG\r\n\x1a\n"),
        ("skadet.pdf", b"%PDF-1.4 tull"),
        ("legevakt.txt", NEW.encode()),
    )
    assert "Filen er tom." in page
    assert "Filen er et bilde." in page
    assert "Filen er skadet" in page
    assert "upload://" not in page
    assert {document.id for document in corpus.documents.all()} - before == {"legevakt"}
    assert len(set(corpus.documents.originals()) - originals) == 1


def test_the_same_file_again_is_known(client: FlaskClient, corpus: Corpus) -> None:
    held = corpus.documents.get(REPORT)
    page = add(client, ("et annet navn.txt", corpus.originals.read(held.sha256)))
    assert "lå her fra før" in page
    assert corpus.documents.get(REPORT).version == 1


def test_two_files_of_one_name_are_two_documents(client: FlaskClient, corpus: Corpus) -> None:
    add(client, ("rapport.txt", NEW.encode()))
    other = NEW.replace("legevakt", "bokhandel").replace("hjelp", "bøker")
    add(client, ("rapport.txt", f"{other}\n\nEt avsnitt til om noe annet.".encode()))
    named = [d.id for d in corpus.documents.all() if d.file == "rapport.txt"]
    assert len(named) == 2
    assert all(corpus.documents.get(id_).version == 1 for id_ in named)


def test_what_is_much_alike_is_offered_as_a_new_edition_and_takes_decisions_along(
    client: FlaskClient, corpus: Corpus
) -> None:
    held = corpus.documents.get(REPORT)
    text = corpus.originals.read(held.sha256).decode()
    accepted = [x.target for x in corpus.links.of_document(REPORT) if x.state == "accepted"]
    later = text.replace("Bare ni av de 46", "Bare tolv av de 46")
    assert later != text
    page = Markup(add(client, ("rapport-ny.txt", later.encode())))
    [form] = [f for f in page.all("form") if "ny-utgave" in str(f.get("action"))]
    answer = client.post(form["action"], data={"av": REPORT}, headers=HERE)
    assert answer.headers["Location"].endswith(f"/dokument/{REPORT}/utgaver")
    assert corpus.documents.find("rapport-ny") is None
    assert corpus.documents.get(REPORT).version == 2
    now = [x.target for x in corpus.links.of_document(REPORT) if x.state == "accepted"]
    assert sorted(now) == sorted(accepted)
    shown = client.get(answer.headers["Location"]).text
    assert "<del>ni</del>" in shown
    assert "<ins>tolv</ins>" in shown


def test_what_is_said_to_be_restricted_never_is_open(client: FlaskClient, corpus: Corpus) -> None:
    add(client, ("intervju.txt", NEW.encode()), tilgang="restricted")
    assert corpus.documents.get("intervju").access is Access.RESTRICTED


def test_a_document_without_text_to_search_is_told_of(client: FlaskClient) -> None:
    page = add(client, ("bare-en-tittel.html", TITLES))
    assert "ingen tekst" in page
    assert "ingen tekst" in client.get("/dokument/bare-en-tittel").text
    assert "/dokument/bare-en-tittel" in client.get("/dokumenter?tilstand=uten-tekst").text


def test_details_are_confirmed_where_the_outcome_stands(
    client: FlaskClient, corpus: Corpus
) -> None:
    answer = send(client, ("legevakt.txt", NEW.encode()))
    address = answer.headers["Location"]
    settled(client, address)
    job = address.rsplit("/", 1)[1]
    form = {"jobb": job, "title": "Rett tittel", "vist-title": "x", "year": "2024", "vist-year": ""}
    saved = client.post("/dokument/legevakt/rediger", data=form, headers=HERE)
    assert saved.headers["Location"].startswith(address)
    assert corpus.documents.get("legevakt").title == "Rett tittel"
    assert "Rett tittel" in client.get(saved.headers["Location"]).text


def test_files_sent_one_by_one_are_one_job(client: FlaskClient) -> None:
    asked = {**HERE, "Accept": "application/json"}
    first = client.post(
        ADD, data={"fil": (io.BytesIO(NEW.encode()), "en.txt")}, headers=asked
    ).get_json()
    again = {"fil": (io.BytesIO(b"\x89PNG"), "to.png"), "jobb": first["job"]}
    assert client.post(ADD, data=again, headers=asked).get_json() == first
    page = settled(client, first["address"])
    assert "en.txt" in page
    assert "to.png" in page


def test_nothing_chosen_and_too_much_sent_are_said(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = send(client)
    assert empty.status_code == 400
    assert "Velg minst én fil" in empty.text
    monkeypatch.setattr(adding, "MOST_MEGABYTES", 0)
    large = send(client, ("stor.txt", b"x" * 200_000))
    assert large.status_code == 413
    assert "Send færre filer" in large.text


def test_a_form_from_another_site_adds_nothing(client: FlaskClient) -> None:
    sent = {"fil": (io.BytesIO(NEW.encode()), "x.txt")}
    assert client.post(ADD, data=sent, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_markup_in_names_is_shown_and_never_run(client: FlaskClient) -> None:
    page = Markup(add(client, ('<img src=x onerror="alert(1)">.png', b"\x89PNG")))
    assert not page.injected
    assert not [image for image in page.all("img") if image.get("onerror")]


def test_on_a_site_that_others_reach_it_takes_an_editor(
    sample_corpus: Path, tmp_path: Path
) -> None:
    app = create_app(Path(shutil.copytree(sample_corpus, tmp_path / "corpus")))
    client = app.test_client()
    assert client.get(ADD).status_code in (302, 303, 401)
    assert send(client, ("legevakt.txt", NEW.encode())).status_code in (302, 303, 401)
    answer = client.post(f"/dokument/{REPORT}/ny-utgave", data={"av": "x"}, headers=HERE)
    assert answer.status_code in (302, 303, 401)
    assert ADD not in Markup(client.get("/dokumenter").text).addresses
    app.extensions["planspor"].close()
