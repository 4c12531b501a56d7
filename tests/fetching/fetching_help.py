from dataclasses import replace
from typing import Any

from publisher import Publisher

from planspor.ingest.fetch import Fetched, FetchSettings

LETTER = """Tildelingsbrev 2022

Kommunen skal styrke arbeidet mot vold i nære relasjoner gjennom hele året.

Det skal rapporteres innen 1. mars {year}."""


class FakeClock:
    """Time that passes only when somebody sleeps, or ``tick`` seconds at each look."""

    def __init__(self, tick: float = 0.0) -> None:
        self.slept: list[float] = []
        self.tick = tick
        self._now = 1000.0

    def monotonic(self) -> float:
        self._now += self.tick
        return self._now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._now += seconds


def settings_for(publisher: Publisher, **changes: Any) -> FetchSettings:
    """Settings under which every service is the one of the test, each below a path of its own."""
    made = FetchSettings(
        pause=0.0,
        timeout=5.0,
        stortinget=f"{publisher.base}/stortinget",
        regjeringen=f"{publisher.base}/regjeringen",
        helsedirektoratet=f"{publisher.base}/hdir",
        helsedirektoratet_key="nokkel",
    )
    return replace(made, **changes)


def letter(year: int = 2023) -> str:
    return LETTER.format(year=year)


def statuses(outcomes: list[Fetched]) -> list[str]:
    return [str(outcome.status) for outcome in outcomes]
