"""A document in a new version, from its file to the commands, the states and the pages."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from running import ask, run

from planspor.web.app import create_app

PLAN = """\
plan: stier
title: Plan for turstier
short: Stiplanen
measures:
  - {id: lamper, text: tenne lamper langs turstien ved vannet}
  - {id: benker, text: sette ut benker av eik på torget}
  - {id: ferje, text: la ferja gå til holmen hver søndag}
"""
MOVED = """\
Tolv lamper er satt i drift langs turstien ved vannet og ble tent i mars, og de lyser hele natten \
gjennom vinteren, sier styret i laget."""
BEFORE = """\
Kommunen har satt ut fjorten benker av eik på torget, og de er i bruk hver dag fra mai til langt \
ut i september, viser tellingen som elevene ved skolen gjorde i fjor."""
AFTER = BEFORE.replace("fjorten", "seksten").replace("i fjor", "i år")
GONE = """\
Ferja har gått til holmen hver søndag siden påske, med plass til førti, og ingen har måttet stå \
igjen på kaia."""
OTHER = """\
Laget holdt fire møter og et kurs i førstehjelp. Regnskapet er gjort opp og viser et lite \
overskudd, som styret vil sette av til maling."""
FIRST = f"Årsmelding\n\nLamper\n\n{MOVED}\n\nBenker\n\n{BEFORE}\n\nFerje\n\n{GONE}\n"
SECOND = f"Årsmelding\n\nMøter\n\n{OTHER}\n\nBenker\n\n{AFTER}\n\nLamper\n\n{MOVED}\n"


@dataclass(frozen=True)
class Story:
    """A corpus whose decided document has come in a new version; links by measure, and outcome."""

    corpus: Path
    links: dict[str, str]
    added: Any
    printed: str


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("story")
    corpus, file, plan = folder / "corpus", folder / "arsmelding.txt", folder / "plan.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    ask(corpus, "plans", "add", plan)
    file.write_text(FIRST, encoding="utf-8")
    ask(corpus, "add", file)
    links = {}
    for name in ("lamper", "benker", "ferje"):
        [found] = ask(corpus, "evidence", f"stier/{name}")["links"]
        words = ("--as", "Ada Berg", "--stage", "action", "--stance", "supports", "--note", name)
        ask(corpus, "review", found["id"], "accept", *words)
        links[name] = found["id"]
    file.write_text(SECOND, encoding="utf-8")
    [added] = ask(corpus, "add", file)
    file.write_text(SECOND + "\nSlutt.\n", encoding="utf-8")
    printed = run(corpus, "add", file).output
    return Story(corpus, links, added, printed)


@pytest.fixture(scope="module")
def client(story: Story) -> Iterator[FlaskClient]:
    app = create_app(story.corpus, local=True)
    yield app.test_client()
    app.extensions["planspor"].close()


def test_adding_says_how_many_decisions_could_not_be_carried_over(story: Story) -> None:
    assert (story.added["status"], story.added["decisions_lost"]) == ("updated", 1)
    assert "1 decision(s) could not be carried over" in story.printed
    assert "planspor versions arsmelding" in story.printed


def test_versions_tell_what_became_of_each_decision(story: Story) -> None:
    answer = ask(story.corpus, "versions", "arsmelding")
    assert [version["version"] for version in answer["versions"]] == [1, 2, 3]
    second = {d["link"]: d for d in answer["decisions"] if d["to_version"] == 2}
    moved, changed, lost = (second[story.links[m]] for m in ("lamper", "benker", "ferje"))
    assert (moved["how"], moved["similarity"]) == ("exact", 1.0)
    assert changed["how"] == "approximate"
    assert 0.7 <= changed["similarity"] < 1
    assert (lost["how"], lost["passage"], lost["quotation"]) == ("lost", None, GONE)
    printed = run(story.corpus, "versions", "arsmelding").stdout
    assert "1 exact, 1 approximate, 1 lost" in printed
    assert GONE in printed


def test_a_measure_stays_addressed_by_words_that_moved_or_changed_a_little(story: Story) -> None:
    for name, words in (("lamper", MOVED), ("benker", AFTER)):
        answer = ask(story.corpus, "evidence", f"stier/{name}")
        assert answer["state"] == "addressed"
        [held] = answer["links"]
        assert (held["id"], held["outdated"]) == (story.links[name], False)
        assert words in held["passage"]["text"]
        assert [(r["person"], r["note"]) for r in held["reviews"]] == [("ada-berg", name)]


def test_words_that_are_gone_address_nothing_and_are_kept_with_their_decision(
    story: Story,
) -> None:
    answer = ask(story.corpus, "evidence", "stier/ferje")
    assert answer["state"] == "nothing_found"
    [held] = answer["links"]
    assert (held["id"], held["state"], held["outdated"]) == (story.links["ferje"], "accepted", True)
    assert held["passage"]["text"] == GONE
    assert len(held["reviews"]) == 1


def test_verify_lists_what_was_lost_as_something_to_look_at(story: Story) -> None:
    answer = ask(story.corpus, "verify")
    assert answer["whole"]
    [remark] = answer["remarks"]
    assert GONE in remark
    assert "To look at: arsmelding" in run(story.corpus, "verify").stdout


def test_the_page_of_the_document_lists_what_was_lost_with_its_measure(
    story: Story, client: FlaskClient
) -> None:
    page = client.get("/dokument/arsmelding").text
    lost = page[page.index("Må ses på igjen") :]
    assert GONE in lost
    assert f"/tiltak/stier/ferje#lenke-{story.links['ferje']}" in lost
    assert story.links["lamper"] not in lost[: lost.index("</section>")]


def test_the_pages_of_the_measures_tell_the_same(story: Story, client: FlaskClient) -> None:
    assert "Må ses på igjen" in client.get("/tiltak/stier/ferje").text
    kept = client.get("/tiltak/stier/benker").text
    assert "seksten" in kept
    assert "Må ses på igjen" not in kept
    opened = client.get(f"/dokument/arsmelding?lenke={story.links['benker']}").text
    assert 'id="treff"' in opened


def test_taken_out_the_document_leaves_nothing_to_look_at_but_its_decisions(
    story: Story, tmp_path: Path
) -> None:
    corpus = Path(shutil.copytree(story.corpus, tmp_path / "corpus"))
    gone = ask(corpus, "remove", "arsmelding", "--yes")
    assert (gone["versions"], gone["originals"], gone["decisions_kept"]) == (3, 3, 3)
    assert ask(corpus, "verify")["remarks"] == []
    assert not [path for path in (corpus / "originals").rglob("*") if path.is_file()]
