"""A server on this machine that answers as publishers do."""

import email.utils
import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

Headers = Mapping[str, str]


@dataclass
class Reply:
    """One answer; ``promised`` is a Content-Length that the body does not keep."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    promised: int | None = None
    silence: threading.Event | None = None


Answerer = Callable[[Headers], Reply]


class Publisher:
    """What lies at which path, and what was asked for."""

    def __init__(self) -> None:
        self.base = ""
        self.asked: list[tuple[str, Headers]] = []
        self.bodies_sent = 0
        self._at: dict[str, Answerer] = {}

    def put(self, path: str, body: str | bytes, kind: str = "text/html", **headers: str) -> str:
        """Lay something at a path, whole and without anything to tell versions apart by."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.answer(path, lambda _: Reply(200, data, {"Content-Type": kind} | named))

    def keep(self, path: str, body: str | bytes, modified: float | None = None) -> str:
        """Lay something at a path as a careful server does: ETag or Last-Modified, 304, ranges."""
        data = body.encode() if isinstance(body, str) else body
        return self.answer(path, careful(data, modified))

    def answer(self, path: str, answerer: Answerer) -> str:
        self._at[path] = answerer
        return self.base + path

    def in_turn(self, path: str, *replies: Reply | Answerer) -> str:
        """Give one answer after the other; the last one stays."""
        left = list(replies)

        def next_reply(headers: Headers) -> Reply:
            reply = left.pop(0) if len(left) > 1 else left[0]
            return reply if isinstance(reply, Reply) else reply(headers)

        return self.answer(path, next_reply)

    def take_away(self, path: str) -> None:
        self._at.pop(path, None)

    def paths(self) -> list[str]:
        """What was asked for, besides the rules for robots."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def reply(self, path: str, headers: Headers) -> Reply:
        self.asked.append((path, headers))
        answerer = self._at.get(path) or self._at.get(urlsplit(path).path)
        return answerer(headers) if answerer else Reply(404, b"not here")


def careful(data: bytes, modified: float | None = None) -> Answerer:
    marks = {"Accept-Ranges": "bytes"}
    if modified is None:
        marks["ETag"] = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
    else:
        marks["Last-Modified"] = email.utils.formatdate(modified, usegmt=True)
    mark = marks.get("ETag") or marks["Last-Modified"]

    def answer(headers: Headers) -> Reply:
        if mark in (headers.get("If-None-Match"), headers.get("If-Modified-Since")):
            return Reply(304, b"", marks)
        start = headers.get("Range", "").removeprefix("bytes=").removesuffix("-")
        if start and headers.get("If-Range") == mark:
            rest = {"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"}
            return Reply(206, data[int(start) :], marks | rest)
        return Reply(200, data, marks)

    return answer


def cut_off(answerer: Answerer, after: int) -> Answerer:
    """An answer that breaks off after some bytes."""

    def answer(headers: Headers) -> Reply:
        reply = answerer(headers)
        return Reply(reply.status, reply.body[:after], reply.headers, len(reply.body))

    return answer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        reply = self.server.publisher.reply(self.path, dict(self.headers.items()))
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304 and "Transfer-Encoding" not in reply.headers:
            length = len(reply.body) if reply.promised is None else reply.promised
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(reply.body)
        self.wfile.flush()
        if reply.silence is not None:
            reply.silence.wait(30)
        if reply.promised is not None:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    publisher: Publisher

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no fault of the test's."""


@contextmanager
def serving() -> Iterator[Publisher]:
    publisher = Publisher()
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.publisher = publisher
        publisher.base = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield publisher
        finally:
            server.shutdown()
            thread.join()
