"""What the tests of accounts share: who has one, and browsers that are signed in to them."""

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planspor.corpus import Corpus
from planspor.corpus.model import Role

HERE = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of a form that was sent from the site's own page."""
LETTER = "havneset-statusnotat-2024"
"""A restricted document with accepted passages."""
PASSWORD = "tregrense hverdag lysning"
EMAILS = {role: f"{role.value}@example.no" for role in Role}


def give_accounts(corpus: Corpus) -> None:
    """One account for each role, all of one password."""
    for role, email in EMAILS.items():
        corpus.accounts.add(email, f"Kari {role.value.title()}", role, PASSWORD)


def sign_in(client: FlaskClient, email: str, password: str = PASSWORD, **form: str) -> TestResponse:
    """What the site says to an address and a password."""
    sent = {"epost": email, "passord": password, **form}
    return client.post("/logg-inn", data=sent, headers=HERE)


def browser(app: Flask, role: Role | None = None) -> FlaskClient:
    """A browser that is signed in as somebody of a role; as nobody where there is none."""
    client = app.test_client()
    if role is not None:
        assert sign_in(client, EMAILS[role]).status_code == 303
    return client


def token(corpus: Corpus, account: Role = Role.EDITOR, role: Role = Role.READER) -> str:
    return corpus.tokens.make(corpus.accounts.get(EMAILS[account]), "statistikk", role, 30)


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}
