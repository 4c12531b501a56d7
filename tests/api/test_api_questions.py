"""How one asks: again, from other sites, too often, wrongly; and what one may not see."""

from typing import Any

import pytest
from example_answers import ROOT
from example_answers import address as address_of
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from planspor.corpus import Corpus
from planspor.corpus.model import Decision, Person, Review, Role, Stage, Stance
from planspor.corpus.store.database import now
from planspor.web.api.openapi import every
from planspor.web.api.operations import Operation

RESTRICTED = "havneset-statusnotat-2024"
READS = [one for one in every() if one.method == "GET"]
MOST_STATEMENTS = 12


@pytest.fixture
def corpus(app: Flask) -> Corpus:
    held: Corpus = app.extensions["planspor"].corpus
    return held


def test_who_has_an_answer_is_not_given_it_again(client: FlaskClient) -> None:
    first = client.get(f"{ROOT}/documents?limit=2")
    again = {"If-None-Match": first.headers["ETag"]}
    held = client.get(f"{ROOT}/documents?limit=2", headers=again)
    assert (held.status_code, held.data) == (304, b"")
    assert held.headers["ETag"] == first.headers["ETag"]
    assert client.get(f"{ROOT}/documents?limit=3", headers=again).status_code == 200


def test_an_answer_is_another_when_the_record_is(client: FlaskClient, corpus: Corpus) -> None:
    address = f"{ROOT}/measures/havneset2021/m8"
    first = client.get(address).headers["ETag"]
    corpus.reviews.know(Person("ada", "Ada"))
    link = next(x for x in corpus.links.of_target("havneset2021/m8") if not x.origin)
    said = Review(link.id, link.target, link.document, "ada", Decision.ACCEPT, now())
    corpus.reviews.decide(said)
    answer = client.get(address, headers={"If-None-Match": first})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != first


def test_who_sees_more_has_another_answer(client: FlaskClient, tokens: dict[Role, str]) -> None:
    address = f"{ROOT}/documents"
    mine = {"Authorization": f"Bearer {tokens[Role.READER]}"}
    open_, all_ = client.get(address), client.get(address, headers=mine)
    assert open_.headers["ETag"] != all_.headers["ETag"]
    assert all_.get_json()["total"] == open_.get_json()["total"] + 1
    assert "public" in open_.headers["Cache-Control"]
    assert "private" in all_.headers["Cache-Control"]


def test_pages_of_other_sites_may_read_what_everybody_may(
    client: FlaskClient, own: FlaskClient, tokens: dict[Role, str]
) -> None:
    there = {"Origin": "https://avisen.example"}
    answer = client.get(f"{ROOT}/documents", headers=there)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    asked = client.options(
        f"{ROOT}/documents", headers={**there, "Access-Control-Request-Method": "POST"}
    )
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Authorization" not in asked.headers["Access-Control-Allow-Headers"]
    mine = {**there, "Authorization": f"Bearer {tokens[Role.READER]}"}
    for held in (
        own.get(f"{ROOT}/documents", headers=there),
        client.get(f"{ROOT}/documents", headers=mine),
    ):
        assert "Access-Control-Allow-Origin" not in held.headers


