"""Finding out who asks, before anything is answered."""

from typing import Final

from flask import Flask, Response, current_app, g, request

from planspor.corpus.model import Account, Role, Visibility
from planspor.corpus.store.audit import Actor, act_as
from planspor.web.accounts.access import (
    NOBODY,
    SignInNeeded,
    Visitor,
    is_for_everyone,
    register_access,
    visitor,
)
from planspor.web.accounts.cookies import SESSION, held
from planspor.web.people import given
from planspor.web.site import site

_API: Final = "/api/"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def identify(app: Flask) -> None:
    """Have every request know its visitor, and stop those to whom the corpus is not open."""
    register_access(app)
    app.before_request(_identify)
    app.after_request(_kept_private)
    app.teardown_request(lambda _error: act_as(None))


def see_as(account: Account | None) -> None:
    """Have this request see what an account may read, though nobody is signed in."""
    if account is not None and account.disabled is None and visitor().role is None:
        g.visitor = Visitor(account.person, Role.READER, account)


def address() -> str:
    """Where the request comes from."""
    return request.remote_addr or ""


def _identify() -> None:
    act_as(None)
    if request.endpoint == "static":
        return
    g.visitor = _local() if site().local else _signed_in()
    _remember_who_acts()
    if visitor().role is None and not is_for_everyone(_view()) and _is_closed():
        raise SignInNeeded


def _local() -> Visitor:
    return Visitor(given(), Role.ADMINISTRATOR)


def _signed_in() -> Visitor:
    if request.path.startswith(_API) and "Authorization" in request.headers:
        return _by_token()
    secret = held(SESSION)
    found = site().corpus.sessions.find(secret) if secret else None
    if found is None:
        return NOBODY
    account, session = found
    return Visitor(account.person, account.role, account, session.id)


def _by_token() -> Visitor:
    sent = request.authorization
    secret = (sent.token or "") if sent is not None and sent.type == "bearer" else ""
    account = site().corpus.accounts.by_token(secret) if secret else None
    if account is None:
        # A token that opens nothing is no way to ask as nobody: its program shall know.
        raise SignInNeeded
    return Visitor(account.person, account.role, account, by_token=True)


def _remember_who_acts() -> None:
    who = visitor()
    # On one's own machine a log of everything is kept only where there are others.
    if not site().local or (request.method not in _SAFE and site().corpus.accounts.any()):
        act_as(Actor(who.person.id if who.person else None, address()))


def _view() -> object:
    return current_app.view_functions.get(request.endpoint or "")


def _is_closed() -> bool:
    return site().corpus.settings.visibility() is Visibility.ACCOUNTS


def _kept_private(answer: Response) -> Response:
    """Keep what somebody who is signed in was answered out of caches that others share."""
    if request.endpoint != "static":
        answer.vary.update(("Cookie", "Authorization"))
        if visitor().account is not None:
            answer.cache_control.public = False
            answer.cache_control.private = True
    return answer
