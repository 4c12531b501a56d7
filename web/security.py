"""Headers that keep a browser to this site, and forms that only this site's pages can send."""

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from planspor.web.accounts.access import visitor
from planspor.web.api.problems import is_api
from planspor.web.site import site

_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With "no-referrer" browsers would send forms with the origin "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_ODD: Final = re.compile(r"[\\\x00-\x20\x7f]")
"""What browsers read as a slash, or leave out."""
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def protect(app: Flask) -> None:
    """Set the headers on every answer, and refuse forms sent from elsewhere."""
    app.before_request(_refuse_foreign_forms)
    app.after_request(_with_headers)


def local_path(path: str) -> str:
    """An address on this site, as it is; empty where it leads elsewhere."""
    return "" if not path.startswith("/") or path.startswith("//") or _ODD.search(path) else path


def _refuse_foreign_forms() -> None:
    """Stop cross-site request forgery by what browsers say of where a request comes from.

    ``Sec-Fetch-Site`` and ``Origin`` cannot be set by a page. A request with neither comes from
    no browser of the last years, and is refused too, but for programs that ask the API.
    """
    if request.method in _SAFE or _is_same_origin():
        return
    if not is_api(request.path):
        abort(403)
    # Where nothing answers, that is said first.
    if request.routing_exception is None and not _is_program():
        abort(403 if _is_from_browser() or site().local else 401)


def _is_same_origin() -> bool:
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None:
        return fetched_from == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def _is_program() -> bool:
    """Whether the API is asked by what no page of another site can have a browser send.

    A form cannot send a token, nor JSON, nor a header of its own; where the browser first asks
    whether a page may, the API says no. The name of the host keeps out pages that point a name of
    their own at this machine.
    """
    if _is_from_browser():
        return False
    if site().local:
        told = request.mimetype == "application/json" or "Idempotency-Key" in request.headers
        return told and is_loopback_name(request.host)
    return visitor().by_token


def _is_from_browser() -> bool:
    return "Sec-Fetch-Site" in request.headers or "Origin" in request.headers


def is_loopback_name(host: str) -> bool:
    """Whether a host, as a request names it, is this machine and nothing else."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
