"""The way to a server: retried when it fails, one request after another with a pause between.

Built from httpx transports, the outer calling the inner: retries (httpx-retries) around the pause,
so that a retry waits its turn too, around the connection itself.
"""

import socket
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from urllib.request import getproxies, proxy_bypass

import httpx
from httpx_retries import Retry, RetryTransport

from planspor.corpus.errors import FetchError
from planspor.ingest.fetch.settings import Clock, FetchSettings

_RETRIED = (
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)
_BACKOFF = 1.0
"""Seconds before the first retry, at most; doubled with each further one, with full jitter."""


class AskedToWaitError(Exception):
    """A server asks for a longer pause than anybody waits; ``seconds`` says how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Pace(httpx.BaseTransport):
    """Lets requests to one host follow each other no faster than they should.

    ``delays`` holds what single hosts ask for, in seconds, where that is more than the settings'.
    """

    def __init__(self, inner: httpx.BaseTransport, settings: FetchSettings, clock: Clock) -> None:
        self.delays: dict[str, float] = {}
        self._inner = inner
        self._pause = settings.pause
        self._clock = clock
        self._last: dict[str, float] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Wait for the host's turn, then send."""
        host = request.url.host
        if host in self._last:
            pause = max(self._pause, self.delays.get(host, 0.0))
            wait = self._last[host] + pause - self._clock.monotonic()
            if wait > 0:
                self._clock.sleep(wait)
        try:
            return self._inner.handle_request(request)
        finally:
            self._last[host] = self._clock.monotonic()

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


class _Patience(Retry):
    """When to try again: httpx-retries' rules, its sleep taken from our clock and never cut short.

    The library would cut a long ``Retry-After`` and come back too early; this gives up instead.
    """

    def __init__(self, settings: FetchSettings, clock: Clock, attempts_made: int = 0) -> None:
        super().__init__(
            total=settings.retries,
            status_forcelist=_RETRIED,
            backoff_factor=_BACKOFF,
            attempts_made=attempts_made,
        )
        self._settings = settings
        self._clock = clock

    def increment(self) -> Retry:
        """The state after one more attempt."""
        return _Patience(self._settings, self._clock, self.attempts_made + 1)

    def sleep(self, response: httpx.Response | Exception) -> None:
        """Wait as long as the server asks, or longer with each failure."""
        seconds = self.backoff_strategy()
        if isinstance(response, httpx.Response):
            seconds = max(seconds, self._asked(response.headers.get("Retry-After", "")))
        if seconds > self._settings.longest_wait:
            raise AskedToWaitError(seconds)
        self._clock.sleep(seconds)

    def _asked(self, header: str) -> float:
        try:
            return self.parse_retry_after(header)
        except ValueError:
            return 0.0


class _Road(httpx.BaseTransport):
    """Straight to the host, or through the proxy that the environment names for it.

    httpx leaves the environment's proxies alone once it is given a transport.
    """

    def __init__(self) -> None:
        self._straight = httpx.HTTPTransport()
        self._proxied = {
            scheme: httpx.HTTPTransport(proxy=proxy)
            for scheme, proxy in getproxies().items()
            if scheme in ("http", "https")
        }

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        proxied = self._proxied.get(request.url.scheme)
        straight = proxied is None or proxy_bypass(request.url.host)
        return (self._straight if straight or proxied is None else proxied).handle_request(request)

    def close(self) -> None:
        for transport in (self._straight, *self._proxied.values()):
            transport.close()


class Public(httpx.BaseTransport):
    """Sends to public addresses alone.

    A name is looked up once, and what was looked at is what is sent to: a name that answers
    otherwise the second time leads nowhere else. Behind a proxy only what a host is called, and
    what it is found to be here, is looked at: the proxy finds it anew.
    """

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Look where the host is, then send there; raises FetchError where it is not public."""
        host, scheme = request.url.host, request.url.scheme
        proxied = scheme in getproxies() and not proxy_bypass(host)
        found = _looked_up(request.url)
        if not (found or proxied) or not all(_is_public(address) for address in found):
            raise FetchError(
                f"{request.url}: lies on a private network, where nothing is fetched from",
                "Save the document, and add the file.",
            )
        return self._inner.handle_request(request if proxied else _sent_to(found[0], request))

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def _sent_to(address: str, request: httpx.Request) -> httpx.Request:
    """A request that goes to an address, under the name (and to the certificate) of its host."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        # https://www.encode.io/httpcore/extensions/#sni_hostname
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )


def _looked_up(url: httpx.URL) -> list[str]:
    """The addresses behind a host, those that every network reaches first; none if not found."""
    try:
        found = socket.getaddrinfo(url.host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return []
    addresses = dict.fromkeys(str(place[0]) for *_, place in found)
    return sorted(addresses, key=lambda address: ":" in address)


def _is_public(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    inner = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (inner or found).is_global and not (inner or found).is_multicast


def polite_client(settings: FetchSettings, clock: Clock) -> tuple[httpx.Client, Pace]:
    """A client that is polite to servers, and the pace that it keeps."""
    road = Public(_Road()) if settings.public_only else _Road()
    pace = Pace(road, settings, clock)
    client = httpx.Client(
        transport=RetryTransport(pace, _Patience(settings, clock)),
        timeout=settings.timeout,
        # The bytes as they lie there: only of those can a part be asked for later.
        headers={"User-Agent": settings.user_agent, "Accept-Encoding": "identity"},
    )
    return client, pace
