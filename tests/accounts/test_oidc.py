"""Signing in by OpenID Connect, against a provider that signs real tokens."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import EMAILS
from werkzeug.test import TestResponse

pytest.importorskip("authlib", reason="the extra oidc is not installed")

import httpx
from provider import CLIENT, SECRET, Provider, running

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import Role
from planspor.web.accounts.oidc import Issuer, issuer_from
from planspor.web.app import create_app

READER = EMAILS[Role.READER]


@pytest.fixture(scope="module")
def served() -> Iterator[Provider]:
    with running() as one:
        yield one


@pytest.fixture
def provider(served: Provider) -> Provider:
    served.claims, served.lies, served.foreign = {"sub": "subject-1"}, {}, False
    return served


@pytest.fixture
def app(folder: Path, provider: Provider) -> Iterator[Flask]:
    made = create_app(folder, issuer=Issuer(provider.issuer, CLIENT, SECRET, "Feide"))
    made.testing = True
    yield made
    made.extensions["planspor"].close()


def leave(client: FlaskClient, query: str = "") -> str:
    """Where the provider sends the browser back to."""
    there = client.get(f"/logg-inn/oidc{query}").headers["Location"]
    back = httpx.get(there).headers["Location"]
    return back.removeprefix("http://localhost")


def sign_in(client: FlaskClient, query: str = "") -> TestResponse:
    return client.get(leave(client, query))


def known(corpus: Corpus, provider: Provider) -> None:
    """Tie the reader's account to the subject."""
    corpus.accounts.by_subject(f"{provider.issuer} subject-1", READER)


def test_a_subject_that_is_tied_to_an_account_signs_in_to_it(
    app: Flask, corpus: Corpus, provider: Provider
) -> None:
    known(corpus, provider)
    client = app.test_client()
    answer = sign_in(client, "?neste=/lagrede-sok")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/lagrede-sok")
    assert "Kari Reader" in client.get("/konto").text
    [line] = corpus.audit.latest(1)
    assert (line.what, line.person, line.details) == ("signed in", "kari-reader", {"how": "oidc"})


def test_the_button_is_on_the_page_where_one_signs_in(app: Flask) -> None:
    assert "Logg inn med Feide" in app.test_client().get("/logg-inn").text


def test_state_nonce_and_pkce_are_asked_for_anew_each_time(app: Flask) -> None:
    asked = [
        parse_qs(urlsplit(app.test_client().get("/logg-inn/oidc").headers["Location"]).query)
        for _ in range(2)
    ]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]


def test_a_verified_address_ties_the_subject_to_its_account_once(
    app: Flask, corpus: Corpus, provider: Provider
) -> None:
    provider.claims |= {"email": READER.upper(), "email_verified": True}
    assert sign_in(app.test_client()).status_code == 303
    assert corpus.accounts.get(READER).subject == f"{provider.issuer} subject-1"
    provider.claims["sub"] = "subject-2"
    assert sign_in(app.test_client()).status_code == 403


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_is_not_verified_ties_nothing(
    app: Flask, provider: Provider, verified: object
) -> None:
    provider.claims |= {"email": READER, "email_verified": verified}
    assert sign_in(app.test_client()).status_code == 403


def test_nobody_is_given_an_account_by_signing_in(
    app: Flask, corpus: Corpus, provider: Provider
) -> None:
    before = corpus.accounts.all()
    provider.claims |= {"email": "new@example.no", "email_verified": True}
    answer = sign_in(app.test_client())
    assert "Du har ikke konto her" in answer.text
    assert corpus.accounts.all() == before


def test_an_invitation_ties_the_subject_without_any_address(
    app: Flask, corpus: Corpus, provider: Provider
) -> None:
    made = corpus.accounts.add("ny@example.no", "Ny Person", Role.EDITOR)
    secret, client = corpus.invitations.make(made), app.test_client()
    client.get(f"/invitasjon/{secret}")
    assert "Logg inn med Feide" in client.get("/invitasjon").text
    assert sign_in(client, "?invitasjon=1").status_code == 303
    assert "Ny Person" in client.get("/konto").text
    assert corpus.accounts.get("ny-person").subject == f"{provider.issuer} subject-1"
    assert client.get("/invitasjon").status_code == 404


