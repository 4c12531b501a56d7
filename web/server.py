"""Serving the site on this machine."""

import os
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask
from waitress import serve as run
from werkzeug.middleware.proxy_fix import ProxyFix

from planspor.corpus.errors import InputError
from planspor.web.accounts.oidc import issuer_from
from planspor.web.app import create_app
from planspor.web.warming import start_warming

_THREADS = 8
_LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
_FORWARDED: Final = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST")
_BEHIND_A_PROXY: Final = (
    b"A proxy stands before this site, which was started for this machine alone.\n"
    b"Start it with --trusted-proxies 1 and --base-url, so that those who reach the proxy sign in."
)


def serve(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = 8080,
    proxies: int = 0,
    base_url: str | None = None,
) -> None:
    """Serve a corpus until interrupted; ``proxies`` and ``base_url`` as ``create_server_app``."""
    app = create_server_app(folder, host, proxies, base_url)
    start_warming(app)
    # What a proxy says is read by the application, which knows how many of them to believe.
    run(
        app,
        host=host,
        port=port,
        threads=_THREADS,
        ident="planspor",
        clear_untrusted_proxy_headers=False,
    )


def create_server_app(
    folder: Path, host: str, proxies: int = 0, base_url: str | None = None
) -> Flask:
    """The site as it is served on an address.

    On a loopback address, without a proxy before it, whoever asks may do everything, and only
    requests for a loopback name are answered, so that no page of another site can reach this one
    by pointing its own name at this machine. Anywhere else it takes an account to do more than
    read.

    Args:
        folder: the corpus.
        host: the address that it is served on.
        proxies: how many proxies stand before it; what the last of them say of who asks, by which
            name and scheme, is believed.
        base_url: the address that people know it by; no name but its own and this machine's is
            answered.

    Raises:
        InputError: the base address is none.
    """
    local = is_local(host, proxies, base_url)
    app = create_app(folder, local, None if local else issuer_from(os.environ))
    if local:
        app.config["TRUSTED_HOSTS"] = list(_LOOPBACK)
        app.wsgi_app = _refusing_proxies(app.wsgi_app)  # type: ignore[method-assign]
    if base_url is not None:
        scheme, name = _parted(base_url)
        app.config.update(BASE_URL=base_url.rstrip("/"), PREFERRED_URL_SCHEME=scheme)
        # By a loopback name the machine asks itself whether the site is well.
        app.config["TRUSTED_HOSTS"] = [name, *_LOOPBACK]
        app.config["SESSION_COOKIE_SECURE"] = scheme == "https"
    if proxies:
        fixed = ProxyFix(app.wsgi_app, proxies, proxies, proxies)
        app.wsgi_app = fixed  # type: ignore[method-assign]
    return app


def is_local(host: str, proxies: int = 0, base_url: str | None = None) -> bool:
    """Whether a site that is served so is one's own."""
    return is_loopback(host) and not proxies and base_url is None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _parted(base_url: str) -> tuple[str, str]:
    """The scheme and the host name of an address."""
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise InputError(
            f"{base_url}: is no address of a site", "Such as https://planspor.example.no"
        )
    return parts.scheme, parts.hostname


def _refusing_proxies(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Stop what a proxy passes on: all who reach it would do as one does on one's own machine."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if any(name in environ for name in _FORWARDED):
            start("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
            return [_BEHIND_A_PROXY]
        return app(environ, start)

    return answer
