import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markup import Markup

from planspor.corpus import Corpus
from planspor.corpus.model import Access, DocumentKind
from planspor.ingest.edit import edit
from planspor.web.app import create_app

HERE = {"Sec-Fetch-Site": "same-origin"}
REPORT = "evaluering-ivs-2023"
PAGE = f"/dokument/{REPORT}/rediger"


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


def fields(page: Markup) -> dict[str, str]:
    """What a browser would send of a form that nobody has touched, but for its lists."""
    listed = (a for a in page.all("input") if a.get("type") in (None, "hidden"))
    return {str(a["name"]): a.get("value") or "" for a in listed}


def test_every_detail_has_a_labelled_field_and_says_how_it_was_found(client: FlaskClient) -> None:
    answer = client.get(PAGE)
    page = Markup(answer.text)
    named = {str(a["id"]) for tag in ("input", "select") for a in page.all(tag) if "id" in a}
    assert len([id_ for id_ in named if id_.startswith("felt-")]) == 11
    assert {id_ for id_ in named if id_.startswith("felt-")} <= {
        str(label.get("for")) for label in page.all("label")
    }
    assert "Sagt i documents.yaml" in answer.text
    assert "Ikke funnet i dokumentet" in answer.text
    assert (page.misnested, sorted(set(page.ids))) == ([], sorted(page.ids))


def test_a_form_that_nobody_touched_changes_nothing(client: FlaskClient, corpus: Corpus) -> None:
    before = corpus.documents.get(REPORT)
    answer = client.post(PAGE, data=fields(Markup(client.get(PAGE).text)), headers=HERE)
    assert answer.status_code == 303
    assert corpus.documents.get(REPORT) == before


def test_what_is_corrected_is_kept_and_shown_as_a_persons(
    client: FlaskClient, corpus: Corpus
) -> None:
    sent = fields(Markup(client.get(PAGE).text)) | {"number": "IVS 4", "kind": "letter"}
    answer = client.post(PAGE, data=sent, headers=HERE)
    shown = client.get(answer.headers["Location"]).text
    assert "Opplysningene er lagret." in shown
    assert "IVS 4" in shown
    assert "rettet av en person" in shown
    assert corpus.documents.get(REPORT).kind is DocumentKind.LETTER
    assert set(corpus.documents.get(REPORT).found.items()) >= {
        ("number", "person"),
        ("kind", "person"),
    }


def test_a_correction_is_taken_back_with_a_tick(client: FlaskClient, corpus: Corpus) -> None:
    before = corpus.documents.get(REPORT)
    edit(corpus, REPORT, {"title": "Noe annet"})
    form = client.get(PAGE).text
    assert f"«{before.title}»" in form
    sent = fields(Markup(form)) | {"title": "Noe tredje", "tilbake": "title"}
    client.post(PAGE, data=sent, headers=HERE)
    assert corpus.documents.get(REPORT) == before


def test_errors_stand_beside_their_fields_and_nothing_is_lost_or_saved(
    client: FlaskClient, corpus: Corpus
) -> None:
    before = corpus.documents.get(REPORT)
    sent = fields(Markup(client.get(PAGE).text))
    sent |= {"title": " ", "date": '31.2.2020"><script>', "address": "javascript:x", "number": "7"}
    answer = client.post(PAGE, data=sent, headers=HERE)
    page = Markup(answer.text)
    assert answer.status_code == 400
    wrong = [str(a["name"]) for a in page.all("input") if a.get("aria-invalid") == "true"]
    assert wrong == ["title", "date", "address"]
    assert "Skriv datoen som 2021-06-17" in answer.text
    assert not page.injected
    assert next(a for a in page.all("input") if a.get("id") == "felt-number")["value"] == "7"
    assert {"#felt-title", "#felt-date", "#felt-address"} <= set(page.addresses)
    assert page.text("title")[0].startswith("Feil: ")
    assert corpus.documents.get(REPORT) == before


def test_what_another_corrected_meanwhile_stays(client: FlaskClient, corpus: Corpus) -> None:
    sent = fields(Markup(client.get(PAGE).text)) | {"licence": "CC BY 4.0"}
    edit(corpus, REPORT, {"title": "Rettet av en annen"})
    client.post(PAGE, data=sent, headers=HERE)
    held = corpus.documents.get(REPORT)
    assert (held.title, held.licence) == ("Rettet av en annen", "CC BY 4.0")


def test_a_form_from_another_site_is_refused(client: FlaskClient, corpus: Corpus) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}, {}):
        answer = client.post(PAGE, data={"access": "restricted"}, headers=headers)
        assert answer.status_code == 403
    assert corpus.documents.get(REPORT).access is Access.OPEN


def test_the_document_page_leads_to_the_form_on_ones_own_machine_alone(
    client: FlaskClient, app: Flask
) -> None:
    assert PAGE in Markup(client.get(f"/dokument/{REPORT}").text).addresses
    app.extensions["planspor"].local = False
    assert PAGE not in Markup(client.get(f"/dokument/{REPORT}").text).addresses
    assert client.get(PAGE).status_code in (302, 303, 401)


def test_what_was_corrected_is_listed_with_who_and_can_be_set_back(
    client: FlaskClient, corpus: Corpus
) -> None:
    before = corpus.documents.get(REPORT)
    client.set_cookie("planspor_navn", "Ada%20Aas")
    client.post(PAGE, data={"title": "Noe annet", "vist-title": before.title}, headers=HERE)
    page = client.get(PAGE).text
    assert "Ada Aas" in page
    assert f"<del>{before.title}</del>" in page
    assert "<ins>Noe annet</ins>" in page
    client.post(PAGE, data={"title": before.title}, headers=HERE)
    assert corpus.documents.get(REPORT).title == before.title


def test_a_document_that_is_not_there_has_no_form(client: FlaskClient) -> None:
    assert client.get("/dokument/borte/rediger").status_code == 404
    assert client.post("/dokument/borte/rediger", data={}, headers=HERE).status_code == 404
