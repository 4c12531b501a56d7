"""From the pieces of a query to its nodes.

Operators are English or Norwegian, in capitals; so are the names of fields, however written.
The grammar, loosest first::

    together = or+                      side by side: the more, the better
    or       = and ((OR | ELLER) and)*
    and      = part ((AND | OG) part)*
    part     = (NOT | IKKE | - | +) part | field ":" atom | atom
    atom     = "(" together ")" | "phrase" | "phrase"~n | word | =word | prefix* | word~n

Words side by side are kept together, so that terms of several words are recognised in them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from planspor.search.model import Level
from planspor.search.query.atoms import leaf, mistake, near, years
from planspor.search.query.fields import LEVELS, TEXT_FIELDS, YEAR, canonical
from planspor.search.query.lexer import Piece, Sign, pieces
from planspor.search.query.nodes import (
    And,
    At,
    Field,
    Must,
    Node,
    Not,
    Or,
    Together,
    Words,
)

DEEPEST: Final = 20
"""Groups and signs within each other; more than a person writes, less than exhausts the stack."""
READ: Final = 5_000
"""Characters of a text that are read; what comes after them says no more of what is meant."""
LONGEST: Final = 1000
"""Characters from which on a text was pasted, unless it is written as a query."""
OFTEN: Final = 10
"""Words for which such a long query has an operator or a field; those of reviews have more."""
MOST_PIECES: Final = 400
"""Words and signs of a query with operators."""
MOST_OPEN: Final = 20
"""Words and phrases with ``*`` or ``~``, each of which stands for many."""
_SAID: Final = frozenset({Sign.AND, Sign.OR, Sign.NOT, Sign.FIELD})
_FORMAL: Final = frozenset({*_SAID, Sign.PLUS, Sign.MINUS})
"""The signs that make a query of a text; without them, parentheses are as in any sentence."""
_GROUPS: Final = frozenset({Sign.OPEN, Sign.CLOSE})
_TEXTS: Final = frozenset({Sign.WORD, Sign.PHRASE})


def parse(query: str) -> Node:
    """What a query says; a pasted text says its words.

    Raises:
        QuerySyntaxError: it is malformed; the error has the position and what would mend it.
    """
    text = query[:READ]
    cut = list(pieces(text))
    if len(text) > LONGEST and not _is_query(cut, text):
        return plain(text)
    if not any(piece.sign in _FORMAL for piece in cut):
        cut = [piece for piece in cut if piece.sign not in _GROUPS]
    _check_size(cut)
    return _Parser(cut).whole()


def plain(query: str) -> Words:
    """A query taken as words and nothing else: no operators, names of fields or other signs."""
    return Words(" ".join(p.text for p in pieces(query[:READ]) if p.sign in _TEXTS))


def _is_query(cut: Iterable[Piece], text: str) -> bool:
    """Whether a long text has the operators of a query, and not by accident."""
    return OFTEN * sum(piece.sign in _SAID for piece in cut) >= len(text.split())


def _check_size(cut: Sequence[Piece]) -> None:
    if len(cut) > MOST_PIECES and any(piece.sign in _FORMAL for piece in cut):
        raise mistake(
            f"The query has more than {MOST_PIECES} words and signs.",
            cut[MOST_PIECES],
            "Part it into several searches, or leave the operators out.",
        )
    opened = [piece for piece in cut if _is_open(piece)]
    if len(opened) > MOST_OPEN:
        raise mistake(
            f"A * or a ~ stands in more than {MOST_OPEN} places.",
            opened[MOST_OPEN],
            "Leave it out where words are found in any form anyway.",
        )


def _is_open(piece: Piece) -> bool:
    return piece.sign is Sign.NEAR or (
        piece.sign is Sign.WORD and (piece.text[-1] == "*" or "~" in piece.text)
    )


class _Parser:
    def __init__(self, cut: Sequence[Piece]) -> None:
        self._pieces = cut
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
            raise mistake(
                "A parenthesis is closed that was never opened.", self._next, "Take it out."
            )
        return node

    def _together(self, field: str | None) -> Node:
        nodes: list[Node] = []
        while self._next.sign not in {Sign.END, Sign.CLOSE}:
            nodes.append(self._or(field))
        if not nodes:
            raise mistake("There is nothing between the parentheses.", self._next, "Write a word.")
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
            raise mistake("The query is nested too deeply.", self._next, "Use fewer parentheses.")
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
        if outer is not None:
            raise mistake("A field stands inside another field.", piece, "Write them side by side.")
        if name in LEVELS:
            return _at(LEVELS[name], self._atom(None))
        return self._year() if name == YEAR else self._atom(name)

    def _year(self) -> Node:
        """What is asked of the year; ``-2016`` is an open range, and no exclusion."""
        piece = self._next
        if piece.sign is Sign.RANGE:
            return years(self._take())
        if piece.sign is not Sign.MINUS:
            return self._atom(YEAR)
        self._take()
        return years(Piece(Sign.WORD, f"-{self._take().text}", piece.position))

    def _atom(self, field: str | None) -> Node:
        piece = self._next
        if piece.sign is Sign.OPEN:
            return self._group(field)
        if piece.sign is Sign.QUOTE:
            raise mistake(
                "A quotation mark is not closed.",
                piece,
                "Put a quotation mark at the end of the phrase.",
            )
        if piece.sign not in _TEXTS:
            raise mistake(
                f"A word is missing {_before(piece)}.",
                piece,
                "Write a word there, or put the sign in quotes.",
            )
        self._take()
        if self._is_near(piece, field):
            node = near(piece, self._take())
            return Field(field, node, piece.position) if field else node
        return leaf(field, piece)

    def _is_near(self, piece: Piece, field: str | None) -> bool:
        """Whether the words of a phrase are to stand near each other, and not in a row."""
        is_text = field is None or field in TEXT_FIELDS
        return is_text and piece.sign is Sign.PHRASE and self._next.sign is Sign.NEAR

    def _group(self, field: str | None) -> Node:
        opened = self._take()
        node = self._together(field)
        if self._next.sign is Sign.END:
            raise mistake("A parenthesis is not closed.", opened, "Put a ) where the group ends.")
        self._take()
        if isinstance(node, Words):
            return Together((node,))
        if isinstance(node, Together) and field is not None and field not in TEXT_FIELDS:
            return _alternatives(node.nodes)
        return node


def _at(level: Level, node: Node) -> Node:
    """A node at a level; the sign in front of all of it holds for what stands beside it."""
    if isinstance(node, Must | Not):
        return replace(node, node=_at(level, node.node))
    return At(level, node)


def _alternatives(nodes: Sequence[Node]) -> Node:
    """Values side by side: one of them, and none of those excluded."""
    excluded = tuple(node for node in nodes if isinstance(node, Not))
    wanted = tuple(node for node in nodes if not isinstance(node, Not))
    if not excluded:
        return Or(wanted)
    return And((Or(wanted), *excluded) if wanted else excluded)


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


def _before(piece: Piece) -> str:
    return "at the end" if piece.sign is Sign.END else f"before “{piece.text}”"
