"""One's own account: password, the browsers that are signed in, and keys for programs."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from planspor.corpus.errors import InputError
from planspor.corpus.model import Account, Role
from planspor.corpus.store.accounts import WeakPassword
from planspor.corpus.store.database import now
from planspor.web.accounts.access import needs, visitor
from planspor.web.accounts.cookies import SESSION, held
from planspor.web.accounts.identifying import address
from planspor.web.accounts.signing_in import signed_in
from planspor.web.people import IncompleteForm
from planspor.web.site import site
from planspor.web.words.account_words import ROLES, WEAKNESSES

pages = Blueprint("account", __name__)
_DAYS = (30, 90, 365)


@pages.get("/konto")
@needs(Role.READER)
def page() -> str:
    """All of one's account."""
    return _page()


@pages.post("/konto/passord")
@needs(Role.READER)
def password() -> Response | tuple[str, int]:
    """Choose another password, which signs all other browsers out."""
    account, new = _mine(), request.form.get("nytt", "")
    fault = _wrong_password(account, new)
    if not fault:
        try:
            site().corpus.accounts.set_password(account.id, new)
        except WeakPassword as error:
            fault = WEAKNESSES[error.why]
    if fault:
        return _page(fault=fault), 400
    return signed_in(account, redirect(url_for("account.page", lagret="passord"), 303))


@pages.post("/konto/logg-ut")
@needs(Role.READER)
def sign_out_elsewhere() -> Response:
    """Sign all other browsers out."""
    site().corpus.sessions.end_all(_mine().id, held(SESSION))
    return redirect(url_for("account.page", lagret="utlogget"), 303)


@pages.post("/konto/nokler")
@needs(Role.READER)
def make_token() -> str:
    """Make a key for a program, and show it this once."""
    account, role = _mine(), request.form.get("rolle", "")
    days = request.form.get("dager", type=int) or 0
    if role not in ROLES or days not in _DAYS:
        abort(400)
    try:
        secret = site().corpus.tokens.make(account, _name(), Role(role), days)
    except InputError:
        abort(400)
    return _page(secret=secret)


@pages.post("/konto/nokler/<token>/slett")
@needs(Role.READER)
def revoke_token(token: str) -> Response:
    """Have a key open nothing any more."""
    site().corpus.tokens.revoke(_mine().id, token)
    return redirect(url_for("account.page", lagret="trukket"), 303)


def _mine() -> Account:
    """The account of who is signed in; on one's own machine there is none."""
    account = visitor().account
    if account is None:
        abort(404)
    return account


def _wrong_password(account: Account, new: str) -> str:
    """What is wrong with the form, before it is asked whether the new one is good."""
    corpus = site().corpus
    if not corpus.attempts.begin(account.email, address()):
        return _("For mange forsøk. Vent et kvarter.")
    if corpus.accounts.authenticate(account.email, request.form.get("passord", "")) is None:
        return _("Passordet du har nå, er ikke riktig.")
    corpus.attempts.succeed(account.email, address())
    return "" if new == request.form.get("igjen", "") else _("De to passordene er ikke like.")


def _name() -> str:
    name = " ".join(request.form.get("navn_paa_nokkel", "").split())
    if not name:
        raise IncompleteForm(_("Skriv hva nøkkelen skal brukes til."))
    return name


def _page(fault: str = "", secret: str = "") -> str:
    account, corpus = _mine(), site().corpus
    return render_template(
        "accounts/own.html",
        account=account,
        roles={role: said for role, said in ROLES.items() if account.role.allows(role)},
        role_words=ROLES,
        sessions=corpus.sessions.of_account(account.id),
        tokens=corpus.tokens.of_account(account.id),
        days=_DAYS,
        now=now(),
        fault=fault,
        secret=secret,
        browser_name=browser_name,
    )


def browser_name(agent: str) -> str:
    """What a browser is called, and on what it runs; empty where it does not say."""
    # In this order: Edge says that it is Chrome too, and Chrome that it is Safari.
    browsers = {"Firefox/": "Firefox", "Edg/": "Edge", "Chrome/": "Chrome", "Safari/": "Safari"}
    systems = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
    systems |= {"Mac OS": "Mac", "Linux": "Linux"}
    found = (
        next((name for mark, name in known.items() if mark in agent), "")
        for known in (browsers, systems)
    )
    return ", ".join(filter(None, found))
