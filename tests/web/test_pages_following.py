import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.model import Access
from planspor.web.app import create_app

HERE = {"Sec-Fetch-Site": "same-origin"}
TARGET = "havneset2021/m17"
ATOM = "{http://www.w3.org/2005/Atom}"


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


def follow(client: FlaskClient, kind: str, subject: str, **more: str) -> None:
    form = {"slag": kind, "id": subject, "navn": "Kari Nordmann", **more}
    assert client.post("/folg", data=form, headers=HERE).status_code == 303


def feed(client: FlaskClient, address: str) -> ElementTree.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    return ElementTree.fromstring(answer.data)


def entries(root: ElementTree.Element, name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{name}") or "" for entry in root.iter(f"{ATOM}entry")]


def add(corpus: Corpus, folder: Path) -> None:
    file = folder.parent / "nytt-brev.txt"
    file.write_text("Kommunen melder at pårørende fikk en veileder i fjor.", encoding="utf-8")
    ingest.add(corpus, [file])


def test_what_one_follows_is_listed_until_one_follows_it_no_more(client: FlaskClient) -> None:
    follow(client, "target", TARGET)
    follow(client, "plan", "havneset2021")
    page = client.get("/folger").text
    assert "Utarbeide en veileder" in page
    assert "Ingenting nytt siden" in page
    follow(client, "target", TARGET, gjor="slutt")
    assert "Utarbeide en veileder" not in client.get("/folger").text


def test_following_twice_is_following_once(client: FlaskClient, corpus: Corpus) -> None:
    follow(client, "target", TARGET)
    follow(client, "target", TARGET)
    assert len(corpus.follows.of_person("kari-nordmann")) == 1


def test_what_is_not_there_cannot_be_followed(client: FlaskClient) -> None:
    for kind, subject in (("target", "borte/m1"), ("document", "borte"), ("alt", "x")):
        form = {"slag": kind, "id": subject, "navn": "Kari"}
        assert client.post("/folg", data=form, headers=HERE).status_code == 404


def test_a_feed_has_what_rfc_4287_asks_of_it(client: FlaskClient) -> None:
    root = feed(client, f"/nytt/mal/{TARGET}.atom")
    assert root.tag == f"{ATOM}feed"
    for one in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert one.findtext(f"{ATOM}{name}")
        assert one.find(f"{ATOM}link[@rel='alternate']") is not None
    assert root.find(f"{ATOM}link[@rel='self']") is not None
    assert root.find(f"{ATOM}author") is not None
    ids = entries(root, "id")
    assert ids
    assert len(set(ids)) == len(ids)
    assert all(id_.startswith("urn:uuid:") for id_ in ids)
    stamp = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
    assert all(stamp.fullmatch(at) for at in entries(root, "updated"))


def test_an_entry_keeps_its_id_when_more_comes(
    client: FlaskClient, corpus: Corpus, folder: Path
) -> None:
    before = entries(feed(client, "/nytt/dokumenter.atom"), "id")
    add(corpus, folder)
    after = entries(feed(client, "/nytt/dokumenter.atom"), "id")
    assert set(before) < set(after)
    assert "nytt-brev" in client.get("/nytt/dokumenter.atom").text


def test_a_feed_in_which_nothing_happened_is_not_sent_again(
    client: FlaskClient, corpus: Corpus, folder: Path
) -> None:
    tag = client.get("/nytt/dokumenter.atom").headers["ETag"]
    again = client.get("/nytt/dokumenter.atom", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    add(corpus, folder)
    changed = client.get("/nytt/dokumenter.atom", headers={"If-None-Match": tag})
    assert changed.status_code == 200


def test_restricted_documents_are_told_of_under_a_key_alone(
    client: FlaskClient, corpus: Corpus, folder: Path
) -> None:
    add(corpus, folder)
    corpus.documents.describe("nytt-brev", {"access": Access.RESTRICTED})
    assert "nytt-brev" not in client.get("/nytt/dokumenter.atom").text
    assert client.get("/nytt/dokument/nytt-brev.atom").status_code == 404
    follow(client, "plan", "havneset2021")
    page = client.post("/folger/adresse", headers=HERE).text
    found = re.search(r"nokkel=([\w-]+)", page)
    assert found
    assert "nytt-brev" in client.get(f"/nytt/dokumenter.atom?nokkel={found[1]}").text
    assert client.get("/nytt/dokumenter.atom?nokkel=gjettet").status_code == 404


def test_a_new_key_makes_the_old_one_open_nothing(client: FlaskClient, corpus: Corpus) -> None:
    follow(client, "plan", "havneset2021")
    first = corpus.feed_keys.make("kari-nordmann")
    second = corpus.feed_keys.make("kari-nordmann")
    assert client.get(f"/nytt/dokumenter.atom?nokkel={first}").status_code == 404
    assert client.get(f"/nytt/dokumenter.atom?nokkel={second}").status_code == 200


def test_a_saved_search_has_a_feed_of_the_documents_that_answer(client: FlaskClient) -> None:
    form = {"tittel": "Om pårørende", "navn": "Kari", "q": "pårørende"}
    assert client.post("/lagrede-sok", data=form, headers=HERE).status_code == 303
    root = feed(client, "/nytt/sok/1.atom")
    assert any("Sammen om det som er vanskelig" in title for title in entries(root, "title"))