def test_an_invitation_that_lies_in_the_browser_ties_nobody_who_only_signs_in(
    app: Flask, corpus: Corpus
) -> None:
    made = corpus.accounts.add("ny@example.no", "Ny Person", Role.EDITOR)
    client = app.test_client()
    client.get(f"/invitasjon/{corpus.invitations.make(made)}")
    assert sign_in(client).status_code == 403
    assert corpus.accounts.get("ny-person").subject is None


def test_a_disabled_account_is_not_signed_in_to(
    app: Flask, corpus: Corpus, provider: Provider
) -> None:
    known(corpus, provider)
    corpus.accounts.disable(READER)
    assert sign_in(app.test_client()).status_code == 403


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "another"},
        {"aud": "another-client"},
        {"iss": "https://evil.example"},
        {"exp": 1_000_000_000},
    ],
)
def test_a_token_that_is_for_another_or_too_old_is_refused(
    app: Flask, corpus: Corpus, provider: Provider, lies: dict[str, object]
) -> None:
    known(corpus, provider)
    provider.lies = lies
    answer = sign_in(app.test_client())
    assert answer.status_code == 401
    assert "planspor_innlogging" not in str(answer.headers)
    assert corpus.audit.latest(1)[0].what == "sign-in failed"


def test_a_token_that_another_key_signed_is_refused(
    app: Flask, corpus: Corpus, provider: Provider
) -> None:
    known(corpus, provider)
    provider.foreign = True
    assert sign_in(app.test_client()).status_code == 401


def test_what_comes_back_to_another_browser_is_refused(
    app: Flask, corpus: Corpus, provider: Provider
) -> None:
    known(corpus, provider)
    back = leave(app.test_client())
    assert app.test_client().get(back).status_code == 401


def test_what_comes_back_is_taken_once(app: Flask, corpus: Corpus, provider: Provider) -> None:
    known(corpus, provider)
    client = app.test_client()
    back = leave(client)
    assert client.get(back).status_code == 303
    assert client.get(back).status_code == 401


def test_somebody_who_turned_back_is_told_so(app: Flask) -> None:
    client = app.test_client()
    leave(client)
    answer = client.get("/logg-inn/oidc/tilbake?error=access_denied&state=x")
    assert answer.status_code == 401
    assert "Prøv igjen" in answer.text


def test_signing_in_leads_nowhere_but_to_this_site(
    app: Flask, corpus: Corpus, provider: Provider
) -> None:
    known(corpus, provider)
    answer = sign_in(app.test_client(), "?neste=//evil.example/")
    assert answer.headers["Location"] == "/"


def test_an_issuer_that_is_away_is_said_to_be(folder: Path) -> None:
    made = create_app(folder, issuer=Issuer("http://127.0.0.1:9", CLIENT, SECRET))
    assert made.test_client().get("/logg-inn/oidc").status_code == 401
    made.extensions["planspor"].close()


def test_without_an_issuer_there_is_no_such_page(folder: Path) -> None:
    made = create_app(folder)
    assert made.test_client().get("/logg-inn/oidc").status_code == 404
    made.extensions["planspor"].close()


def test_an_issuer_is_named_by_the_environment() -> None:
    said = {
        "PLANSPOR_OIDC_ISSUER": "https://auth.dataporten.no/",
        "PLANSPOR_OIDC_CLIENT_ID": "abc",
        "PLANSPOR_OIDC_NAME": "Feide",
    }
    assert issuer_from(said) == Issuer("https://auth.dataporten.no", "abc", name="Feide")
    assert issuer_from({}) is None
    for wrong in ({"PLANSPOR_OIDC_CLIENT_ID": ""}, {"PLANSPOR_OIDC_ISSUER": "http://plain.no"}):
        with pytest.raises(InputError):
            issuer_from(said | wrong)
