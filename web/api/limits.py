"""How often one may ask: by token, or by the address that one asks from."""

import time
from dataclasses import dataclass
from typing import Final

from flask import Flask, Response, current_app, g, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from planspor.web.accounts.access import visitor
from planspor.web.api.problems import Stop
from planspor.web.site import site

_KEY: Final = "planspor-api-limits"
_WINDOW: Final = 60
READS, WRITES, FILES = "reads", "writes", "files"
PER_MINUTE: Final = {READS: 600, WRITES: 120, FILES: 30}
"""Requests a minute: of lists and things, of decisions, and of whole lists as files."""


@dataclass(frozen=True, slots=True)
class _Budget:
    """What is left of a limit."""

    sort: str
    limit: int
    left: int
    seconds: int


class Limits:
    """The counts of one site, held by its process."""

    def __init__(self) -> None:
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def take(self, sort: str, who: str) -> tuple[bool, _Budget]:
        """Count a request of a sort; whether it is allowed, and what is left."""
        limit = int(current_app.config.get("API_LIMITS", PER_MINUTE)[sort])
        item = RateLimitItemPerMinute(limit)
        allowed = self._counter.hit(item, sort, who)
        stats = self._counter.get_window_stats(item, sort, who)
        seconds = min(max(1, round(stats.reset_time - time.time())), _WINDOW)
        return allowed, _Budget(sort, limit, stats.remaining, seconds)


def register_limits(app: Flask) -> None:
    """Give a site its counts."""
    app.extensions[_KEY] = Limits()


def count(sort: str) -> None:
    """Count the request that is being answered; on one's own machine nothing is counted.

    Raises:
        Stop: there have been too many.
    """
    if site().local:
        return
    allowed, g.api_budget = current_app.extensions[_KEY].take(sort, _who())
    if not allowed:
        raise Stop(429)


def _who() -> str:
    account = visitor().account
    return f"account {account.id}" if account is not None else f"address {request.remote_addr}"


def with_budget(answer: Response) -> Response:
    """An answer that tells what is left (draft-ietf-httpapi-ratelimit-headers)."""
    budget: _Budget | None = g.get("api_budget")
    if budget is not None:
        answer.headers["RateLimit-Policy"] = f'"{budget.sort}";q={budget.limit};w={_WINDOW}'
        answer.headers["RateLimit"] = f'"{budget.sort}";r={budget.left};t={budget.seconds}'
        if answer.status_code == 429:
            answer.headers["Retry-After"] = str(budget.seconds)
    return answer