def test_who_asks_too_often_is_told_to_wait(app: Flask) -> None:
    before, app.config["API_LIMITS"] = (
        app.config["API_LIMITS"],
        dict.fromkeys(("reads", "writes", "files"), 3),
    )
    try:
        client = app.test_client()
        asked: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}
        answers = [client.get(f"{ROOT}/plans", **asked) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[0].headers["RateLimit-Policy"] == '"reads";q=3;w=60'
        assert answers[2].headers["RateLimit"].startswith('"reads";r=0;t=')
        assert 1 <= int(answers[3].headers["Retry-After"]) <= 60
        assert answers[3].get_json()["code"] == "too_many_requests"
        other: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": "192.0.2.8"}}
        assert client.get(f"{ROOT}/plans", **other).status_code == 200
    finally:
        app.config["API_LIMITS"] = before


def test_on_ones_own_machine_nothing_is_counted(own: FlaskClient) -> None:
    assert "RateLimit" not in own.get(f"{ROOT}/plans").headers


@pytest.mark.parametrize(
    ("method", "path", "headers", "status", "code"),
    [
        ("GET", "/api/v1/finnes-ikke", {}, 404, "not_found"),
        ("GET", "/api/v2", {}, 404, "not_found"),
        ("GET", "/api/v1/documents/finnes-ikke", {}, 404, "not_found"),
        ("GET", f"/api/v1/documents/{RESTRICTED}", {}, 404, "not_found"),
        ("GET", "/api/v1/links/finnes-ikke", {}, 404, "not_found"),
        ("DELETE", "/api/v1/documents", {}, 405, "method_not_allowed"),
        ("POST", "/api/v1/plans", {}, 405, "method_not_allowed"),
        ("GET", "/api/v1/plans", {"Accept": "application/xml"}, 406, "not_acceptable"),
        ("GET", "/api/v1/plans?limit=x", {}, 400, "bad_request"),
        ("GET", "/api/v1/plans?limit=1&limit=2", {}, 400, "bad_request"),
        ("GET", "/api/v1/plans?ukjent=1", {}, 400, "bad_request"),
        ("GET", "/api/v1/search?q=%22ventetid", {}, 400, "bad_request"),
        ("POST", "/api/v1/links", {}, 401, "not_signed_in"),
        ("POST", "/api/v1/links", {"Origin": "https://ond.example"}, 403, "not_allowed"),
        ("GET", "/api/v1/plans", {"Authorization": "Bearer gal"}, 401, "not_signed_in"),
    ],
)
def test_every_mistake_is_answered_with_a_problem(
    client: FlaskClient, method: str, path: str, headers: dict[str, str], status: int, code: str
) -> None:
    answer = client.open(path, method=method, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    said = answer.get_json()
    assert (said["status"], said["code"]) == (status, code)
    assert said["detail"]
    assert said["remedy"]
    assert RESTRICTED not in said["detail"] + said["remedy"]
    assert "planspor show" not in said["remedy"]
    if status == 405:
        assert "GET" in answer.headers["Allow"]
    if status == 401:
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_what_breaks_is_a_problem_too(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(app.extensions["planspor"], "snapshot", broken)
    answer = app.test_client().get(f"{ROOT}/plans")
    assert answer.status_code == 500
    assert answer.get_json()["code"] == "broken"
    assert "ZeroDivision" not in answer.text


@pytest.mark.parametrize("operation", READS, ids=lambda one: one.name)
def test_nothing_is_told_of_a_restricted_document(
    operation: Operation, client: FlaskClient, corpus: Corpus
) -> None:
    address = ROOT + address_of(operation, corpus)
    told = client.get(address).text
    passages = corpus.documents.passages(RESTRICTED)
    title = corpus.documents.get(RESTRICTED).title
    assert RESTRICTED not in told
    assert title not in told
    assert not [one for one in passages if len(one.text) > 40 and one.text[:40] in told]


def test_the_parts_of_a_restricted_document_are_not_there(
    client: FlaskClient, own: FlaskClient, corpus: Corpus
) -> None:
    passage = corpus.documents.passages(RESTRICTED)[0]
    parts = [f"/documents/{RESTRICTED}/{part}" for part in ("passages", "sections", "references")]
    for path in (*parts, f"/passages/{passage.id}", f"/sections/{passage.section}"):
        assert client.get(ROOT + path).status_code == 404
        assert own.get(ROOT + path).status_code == 200


@pytest.mark.parametrize("path", ["/documents", "/links", "/reviews", "/search"])
def test_lists_leave_a_restricted_document_out(
    client: FlaskClient, own: FlaskClient, path: str
) -> None:
    seen, everything = (one.get(ROOT + path).get_json()["total"] for one in (client, own))
    assert 0 < seen < everything


@pytest.mark.parametrize(
    "path", [f"/links?document={RESTRICTED}", f"/search?document={RESTRICTED}"]
)
def test_a_restricted_document_is_not_asked_for_by_name(
    client: FlaskClient, own: FlaskClient, path: str
) -> None:
    assert client.get(ROOT + path).get_json()["total"] == 0
    assert own.get(ROOT + path).get_json()["total"] > 0


@pytest.mark.parametrize(
    "operation", [one for one in READS if one.tag != "exports"], ids=lambda one: one.name
)
def test_no_answer_takes_more_statements_than_a_page(
    operation: Operation, client: FlaskClient, corpus: Corpus
) -> None:
    asked: list[str] = []
    path = ROOT + address_of(operation, corpus)
    client.get(path)

    def note(*said: Any) -> None:
        if not said[2].startswith(("BEGIN", "PRAGMA")):
            asked.append(said[2])

    event.listen(corpus.database.engine, "before_cursor_execute", note)
    try:
        client.get(path)
    finally:
        event.remove(corpus.database.engine, "before_cursor_execute", note)
    assert len(asked) <= MOST_STATEMENTS, "\n".join(asked)


def test_a_decision_is_told_with_its_stage_and_stance(client: FlaskClient, corpus: Corpus) -> None:
    links = [x for x in corpus.links.of_target("havneset2021/m8") if x.document != RESTRICTED]
    corpus.reviews.know(Person("per", "Per"))
    said = Review(
        *(links[0].id, links[0].target, links[0].document, "per", Decision.ACCEPT, now()),
        stage=Stage.RESULT,
        stance=Stance.PARTLY,
    )
    corpus.reviews.decide(said)
    [*_, last] = client.get(f"{ROOT}/links/{links[0].id}").get_json()["reviews"]
    assert (last["person"], last["stage"], last["stance"]) == ("per", "result", "partly")
    assert client.get(f"{ROOT}/reviews?person=per").get_json()["total"] == 1
