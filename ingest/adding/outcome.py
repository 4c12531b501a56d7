"""What came of the files of a batch."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from planspor.corpus.errors import PlansporError


class Status(StrEnum):
    """What came of one file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Added:
    """One file's outcome; ``document`` is None where nothing is stored.

    ``notes`` is what a person should know of how it was read, such as what could not be.
    """

    path: str
    status: Status
    document: str | None = None
    sections: int = 0
    passages: int = 0
    notes: tuple[str, ...] = ()
    error: PlansporError | None = None
    lost: int = 0


Progress = Callable[[int, int, str], None]
"""Called as a file is begun: how many were before it, how many are known of, and its path."""
