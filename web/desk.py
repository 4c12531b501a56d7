"""What those who review at one site share: who reads what, and how far suggestions are right."""

import time
from threading import Lock
from typing import Final

from flask import current_app

from planspor.corpus.coding.agreement import Agreement
from planspor.corpus.coding.calibration import FEWEST_TO_CALIBRATE, Calibration, calibrate
from planspor.corpus.coding.logs import PlanLog
from planspor.corpus.model import LinkState

_KEY: Final = "planspor-desk"
_HELD: Final = 180.0
"""Seconds for which what one reads is not shown to others, where there is anything else."""
_GROWTH: Final = 1.05
"""By how much the decisions grow before scores are made probabilities anew."""


class Desk:
    """One for each site. Threads may share it.

    What it says of who reads what saves people from reading the same; decisions do not rest on it.
    """

    def __init__(self) -> None:
        self._reading: dict[str, tuple[str, float]] = {}
        self._fitted: dict[str, tuple[int, Calibration | None]] = {}
        self.agreements: dict[str, tuple[int, tuple[Agreement, Agreement]]] = {}
        """By plan, for which state of the record they were reckoned, and those blind and open."""
        self._lock = Lock()

    def taken(self, reader: str) -> set[str]:
        """The links and passages that others have before them."""
        since = time.monotonic() - _HELD
        with self._lock:
            self._reading = {k: v for k, v in self._reading.items() if v[1] > since}
            return {link for link, (by, _) in self._reading.items() if by != reader}

    def take(self, link: str, reader: str) -> None:
        """Note that somebody has a link or a passage before them."""
        with self._lock:
            self._reading[link] = reader, time.monotonic()

    def calibration(self, log: PlanLog, plan: str) -> Calibration | None:
        """A plan's scores as probabilities, by the decisions as they were not long ago.

        None where there are too few decisions.
        """
        decided = sum(
            1
            for k in log.links
            if k.proposed and k.state is not LinkState.SUGGESTED and not k.by_rule
        )
        if decided < FEWEST_TO_CALIBRATE:
            return None
        held = self._fitted.get(plan)
        if held is None or not held[0] <= decided <= _GROWTH * held[0]:
            held = self._fitted[plan] = decided, calibrate(log.judged)
        return held[1]


def desk() -> Desk:
    """The desk of the current application."""
    found: Desk = current_app.extensions.setdefault(_KEY, Desk())
    return found
