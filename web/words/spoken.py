"""Words that are translated when they are read, not when they are written down.

What is written is bokmål, and is what the catalogues of `web/translations` translate. Outside a
page (in commands and in files for other programs) it is said as it is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from flask_babel import gettext

K = TypeVar("K")


def N_(said: str) -> str:  # noqa: N802 - the name by which gettext's tools know it
    """A text as it is written, marked for the catalogues."""
    return said


@dataclass(frozen=True, slots=True)
class Words:
    """A name for a table or a button, and a sentence that says what it means."""

    _name: str
    _meaning: str

    @property
    def name(self) -> str:
        """The name, in the language of the page."""
        return gettext(self._name)

    @property
    def meaning(self) -> str:
        """The sentence, in the language of the page."""
        return gettext(self._meaning)


class Names(Mapping[K, str]):
    """What things are called, each in the language of the page."""

    def __init__(self, written: Mapping[K, str]) -> None:
        self._written = written

    def __getitem__(self, key: K) -> str:
        return gettext(self._written[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)
