"""Writing: by whom, from where, and once."""

import io
import json
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planspor.corpus import Corpus
from planspor.corpus.model import Link, Role

ROOT = "/api/v1"
RESTRICTED = "havneset-statusnotat-2024"
SAID = {"decision": "accept", "stage": "action", "stance": "supports", "note": "Lest."}
Send = Callable[..., TestResponse]


@pytest.fixture
def corpus(app: Flask) -> Corpus:
    held: Corpus = app.extensions["planspor"].corpus
    return held


def _suggestions(corpus: Corpus) -> list[Link]:
    links = corpus.links.of_plan("havneset2021")
    open_ = [x for x in links if x.state == "suggested" and not x.origin and "/m" in x.target]
    unread = [x for x in open_ if not corpus.reviews.of_link(x.id) and "/mal" not in x.target]
    return [x for x in unread if x.document != RESTRICTED]


@pytest.fixture
def link(corpus: Corpus) -> Link:
    """A link on which nothing is decided."""
    return _suggestions(corpus)[0]


@pytest.fixture
def send(client: FlaskClient, tokens: dict[Role, str]) -> Send:
    def sent(path: str, body: object, role: Role = Role.REVIEWER, **headers: str) -> TestResponse:
        told = {"Authorization": f"Bearer {tokens[role]}", **headers}
        return client.post(ROOT + path, json=body, headers=told)

    return sent


def test_a_reviewer_decides_in_their_own_name_and_once(
    send: Send, link: Link, corpus: Corpus
) -> None:
    first, again = (send(f"/links/{link.id}/reviews", SAID) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    [review] = corpus.reviews.of_link(link.id)
    assert review.person == "reviewer-prove"
    assert again.get_json() == first.get_json()
    assert first.get_json()["state"] == "accepted"
    changed = send(f"/links/{link.id}/reviews", {"decision": "reject"})
    assert changed.status_code == 201
    assert changed.get_json()["state"] == "rejected"
    assert send(f"/links/{link.id}/reviews", SAID).status_code == 201
    assert len(corpus.reviews.of_link(link.id)) == 3


def test_what_somebody_else_said_between_is_no_repetition(
    send: Send, link: Link, corpus: Corpus
) -> None:
    path = f"/links/{link.id}/reviews"
    assert send(path, SAID).status_code == 201
    assert send(path, {"decision": "reject"}, Role.EDITOR).status_code == 201
    assert send(path, SAID).status_code == 201
    assert corpus.links.get(link.id).state == "accepted"


def test_a_decision_is_taken_back(send: Send, link: Link) -> None:
    path = f"/links/{link.id}/reviews"
    nothing = send(path, {"decision": "undo"})
    assert nothing.status_code == 409
    send(path, SAID)
    assert send(path, {"decision": "undo"}).get_json()["state"] == "suggested"
    assert send(path, {"decision": "undo"}).status_code == 200


def test_a_reader_decides_nothing(send: Send, link: Link, corpus: Corpus) -> None:
    answer = send(f"/links/{link.id}/reviews", SAID, Role.READER)
    assert answer.status_code == 403
    assert "reviewer" in answer.get_json()["detail"]
    assert not corpus.reviews.of_link(link.id)


def test_nobody_decides_in_the_name_of_another(send: Send, link: Link) -> None:
    answer = send(f"/links/{link.id}/reviews", SAID | {"person": "Kari Nordmann"})
    assert answer.status_code == 422
    assert "in your name" in answer.get_json()["remedy"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://ond.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
    ],
)
def test_a_browser_from_elsewhere_never_writes(
    send: Send, own: FlaskClient, link: Link, headers: dict[str, str]
) -> None:
    assert send(f"/links/{link.id}/reviews", SAID, **headers).status_code == 403
    answer = own.post(f"{ROOT}/links/{link.id}/reviews", json=SAID, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": SAID | {"person": "Kari"}}, 201),
        ({"json": SAID | {"person": "Kari"}, "headers": {"Host": "127.0.0.1:8080"}}, 201),
        ({"json": SAID | {"person": "Kari"}, "headers": {"Host": "[::1]:8080"}}, 201),
        ({"json": SAID | {"person": "Kari"}, "headers": {"Host": "ond.example"}}, 403),
        ({"json": SAID | {"person": "Kari"}, "headers": {"Host": "127.0.0.1.ond.example"}}, 403),
        ({"data": json.dumps(SAID), "content_type": "text/plain"}, 403),
        ({"data": SAID}, 403),
    ],
)
def test_on_ones_own_machine_a_program_writes_what_no_form_can_send(
    own: FlaskClient, own_app: Flask, sent: dict[str, object], status: int
) -> None:
    link = _suggestions(own_app.extensions["planspor"].corpus)[0]
    answer = own.post(f"{ROOT}/links/{link.id}/reviews", **sent)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text


