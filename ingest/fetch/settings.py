"""How fetching behaves, and where the services lie."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.metadata import version
from typing import Any, Protocol

from planspor.corpus.errors import InputError

AGENT = "Planspor"
"""The name that robots rules know this program by."""


class Clock(Protocol):
    """What waiting is measured by."""

    def monotonic(self) -> float:
        """Seconds from some fixed point."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        ...


CLOCK: Clock = time


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Limits, manners and addresses.

    ``pause`` is the least time between two requests to one host, ``timeout`` the longest silence
    of a server, ``longest`` the longest a download may take, ``longest_wait`` the longest that a
    server may ask to wait before a retry; all in seconds. ``most`` is the most bytes of one
    download. ``contact`` tells a publisher whom to write to. With ``public_only`` nothing is
    fetched from a host on a private network, whatever its name: for a server that others use.
    """

    contact: str = ""
    pause: float = 1.0
    timeout: float = 30.0
    longest: float = 1800.0
    longest_wait: float = 300.0
    retries: int = 4
    public_only: bool = False
    most: int = 200_000_000
    stortinget: str = "https://data.stortinget.no"
    regjeringen: str = "https://www.regjeringen.no"
    helsedirektoratet: str = "https://api.helsedirektoratet.no"
    helsedirektoratet_key: str = ""

    @property
    def user_agent(self) -> str:
        """How requests name themselves."""
        contact = f"; contact: {self.contact}" if self.contact else ""
        return f"{AGENT}/{version('planspor')} (document corpus{contact})"


_VARIABLES = {
    "contact": "PLANSPOR_CONTACT",
    "pause": "PLANSPOR_PAUSE",
    "stortinget": "PLANSPOR_STORTINGET",
    "regjeringen": "PLANSPOR_REGJERINGEN",
    "helsedirektoratet": "PLANSPOR_HELSEDIREKTORATET",
    "helsedirektoratet_key": "HELSEDIR_API_KEY",
}


def settings_from(environment: Mapping[str, str] = os.environ) -> FetchSettings:
    """The settings, with what the environment says otherwise (docs/sources.md lists it).

    Raises:
        InputError: a variable holds what cannot be used.
    """
    kinds = {field.name: field.type for field in fields(FetchSettings)}
    said = {
        name: environment[key].strip() for name, key in _VARIABLES.items() if key in environment
    }
    return FetchSettings(**{name: _value(name, text, kinds[name]) for name, text in said.items()})


def _value(name: str, text: str, kind: Any) -> Any:
    variable = _VARIABLES[name]
    if not (text.isascii() and text.isprintable()):
        raise InputError(f"{variable}: goes into a request and must be plain ASCII", "Rewrite it.")
    if kind is not float:
        return text
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 3600:
        raise InputError(f"{variable}: {text!r} is no number of seconds", "Such as 1 or 0.6.")
    return seconds
