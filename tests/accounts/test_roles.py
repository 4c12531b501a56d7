"""Which role each form takes, and that what a form says of who sends it is not believed."""

import re
import shutil
from pathlib import Path

import pytest
from flask import Flask
from people import HERE, LETTER, bearer, browser, token
from werkzeug.routing import Rule

from planspor.corpus import Corpus
from planspor.corpus.model import LinkState, Role

FOR_EVERYONE = {"signing_in.sign_in", "signing_in.sign_out", "invitations.choose"}
FOR_ALL_WHO_READ = {"likeness.compare"}
"""What is sent to be read, and keeps nothing."""
READERS = {
    *("saved.save", "saved.look", "saved.rename", "saved.remove"),
    *("account.password", "account.sign_out_elsewhere"),
    *("account.make_token", "account.revoke_token"),
}
REVIEWERS = {
    *("reviews.decide", "reviews.undo", "reviews.make", "assessments.assess", "learning.change"),
    *("coding.begin", "coding.decide", "coding.close", "compare.decide"),
    *("queue.choose", "queue.nothing"),
}
EDITORS = {
    *("editing.save", "extracts.decide", "extracts.add", "indicators.add_value"),
    *("adding.take", "adding.renew_one"),
}
ADMINISTRATORS = {
    *("administration.invite", "administration.link", "administration.role"),
    *("administration.disable", "administration.enable", "administration.visibility"),
    "coding.lift",
}
ROOMS = {
    "following": Role.READER,
    "feeds": Role.READER,
    "terms": Role.EDITOR,
    "plan_editing": Role.EDITOR,
}
"""Rooms all of whose forms take one role."""


@pytest.fixture
def folder(peopled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(peopled, tmp_path / "corpus"))


def needed(endpoint: str) -> Role | None:
    """The role that a form takes; None where it takes none."""
    if endpoint in FOR_EVERYONE | FOR_ALL_WHO_READ:
        return None
    named = {
        **dict.fromkeys(READERS, Role.READER),
        **dict.fromkeys(REVIEWERS, Role.REVIEWER),
        **dict.fromkeys(EDITORS, Role.EDITOR),
        **dict.fromkeys(ADMINISTRATORS, Role.ADMINISTRATOR),
    }
    return named[endpoint] if endpoint in named else ROOMS[endpoint.partition(".")[0]]


