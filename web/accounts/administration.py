"""Giving others access: accounts, roles, invitations, and who may read at all."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from planspor.corpus.errors import InputError
from planspor.corpus.model import Account, Role, Visibility
from planspor.corpus.store.accounts import LastAdministrator
from planspor.web.accounts.access import needs
from planspor.web.accounts.addresses import absolute
from planspor.web.site import site
from planspor.web.words.account_words import ROLES, VISIBILITIES

pages = Blueprint("administration", __name__)
_ONE = "/administrasjon/kontoer/<account>"


@pages.get("/administrasjon/kontoer")
@needs(Role.ADMINISTRATOR)
def accounts() -> str:
    """Everybody who has an account, and the form to invite one more."""
    return _page()


@pages.post("/administrasjon/kontoer")
@needs(Role.ADMINISTRATOR)
def invite() -> str | tuple[str, int]:
    """Give somebody an account, and show the link that opens it this once."""
    said = {name: request.form.get(name, "") for name in ("navn", "epost", "rolle")}
    if said["rolle"] not in ROLES:
        abort(400)
    try:
        made = site().corpus.accounts.add(said["epost"], said["navn"], Role(said["rolle"]))
    except InputError:
        fault = _("Navnet eller adressen kan ikke brukes, eller adressen har allerede konto.")
        return _page(fault=fault, said=said), 400
    return _with_link(made)


@pages.post(f"{_ONE}/lenke")
@needs(Role.ADMINISTRATOR)
def link(account: str) -> str:
    """Show a new link to choose a password, this once; earlier ones open nothing any more."""
    return _with_link(site().corpus.accounts.get(account))


@pages.post(f"{_ONE}/rolle")
@needs(Role.ADMINISTRATOR)
def role(account: str) -> Response | tuple[str, int]:
    """Have somebody be allowed other things."""
    if request.form.get("rolle") not in ROLES:
        abort(400)
    try:
        site().corpus.accounts.set_role(account, Role(request.form["rolle"]))
    except LastAdministrator:
        return _last()
    return _back()


@pages.post(f"{_ONE}/steng")
@needs(Role.ADMINISTRATOR)
def disable(account: str) -> Response | tuple[str, int]:
    """Let nobody sign in to an account, and sign out who is."""
    try:
        site().corpus.accounts.disable(account)
    except LastAdministrator:
        return _last()
    return _back()


@pages.post(f"{_ONE}/aapne")
@needs(Role.ADMINISTRATOR)
def enable(account: str) -> Response:
    """Let an account be signed in to again."""
    site().corpus.accounts.enable(account)
    return _back()


@pages.post("/administrasjon/synlighet")
@needs(Role.ADMINISTRATOR)
def visibility() -> Response:
    """Say who may read the open documents."""
    if request.form.get("synlighet") not in VISIBILITIES:
        abort(400)
    site().corpus.settings.set_visibility(Visibility(request.form["synlighet"]))
    return _back()


def _back() -> Response:
    return redirect(url_for("administration.accounts", lagret=1), 303)


def _last() -> tuple[str, int]:
    fault = _("Det må alltid være minst én administrator som kan logge inn. Ingenting er endret.")
    return _page(fault=fault), 400


def _with_link(account: Account) -> str:
    secret = site().corpus.invitations.make(account)
    address = absolute("invitations.arrive", secret=secret)
    return _page(address=address, invited=account)


def _page(
    fault: str = "",
    said: dict[str, str] | None = None,
    address: str = "",
    invited: Account | None = None,
) -> str:
    corpus = site().corpus
    return render_template(
        "accounts/accounts.html",
        accounts=corpus.accounts.all(),
        invitations=corpus.invitations.standing(),
        roles=ROLES,
        visibility=corpus.settings.visibility(),
        visibilities=VISIBILITIES,
        fault=fault,
        said=said or {},
        address=address,
        invited=invited,
    )
