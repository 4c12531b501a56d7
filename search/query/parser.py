"""From the pieces of a query to its nodes.

Operators are English or Norwegian, in capitals; so are the names of fields, in small letters.
The grammar, loosest first::

    together = or+                      side by side: the more, the better
    or       = and ((OR | ELLER) and)*
    and      = part ((AND | OG) part)*
    part     = (NOT | IKKE | - | +) part | field ":" atom | atom
    atom     = "(" together ")" | "phrase" | word | =word | prefix*

Words side by side are kept together, so that terms of several words are recognised in them.
"""

import re
from collections.abc import Iterable
from typing import Final

from planspor.corpus.errors import QuerySyntaxError
from planspor.search.query.fields import (
    CLOSED,
    FIELDS,
    TEXT_FIELDS,
    VALUE_FIELDS,
    YEAR,
    canonical,
)
from planspor.search.query.lexer import OPERATORS, Piece, Sign, pieces
from planspor.search.query.nodes import (
    And,
    Exact,
    Field,
    Must,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Together,
    Words,
    Years,
)

DEEPEST: Final = 20
"""Groups and signs within each other; more than a person writes, less than exhausts the stack."""
LONGEST: Final = 1000
"""Characters of a query; what is longer was pasted, and its signs mean what they do in a text."""
_YEARS: Final = re.compile(r"(\d{4})?(?:([-–])(\d{4})?)?")


def parse(query: str) -> Node:
    """What a query says; a pasted text says its words.

    Raises:
        QuerySyntaxError: it is malformed; the error has the position and what would mend it.
    """
    return _Parser(query).whole() if len(query) <= LONGEST else plain(query)


def plain(query: str) -> Node:
    """A query taken as words and nothing else."""
    return Words(" ".join(word for word in query.split() if word not in OPERATORS))


class _Parser:
    def __init__(self, query: str) -> None:
        self._pieces = list(pieces(query))
        self._at = 0
        self._depth = 0

    @property
    def _next(self) -> Piece:
        return self._pieces[self._at]

    def _take(self) -> Piece:
        piece = self._next
        self._at += 1
        return piece

    def whole(self) -> Node:
        if self._next.sign is Sign.END:
            return Words("")
        node = self._together(None)
        if self._next.sign is Sign.CLOSE:
            raise _error(
                "A parenthesis is closed that was never opened.", self._next, "Take it out."
            )
        return node

    def _together(self, field: str | None) -> Node:
        nodes: list[Node] = []
        while self._next.sign not in {Sign.END, Sign.CLOSE}:
            nodes.append(self._or(field))
        if not nodes:
            raise _error("There is nothing between the parentheses.", self._next, "Write a word.")
        joined = _joined(nodes)
        return joined[0] if len(joined) == 1 else Together(tuple(joined))

    def _or(self, field: str | None) -> Node:
        nodes = [self._and(field)]
        while self._next.sign is Sign.OR:
            self._take()
            nodes.append(self._and(field))
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def _and(self, field: str | None) -> Node:
        nodes = [self._part(field)]
        while self._next.sign is Sign.AND:
            self._take()
            nodes.append(self._part(field))
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def _part(self, field: str | None) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _error("The query is nested too deeply.", self._next, "Use fewer parentheses.")
        node = self._signed(field)
        self._depth -= 1
        return node

    def _signed(self, field: str | None) -> Node:
        sign = self._next.sign
        if sign in {Sign.NOT, Sign.MINUS}:
            self._take()
            return Not(self._part(field))
        if sign is Sign.PLUS:
            self._take()
            return Must(self._part(field))
        if sign is Sign.FIELD:
            return self._field(field)
        return self._atom(field)

    def _field(self, outer: str | None) -> Node:
        piece = self._take()
        name = canonical(piece.text)
        if name is None:
            raise _error(
                f"There is no field “{piece.text}”.", piece, f"The fields are {', '.join(FIELDS)}."
            )
        if outer is not None:
            raise _error("A field stands inside another field.", piece, "Write them side by side.")
        return self._year_atom() if name == YEAR else self._atom(name)

    def _year_atom(self) -> Node:
        """The atom of a year; ``-2016`` is an open range, and no exclusion."""
        sign = self._next
        if sign.sign is not Sign.MINUS:
            return self._atom(YEAR)
        self._take()
        year = self._take()
        return _years(Piece(year.sign, f"-{year.text}", sign.position))

    def _atom(self, field: str | None) -> Node:
        piece = self._next
        if piece.sign is Sign.OPEN:
            return self._group(field)
        if piece.sign not in {Sign.WORD, Sign.PHRASE}:
            raise _error(
                f"A word is missing {_before(piece)}.",
                piece,
                "Write a word there, or put the sign in quotes.",
            )
        self._take()
        if field == YEAR:
            return _years(piece)
        if field is not None:
            return Field(field, _value(field, piece), piece.position)
        return _word(piece)

    def _group(self, field: str | None) -> Node:
        opened = self._take()
        node = self._together(field)
        if self._next.sign is Sign.END:
            raise _error("A parenthesis is not closed.", opened, "Put a ) where the group ends.")
        self._take()
        if isinstance(node, Words):
            return Together((node,))
        if field in VALUE_FIELDS and isinstance(node, Together):
            return Or(node.nodes)
        return node


def _joined(nodes: Iterable[Node]) -> list[Node]:
    """Words next to each other as one node."""
    joined: list[Node] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if isinstance(node, Words) and isinstance(last, Words):
            joined[-1] = Words(f"{last.text} {node.text}", last.position)
        else:
            joined.append(node)
    return joined


def _word(piece: Piece) -> Node:
    if piece.sign is Sign.PHRASE:
        return Phrase(piece.text, piece.position)
    if piece.text.startswith("=") and len(piece.text) > 1:
        return Exact(piece.text[1:], piece.position)
    if piece.text.endswith("*") and len(piece.text) > 1:
        return Prefix(piece.text.rstrip("*"), piece.position)
    return Words(piece.text, piece.position)


def _value(field: str, piece: Piece) -> Node:
    known = CLOSED.get(field)
    if field in TEXT_FIELDS or known is None:
        return _word(piece)
    value = known.get(piece.text.casefold())
    if value is None:
        raise _error(
            f"There is no {field} “{piece.text}”.", piece, f"Choose among {', '.join(known)}."
        )
    return Words(value, piece.position)


def _years(piece: Piece) -> Years:
    found = _YEARS.fullmatch(piece.text)
    if not piece.text or found is None or piece.text in "-–":
        raise _error(
            f"“{piece.text}” is no year.", piece, "Write year:2016, year:2016-2020 or year:2016-."
        )
    first, dash, last = found.groups()
    ends = (int(first) if first else None, int(last) if last else None)
    return Years(ends[0], ends[1] if dash else ends[0], piece.position)


def _before(piece: Piece) -> str:
    return "at the end" if piece.sign is Sign.END else f"before “{piece.text}”"


def _error(message: str, piece: Piece, remedy: str) -> QuerySyntaxError:
    return QuerySyntaxError(message, piece.position, remedy)
