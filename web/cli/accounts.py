"""Commands on people: accounts, who may read, and the audit log."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import Account, Role, Visibility
from planspor.corpus.store.audit import acting
from planspor.corpus.store.tokens import LONGEST_DAYS
from planspor.web.cli.context import (
    command_actor,
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    says_errors,
    table,
)
from planspor.web.shapes import account_shapes

_ROLES = click.Choice([role.value for role in Role])
_base_url = click.option(
    "--base-url",
    envvar="PLANSPOR_BASE_URL",
    default="http://localhost:8080",
    show_default=True,
    help="The address that people know the site by.",
)


@contextmanager
def _opened(folder: Path) -> Iterator[Corpus]:
    """A corpus whose audit log says that a command did it, and at whose machine account."""
    with opened(folder) as corpus, acting(command_actor()):
        yield corpus


@click.group("users")
def users_group() -> None:
    """Give people access to the site on a server.

    \b
    planspor users add ada@example.no --name "Ada Nordmann" --role administrator
    planspor users invite per@example.no --name "Per Hansen" --role reviewer
    planspor users reset-password per@example.no
    planspor users tokens make ada@example.no --name statistikk --days 90
    """  # noqa: D301 (click wants the control character)


@users_group.command("list")
@corpus_option
@json_option
@says_errors
def list_command(folder: Path, as_json: bool) -> None:
    """Show who has an account, and what they may do."""
    with opened(folder) as corpus:
        held, invited = corpus.accounts.all(), corpus.invitations.standing()
    if as_json:
        emit([account_shapes.account(one) for one in held])
        return
    if not held:
        click.echo("Nobody has an account. `planspor users add` makes one.")
        return
    shown = table("=e-mail", "name", "role", "since", "state")
    for one in held:
        state = _state(one, one.id in invited)
        shown.add_row(one.email, one.name, one.role, f"{one.created:%Y-%m-%d}", state)
    console().print(shown)


def _state(account: Account, invited: bool) -> str:
    if account.disabled is not None:
        return f"disabled {account.disabled:%Y-%m-%d}"
    if account.has_password or account.subject:
        return "in use"
    return "invited" if invited else "invitation expired"


@users_group.command("add")
@click.argument("email")
@click.option("--name", required=True, help="What decisions are signed with.")
@click.option("--role", type=_ROLES, default=Role.READER.value, show_default=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--no-password", is_flag=True, help="For who signs in by OpenID Connect alone.")
@corpus_option
@json_option
@says_errors
def add_command(
    email: str,
    name: str,
    role: str,
    password_stdin: bool,
    no_password: bool,
    folder: Path,
    as_json: bool,
) -> None:
    """Give somebody an account, with a password that you type."""
    password = None if no_password else _password(password_stdin)
    with _opened(folder) as corpus:
        made = corpus.accounts.add(email, name, Role(role), password)
    _say(made, f"may sign in as {made.name}, {made.role}", as_json)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return typed


@users_group.command("invite")
@click.argument("email")
@click.option("--name", required=True, help="What decisions are signed with.")
@click.option("--role", type=_ROLES, default=Role.READER.value, show_default=True)
@_base_url
@corpus_option
@json_option
@says_errors
def invite_command(
    email: str, name: str, role: str, base_url: str, folder: Path, as_json: bool
) -> None:
    """Give somebody an account, and print a link by which they choose a password."""
    with _opened(folder) as corpus:
        made = corpus.accounts.add(email, name, Role(role))
        secret = corpus.invitations.make(made)
    _print_link(made, secret, base_url, as_json)


@users_group.command("reset-password")
@click.argument("email")
@_base_url
@corpus_option
@json_option
@says_errors
def reset_command(email: str, base_url: str, folder: Path, as_json: bool) -> None:
    """Print a link by which somebody chooses a new password; the old one holds until then."""
    with _opened(folder) as corpus:
        held = corpus.accounts.get(email)
        if held.disabled is not None:
            raise InputError(f"{held.email}: is disabled", "`planspor users enable` first.")
        secret = corpus.invitations.make(held)
    _print_link(held, secret, base_url, as_json)


def _print_link(account: Account, secret: str, base_url: str, as_json: bool) -> None:
    address = f"{base_url.rstrip('/')}/invitasjon/{secret}"
    if as_json:
        emit({**account_shapes.account(account), "address": address})
        return
    holds = "a day" if account.has_password else "a week"
    click.echo(f"Send this link to {account.name}. It opens once, within {holds}:\n  {address}")


@users_group.command("role")
@click.argument("email")
@click.argument("role", type=_ROLES)
@corpus_option
@json_option
@says_errors
def role_command(email: str, role: str, folder: Path, as_json: bool) -> None:
    """Have somebody be allowed other things."""
    with _opened(folder) as corpus:
        corpus.accounts.set_role(email, Role(role))
        held = corpus.accounts.get(email)
    _say(held, held.role, as_json)


@users_group.command("disable")
@click.argument("email")
@corpus_option
@json_option
@says_errors
def disable_command(email: str, folder: Path, as_json: bool) -> None:
    """Let nobody sign in to an account, and sign out who is; what was done under it stays."""
    with _opened(folder) as corpus:
        corpus.accounts.disable(email)
        held = corpus.accounts.get(email)
    _say(held, "disabled", as_json)


@users_group.command("enable")
@click.argument("email")
@corpus_option
@json_option
@says_errors
def enable_command(email: str, folder: Path, as_json: bool) -> None:
    """Let an account be signed in to again."""
    with _opened(folder) as corpus:
        corpus.accounts.enable(email)
        held = corpus.accounts.get(email)
    _say(held, "may sign in again", as_json)


def _say(account: Account, done: str, as_json: bool) -> None:
    if as_json:
        emit(account_shapes.account(account))
    else:
        click.echo(f"{account.email}: {done}")


@users_group.group("tokens")
def tokens_group() -> None:
    """Tokens by which programs use the API for somebody."""


@tokens_group.command("list")
@click.argument("email")
@corpus_option
@json_option
@says_errors
def list_tokens_command(email: str, folder: Path, as_json: bool) -> None:
    """Show the tokens of an account; never what they open by."""
    with opened(folder) as corpus:
        held = corpus.tokens.of_account(corpus.accounts.get(email).id)
    if as_json:
        emit([account_shapes.token(one) for one in held])
        return
    shown = table("=id", "name", "role", "expires", "used", "revoked")
    for one in held:
        times = (f"{at:%Y-%m-%d}" if at else "" for at in (one.expires, one.used, one.revoked))
        shown.add_row(one.id, one.name, one.role, *times)
    console().print(shown)


@tokens_group.command("make")
@click.argument("email")
@click.option("--name", required=True, help="What program it is for.")
@click.option("--role", type=_ROLES, default=Role.READER.value, show_default=True)
@click.option("--days", type=click.IntRange(1, LONGEST_DAYS), default=90, show_default=True)
@corpus_option
@json_option
@says_errors
def make_token_command(
    email: str, name: str, role: str, days: int, folder: Path, as_json: bool
) -> None:
    """Make a token, and print it: it cannot be shown again."""
    with _opened(folder) as corpus:
        secret = corpus.tokens.make(corpus.accounts.get(email), name, Role(role), days)
    if as_json:
        emit({"token": secret})
    else:
        click.echo(secret)


@tokens_group.command("revoke")
@click.argument("email")
@click.argument("token")
@corpus_option
@json_option
@says_errors
def revoke_token_command(email: str, token: str, folder: Path, as_json: bool) -> None:
    """Have the tokens of an id or a name open nothing any more."""
    with _opened(folder) as corpus:
        account = corpus.accounts.get(email).id
        held = [one for one in corpus.tokens.of_account(account) if one.revoked is None]
        named = [one.id for one in held if token in (one.id, one.name)] or [token]
        for id_ in named:
            corpus.tokens.revoke(account, id_)
    if as_json:
        emit({"revoked": named})
    else:
        click.echo(f"{', '.join(named)}: revoked")


@click.command("visibility")
@click.argument("to", type=click.Choice([one.value for one in Visibility]), required=False)
@corpus_option
@json_option
@says_errors
def visibility_command(to: str | None, folder: Path, as_json: bool) -> None:
    """Say who may read the open documents on a server: anyone, or those with an account.

    Without an argument it tells how it is. Restricted documents always take an account.
    """
    with _opened(folder) as corpus:
        if to is not None:
            corpus.settings.set_visibility(Visibility(to))
        held = corpus.settings.visibility()
    if as_json:
        emit({"visibility": held})
    else:
        click.echo(held)


@click.command("audit")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@click.option("--person", help="Only what this one did: an id or an e-mail address.")
@click.option("--what", help="Only one kind, such as `signed in`.")
@corpus_option
@json_option
@says_errors
def audit_command(
    limit: int, person: str | None, what: str | None, folder: Path, as_json: bool
) -> None:
    """Show who did what, when and from where; the newest first."""
    with opened(folder) as corpus:
        who = person and (corpus.accounts.get(person).id if "@" in person else person)
        entries = corpus.audit.latest(limit, person=who, what=what)
    if as_json:
        emit([account_shapes.entry(one) for one in entries])
        return
    shown = table(">number", "=at", "person", "=what", "subject", "details", "from")
    for one in entries:
        details = ", ".join(f"{name} {said}" for name, said in one.details.items())
        at = f"{one.at:%Y-%m-%d %H:%M:%S}"
        shown.add_row(
            str(one.number), at, one.person or "", one.what, one.subject, details, one.address
        )
    console().print(shown)
