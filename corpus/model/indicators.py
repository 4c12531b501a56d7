"""What an indicator was measured to be."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from planspor.corpus.showing import Shown


@dataclass(frozen=True, slots=True, repr=False)
class IndicatorValue(Shown):
    """A value of an indicator in a year, and where it stands: in a passage or file, or by word.

    ``value`` is None where the source says that there is none; ``text`` is as it is printed.
    ``label`` parts several of one year ("kvinner"), ``baseline`` marks what later ones are held
    against. ``person`` entered it; ``number`` counts in the corpus, 0 before it is stored.
    """

    _told: ClassVar[tuple[str, ...]] = ("indicator", "year", "label", "text")
    indicator: str
    value: float | None
    text: str
    year: int | None = None
    label: str = ""
    baseline: bool = False
    document: str | None = None
    passage: str | None = None
    file: str | None = None
    person: str | None = None
    note: str = ""
    at: datetime | None = None
    number: int = 0
