"""What a query says, as values. ``position`` is the zero-based character where a piece begins."""

from dataclasses import dataclass
from typing import TypeAlias

from planspor.search.model import Level


@dataclass(frozen=True, slots=True)
class Words:
    """Words as typed, in any form: the more of them a passage has, the better."""

    text: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Exact:
    """One word in just this form (``=word``)."""

    text: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so (``prefix*``)."""

    text: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word, and words that differ from it by at most so many letters (``word~1``)."""

    text: str
    distance: int
    position: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in these forms, after each other (``"exact phrase"``)."""

    text: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """Words in these forms, in any order, with at most so many others between them."""

    text: str
    distance: int
    position: int = 0


@dataclass(frozen=True, slots=True)
class At:
    """What is searched for as widely as it says, and not as the rest (``inflections:plan``)."""

    level: Level
    node: "Node"


@dataclass(frozen=True, slots=True)
class Field:
    """What is asked of one field (``title:rus``, ``kind:(evaluation OR plan)``)."""

    name: str
    node: "Node"
    position: int = 0


@dataclass(frozen=True, slots=True)
class Years:
    """A document of these years, ends included; None leaves an end open."""

    first: int | None
    last: int | None
    position: int = 0


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Everything where this does not hold."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class Must:
    """A part of a query that every hit has (``+word``)."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class Together:
    """Parts written side by side.

    What is typed as words, phrases and groups need not all be there; ``Must``, ``Not`` and the
    fields have to hold.
    """

    nodes: "tuple[Node, ...]"


Node: TypeAlias = (
    Words
    | Exact
    | Prefix
    | Fuzzy
    | Phrase
    | Near
    | At
    | Field
    | Years
    | And
    | Or
    | Not
    | Must
    | Together
)