def forms(app: Flask) -> list[Rule]:
    """The addresses of the site that forms are sent to."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods and not rule.rule.startswith("/api")
    ]


def address(rule: Rule) -> str:
    """An address of a rule, of things that are not there."""
    parts = dict.fromkeys(rule.arguments, "1")
    return rule.build(parts, append_unknown=False)[1]


@pytest.mark.parametrize("role", [None, *Role])
def test_each_form_takes_its_role(app: Flask, role: Role | None) -> None:
    client = browser(app, role)
    for rule in forms(app):
        least = needed(rule.endpoint)
        if rule.endpoint in FOR_EVERYONE or rule.endpoint == "account.sign_out_elsewhere":
            continue
        status = client.post(address(rule), headers=HERE).status_code
        if least is not None and role is None:
            assert status == 401, rule.endpoint
        elif least is not None and not role.allows(least):
            assert status == 403, rule.endpoint
        else:
            assert status not in (401, 403, 500), rule.endpoint


def test_what_is_refused_says_which_role_it_takes(app: Flask) -> None:
    page = browser(app, Role.READER).post("/knytt", headers=HERE).text
    assert "«vurderer»" in page


def test_a_decision_is_its_accounts_whatever_name_the_form_gives(
    app: Flask, corpus: Corpus
) -> None:
    link = next(one for one in corpus.links.of_plan("havneset2021") if one.state == "suggested")
    form = {
        "navn": "Somebody Else",
        "avgjorelse": "reject",
        "person": "somebody-else",
        "rolle": "administrator",
    }
    client = browser(app, Role.REVIEWER)
    assert client.post(f"/vurder/{link.id}", data=form, headers=HERE).status_code == 303
    [made] = [review for review in corpus.reviews.of_link(link.id) if review.decision == "reject"]
    assert made.person == "kari-reviewer"
    assert corpus.links.get(link.id).state is LinkState.REJECTED
    assert corpus.accounts.get("kari-reviewer").role is Role.REVIEWER
    assert "planspor_navn" not in "".join(client.get("/vurdering").headers.getlist("Set-Cookie"))


def test_a_page_that_is_signed_in_asks_for_no_name(app: Flask, corpus: Corpus) -> None:
    link = next(one for one in corpus.links.of_plan("havneset2021") if one.state == "suggested")
    plan, name = link.target.split("/")
    page = browser(app, Role.EDITOR).get(f"/tiltak/{plan}/{name}").text
    assert 'autocomplete="name"' not in page


def test_a_restricted_document_is_seen_by_who_is_signed_in_and_by_nobody_else(app: Flask) -> None:
    others, reader = browser(app), browser(app, Role.READER)
    # In turn, so that what is kept of one's page would be shown to the other.
    for _ in range(2):
        for client, status in ((others, 404), (reader, 200)):
            assert client.get(f"/dokument/{LETTER}").status_code == status
            assert (LETTER in client.get("/dokumenter").text) is (status == 200)
            assert (LETTER in client.get("/sok?q=Slippen").text) is (status == 200)
            matrix = client.get("/plan/havneset2021/matrise").text
            assert (f"/dokument/{LETTER}" in matrix) is (status == 200)


def test_two_kinds_of_visitors_share_what_is_the_same_for_both(app: Flask) -> None:
    site = app.extensions["planspor"]
    browser(app, Role.READER).get("/planer")
    browser(app).get("/planer")
    mine, others = site._snapshots[True], site._snapshots[False]
    assert mine.plans is others.plans
    assert mine.overview("havneset2021") is others.overview("havneset2021")
    assert set(mine.documents) - set(others.documents) == {LETTER} == set(others.hidden)
    assert mine.hidden == ()


def test_they_share_it_still_when_links_have_changed(app: Flask, corpus: Corpus) -> None:
    site, client = app.extensions["planspor"], browser(app, Role.REVIEWER)
    client.get("/planer")
    browser(app).get("/dokumenter")
    before = site._snapshots[False].documents
    link = next(one for one in corpus.links.of_plan("havneset2021") if one.state == "suggested")
    client.post(f"/vurder/{link.id}", data={"avgjorelse": "reject"}, headers=HERE)
    client.get("/planer")
    browser(app).get("/dokumenter")
    mine, others = site._snapshots[True], site._snapshots[False]
    assert others.documents is before
    assert mine.overview("havneset2021") is others.overview("havneset2021")


def test_what_is_answered_to_who_is_signed_in_is_kept_by_no_shared_cache(app: Flask) -> None:
    for role in (None, Role.READER):
        answer = browser(app, role).get("/dokumenter")
        assert {"Cookie", "Authorization"} <= set(answer.vary)
        assert answer.cache_control.private
        assert not answer.cache_control.public


def test_a_program_reads_with_a_token_what_its_account_may(app: Flask, corpus: Corpus) -> None:
    client, path = app.test_client(), f"/api/v1/documents/{LETTER}"
    assert client.get(path).status_code == 404
    assert client.get(path, headers=bearer(token(corpus))).status_code == 200


def test_a_token_in_an_address_opens_nothing(app: Flask, corpus: Corpus) -> None:
    secret = token(corpus)
    for name in ("token", "access_token", "api_key"):
        path = f"/api/v1/documents/{LETTER}?{name}={secret}"
        assert app.test_client().get(path).status_code != 200


PAGES = (
    "/tiltak/havneset2021/m8",
    "/maal/havneset2021/mal1",
    "/plan/havneset2021",
    "/plan/havneset2021/enighet",
    "/dokument/evaluering-ivs-2023",
    "/dokument/evaluering-ivs-2023/uttrekk",
    "/dokumenter",
    "/sammenlign?planer=havneset2021,rus2016",
    "/vurdering",
    "/vurdering/runder",
    "/sok?q=ventetid",
)


@pytest.mark.parametrize("role", [None, Role.READER, Role.REVIEWER])
def test_nobody_is_shown_a_form_that_is_refused(app: Flask, role: Role | None) -> None:
    client = browser(app, role)
    for page in PAGES:
        text = client.get(page).text
        for form in re.findall(r'<form[^>]*method="post"[^>]*>', text):
            path = re.search(r'action="([^"?]*)', form)[1]
            with app.test_request_context(path, method="POST") as asked:
                least = needed(asked.request.endpoint)
            assert least is None or (role is not None and role.allows(least)), f"{page}: {path}"


def test_nobody_renames_who_has_an_account_by_naming_them(app: Flask, corpus: Corpus) -> None:
    form = {
        "tittel": "Prøve",
        "plan": "havneset2021",
        "antall": "2",
        "fro": "1",
        "koder": ["KARI Editor", "Per"],
    }
    client = browser(app, Role.REVIEWER)
    assert client.post("/vurdering/runder", data=form, headers=HERE).status_code == 303
    assert {p.id: p.name for p in corpus.reviews.people()}["kari-editor"] == "Kari Editor"
