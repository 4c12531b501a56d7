"""Opening a link that was made for somebody to choose how to sign in.

The secret leaves the address at once, into a cookie: an address is seen by whoever sees the
screen, stays in the history, and is written to the log of a proxy.
"""

from datetime import timedelta
from typing import Final

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from planspor.corpus.errors import NotFound
from planspor.corpus.store.accounts import WeakPassword
from planspor.web.accounts.access import everyone
from planspor.web.accounts.cookies import INVITATION, held, hold, let_go
from planspor.web.accounts.oidc import sign_on_name
from planspor.web.accounts.signing_in import signed_in
from planspor.web.site import site
from planspor.web.words.account_words import WEAKNESSES

pages = Blueprint("invitations", __name__)
_HELD: Final = timedelta(hours=1)


@pages.get("/invitasjon/<secret>")
@everyone
def arrive(secret: str) -> Response:
    """Take the secret out of the address."""
    answer = redirect(url_for("invitations.form"), 303)
    hold(answer, INVITATION, secret, _HELD)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.get("/invitasjon")
@everyone
def form() -> str | tuple[str, int]:
    """Choose a password, or another way to sign in; opening the page does not use the link up."""
    return _form()


@pages.post("/invitasjon")
@everyone
def choose() -> Response | str | tuple[str, int]:
    """Keep the password and sign in."""
    password = request.form.get("passord", "")
    if password != request.form.get("igjen", ""):
        return _form(_("De to passordene er ikke like."), 400)
    try:
        account = site().corpus.invitations.choose_password(held(INVITATION), password)
    except WeakPassword as error:
        return _form(WEAKNESSES[error.why], 400)
    except NotFound:
        return _form()
    answer = signed_in(account, redirect(url_for("start.page"), 303), "invitation")
    let_go(answer, INVITATION)
    return answer


def _form(fault: str = "", status: int = 200) -> tuple[str, int]:
    try:
        account, invitation = site().corpus.invitations.open(held(INVITATION))
    except NotFound:
        return render_template("accounts/no_invitation.html"), 404
    page = render_template(
        "accounts/invitation.html",
        account=account,
        invitation=invitation,
        fault=fault,
        sign_on=sign_on_name(current_app),
    )
    return page, status
