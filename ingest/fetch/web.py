"""Getting what lies at an address: politely, within limits, and only if it has changed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from planspor.corpus.errors import FetchError
from planspor.corpus.store.fetches import Fetch
from planspor.ingest.fetch.addresses import checked, file_name, redirected, same_origin
from planspor.ingest.fetch.parts import Part, keeping, sweep
from planspor.ingest.fetch.robots import Robots
from planspor.ingest.fetch.settings import CLOCK, Clock, FetchSettings
from planspor.ingest.fetch.transport import AskedToWaitError, polite_client

_REDIRECTS = 10
_TRIES = 4
"""How often a download that breaks off is gone on with."""
_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave.

    ``data`` is None where what it gave the last time still holds; ``address`` is where it lay in
    the end, ``name`` what a file of it is called.
    """

    address: str
    name: str
    data: bytes | None
    etag: str | None = None
    last_modified: str | None = None


class _BrokenOffError(Exception):
    """A body ended before its end."""


class Web:
    """The web, as one run of fetching sees it.

    Args:
        folder: where downloads lie while they are on their way; old ones are removed from it.
        settings: limits and manners.
        clock: what pauses are measured by.
    """

    def __init__(self, folder: Path, settings: FetchSettings, clock: Clock = CLOCK) -> None:
        sweep(folder)
        self.folder = folder
        self._settings = settings
        self._clock = clock
        self._client, pace = polite_client(settings, clock)
        self._robots = Robots(self._ask, pace.delays, settings.longest_wait)

    def get(
        self, address: str, known: Fetch | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """What lies at an address.

        Args:
            address: of a page or file.
            known: what it was the last time; the server is asked whether it has changed.
            headers: go to the address's own origin only.

        Raises:
            FetchError: it cannot be had; the message says what the server said.
        """
        url = checked(address)
        part = Part(self.folder, str(url))
        for _ in range(_TRIES):
            wanted = dict(headers or {}) | (part.headers() or _conditions(known))
            try:
                return self._get(url, wanted, part)
            except _BrokenOffError as error:
                broken = error
            finally:
                part.settle()
        raise FetchError(
            f"{address}: the download broke off {_TRIES} times ({broken})",
            "Try again later; what has come is kept where the server can send the rest.",
        ) from broken

    def _get(self, start: httpx.URL, headers: dict[str, str], part: Part) -> Answer:
        url = start
        for _ in range(_REDIRECTS):
            self._robots.require(url)
            own = headers if same_origin(url, start) else _without_secrets(headers)
            with self._opened(url, own) as response:
                if response.status_code not in _MOVED:
                    return self._answer(start, response, part)
                url = redirected(start, response)
        raise FetchError(
            f"{start}: the server sends on more than {_REDIRECTS} times", "See it in a browser."
        )

    def _answer(self, start: httpx.URL, response: httpx.Response, part: Part) -> Answer:
        status = response.status_code
        data = None
        if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and part.size:
            part.drop()
            raise _BrokenOffError("the rest is not to be had")
        if status != HTTPStatus.NOT_MODIFIED:
            if status not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
                raise _refusal(start, response)
            data = self._body(start, response, part)
        etag, modified = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
        return Answer(str(response.url), file_name(response), data, etag, modified)

    def _body(self, start: httpx.URL, response: httpx.Response, part: Part) -> bytes:
        try:
            with keeping(self.folder):
                return self._received(start, response, part)
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _BrokenOffError(_said(error)) from error

    def _received(self, start: httpx.URL, response: httpx.Response, part: Part) -> bytes:
        if not part.accept(response):
            part.drop()
            raise _BrokenOffError("the server sent another part than was asked for")
        begun, size = self._clock.monotonic(), part.size
        if size + int(response.headers.get("Content-Length") or 0) > self._settings.most:
            part.drop()
            raise self._too_large(start)
        for chunk in response.iter_bytes():
            part.append(chunk)
            size += len(chunk)
            if size > self._settings.most:
                part.drop()
                raise self._too_large(start)
            if self._clock.monotonic() - begun > self._settings.longest:
                raise self._too_slow(start)
        return part.take()

    def _ask(self, url: httpx.URL, most: int) -> tuple[int, bytes]:
        """The beginning of what lies at an address, whatever the status; redirects followed."""
        start = url
        for _ in range(_REDIRECTS):
            with self._opened(url, {}) as response:
                if response.status_code not in _MOVED:
                    return response.status_code, self._beginning(response, most)
                url = redirected(start, response)
        return HTTPStatus.NOT_FOUND, b""

    def _beginning(self, response: httpx.Response, most: int) -> bytes:
        data = b""
        try:
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) >= most:
                    break
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _unreachable(response.url, error) from error
        return data[:most]

    @contextmanager
    def _opened(self, url: httpx.URL, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        request = self._client.build_request("GET", url, headers=headers)
        try:
            response = self._client.send(request, stream=True)
        except httpx.TransportError as error:
            raise _unreachable(url, error) from error
        except httpx.InvalidURL as error:
            # httpx looks at where a redirect leads before anybody follows it.
            raise FetchError(
                f"{url}: the server sends on to what is no address of the web ({error})",
                "See the page in a browser and give the address where the document lies.",
            ) from error
        except AskedToWaitError as error:
            raise FetchError(
                f"{url}: the server asks to wait {error.seconds:.0f} seconds",
                "Run the command again after that.",
            ) from error
        try:
            yield response
        finally:
            response.close()

    def _too_large(self, url: httpx.URL) -> FetchError:
        return FetchError(
            f"{url}: is larger than {self._settings.most / 1_000_000:g} MB",
            "Get it with a browser, and give the part that you need to `planspor add`.",
        )

    def _too_slow(self, url: httpx.URL) -> FetchError:
        return FetchError(
            f"{url}: took longer than {self._settings.longest / 60:g} minutes",
            "Try again later; what has come is kept where the server can send the rest.",
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _conditions(known: Fetch | None) -> dict[str, str]:
    """Request headers that ask only for what has changed."""
    said = {
        "If-None-Match": known.etag if known else None,
        "If-Modified-Since": known.last_modified if known else None,
    }
    return {name: value for name, value in said.items() if value}


_SHARED = ("Range", "If-Range", "If-None-Match", "If-Modified-Since")


def _without_secrets(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name in _SHARED}


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__


def _unreachable(url: httpx.URL, error: Exception) -> FetchError:
    return FetchError(
        f"{url}: the server cannot be reached ({_said(error)})",
        "See that the address is right and that this machine is on the network; try again later.",
    )


_REMEDIES = {
    401: "The server wants a login: get the file with a browser and give it to `planspor add`.",
    403: "The server refuses: get the file with a browser and give it to `planspor add`.",
    404: "See that the address is right; the page may have moved.",
    410: "The publisher has taken it away.",
    429: "Too much was asked in too short a time: try again later.",
}


def _refusal(url: httpx.URL, response: httpx.Response) -> FetchError:
    status = response.status_code
    remedy = "Try again later." if status >= 500 else "See the address in a browser."
    return FetchError(
        f"{url}: the server answered {status} {response.reason_phrase}".rstrip(),
        _REMEDIES.get(status, remedy),
        status,
    )
