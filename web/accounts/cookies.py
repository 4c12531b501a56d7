"""Cookies that open something: never read by scripts, and sent over https alone where it is used.

Behind https a name begins with ``__Host-``: browsers then take it from this host alone (RFC
6265bis, section 4.1.3.2).
"""

from datetime import timedelta
from typing import Final

from flask import current_app, request
from werkzeug.wrappers import Response

SESSION: Final = "planspor_innlogging"
INVITATION: Final = "planspor_invitasjon"


def held(name: str) -> str:
    """What the browser holds under a name; empty where it holds nothing."""
    return request.cookies.get(_called(name), "")


def hold(answer: Response, name: str, secret: str, most: timedelta) -> None:
    """Have the browser hold a secret, for so long at most."""
    answer.set_cookie(
        _called(name),
        secret,
        max_age=most,
        path="/",
        secure=is_secure(),
        httponly=True,
        samesite="Lax",
    )


def let_go(answer: Response, name: str) -> None:
    """Have the browser hold nothing under a name."""
    answer.delete_cookie(_called(name), path="/", secure=is_secure(), httponly=True)


def is_secure() -> bool:
    """Whether the site is reached by https."""
    return request.is_secure or current_app.config["PREFERRED_URL_SCHEME"] == "https"


def _called(name: str) -> str:
    return f"__Host-{name}" if is_secure() else name
