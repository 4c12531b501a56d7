"""Who may read at all."""

from flask import Flask
from people import EMAILS, HERE, browser, sign_in

from planspor.corpus import Corpus
from planspor.corpus.model import Role, Visibility

OPEN = {
    *("static", "signing_in.form", "invitations.arrive", "invitations.form"),
    *("oidc.leave", "oidc.come_back", "languages.choose"),
}
"""What is answered though nobody is signed in."""
OPEN_ROOMS = ("feeds", "api.documentation")
"""Feeds are opened by a key, and how the API is called is no secret."""


def test_a_corpus_for_those_with_an_account_shows_nothing_to_others(
    app: Flask, corpus: Corpus
) -> None:
    corpus.settings.set_visibility(Visibility.ACCOUNTS)
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if (
            "GET" not in rule.methods
            or rule.endpoint in OPEN
            or rule.endpoint.startswith(OPEN_ROOMS)
        ):
            continue
        parts = dict.fromkeys(rule.arguments, 1) | {"ending": "csv"}
        path = rule.build(parts, append_unknown=False)[1]
        answer = client.get(path)
        assert answer.status_code in (303, 401), rule.endpoint
        assert "/logg-inn" in answer.headers.get("Location", "/logg-inn"), rule.endpoint


def test_nor_whether_something_is_there(app: Flask, corpus: Corpus) -> None:
    corpus.settings.set_visibility(Visibility.ACCOUNTS)
    there, missing = (app.test_client().get(path) for path in ("/plan/rus2016", "/plan/borte2021"))
    assert there.status_code == missing.status_code == 303
    assert app.test_client().get("/no/such/page").status_code == 303


def test_pictures_and_scripts_that_ask_are_told_no_and_led_nowhere(
    app: Flask, corpus: Corpus
) -> None:
    corpus.settings.set_visibility(Visibility.ACCOUNTS)
    for asked in ("image", "empty"):
        answer = app.test_client().get("/sok/forslag?q=by", headers={"Sec-Fetch-Dest": asked})
        assert answer.status_code == 401


def test_who_signs_in_reads_it(app: Flask, corpus: Corpus) -> None:
    corpus.settings.set_visibility(Visibility.ACCOUNTS)
    client = app.test_client()
    assert client.get("/logg-inn").status_code == 200
    with client.get("/static/site.css") as sheet:
        assert sheet.status_code == 200
    assert sign_in(client, EMAILS[Role.READER]).status_code == 303
    assert client.get("/plan/rus2016").status_code == 200


def test_an_administrator_says_which_and_it_holds_at_once(app: Flask) -> None:
    admin, others = browser(app, Role.ADMINISTRATOR), app.test_client()
    for value, status in (("accounts", 303), ("public", 200)):
        admin.post("/administrasjon/synlighet", data={"synlighet": value}, headers=HERE)
        assert others.get("/planer").status_code == status
