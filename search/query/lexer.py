"""Cutting a query into pieces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from planspor.search.query.fields import NAMES


class Sign(Enum):
    """What sort of piece it is."""

    WORD = "word"
    PHRASE = "phrase"
    NEAR = "near"
    RANGE = "range"
    FIELD = "field"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    PLUS = "+"
    MINUS = "-"
    OPEN = "("
    CLOSE = ")"
    QUOTE = "quote"
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
_ENGLISH: Final = ("AND", "OR", "NOT")

_BEFORE: Final = r"(?<![^\s([:+\-=])"
"""Where a sign or an opening quotation mark can stand: not at the end of a word."""
_QUOTES: Final = '"“”„«»'
_FIELDS: Final = "|".join(
    written for name in NAMES for written in (name, name.capitalize(), name.upper())
)
_PIECE: Final = re.compile(
    rf"""(?P<range>(?<=:)[\[{{][^\[\]{{}}]*[\]}}])
    | {_BEFORE}["“”„](?P<phrase>[^"“”„]*)["“”„]
    | «(?P<quotation>[^«»]*)»
    | (?P<quote>{_BEFORE}["“”„«])
    | (?P<near>(?<=["“”»])~\d*)
    | (?P<field>\b(?:{_FIELDS})):(?=[^\s/:)])
    | (?P<sign>{_BEFORE}[+-](?=[^\s+-])|[()])
    | (?P<word>[^\s(){_QUOTES}]+(?:\([^\s(){_QUOTES}]*\)[^\s(){_QUOTES}]*)*)""",
    re.VERBOSE,
)
_SHOUTED: Final = re.compile(r"[^\W\d_]{6}")


def pieces(query: str) -> Iterator[Piece]:
    """The pieces of a query in order, the last of them END. Any text has some.

    A colon makes a field only between the name of one and a value; a plus or minus counts only
    before what it belongs to, a parenthesis not inside a word ("bruker(e)"); a quotation mark
    opens nothing at the end of a word. In a text all in capitals that is no row of acronyms,
    Norwegian operators are words.
    """
    shouted = query == query.upper() and _SHOUTED.search(query) is not None
    for found in _PIECE.finditer(query):
        kind = str(found.lastgroup)
        yield Piece(_sign(kind, found[kind], shouted), found[kind], found.start())
    yield Piece(Sign.END, "", len(query))


def _sign(kind: str, text: str, shouted: bool) -> Sign:
    if kind == "word":
        means = OPERATORS.get(text, Sign.WORD)
        return Sign.WORD if shouted and text not in _ENGLISH else means
    if kind == "quotation":
        return Sign.PHRASE
    return Sign(text) if kind == "sign" else Sign(kind)
