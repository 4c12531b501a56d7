"""Signing in and out."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planspor.corpus.model import Account
from planspor.corpus.store import sessions
from planspor.corpus.store.attempts import WINDOW
from planspor.corpus.store.audit import Actor, acting
from planspor.web.accounts.access import everyone, visitor
from planspor.web.accounts.cookies import SESSION, held, hold, let_go
from planspor.web.accounts.identifying import address
from planspor.web.accounts.oidc import sign_on_name
from planspor.web.security import local_path
from planspor.web.site import site

pages = Blueprint("signing_in", __name__)


@pages.get("/logg-inn")
@everyone
def form() -> str | Response:
    """Where one signs in; who is signed in is led on."""
    if site().local or visitor().account is not None:
        return redirect(_next(request.args.get("neste", "")), 303)
    return _form(request.args.get("neste", ""))


@pages.post("/logg-inn")
@everyone
def sign_in() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Sign in with an address and a password, or say that it failed and no more than that."""
    email, password = request.form.get("epost", "")[:200], request.form.get("passord", "")
    back, corpus = request.form.get("neste", ""), site().corpus
    if not corpus.attempts.begin(email, address()):
        corpus.audit.note("sign-in stopped", "")
        wait = {"Retry-After": str(int(WINDOW.total_seconds()))}
        return _form(back, email, "too many"), 429, wait
    account = corpus.accounts.authenticate(email, password)
    if account is None:
        corpus.audit.note("sign-in failed", "")
        return _form(back, email, "wrong"), 401
    corpus.attempts.succeed(email, address())
    return signed_in(account, redirect(_next(back), 303))


@pages.post("/logg-ut")
@everyone
def sign_out() -> Response:
    """Sign this browser out."""
    site().corpus.sessions.end(held(SESSION))
    answer = redirect(url_for("start.page"), 303)
    let_go(answer, SESSION)
    # Nothing of what was read stays where the next person at the machine can go back to it.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def signed_in(account: Account, answer: Response, how: str = "password") -> Response:
    """An answer that signs the browser in, by a secret that it has not held before."""
    corpus, agent = site().corpus, request.headers.get("User-Agent", "")
    with acting(Actor(account.id, address())):
        corpus.sessions.end(held(SESSION))
        secret = corpus.sessions.begin(account.id, address(), agent, how)
    hold(answer, SESSION, secret, sessions.LONGEST)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _form(back: str, email: str = "", fault: str = "") -> str:
    return render_template(
        "accounts/sign_in.html",
        back=local_path(back),
        email=email,
        fault=fault,
        minutes=int(WINDOW.total_seconds() // 60),
        sign_on=sign_on_name(current_app),
        nobody=not site().corpus.accounts.any(),
    )


def _next(back: str) -> str:
    """Where one wanted to, on this site."""
    return local_path(back) or url_for("start.page")
