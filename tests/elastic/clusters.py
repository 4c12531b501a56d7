"""Servers that answer as a cluster in trouble does, and one that can be cut off from a real one."""

import http.client
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

_KEPT = {"Content-Type", "Accept"}
HEADERS = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """An answer; it comes after ``wait`` seconds."""

    status: int
    body: object
    headers: dict[str, str] = field(default_factory=lambda: HEADERS)
    wait: float = 0.0


Answering = Callable[[Asked], Reply]


@contextmanager
def serving(answer: Answering, certificate: Path | None = None) -> Iterator[str]:
    """The address of a server; with a certificate (and its key in the same file) it speaks TLS."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            asked = Asked(self.command, self.path, dict(self.headers), self.rfile.read(length))
            reply = answer(asked)
            time.sleep(reply.wait)
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True  # who asked did not wait

        do_GET = do_PUT = do_POST = do_DELETE = _any  # noqa: N815

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_args: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    try:
        yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Door:
    """Passes requests on to a real server while it is open.

    It closes behind a request for a path that holds ``closes_after``.
    """

    def __init__(self, address: str) -> None:
        self.open = True
        self.closes_after: str | None = None
        self.passed: list[Asked] = []
        self._address = urlsplit(address)

    def __call__(self, asked: Asked) -> Reply:
        if not self.open:
            body = {"error": {"type": "master_not_discovered_exception", "reason": None}}
            return Reply(503, body | {"status": 503})
        self.passed.append(asked)
        self.open = self.closes_after is None or self.closes_after not in asked.path
        connection = http.client.HTTPConnection(str(self._address.netloc), timeout=60)
        kept = {k: v for k, v in asked.headers.items() if k.title() in _KEPT}
        connection.request(asked.method, asked.path, asked.body, kept)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        headers = HEADERS | {"Content-Type": response.headers.get("Content-Type", "text/plain")}
        return Reply(response.status, body, headers)
