"""A measure as it was recognised in a plan's text, and how sure that is."""

from dataclasses import dataclass
from enum import Enum

from planspor.corpus.model import Allocation
from planspor.ingest.extract.measures.cues import Rule


class Confidence(Enum):
    """How sure it is that something is a measure, as a share of 1."""

    HIGH = 0.9
    MEDIUM = 0.6
    FAIR = 0.45
    LOW = 0.3


@dataclass(frozen=True, slots=True)
class RecognisedMeasure:
    """A measure found in a plan's text.

    ``text`` is its wording without bullet or header; ``start`` and ``end`` are clean offsets of
    all that was read as the measure; ``number`` is as printed, ``intro`` the line or heading that
    announced it, ``heading_path`` the headings from the outermost to the one above it,
    ``chapter`` the part of the plan that says more of it.
    """

    text: str
    start: int
    end: int
    number: str | None
    owners: tuple[str, ...]
    time_frame: str | None
    heading_path: tuple[str, ...]
    intro: str
    confidence: Confidence
    rule: Rule
    allocations: tuple[Allocation, ...] = ()
    chapter: str | None = None

    @property
    def ordinal(self) -> int | None:
        """The printed number, where it is a plain one."""
        return int(self.number) if self.number and self.number.isdigit() else None
