"""The contract of an engine: what it stores of a passage, and what it answers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, Protocol, Self

from planspor.corpus.errors import PlansporError
from planspor.search.engine.clauses import Clause

LAYERS: Final = (
    *("exact", "lemma", "stem", "parts"),
    *("heading_lemma", "heading_parts", "title_lemma", "title_parts"),
)
"""Text fields: words already analysed, separated by blanks.

``exact``, ``lemma`` and ``stem`` hold one word for each word of the passage, in its order.
``parts`` holds the stems of words that are no function words, each followed by the stems of its
compound parts.
"""
VALUES: Final = (
    *("document", "kind", "issuer", "language", "section_kind"),
    *("plan", "goal", "area", "measure", "stage", "stance", "review"),
)
"""Fields of whole values, none, one or several for an entry; facets are counted over them."""
NUMBERS: Final = ("year",)
FLAGS: Final = ("recurs",)
"""Fields of whole values that are there ("yes") or not."""
ID: Final = "id"
"""The field of an entry's own id, a whole value."""


class EngineError(PlansporError):
    """The engine's index is damaged, or cannot be reached or written."""

    code = "engine"


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as an engine keeps it.

    ``weight`` in .25..1 multiplies the score: less than 1 for what seldom is an answer.
    """

    id: str
    layers: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]
    year: int | None = None
    recurs: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """The best entries as (id, score), best first, and how many there are in all."""

    hits: tuple[tuple[str, float], ...]
    total: int


class Engine(Protocol):
    """An index of entries.

    The order of entries with the same score is the engine's own, and stays while nothing is
    written. ``format`` names the engine and its release: an index of another is made anew.
    """

    format: ClassVar[str]

    @classmethod
    def create(cls, folder: Path) -> Self:
        """A new, empty index in an empty folder; a remote engine keeps there where it is."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The index in a folder.

        Raises:
            EngineError: there is none, or it is damaged.
        """

    def write(self, removed: Collection[str], entries: Iterable[Entry]) -> None:
        """Take out all entries of some documents and put others in, all at once or not at all."""

    def reload(self) -> None:
        """See what other processes have written."""

    def search(self, clause: Clause, limit: int) -> Found:
        """The best entries, weighted, and how many match."""

    def scores(self, clauses: Sequence[Clause], entry: str) -> list[float | None]:
        """What each of some clauses gives one entry, weighted; None where it does not hold."""

    def size(self) -> int:
        """How many entries there are."""

    def frequencies(self, field: str, words: Iterable[str]) -> dict[str, int]:
        """In how many entries each word stands in a layer; about, while entries are replaced."""

    def count(self, clause: Clause, fields: Iterable[str]) -> dict[str, dict[str, int]]:
        """For each field, how many matching entries have each of its values.

        Numbers are given as text. Counts are exact.
        """
