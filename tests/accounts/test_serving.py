"""The site as a server: behind a proxy, under a name, and on one's own machine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from people import EMAILS, HERE, PASSWORD

from planspor.corpus.errors import InputError
from planspor.corpus.model import Role
from planspor.web.server import create_server_app, is_local

Serve = Callable[..., Flask]
FORM = {"epost": EMAILS[Role.READER], "passord": PASSWORD}
BASE = "https://planspor.example.no"


@pytest.fixture
def serve(folder: Path) -> Iterator[Serve]:
    made: list[Flask] = []

    def served(host: str, proxies: int = 0, base_url: str | None = None) -> Flask:
        made.append(create_server_app(folder, host, proxies, base_url))
        return made[-1]

    yield served
    for app in made:
        app.extensions["planspor"].close()


@pytest.mark.parametrize(
    ("host", "proxies", "base_url", "local"),
    [
        ("127.0.0.1", 0, None, True),
        ("::1", 0, None, True),
        ("127.0.0.1", 1, None, False),
        ("127.0.0.1", 0, BASE, False),
        ("0.0.0.0", 0, None, False),
    ],
)
def test_a_site_is_ones_own_on_a_loopback_address_with_nothing_before_it(
    host: str, proxies: int, base_url: str | None, local: bool
) -> None:
    assert is_local(host, proxies, base_url) is local


def test_behind_a_proxy_on_a_loopback_address_one_signs_in(serve: Serve) -> None:
    client = serve("127.0.0.1", 1, BASE).test_client()
    said = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"}
    name = {"X-Forwarded-Host": "planspor.example.no"}
    assert client.get("/administrasjon/kontoer", headers=said | name).status_code == 303


def test_a_proxy_that_nobody_told_of_is_refused(serve: Serve) -> None:
    client = serve("127.0.0.1").test_client()
    assert client.get("/").status_code == 200
    for name in ("X-Forwarded-For", "Forwarded", "X-Forwarded-Host"):
        answer = client.get("/", headers={name: "198.51.100.7"})
        assert answer.status_code == 403
        assert "--trusted-proxies" in answer.text


def test_where_a_request_comes_from_is_what_the_last_proxy_says(serve: Serve) -> None:
    app = serve("127.0.0.1", 1, BASE)
    said = {
        **HERE,
        "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "planspor.example.no",
    }
    answer = app.test_client().post("/logg-inn", data=FORM, headers=said)
    assert answer.headers["Set-Cookie"].startswith("__Host-")
    [line] = app.extensions["planspor"].corpus.audit.latest(1)
    assert line.address == "198.51.100.7"


def test_without_a_trusted_proxy_nobody_says_where_they_come_from(serve: Serve) -> None:
    app = serve("0.0.0.0")
    said = {**HERE, "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    answer = app.test_client().post("/logg-inn", data=FORM, headers=said)
    assert not answer.headers["Set-Cookie"].startswith("__Host-")
    [line] = app.extensions["planspor"].corpus.audit.latest(1)
    assert line.address == "127.0.0.1"


def test_a_site_with_a_name_answers_to_no_other(serve: Serve) -> None:
    client = serve("0.0.0.0", 0, BASE).test_client()
    assert client.get("/", headers={"Host": "planspor.example.no"}).status_code == 200
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    # By this the machine asks itself whether the site is well.
    assert client.get("/om", headers={"Host": "127.0.0.1:8080"}).status_code == 200


def test_a_proxy_that_passes_any_name_on_gives_it_to_no_page(serve: Serve) -> None:
    client = serve("127.0.0.1", 1, BASE).test_client()
    said = {"Host": "planspor.example.no", "X-Forwarded-Host": "evil.example"}
    assert client.get("/", headers=said).status_code == 400


@pytest.mark.parametrize("base_url", ["planspor.example.no", "ftp://x", "https://x/under", ""])
def test_a_base_address_is_an_address(serve: Serve, base_url: str) -> None:
    with pytest.raises(InputError):
        serve("0.0.0.0", 0, base_url)
