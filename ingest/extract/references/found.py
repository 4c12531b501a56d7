"""What the recognisers of references share: what they find, and the words they go by."""

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from planspor.ingest.extract.text import phrases

Pattern: TypeAlias = list[dict[str, Any]]
"""One pattern of spaCy's Matcher."""

DASHES: Final = ["-", "–", "—", "‑"]
YEAR: Final = r"^(?:1[5-9]|20)\d\d[a-z]?$"


@dataclass(frozen=True, slots=True)
class Found:
    """A reference in a text: tokens ``start..end``, what sort it is and what it is known by.

    ``weight`` tells which of two that overlap is kept, before their lengths do.
    """

    start: int
    end: int
    kind: str
    key: str
    rule: str
    confidence: float
    section: str | None = None
    session: str | None = None
    weight: int = 1


def words() -> dict[str, Any]:
    """The words of ``words.toml``."""
    return phrases.read(__package__, "words.toml")


def optional(token: dict[str, Any]) -> dict[str, Any]:
    """A token that may be there or not."""
    return {**token, "OP": "?"}
