"""Accounts by commands."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import planspor.corpus
from planspor.corpus.model import Role
from planspor.web.cli import main

PASSWORD = "tregrense hverdag lysning"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def run(place: Path, *words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [*words, "--corpus", str(place)], input=typed)


def add(place: Path, email: str = "ada@example.no", role: str = "administrator") -> Result:
    words = ("users", "add", email, "--name", "Ada Nordmann", "--role", role, "--password-stdin")
    return run(place, *words, typed=f"{PASSWORD}\n")


def test_an_account_is_made_with_a_password_that_is_typed_in_and_not_shown(place: Path) -> None:
    done = add(place)
    assert done.exit_code == 0
    assert PASSWORD not in done.output
    with planspor.corpus.open(place) as corpus:
        assert corpus.accounts.authenticate("ada@example.no", PASSWORD).role is Role.ADMINISTRATOR


def test_a_weak_password_is_refused_with_what_to_do(place: Path) -> None:
    words = ("users", "add", "ada@example.no", "--name", "Ada", "--password-stdin")
    done = run(place, *words, typed="kort\n")
    assert done.exit_code == 1
    assert "shorter than 15" in done.output
    assert "four or five words" in done.output


def test_an_invitation_and_a_reset_print_a_link_that_opens_once(place: Path) -> None:
    words = ("users", "invite", "per@example.no", "--name", "Per", "--base-url", "https://x.no/")
    address = run(place, *words).output.split()[-1]
    assert address.startswith("https://x.no/invitasjon/")
    with planspor.corpus.open(place) as corpus:
        corpus.invitations.choose_password(address.rsplit("/", 1)[1], PASSWORD)
    again = json.loads(run(place, "users", "reset-password", "per@example.no", "--json").output)
    with planspor.corpus.open(place) as corpus:
        _, invitation = corpus.invitations.open(again["address"].rsplit("/", 1)[1])
    assert invitation.reset


def test_accounts_are_listed_with_what_they_may_do(place: Path) -> None:
    add(place)
    run(place, "users", "invite", "per@example.no", "--name", "Per")
    shown = run(place, "users", "list").output
    assert "administrator" in shown
    assert "invited" in shown
    [ada, per] = json.loads(run(place, "users", "list", "--json").output)
    assert (ada["has_password"], per["has_password"]) == (True, False)
    assert "password" not in json.dumps(ada).replace("has_password", "")


def test_the_last_administrator_is_kept_by_commands_too(place: Path) -> None:
    add(place)
    for words in (("role", "ada@example.no", "reader"), ("disable", "ada@example.no")):
        done = run(place, "users", *words)
        assert done.exit_code == 1
        assert "last administrator" in done.output


def test_a_token_is_printed_once_and_revoked_by_its_id(place: Path) -> None:
    add(place)
    words = ("tokens", "make", "ada@example.no", "--name", "statistikk", "--days", "30")
    secret = run(place, "users", *words).output.strip()
    listed = run(place, "users", "tokens", "list", "ada@example.no", "--json").output
    assert secret not in listed
    [token] = json.loads(listed)
    assert run(place, "users", "tokens", "revoke", "ada@example.no", token["id"]).exit_code == 0
    with planspor.corpus.open(place) as corpus:
        assert corpus.accounts.by_token(secret) is None


def test_visibility_is_told_and_changed(place: Path) -> None:
    add(place)
    assert run(place, "visibility").output.split()[-1] == "public"
    assert run(place, "visibility", "accounts").output.split()[-1] == "accounts"
    assert json.loads(run(place, "visibility", "--json").output) == {"visibility": "accounts"}


def test_commands_are_in_the_audit_log_with_the_machine_account(place: Path) -> None:
    add(place)
    run(place, "visibility", "accounts")
    latest = json.loads(run(place, "audit", "--json", "--limit", "2").output)
    assert [line["what"] for line in latest] == ["visibility", "account added"]
    assert all(line["address"].startswith("command by ") for line in latest)
    assert "visibility" in run(place, "audit").output


def test_somebody_unknown_is_said_to_be(place: Path) -> None:
    for words in (("disable", "x@example.no"), ("reset-password", "x@example.no")):
        done = run(place, "users", *words)
        assert done.exit_code == 1
        assert "users list" in done.output
