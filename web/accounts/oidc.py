"""Signing in by OpenID Connect: ID-porten, Feide, Entra ID and others, through Authlib.

An issuer's subject signs in to the account that it is tied to. It is tied by an invitation that
is opened in the same browser, or by an address that the issuer says it has verified; nobody is
given an account by signing in. State, nonce and PKCE are Authlib's; what it holds between leaving
and coming back lies in a signed cookie.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, session
from flask import url_for as address_of
from werkzeug.wrappers import Response

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Account
from planspor.web.accounts.access import everyone
from planspor.web.accounts.addresses import absolute
from planspor.web.accounts.cookies import INVITATION, held, let_go
from planspor.web.security import local_path
from planspor.web.site import site

pages = Blueprint("oidc", __name__)
_LOG = logging.getLogger(__name__)
_KEY: Final = "planspor-oidc"
_NEXT: Final = "neste"
_INVITED: Final = "invitert"
_PREFIX: Final = "PLANSPOR_OIDC_"
_TIMEOUT: Final = 10
"""Seconds that an issuer may take to answer."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who vouches for people.

    ``address`` is the issuer's, below which ``/.well-known/openid-configuration`` lies; ``name``
    is what the button says.
    """

    address: str
    client_id: str
    client_secret: str = ""
    name: str = "OpenID Connect"
    scope: str = "openid email profile"


def issuer_from(environment: Mapping[str, str]) -> Issuer | None:
    """The issuer that the environment names; None where it names none.

    ``PLANSPOR_OIDC_ISSUER``, ``_CLIENT_ID``, ``_CLIENT_SECRET``, ``_NAME`` and ``_SCOPE``.

    Raises:
        InputError: it lacks the client's id, or its address is no https address.
    """
    address = environment.get(f"{_PREFIX}ISSUER", "").strip().rstrip("/")
    if not address:
        return None
    if not address.startswith(("https://", "http://localhost:", "http://127.0.0.1:")):
        raise InputError(f"{_PREFIX}ISSUER: {address!r} is no https address")
    named = {
        "client_id": environment.get(f"{_PREFIX}CLIENT_ID", "").strip(),
        "client_secret": environment.get(f"{_PREFIX}CLIENT_SECRET", "").strip(),
        "name": environment.get(f"{_PREFIX}NAME", "").strip(),
        "scope": environment.get(f"{_PREFIX}SCOPE", "").strip(),
    }
    if not named["client_id"]:
        raise InputError(f"{_PREFIX}CLIENT_ID: is not set", "The issuer gives it.")
    return Issuer(address, **{name: said for name, said in named.items() if said})


def register_issuer(app: Flask, issuer: Issuer) -> None:
    """Let people sign in by an issuer.

    Raises:
        InputError: the extra ``oidc`` is not installed.
    """
    try:
        from authlib.integrations.flask_client import OAuth
    except ImportError as error:
        raise InputError(
            f"{_PREFIX}ISSUER: signing in by OpenID Connect needs more than is installed",
            "pip install 'planspor[oidc]'",
        ) from error
    with app.app_context():
        app.secret_key = site().corpus.settings.signing_key()
    app.config.update(
        SESSION_COOKIE_NAME="planspor_oidc",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=app.config["PREFERRED_URL_SCHEME"] == "https",
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=30),
    )
    client = OAuth(app).register(
        "planspor",
        client_id=issuer.client_id,
        client_secret=issuer.client_secret or None,
        server_metadata_url=f"{issuer.address}/.well-known/openid-configuration",
        client_kwargs={
            "scope": issuer.scope,
            "code_challenge_method": "S256",
            "default_timeout": _TIMEOUT,
            "token_endpoint_auth_method": "client_secret_basic" if issuer.client_secret else "none",
        },
    )
    app.extensions[_KEY] = issuer, client


def sign_on_name(app: Flask) -> str | None:
    """What the issuer is called that one can sign in by; None where there is none."""
    held_ = app.extensions.get(_KEY)
    return held_[0].name if held_ else None


@pages.get("/logg-inn/oidc")
@everyone
def leave() -> Response:
    """Send the browser to the issuer."""
    _, client = _issuer()
    session.clear()
    session[_NEXT] = local_path(request.args.get("neste", ""))
    # Only who begins at the invitation's page is tied by it: anybody can send anybody a link.
    session[_INVITED] = "invitasjon" in request.args
    try:
        answer: Response = client.authorize_redirect(absolute("oidc.come_back"))
    except Exception as error:  # whatever the issuer's server does
        return current_app.make_response(_failed(error))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.get("/logg-inn/oidc/tilbake")
@everyone
def come_back() -> Response | tuple[str, int]:
    """Take what the issuer says of who it is, and sign in to the account that is tied to it."""
    from planspor.web.accounts.signing_in import signed_in

    issuer, client = _issuer()
    back, invited = session.get(_NEXT, ""), session.get(_INVITED, False)
    try:
        claims = client.authorize_access_token()["userinfo"]
    except Exception as error:  # Authlib's, joserfc's and requests' own
        return _failed(error)
    session.clear()
    account = _account(issuer, claims, held(INVITATION) if invited else "")
    if account is None:
        site().corpus.audit.note("sign-in failed", "", how="oidc")
        return render_template("accounts/no_account.html", name=issuer.name), 403
    there = local_path(back) or address_of("start.page")
    answer = signed_in(account, redirect(there, 303), "oidc")
    let_go(answer, INVITATION)
    return answer


def _issuer() -> tuple[Issuer, Any]:
    found: tuple[Issuer, Any] | None = current_app.extensions.get(_KEY)
    if found is None:
        abort(404)
    return found


def _account(issuer: Issuer, claims: Mapping[str, Any], invitation: str) -> Account | None:
    """The account that somebody whom the issuer vouches for signs in to."""
    corpus, subject = site().corpus, f"{claims.get('iss', issuer.address)} {claims['sub']}"
    if invitation:
        try:
            return corpus.invitations.choose_subject(invitation, subject)
        except (NotFound, InputError):
            _LOG.info("An invitation could not be used by OpenID Connect")
    email = claims.get("email") if claims.get("email_verified") is True else None
    return corpus.accounts.by_subject(subject, str(email) if email else None)


def _failed(error: Exception) -> tuple[str, int]:
    _LOG.warning("OpenID Connect failed: %s", type(error).__name__)
    _LOG.debug("OpenID Connect failed", exc_info=error)
    site().corpus.audit.note("sign-in failed", "", how="oidc", why=type(error).__name__)
    issuer, _ = _issuer()
    return render_template("accounts/sign_on_failed.html", name=issuer.name), 401
