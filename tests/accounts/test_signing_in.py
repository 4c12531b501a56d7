"""Signing in and out: what opens a session, what ends it, and what gives nothing away."""

import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from people import EMAILS, HERE, PASSWORD, browser, sign_in
from sqlalchemy import text

from planspor.corpus import Corpus
from planspor.corpus.model import Role
from planspor.corpus.store import attempts
from planspor.web.app import create_app

READER = EMAILS[Role.READER]
COOKIE = "planspor_innlogging"


def test_who_signs_in_is_known_until_signing_out(app: Flask) -> None:
    client = browser(app, Role.READER)
    assert "Kari Reader" in client.get("/").text
    assert client.post("/logg-ut", headers=HERE).status_code == 303
    assert "Kari Reader" not in client.get("/").text
    assert client.get("/konto").status_code == 303


def test_a_session_that_was_ended_opens_nothing_though_its_cookie_is_kept(app: Flask) -> None:
    client = browser(app, Role.READER)
    kept = client.get_cookie(COOKIE).value
    client.post("/logg-ut", headers=HERE)
    client.set_cookie(COOKIE, kept)
    assert client.get("/konto").status_code == 303


def test_the_secret_of_a_session_is_kept_nowhere_in_the_corpus(app: Flask, corpus: Corpus) -> None:
    secret = browser(app, Role.READER).get_cookie(COOKIE).value
    assert all(secret.encode() not in p.read_bytes() for p in corpus.folder.glob("corpus.sqlite*"))


def test_a_cookie_that_was_there_before_is_not_the_one_that_is_signed_in(app: Flask) -> None:
    client = app.test_client()
    client.set_cookie(COOKIE, "chosen-by-somebody-else")
    sign_in(client, READER)
    assert client.get_cookie(COOKIE).value != "chosen-by-somebody-else"
    other = app.test_client()
    other.set_cookie(COOKIE, "chosen-by-somebody-else")
    assert other.get("/konto").status_code == 303


def test_signing_in_again_ends_the_session_before(app: Flask) -> None:
    client = browser(app, Role.READER)
    first = client.get_cookie(COOKIE).value
    sign_in(client, READER)
    other = app.test_client()
    other.set_cookie(COOKIE, first)
    assert client.get("/konto").status_code == 200
    assert other.get("/konto").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(app: Flask) -> None:
    said = sign_in(app.test_client(), READER).headers["Set-Cookie"]
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    assert "Path=/" in said
    assert "Secure" not in said


def test_behind_https_the_cookie_goes_over_https_alone_and_to_this_host_alone(app: Flask) -> None:
    form = {"epost": READER, "passord": PASSWORD}
    answer = app.test_client().post("https://localhost/logg-inn", data=form, headers=HERE)
    assert answer.headers["Set-Cookie"].startswith(f"__Host-{COOKIE}=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Domain" not in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil"],
)
def test_signing_in_leads_nowhere_but_to_this_site(app: Flask, elsewhere: str) -> None:
    answer = sign_in(app.test_client(), READER, neste=elsewhere)
    assert answer.headers["Location"] == "/"
    page = app.test_client().get("/logg-inn", query_string={"neste": elsewhere}).text
    assert "evil" not in re.search(r'name="neste" value="([^"]*)"', page)[1]


def test_signing_in_leads_to_where_one_wanted(app: Flask) -> None:
    client = app.test_client()
    answer = client.get("/lagrede-sok?x=1")
    assert answer.headers["Location"] == "/logg-inn?neste=/lagrede-sok?x%3D1"
    assert sign_in(client, READER, neste="/lagrede-sok?x=1").headers["Location"] == (
        "/lagrede-sok?x=1"
    )


def test_a_form_from_another_site_signs_nobody_in_or_out(app: Flask) -> None:
    form = {"epost": READER, "passord": PASSWORD}
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    assert app.test_client().post("/logg-inn", data=form, headers=foreign).status_code == 403
    client = browser(app, Role.READER)
    assert client.post("/logg-ut", headers=foreign).status_code == 403
    assert client.get("/konto").status_code == 200


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(app: Flask) -> None:
    wrong = sign_in(app.test_client(), READER, "not the password of it")
    unknown = sign_in(app.test_client(), "nobody@example.no", "not the password of it")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace(READER, "") == unknown.text.replace("nobody@example.no", "")


def test_an_unknown_address_is_worked_on_as_a_known_one(corpus: Corpus) -> None:
    def taken(email: str) -> float:
        begun = time.perf_counter()
        corpus.accounts.authenticate(email, "not the password of it")
        return time.perf_counter() - begun

    known, unknown = (
        statistics.median(taken(email) for _ in range(5)) for email in (READER, "nobody@e.no")
    )
    # Hashing takes some hundred times as long as all the rest: what lacks it is seen at once.
    assert unknown > known / 5


