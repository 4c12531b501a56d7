"""Who did what: written with what was done, and never changed."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from people import EMAILS, HERE, LETTER, PASSWORD, browser, sign_in
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from planspor.corpus import Corpus
from planspor.corpus.model import Decision, Role
from planspor.corpus.store.audit import Actor, acting
from planspor.corpus.store.changes import record_change
from planspor.ingest.edit import edit


@pytest.fixture
def folder(peopled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(peopled, tmp_path / "corpus"))


def test_signing_in_and_failing_to_are_written_down_with_where_from(
    app: Flask, corpus: Corpus
) -> None:
    sign_in(app.test_client(), EMAILS[Role.READER], "wrong")
    sign_in(app.test_client(), EMAILS[Role.READER])
    right, wrong = corpus.audit.latest(2)
    assert (wrong.what, wrong.person, wrong.address) == ("sign-in failed", None, "127.0.0.1")
    assert (right.what, right.person, right.address) == ("signed in", "kari-reader", "127.0.0.1")


def test_a_decision_is_written_down_with_its_link(app: Flask, corpus: Corpus) -> None:
    link = next(one for one in corpus.links.of_plan("havneset2021") if one.state == "suggested")
    client = browser(app, Role.REVIEWER)
    client.post(f"/vurder/{link.id}", data={"avgjorelse": "reject"}, headers=HERE)
    [line] = corpus.audit.latest(1)
    assert (line.what, line.person) == ("links", "kari-reviewer")
    assert line.details == {"decision": Decision.REJECT, "link": link.id}


def test_what_administrators_do_is_written_down(app: Flask, corpus: Corpus) -> None:
    client = browser(app, Role.ADMINISTRATOR)
    form = {"navn": "Ny", "epost": "ny@example.no", "rolle": "editor"}
    client.post("/administrasjon/kontoer", data=form, headers=HERE)
    client.post("/administrasjon/kontoer/ny/rolle", data={"rolle": "reader"}, headers=HERE)
    client.post("/administrasjon/synlighet", data={"synlighet": "accounts"}, headers=HERE)
    lines = corpus.audit.latest(4)
    assert [line.what for line in lines] == [
        *("visibility", "role changed", "invited", "account added")
    ]
    assert {line.person for line in lines} == {"kari-administrator"}
    assert lines[1].details == {"before": "editor", "role": "reader"}


def test_what_is_done_and_its_line_are_both_there_or_neither(
    corpus: Corpus,
) -> None:
    with acting(Actor("kari-editor", "192.0.2.1")):
        edit(corpus, LETTER, {"title": "Et annet navn"})
    assert ("document", LETTER) in {(one.what, one.subject) for one in corpus.audit.latest(9)}
    before = len(list(corpus.audit.all()))
    with pytest.raises(ZeroDivisionError), acting(Actor("kari-editor", "192.0.2.1")):
        _break_off(corpus)
    assert len(list(corpus.audit.all())) == before


def _break_off(corpus: Corpus) -> None:
    with corpus.database.write() as connection:
        record_change(connection, "document", LETTER)
        raise ZeroDivisionError


def test_no_line_is_ever_changed_or_removed(app: Flask, corpus: Corpus) -> None:
    browser(app, Role.READER)
    for statement in ("update audit set person = 'x'", "delete from audit"):
        with (
            pytest.raises(IntegrityError, match="only added to"),
            corpus.database.write() as connection,
        ):
            connection.execute(text(statement))


def test_a_file_that_may_hold_restricted_words_is_written_down(app: Flask, corpus: Corpus) -> None:
    path = "/plan/havneset2021/ta-med/csv"
    with browser(app).get(path):
        pass
    assert "taken away" not in {line.what for line in corpus.audit.all()}
    with browser(app, Role.READER).get(f"{path}?begrenset=1"):
        pass
    [line] = corpus.audit.latest(1)
    assert (line.what, line.person) == ("taken away", "kari-reader")
    assert line.subject == f"{path}?begrenset=1"


def test_no_secret_is_ever_written_down(app: Flask, corpus: Corpus) -> None:
    client = browser(app, Role.ADMINISTRATOR)
    form = {"navn_paa_nokkel": "x", "rolle": "reader", "dager": "30"}
    page = client.post("/konto/nokler", data=form, headers=HERE).text
    secret = page.split("<code>planspor_")[1].split("<")[0]
    page = client.post("/administrasjon/kontoer/kari-reader/lenke", headers=HERE).text
    link = page.split("/invitasjon/")[1].split("<")[0]
    said = str(list(corpus.audit.all()))
    cookie = client.get_cookie("planspor_innlogging").value
    assert not [one for one in (secret, link, cookie, PASSWORD) if one in said]


def test_administrators_read_it_and_take_it_away(app: Flask) -> None:
    client = browser(app, Role.ADMINISTRATOR)
    page = client.get("/administrasjon/logg").text
    assert "Kari Administrator" in page
    assert "logget inn" in page
    assert "Ingen linjer passer" in client.get("/administrasjon/logg?hva=removed").text
    lines = client.get("/administrasjon/logg.csv").text.splitlines()
    assert lines[0].startswith("number,at,person,what")
    assert any("signed in" in line for line in lines)
    assert browser(app, Role.EDITOR).get("/administrasjon/logg.csv").status_code == 403


def test_a_long_log_is_read_a_page_at_a_time(app: Flask, corpus: Corpus) -> None:
    with acting(Actor("kari-editor", "192.0.2.1")):
        for number in range(150):
            corpus.audit.note("document", f"d{number}")
    client = browser(app, Role.ADMINISTRATOR)
    first = client.get("/administrasjon/logg?hva=document").text
    assert "d149<" in first
    assert "d49<" not in first
    older = first.split("foer=")[1].split('"')[0]
    assert "d49<" in client.get(f"/administrasjon/logg?hva=document&foer={older}").text


def test_a_formula_in_the_log_is_text_in_a_spreadsheet(app: Flask, corpus: Corpus) -> None:
    with acting(Actor(None, "192.0.2.1")):
        corpus.audit.note("document", "=HYPERLINK(1)")
    client = browser(app, Role.ADMINISTRATOR)
    assert "'=HYPERLINK(1)" in client.get("/administrasjon/logg.csv").text


def test_on_ones_own_machine_nothing_is_written_down(own_corpus: object) -> None:
    import planspor.corpus

    with planspor.corpus.open(own_corpus) as opened:
        edit(opened, LETTER, {"title": "Et annet navn"})
        assert list(opened.audit.all()) == []
