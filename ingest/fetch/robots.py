"""The rules that hosts give robots (RFC 9309), read with Protego and kept for the run."""

from collections.abc import Callable

import httpx
from protego import Protego

from planspor.corpus.errors import FetchError
from planspor.ingest.fetch.settings import AGENT

MOST = 500 * 1024
"""Bytes of rules that are read, which is the least that the RFC asks for."""
_BY_HAND = "Get the file with a browser and give it to `planspor add`."

Ask = Callable[[httpx.URL, int], tuple[int, bytes]]
"""Gets an address, redirects followed: the status, and at most so many bytes of the answer."""


class Robots:
    """Each host's rules, asked for once.

    Args:
        ask: how the rules are had.
        delays: gets the pace that a host asks for, in seconds.
        longest: the longest pace that is kept, in seconds.
    """

    def __init__(self, ask: Ask, delays: dict[str, float], longest: float) -> None:
        self._ask = ask
        self._delays = delays
        self._longest = longest
        self._rules: dict[str, Protego | FetchError] = {}

    def require(self, url: httpx.URL) -> None:
        """See that an address may be fetched, and note the pace that its host asks for.

        Raises:
            FetchError: the host does not want it fetched, does not say, or asks for too slow a
                pace.
        """
        origin = str(url.copy_with(path="/robots.txt", query=None))
        rules = self._known(origin)
        if not rules.can_fetch(str(url), AGENT):
            raise FetchError(
                f"{url}: the host's rules for robots ({origin}) do not allow it", _BY_HAND
            )
        delay = float(rules.crawl_delay(AGENT) or 0)
        if delay > self._longest:
            raise FetchError(
                f"{url}: the host asks for {delay:.0f} seconds between requests ({origin})",
                _BY_HAND,
            )
        self._delays[url.host] = delay

    def _known(self, origin: str) -> Protego:
        """The rules at an address. A host that did not say is not asked again in the same run."""
        if origin not in self._rules:
            try:
                self._rules[origin] = self._read(origin)
            except FetchError as error:
                self._rules[origin] = error
        rules = self._rules[origin]
        if isinstance(rules, FetchError):
            raise FetchError(rules.message, rules.remedy, rules.status) from rules
        return rules

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
