"""Accounts, invitations and passwords: made, opened once, changed and ended."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import EMAILS, HERE, PASSWORD, browser, sign_in
from sqlalchemy import text

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Person, Role
from planspor.corpus.store.accounts import LastAdministrator, WeakPassword
from planspor.corpus.store.database import now
from planspor.corpus.store.rows import to_time

NEW = "kopper av fersk snøkrystall"
ADMIN, READER = EMAILS[Role.ADMINISTRATOR], EMAILS[Role.READER]


def invite(client: FlaskClient, role: str = "reviewer", email: str = "ny@example.no") -> str:
    """The path of the link that an administrator is shown."""
    form = {"navn": "Ny Person", "epost": email, "rolle": role}
    page = client.post("/administrasjon/kontoer", data=form, headers=HERE)
    assert page.status_code == 200
    return re.search(r"<code>https?://[^/]+(/invitasjon/[\w-]+)</code>", page.text)[1]


def choose(client: FlaskClient, password: str = NEW) -> int:
    form = {"passord": password, "igjen": password}
    return client.post("/invitasjon", data=form, headers=HERE).status_code


def test_who_is_invited_chooses_a_password_and_is_signed_in(app: Flask) -> None:
    path = invite(browser(app, Role.ADMINISTRATOR))
    client = app.test_client()
    arrived = client.get(path)
    assert arrived.headers["Location"] == "/invitasjon"
    assert arrived.headers["Referrer-Policy"] == "no-referrer"
    assert arrived.headers["Cache-Control"] == "no-store"
    assert "Ny Person" in client.get("/invitasjon").text
    assert choose(client) == 303
    assert "Ny Person" in client.get("/konto").text
    assert sign_in(app.test_client(), "ny@example.no", NEW).status_code == 303


def test_a_link_opens_once(app: Flask) -> None:
    path = invite(browser(app, Role.ADMINISTRATOR))
    client, other = app.test_client(), app.test_client()
    for one in (client, other):
        one.get(path)
        # Looking at the page, as the scanner of a mail does, does not use it up.
        assert one.get("/invitasjon").status_code == 200
    assert choose(client) == 303
    assert choose(other, "another password altogether") == 404
    assert other.get("/invitasjon").status_code == 404
    assert app.test_client().get(path, follow_redirects=True).status_code == 404


def test_of_those_who_use_a_link_at_once_one_gets_in(app: Flask) -> None:
    path = invite(browser(app, Role.ADMINISTRATOR))

    def use(_number: int) -> int:
        client = app.test_client()
        client.get(path)
        return choose(client)

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(use, range(6))) == [303] + [404] * 5


def test_a_link_that_is_too_old_or_made_up_opens_nothing(app: Flask, corpus: Corpus) -> None:
    path = invite(browser(app, Role.ADMINISTRATOR))
    with corpus.database.write() as connection:
        past = to_time(now() - timedelta(seconds=1))
        connection.execute(text(f"update invitations set expires = '{past}'"))
    for one in (path, "/invitasjon/made-up"):
        assert app.test_client().get(one, follow_redirects=True).status_code == 404


def test_a_new_link_closes_the_one_before(app: Flask, corpus: Corpus) -> None:
    admin = browser(app, Role.ADMINISTRATOR)
    first = invite(admin)
    admin.post("/administrasjon/kontoer/ny-person/lenke", headers=HERE)
    assert app.test_client().get(first, follow_redirects=True).status_code == 404
    assert "ny-person" in corpus.invitations.standing()


def test_a_link_to_a_disabled_account_opens_nothing(app: Flask, corpus: Corpus) -> None:
    path = invite(browser(app, Role.ADMINISTRATOR))
    corpus.accounts.disable("ny-person")
    assert app.test_client().get(path, follow_redirects=True).status_code == 404


def test_a_refused_password_leaves_the_link_open(app: Flask) -> None:
    client = app.test_client()
    client.get(invite(browser(app, Role.ADMINISTRATOR)))
    assert choose(client, "kort") == 400
    form = {"passord": NEW, "igjen": "something else"}
    assert client.post("/invitasjon", data=form, headers=HERE).status_code == 400
    assert choose(client) == 303


def test_a_new_password_signs_out_everywhere_and_the_old_one_opens_nothing(
    app: Flask, corpus: Corpus
) -> None:
    signed_in, held = browser(app, Role.READER), corpus.accounts.get(READER)
    secret = corpus.invitations.make(held)
    client = app.test_client()
    client.get(f"/invitasjon/{secret}")
    assert sign_in(app.test_client(), READER).status_code == 303
    assert choose(client) == 303
    assert signed_in.get("/konto").status_code == 303
    assert sign_in(app.test_client(), READER).status_code == 401


def test_changing_ones_password_takes_the_one_before_and_keeps_this_browser_in(
    app: Flask,
) -> None:
    client, other = browser(app, Role.READER), browser(app, Role.READER)
    form = {"passord": "wrong", "nytt": NEW, "igjen": NEW}
    assert client.post("/konto/passord", data=form, headers=HERE).status_code == 400
    before = client.get_cookie("planspor_innlogging").value
    form["passord"] = PASSWORD
    assert client.post("/konto/passord", data=form, headers=HERE).status_code == 303
    assert client.get("/konto").status_code == 200
    assert client.get_cookie("planspor_innlogging").value != before
    assert other.get("/konto").status_code == 303


def test_signing_out_elsewhere_leaves_this_browser_in(app: Flask) -> None:
    client, other = browser(app, Role.READER), browser(app, Role.READER)
    assert client.post("/konto/logg-ut", headers=HERE).status_code == 303
    assert client.get("/konto").status_code == 200
    assert other.get("/konto").status_code == 303


def test_an_account_that_is_disabled_while_signed_in_is_out_at_once(
    app: Flask, corpus: Corpus
) -> None:
    client, admin = browser(app, Role.REVIEWER), browser(app, Role.ADMINISTRATOR)
    secret = corpus.tokens.make(corpus.accounts.get("kari-reviewer"), "x", Role.READER, 30)
    admin.post("/administrasjon/kontoer/kari-reviewer/steng", headers=HERE)
    assert client.get("/lagrede-sok").status_code == 303
    assert client.post("/knytt", headers=HERE).status_code == 401
    assert corpus.accounts.by_token(secret) is None
    assert sign_in(app.test_client(), EMAILS[Role.REVIEWER]).status_code == 401
    admin.post("/administrasjon/kontoer/kari-reviewer/aapne", headers=HERE)
    assert client.get("/lagrede-sok").status_code == 303
    assert sign_in(app.test_client(), EMAILS[Role.REVIEWER]).status_code == 303


def test_another_role_holds_at_once(app: Flask) -> None:
    client, admin = browser(app, Role.EDITOR), browser(app, Role.ADMINISTRATOR)
    form = {"rolle": "reader"}
    admin.post("/administrasjon/kontoer/kari-editor/rolle", data=form, headers=HERE)
    assert client.post("/knytt", headers=HERE).status_code == 403


def test_nobody_gives_themselves_a_role(app: Flask, corpus: Corpus) -> None:
    client = browser(app, Role.EDITOR)
    form = {"rolle": "administrator"}
    path = "/administrasjon/kontoer/kari-editor/rolle"
    assert client.post(path, data=form, headers=HERE).status_code == 403
    path = client.get("/konto").request.path
    assert client.post(path, data=form, headers=HERE).status_code == 405
    assert corpus.accounts.get("kari-editor").role is Role.EDITOR


def test_who_is_invited_cannot_choose_another_role_name_or_address(
    app: Flask, corpus: Corpus
) -> None:
    client = app.test_client()
    client.get(invite(browser(app, Role.ADMINISTRATOR), "reader"))
    form = {
        "passord": NEW,
        "igjen": NEW,
        "rolle": "administrator",
        "epost": ADMIN,
        "navn": "Kari Administrator",
        "account": "kari-administrator",
    }
    client.post("/invitasjon", data=form, headers=HERE)
    held = corpus.accounts.get("ny@example.no")
    assert (held.role, held.name) == (Role.READER, "Ny Person")
    assert sign_in(app.test_client(), ADMIN).status_code == 303


def test_the_last_administrator_stays_one(app: Flask, corpus: Corpus) -> None:
    admin = browser(app, Role.ADMINISTRATOR)
    base = "/administrasjon/kontoer/kari-administrator"
    answer = admin.post(f"{base}/rolle", data={"rolle": "reader"}, headers=HERE)
    assert answer.status_code == 400
    assert "minst én administrator" in answer.text
    assert admin.post(f"{base}/steng", headers=HERE).status_code == 400
    # Who was invited and never came cannot sign in to make another one.
    invite(admin, "administrator")
    with pytest.raises(LastAdministrator):
        corpus.accounts.disable(ADMIN)
    corpus.accounts.set_role("kari-editor", Role.ADMINISTRATOR)
    corpus.accounts.set_role(ADMIN, Role.READER)
    with pytest.raises(LastAdministrator):
        corpus.accounts.set_role("kari-editor", Role.READER)


def test_of_two_administrators_who_end_each_other_at_once_one_stays(corpus: Corpus) -> None:
    corpus.accounts.set_role("kari-editor", Role.ADMINISTRATOR)

    def end(account: str) -> bool:
        try:
            corpus.accounts.disable(account)
        except LastAdministrator:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(end, ["kari-editor", "kari-administrator"])) == [False, True]


def test_an_account_decides_as_the_person_of_its_name(empty: Corpus) -> None:
    empty.reviews.know(Person("ada-nordmann", "Ada Nordmann"))
    assert empty.accounts.add("ada@example.no", "Ada Nordmann", Role.READER).id == "ada-nordmann"
    second = empty.accounts.add("ada2@example.no", "Ada Nordmann", Role.READER)
    assert second.id == "ada-nordmann-2"


def test_an_account_is_never_given_the_name_of_a_rule(empty: Corpus) -> None:
    empty.reviews.know(Person("regel", "Regel", machine=True))
    assert empty.accounts.add("r@example.no", "Regel", Role.READER).id == "regel-2"


@pytest.mark.parametrize("email", ["", "ada", "a b@example.no", "ada@", "@x", "a" * 120 + "@x.no"])
def test_an_account_takes_an_address(empty: Corpus, email: str) -> None:
    with pytest.raises(InputError):
        empty.accounts.add(email, "Ada", Role.READER)


def test_an_address_has_one_account_however_it_is_written(empty: Corpus) -> None:
    empty.accounts.add("Ada@Example.no", "Ada", Role.READER, PASSWORD)
    with pytest.raises(InputError):
        empty.accounts.add("ada@example.NO", "Ada", Role.READER)
    assert empty.accounts.authenticate(" ADA@example.no", PASSWORD).email == "ada@example.no"


def test_a_weak_password_makes_no_account(empty: Corpus) -> None:
    with pytest.raises(WeakPassword):
        empty.accounts.add("ada@example.no", "Ada", Role.READER, "password")
    with pytest.raises(NotFound):
        empty.accounts.get("ada@example.no")


def test_the_link_in_a_page_is_below_the_address_that_people_know(app: Flask) -> None:
    app.config["BASE_URL"] = "https://planspor.example.no"
    form = {"navn": "Ny Person", "epost": "ny@example.no", "rolle": "reader"}
    admin = browser(app, Role.ADMINISTRATOR)
    page = admin.post(
        "/administrasjon/kontoer", data=form, headers={**HERE, "X-Forwarded-Host": "evil.example"}
    )
    assert "https://planspor.example.no/invitasjon/" in page.text
    assert "evil.example" not in page.text