def test_on_ones_own_machine_somebody_is_named(own: FlaskClient, own_app: Flask) -> None:
    link = _suggestions(own_app.extensions["planspor"].corpus)[0]
    answer = own.post(f"{ROOT}/links/{link.id}/reviews", json=SAID)
    assert answer.status_code == 422
    assert "person" in answer.get_json()["remedy"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"decision": "accept"}, 422),
        ({"decision": "perhaps"}, 422),
        ({"decision": "reject", "ukjent": 1}, 422),
        ({}, 422),
        ([], 422),
    ],
)
def test_what_cannot_be_taken_in_changes_nothing(
    send: Send, link: Link, corpus: Corpus, body: object, status: int
) -> None:
    answer = send(f"/links/{link.id}/reviews", body)
    assert answer.status_code == status
    assert answer.get_json()["remedy"]
    assert not corpus.reviews.of_link(link.id)


def test_what_is_no_json_is_refused(
    client: FlaskClient, tokens: dict[Role, str], link: Link
) -> None:
    path = f"{ROOT}/links/{link.id}/reviews"
    mine = {"Authorization": f"Bearer {tokens[Role.REVIEWER]}"}
    broken = client.post(path, data=b"{", content_type="application/json", headers=mine)
    other = client.post(path, data=b"x", content_type="text/plain", headers=mine)
    large = client.post(path, data=b" " * 70_000, content_type="application/json", headers=mine)
    assert [a.status_code for a in (broken, other, large)] == [400, 415, 413]


def test_a_link_is_made_once_and_accepted(send: Send, corpus: Corpus) -> None:
    passage = corpus.documents.passages("havneset-arsrapport-2022")[2]
    words = passage.text[:60]
    body = {
        "passage": passage.id,
        "target": "havneset2021/m3",
        "stage": "result",
        "stance": "supports",
        "words": words,
    }
    first, again = (send("/links", body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    made = first.get_json()
    assert (made["state"], made["words"]) == ("accepted", words.strip())
    assert len(corpus.reviews.of_link(made["id"])) == 1
    assert send("/links", body | {"words": "står ikke der"}).status_code == 422
    assert send("/links", body | {"target": "havneset2021/m999"}).status_code == 404


def test_nobody_links_what_only_accounts_may_see_without_one(
    client: FlaskClient, send: Send, corpus: Corpus
) -> None:
    passage = corpus.documents.passages(RESTRICTED)[0].id
    said = {"target": "havneset2021/m3", "stage": "result", "stance": "supports"}
    assert client.post(f"{ROOT}/links", json=said | {"passage": passage}).status_code == 401
    assert send("/links", said | {"passage": passage}).status_code in (200, 201)


def test_a_verdict_is_given_once(send: Send, corpus: Corpus, link: Link) -> None:
    send(f"/links/{link.id}/reviews", SAID)
    target = link.target
    body = {"target": target, "year": 2024, "verdict": "under way", "links": [link.id]}
    first, again = (send("/assessments", body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200), first.text
    assert first.get_json() == again.get_json()
    assert send("/assessments", body | {"links": []}).status_code == 422
    listed = [a for a in corpus.assessments.of_target(target) if a.year == 2024]
    assert len(listed) == 1


def test_an_editor_adds_a_document_once(
    client: FlaskClient, tokens: dict[Role, str], corpus: Corpus
) -> None:
    text = "Rapport om ventetid\n\nVentetiden er kortere i hele kommunen, sier alle som er spurt.\n"

    def sent(role: Role) -> TestResponse:
        return client.post(
            f"{ROOT}/documents",
            data={"file": (io.BytesIO(text.encode()), "ventetid-rapport.txt")},
            headers={"Authorization": f"Bearer {tokens[role]}"},
        )

    assert sent(Role.REVIEWER).status_code == 403
    first, again = sent(Role.EDITOR), sent(Role.EDITOR)
    assert (first.status_code, again.status_code) == (201, 200), first.text
    [told] = first.get_json()["items"]
    assert told["status"] == "added"
    assert corpus.documents.get(told["document"]).file == "ventetid-rapport.txt"
    assert corpus.links.traces_of_target("havneset2021/m8")
    found = client.get(f"{ROOT}/search?document={told['document']}").get_json()
    assert found["total"] == 1


def test_what_is_no_document_is_told_so(client: FlaskClient, tokens: dict[Role, str]) -> None:
    mine = {"Authorization": f"Bearer {tokens[Role.EDITOR]}"}
    nothing = client.post(f"{ROOT}/documents", data={"x": "y"}, headers=mine)
    assert nothing.status_code == 415
    sent = {"file": (io.BytesIO(b"\x00\x01\x02" * 99), "ukjent.bin")}
    answer = client.post(f"{ROOT}/documents", data=sent, headers=mine)
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        [told] = answer.get_json()["items"]
        assert told["error"] or told["status"] in ("skipped", "failed")
