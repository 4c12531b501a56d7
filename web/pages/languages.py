"""Choosing the language of the pages."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from planspor.web.language import COOKIE, LANGUAGES

pages = Blueprint("languages", __name__)
_REMEMBERED: Final = timedelta(days=365)


@pages.get("/spraak/<code>")
def choose(code: str) -> Response:
    """Remember a language, and go back to the page one came from, on this site."""
    if code not in LANGUAGES:
        abort(404)
    answer = redirect(_back(request.args.get("til", "")))
    answer.set_cookie(
        COOKIE,
        code,
        max_age=_REMEMBERED,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _back(address: str) -> str:
    """A path of this site; the start page where anything else is asked for."""
    parts = urlsplit(address)
    local = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if local and not parts.netloc and not parts.scheme else url_for("start.page")
