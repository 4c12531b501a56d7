"""Cutting a query into pieces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from planspor.corpus.errors import QuerySyntaxError


class Sign(Enum):
    """What sort of piece it is."""

    WORD = "word"
    PHRASE = "phrase"
    FIELD = "field"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    PLUS = "+"
    MINUS = "-"
    OPEN = "("
    CLOSE = ")"
    END = "end"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query: ``text`` without quotes and colons."""

    sign: Sign
    text: str
    position: int


OPERATORS: Final = {
    "AND": Sign.AND,
    "OG": Sign.AND,
    "OR": Sign.OR,
    "ELLER": Sign.OR,
    "NOT": Sign.NOT,
    "IKKE": Sign.NOT,
    "IKKJE": Sign.NOT,
}
"""Operators are written in capitals; in small letters they are words like any other."""

_QUOTES: Final = '"“”„«»'
_PIECE: Final = re.compile(
    rf"""(?P<blank>\s+)
    | (?P<open>\() | (?P<close>\))
    | [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]
    | (?P<quote>[{_QUOTES}])
    | (?P<field>[^\W\d_]+):(?=[^\s/)])
    | (?P<sign>[+-])(?=[^\s+-])
    | (?P<word>[^\s(){_QUOTES}]+)""",
    re.VERBOSE,
)


def pieces(query: str) -> Iterator[Piece]:
    """The pieces of a query in order, the last of them END.

    A colon makes a field only between letters and a value; a plus or minus counts only before
    what it belongs to.

    Raises:
        QuerySyntaxError: a quotation mark is not closed.
    """
    for found in _PIECE.finditer(query):
        kind, text = str(found.lastgroup), found.group(found.lastgroup or 0)
        if kind == "quote":
            raise QuerySyntaxError(
                "A quotation mark is not closed.",
                found.start(),
                "Put a quotation mark at the end of the phrase.",
            )
        if kind != "blank":
            yield Piece(_sign(kind, text), text, found.start())
    yield Piece(Sign.END, "", len(query))


def _sign(kind: str, text: str) -> Sign:
    if kind == "word":
        return OPERATORS.get(text, Sign.WORD)
    if kind in {"phrase", "field"}:
        return Sign(kind)
    return Sign(text)
