"""Headers that keep a browser to this site, and forms that only this site's pages can send."""

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

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
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def protect(app: Flask) -> None:
    """Set the headers on every answer, and refuse forms sent from elsewhere."""
    app.before_request(_refuse_foreign_forms)
    app.after_request(_with_headers)


def _refuse_foreign_forms() -> None:
    """Stop cross-site request forgery by what browsers say of where a request comes from.

    ``Sec-Fetch-Site`` and ``Origin`` cannot be set by a page. A request with neither comes from
    no browser of the last years, and is refused too.
    """
    if request.method not in _SAFE and not _is_same_origin():
        abort(403)


def _is_same_origin() -> bool:
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None:
        return fetched_from == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
