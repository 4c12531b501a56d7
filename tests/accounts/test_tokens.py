"""What programs sign in with."""

import pytest
from flask import Flask
from people import HERE, bearer, browser, token
from sqlalchemy import text

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Role, Visibility


def test_a_token_does_what_it_is_for_and_no_more_than_its_account_may(corpus: Corpus) -> None:
    secret = token(corpus, Role.EDITOR, Role.REVIEWER)
    assert corpus.accounts.by_token(secret).role is Role.REVIEWER
    corpus.accounts.set_role("kari-editor", Role.READER)
    assert corpus.accounts.by_token(secret).role is Role.READER


def test_nobody_makes_a_token_for_more_than_they_may(app: Flask, corpus: Corpus) -> None:
    with pytest.raises(InputError):
        token(corpus, Role.READER, Role.EDITOR)
    form = {"navn_paa_nokkel": "x", "rolle": "administrator", "dager": "30"}
    client = browser(app, Role.READER)
    assert client.post("/konto/nokler", data=form, headers=HERE).status_code == 400
    assert corpus.tokens.of_account("kari-reader") == []


@pytest.mark.parametrize("days", [0, -1, 367])
def test_every_token_ends(corpus: Corpus, days: int) -> None:
    with pytest.raises(InputError):
        corpus.tokens.make(corpus.accounts.get("kari-reader"), "x", Role.READER, days)


def test_a_token_is_shown_once_and_kept_as_a_hash(app: Flask, corpus: Corpus) -> None:
    client = browser(app, Role.READER)
    form = {"navn_paa_nokkel": "statistikk", "rolle": "reader", "dager": "90"}
    page = client.post("/konto/nokler", data=form, headers=HERE).text
    secret = page.split("<code>planspor_")[1].split("<")[0]
    assert corpus.accounts.by_token(f"planspor_{secret}").id == "kari-reader"
    assert secret not in client.get("/konto").text
    assert all(secret.encode() not in p.read_bytes() for p in corpus.folder.glob("corpus.sqlite*"))


def test_a_token_that_is_revoked_or_too_old_opens_nothing(corpus: Corpus) -> None:
    first, second = token(corpus), token(corpus)
    [later, earlier] = corpus.tokens.of_account("kari-editor")
    corpus.tokens.revoke("kari-editor", earlier.id)
    corpus.tokens.revoke("kari-editor", later.id)
    assert corpus.accounts.by_token(first) is None is corpus.accounts.by_token(second)
    third = token(corpus)
    assert corpus.accounts.by_token(third)
    with corpus.database.write() as connection:
        connection.execute(text("update tokens set expires = '2020-01-01T00:00:00+00:00'"))
    assert corpus.accounts.by_token(third) is None


def test_nobody_revokes_the_token_of_another(app: Flask, corpus: Corpus) -> None:
    secret = token(corpus)
    [held] = corpus.tokens.of_account("kari-editor")
    client = browser(app, Role.READER)
    assert client.post(f"/konto/nokler/{held.id}/slett", headers=HERE).status_code == 404
    with pytest.raises(NotFound):
        corpus.tokens.revoke("kari-editor", "")
    assert corpus.accounts.by_token(secret)


def test_when_a_token_was_last_used_is_kept(corpus: Corpus) -> None:
    secret = token(corpus)
    assert corpus.tokens.of_account("kari-editor")[0].used is None
    corpus.accounts.by_token(secret)
    assert corpus.tokens.of_account("kari-editor")[0].used is not None


def test_a_token_that_opens_nothing_is_told_so(app: Flask) -> None:
    for said in (bearer("planspor_made-up"), {"Authorization": "Basic eDp5"}):
        answer = app.test_client().get("/api/v1/documents", headers=said)
        assert answer.status_code == 401
        assert answer.mimetype == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_opens_the_api_and_no_page(app: Flask, corpus: Corpus) -> None:
    said = bearer(token(corpus, Role.ADMINISTRATOR, Role.ADMINISTRATOR))
    assert app.test_client().get("/konto", headers=said).status_code == 303
    assert app.test_client().post("/knytt", headers={**HERE, **said}).status_code == 401


def test_where_all_asks_for_an_account_the_api_does_too(app: Flask, corpus: Corpus) -> None:
    corpus.settings.set_visibility(Visibility.ACCOUNTS)
    client = app.test_client()
    for path in ("/api/v1/documents", "/api/v1/no-such-thing"):
        answer = client.get(path)
        assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert client.get("/api/v1/documents", headers=bearer(token(corpus))).status_code == 200
