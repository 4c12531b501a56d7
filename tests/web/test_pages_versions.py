"""Two versions of a document beside each other, and the text of the earlier one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markup import Markup

import planspor.ingest
from planspor.corpus import Corpus
from planspor.ingest import Incoming
from planspor.web.app import create_app
from planspor.web.views.differences import Change, differences

REPORT = "evaluering-ivs-2023"
PAGE = f"/dokument/{REPORT}/utgaver"


@pytest.fixture(scope="module")
def app(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("versions") / "corpus"
    made = create_app(Path(shutil.copytree(prepared, folder)), local=True)
    _renew(made.extensions["planspor"].corpus)
    yield made
    made.extensions["planspor"].close()


def _renew(corpus: Corpus) -> None:
    """Put in a version with a word changed, a passage moved last, one gone and one new."""
    held = corpus.documents.get(REPORT)
    passages = [p.text for p in corpus.documents.passages(REPORT)]
    text = corpus.originals.read(held.sha256).decode().replace("Bare ni av", "Bare tolv av")
    text += "\n\nKommunen har siden da åpnet en helt ny kafé med bordtennis for alle som vil.\n"
    assert any("Bare ni av" in passage for passage in passages)
    file = Incoming("upload://x/ny/rapport.txt", "rapport.txt", text.encode(), document=REPORT)
    [added] = planspor.ingest.add_files(corpus, [file])
    assert added.error is None


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_what_changed_stands_beside_what_it_was_with_the_words_marked(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert "<del>ni</del>" in page
    assert "<ins>tolv</ins>" in page
    assert "bordtennis" in page
    assert (Markup(page).misnested, sorted(set(Markup(page).ids))) == ([], sorted(Markup(page).ids))


def test_changes_alone_or_the_whole_text_is_shown(client: FlaskClient) -> None:
    whole = client.get(f"{PAGE}?vis=alt").text
    assert whole.count("Uendret") > client.get(PAGE).text.count("Uendret")
    only = client.get(f"{PAGE}?slag=changed").text
    assert "tolv" in only


def test_every_row_opens_its_passage_in_both_versions(client: FlaskClient) -> None:
    opened = [a for a in Markup(client.get(PAGE).text).addresses if "passasje=" in a]
    assert any("/utgaver/1?" in address for address in opened)
    for address in opened:
        page = client.get(address.split("#")[0])
        assert page.status_code == 200
        assert "det du åpnet" in page.text


def test_an_earlier_version_says_that_it_is_one(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}/1").text
    assert "Dette er en tidligere utgave" in page
    assert "Bare ni av" in page


def test_a_document_of_one_version_says_so(client: FlaskClient) -> None:
    assert "bare én utgave" in client.get("/dokument/nynorsk-heilskap-2023/utgaver").text


@pytest.mark.parametrize("asked", ["?fra=9&til=-3", "?fra=x", "?fra=2&til=1", "?slag=tull&side=99"])
def test_whatever_an_address_asks_for_there_is_a_page(client: FlaskClient, asked: str) -> None:
    assert client.get(PAGE + asked).status_code == 200


def test_a_version_that_never_was_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"{PAGE}/7").status_code == 404


def test_the_reader_leads_to_what_changed(client: FlaskClient) -> None:
    assert PAGE in Markup(client.get(f"/dokument/{REPORT}").text).addresses


def test_all_passages_of_both_versions_are_in_exactly_one_row(app: Flask) -> None:
    corpus = app.extensions["planspor"].corpus
    old, new = (corpus.documents.earlier(REPORT, number) for number in (1, 2))
    rows = differences(old, new)
    assert [row.new.id for row in rows if row.new] == [p.id for p in new[1]]
    assert sorted(row.old.id for row in rows if row.old) == sorted(p.id for p in old[1])
    assert all((row.change is Change.GONE) == (row.new is None) for row in rows)
    assert all((row.change is Change.NEW) == (row.old is None) for row in rows)


def test_a_passage_that_moved_is_told_from_one_that_is_new(app: Flask) -> None:
    corpus = app.extensions["planspor"].corpus
    sections, passages = corpus.documents.earlier(REPORT, 1)
    moved = [*passages[1:], passages[0]]
    found = [row.change for row in differences((sections, passages), (sections, moved))]
    assert found.count(Change.MOVED) == 1
    assert found.count(Change.SAME) == len(passages) - 1
