"""The contract of an engine: what it stores of a passage, and what it answers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

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
GROUP: Final = "group"
"""The field of the group that an entry is of, a whole value; only recurring entries have one."""
FLAGS: Final = ("recurs",)
"""Fields of whole values that are there ("yes") or not; ``recurs`` marks what has a group."""
NO_WORD: Final = "\ue000"
"""Stands in a layer without words: engines count entries without a field in different ways."""
ID: Final = "id"
"""The field of an entry's own id, a whole value."""


class EngineError(PlansporError):
    """The engine cannot do what it is asked."""

    code = "engine"


class EngineDamaged(EngineError):
    """The index is damaged or gone: to make it anew from the store helps."""

    code = "engine_damaged"


class EngineUnavailable(EngineError):
    """The engine is away, full, too busy or refuses us: to make the index anew does not help."""

    code = "engine_unavailable"


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as an engine keeps it.

    ``group`` is shared with the other entries of the same text. ``weight`` in .25..1 multiplies
    the score: less than 1 for what seldom is an answer.
    """

    id: str
    layers: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]
    year: int | None = None
    group: str | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """The best entries as (id, score), best first, and how many there are in all."""

    hits: tuple[tuple[str, float], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries match, in all and by the values of some fields.

    Entries of the same group count once: in all, and for each value that any of them has.
    """

    total: int
    values: Mapping[str, Mapping[str, int]]


class Engine(Protocol):
    """An index of entries.

    The order of entries with the same score is the engine's own, and stays while nothing is
    written. Every method raises EngineDamaged or EngineUnavailable where it cannot do its work.
    """

    def write(self, removed: Collection[str], entries: Iterable[Entry]) -> None:
        """Take out all entries of some documents and put others in, all at once or not at all.

        Where the entries cannot be made, nothing is written. A remote engine that breaks off
        while it is written to shows nothing of it; the same documents are to be written again.
        """

    def put_in_force(self) -> None:
        """Take the place of the corpus's former index, which is removed; once, when written."""

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

    def count(self, clause: Clause, fields: Iterable[str]) -> Counts:
        """How many entries match, and for each field how many have each of its values.

        Numbers are given as text. Counts are exact.
        """


class Engines(Protocol):
    """Makes and opens the indexes of one kind.

    ``format`` names the kind and its release: an index of another is made anew.
    """

    @property
    def format(self) -> str:
        """The name of the kind."""

    def create(self, folder: Path) -> Engine:
        """A new, empty index in an empty folder, beside those of the corpus's former builds.

        A remote engine keeps in the folder where its index is.
        """

    def open(self, folder: Path) -> Engine:
        """The index in a folder.

        Raises:
            EngineDamaged: there is none, or it is damaged.
        """