def test_after_some_attempts_at_an_account_none_is_judged_not_even_the_right_one(
    app: Flask,
) -> None:
    client = app.test_client()
    for _ in range(attempts.BY_BOTH):
        assert sign_in(client, READER, "not the password of it").status_code == 401
    stopped = sign_in(client, READER)
    assert stopped.status_code == 429
    assert int(stopped.headers["Retry-After"]) == 900
    assert sign_in(client, EMAILS[Role.EDITOR]).status_code == 303


def test_an_unknown_address_is_stopped_like_a_known_one(app: Flask) -> None:
    client = app.test_client()
    said = [
        sign_in(client, "nobody@example.no", "guess").status_code
        for _ in range(attempts.BY_BOTH + 1)
    ]
    assert said == [401] * attempts.BY_BOTH + [429]


def test_attempts_are_counted_for_all_processes_and_over_a_restart(
    app: Flask, corpus: Corpus
) -> None:
    for _ in range(attempts.BY_BOTH):
        sign_in(app.test_client(), READER, "not the password of it")
    other = create_app(corpus.folder)
    assert sign_in(other.test_client(), READER).status_code == 429
    other.extensions["planspor"].close()


def test_many_addresses_together_cannot_guess_on_at_one_account(corpus: Corpus) -> None:
    tried = [corpus.attempts.begin(READER, f"198.51.100.{n}") for n in range(40)]
    assert sum(tried) == attempts.BY_ACCOUNT


def test_an_address_of_ipv6_counts_by_its_network(corpus: Corpus) -> None:
    tried = [corpus.attempts.begin(READER, f"2001:db8::{n:x}") for n in range(10)]
    assert sum(tried) == attempts.BY_BOTH


def test_who_has_signed_in_begins_anew(app: Flask) -> None:
    for _ in range(4):
        sign_in(app.test_client(), READER, "not the password of it")
        sign_in(app.test_client(), READER, "not the password of it")
        assert sign_in(app.test_client(), READER).status_code == 303


def test_what_was_typed_is_kept_nowhere(app: Flask, corpus: Corpus) -> None:
    sign_in(app.test_client(), "my-password-typed-here@x", "another secret that was typed")
    with corpus.database.read() as connection:
        rows = str(connection.execute(text("select * from attempts, audit")).all())
    assert "typed" not in rows


def test_fifty_who_sign_in_at_once_from_one_office_all_get_in(corpus: Corpus, app: Flask) -> None:
    for number in range(10):
        corpus.accounts.add(f"p{number}@example.no", f"Per Nummer {number}", Role.READER, PASSWORD)
    with ThreadPoolExecutor(8) as pool:
        emails = [f"p{number % 10}@example.no" for number in range(50)]
        said = list(pool.map(lambda email: sign_in(app.test_client(), email).status_code, emails))
    assert said == [303] * 50
    assert sum(len(corpus.sessions.of_account(a.id)) for a in corpus.accounts.all()) == 50


def test_a_guesser_gets_no_more_attempts_by_asking_all_at_once(app: Flask) -> None:
    def guess(number: int) -> int:
        return sign_in(app.test_client(), READER, f"guess number {number}").status_code

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(guess, range(30)))
    assert said.count(401) == attempts.BY_BOTH


def test_a_session_outlasts_a_restart_and_holds_in_another_process(
    app: Flask, corpus: Corpus
) -> None:
    secret = browser(app, Role.READER).get_cookie(COOKIE).value
    other = create_app(corpus.folder)
    client = other.test_client()
    client.set_cookie(COOKIE, secret)
    assert client.get("/konto").status_code == 200
    corpus.sessions.end(secret)
    assert client.get("/konto").status_code == 303
    other.extensions["planspor"].close()


@pytest.mark.parametrize(("column", "days"), [("seen", 1.1), ("created", 15)])
def test_a_session_ends_when_it_was_idle_and_when_it_is_old(
    app: Flask, corpus: Corpus, column: str, days: float
) -> None:
    client = browser(app, Role.READER)
    with corpus.database.write() as connection:
        # The same time, so much earlier, as it is stored.
        earlier = f"strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now', '-{int(days * 24)} hours')"
        connection.execute(text(f"update sessions set {column} = {earlier}"))
    assert client.get("/konto").status_code == 303


def test_on_ones_own_machine_nobody_signs_in_and_everything_may_be_done(corpus: Corpus) -> None:
    own = create_app(corpus.folder, local=True)
    client = own.test_client()
    assert client.get("/logg-inn").status_code == 303
    assert client.get("/administrasjon/kontoer").status_code == 200
    assert "Logg inn" not in client.get("/").text
    own.extensions["planspor"].close()


def test_a_server_where_nobody_has_an_account_can_only_be_read(corpus: Corpus) -> None:
    with corpus.database.write() as connection:
        connection.execute(text("delete from accounts"))
    bare = create_app(corpus.folder)
    client = bare.test_client()
    assert client.get("/planer").status_code == 200
    assert "planspor users add" in client.get("/logg-inn").text
    answer = client.post("/lagrede-sok", data={"tittel": "x"}, headers=HERE)
    assert answer.status_code == 401
    assert "ingen har fått konto" in answer.text
    assert sign_in(client, READER).status_code == 401
    bare.extensions["planspor"].close()
