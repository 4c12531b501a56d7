"""The rules that hosts give robots (RFC 9309), read with Protego and kept for the run."""

from collections.abc import Callable

import httpx
from protego import Protego

from planspor.corpus.errors import FetchError
from planspor.ingest.fetch.settings import AGENT

MOST = 500 * 1024
"""Bytes of rules that are read, which is the least that the RFC asks for."""

Ask = Callable[[httpx.URL, int], tuple[int, bytes]]
"""Gets an address, redirects followed: the status, and at most so many bytes of the answer."""


class Robots:
    """Each host's rules, asked for once."""

    def __init__(self, ask: Ask, delays: dict[str, float]) -> None:
        self._ask = ask
        self._delays = delays
        self._rules: dict[str, Protego] = {}

    def require(self, url: httpx.URL) -> None:
        """See that an address may be fetched, and note the pace that its host asks for.

        Raises:
            FetchError: the host does not want it fetched, or does not say.
        """
        origin = str(url.copy_with(path="/robots.txt", query=None))
        if origin not in self._rules:
            self._rules[origin] = self._read(origin)
            self._delays[url.host] = float(self._rules[origin].crawl_delay(AGENT) or 0)
        if not self._rules[origin].can_fetch(str(url), AGENT):
            raise FetchError(
                f"{url}: the host's rules for robots ({origin}) do not allow it",
                "Get the file with a browser and give it to `planspor add`.",
            )

    def _read(self, origin: str) -> Protego:
        status, data = self._ask(httpx.URL(origin), MOST)
        if status == 429 or status >= 500:
            raise FetchError(
                f"{origin}: the server answered {status}, so that its rules are not known",
                "Nothing is fetched from a host that cannot say what it allows; try again later.",
                status,
            )
        # By the RFC a host that has no rules, or keeps them to itself, allows everything.
        return Protego.parse(data.decode("utf-8", "replace") if status < 300 else "")
