"""Serving the site on this machine."""

from ipaddress import ip_address
from pathlib import Path

from waitress import serve as run

from planspor.web.app import create_app

_THREADS = 8


def serve(folder: Path, host: str = "127.0.0.1", port: int = 8080) -> None:
    """Serve a corpus until interrupted.

    On a loopback address only requests for a loopback name are answered, so that no page of
    another site can reach this one by pointing its own name at this machine. Restricted documents
    are shown there and on no other address.
    """
    app = create_app(folder, local=is_loopback(host))
    if is_loopback(host):
        app.config["TRUSTED_HOSTS"] = ["localhost", "127.0.0.1", "[::1]"]
    run(app, host=host, port=port, threads=_THREADS, ident="planspor")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
