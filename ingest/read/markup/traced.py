"""Text that knows where each of its characters stands in the markup it was written in.

Markup is cut into *atoms*: a stretch of characters that stands as it is, an entity and its
character, or white space. Atoms are gathered for as long as a paragraph lasts and then settled
into running text with its pieces.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import NamedTuple

from planspor.ingest.read.blocks import Piece
from planspor.ingest.read.lines import UNSEEN

_UNSEEN = f"{UNSEEN}\u200c\u200d\u2060\ufeff\x00"
_ATOM = re.compile(
    rf"(?P<space>\s[\s{_UNSEEN}]*)|(?P<entity>&(?:#[0-9]{{1,7}};?|#[xX][0-9a-fA-F]{{1,6}};?"
    rf"|[a-zA-Z][a-zA-Z0-9]{{1,31}};?))|(?P<unseen>[{_UNSEEN}]+)"
    rf"|(?P<plain>[^\s&{_UNSEEN}]+(?: [^\s&{_UNSEEN}]+)*|&)"
)
_PLAIN = re.compile(
    rf"(?P<space>\s[\s{_UNSEEN}]*)|(?P<unseen>[{_UNSEEN}]+)"
    rf"|(?P<plain>[^\s{_UNSEEN}]+(?: [^\s{_UNSEEN}]+)*)"
)
SIMPLE = re.compile(rf"[^\s&{_UNSEEN}]+(?: [^\s&{_UNSEEN}]+)*+")
"""A run of text that is one atom: no entity, no white space but single spaces."""
_SEEN = re.compile(f"[^{_UNSEEN}]")


class Atom(NamedTuple):
    """Characters that stand for markup ``start..end``."""

    text: str
    start: int
    end: int

    @property
    def space(self) -> bool:
        """Whether it is white space, which is always one space."""
        return self.text == " "


SPACE = Atom(" ", 0, 0)
"""A space that nothing stands for in the markup."""


class Traced(NamedTuple):
    """Running text and the pieces of markup behind it, which cover it without a gap."""

    text: str
    pieces: tuple[Piece, ...]


def atoms(markup: str, start: int, end: int, entities: bool = True) -> Iterator[Atom]:
    """The text between two tags, cut into atoms; white space is one space an atom.

    ``entities`` is False for what is written without them, such as CDATA.
    """
    for match in (_ATOM if entities else _PLAIN).finditer(markup, start, end):
        if match.lastgroup == "space":
            yield Atom(" ", match.start(), match.end())
        elif match.lastgroup == "entity":
            yield from _entity(match.group(), match.start())
        elif match.lastgroup == "plain":
            yield Atom(match.group(), match.start(), match.end())


def _entity(written: str, start: int) -> Iterator[Atom]:
    """An entity's character; what was no entity, or stands behind one, stands for itself."""
    meant = unescape(written)
    if meant == written:
        yield Atom(written, start, start + len(written))
        return
    tail = 0
    while tail < len(meant) and written[-1 - tail] == meant[-1 - tail]:
        tail += 1
    sign, middle = meant[: len(meant) - tail], start + len(written) - tail
    if sign.isspace():
        yield Atom(" ", start, middle)
    elif _SEEN.search(sign):
        yield Atom(sign, start, middle)
    if tail:
        yield Atom(written[-tail:], middle, middle + tail)


def settled(parts: Iterable[Atom]) -> Traced:
    """Atoms as running text: white space is one space, none at the ends.

    A space that stands for no white space (between two table cells' lines) has no source either.
    """
    texts: list[str] = []
    pieces: list[Piece] = []
    spaces: list[Atom] = []
    for atom in parts:
        if atom.space:
            spaces.append(atom)
            continue
        if spaces and texts:
            _push(texts, pieces, _one_space(spaces, pieces[-1].end))
        spaces.clear()
        _push(texts, pieces, atom)
    return Traced("".join(texts), tuple(pieces))


def _one_space(spaces: Sequence[Atom], before: int) -> Atom:
    written = next((space for space in spaces if space.end > space.start), None)
    return written or Atom(" ", before, before)


def _push(texts: list[str], pieces: list[Piece], atom: Atom) -> None:
    """Add an atom; what goes on where the last piece ended, one to one, becomes part of it."""
    text, start, end = atom
    texts.append(text)
    if pieces and pieces[-1].end == start and len(text) == end - start:
        length, first, last = pieces[-1]
        if length == last - first:
            pieces[-1] = Piece(length + len(text), first, end)
            return
    pieces.append(Piece(len(text), start, end))


def joined(parts: Sequence[Traced], between: str = " ") -> Traced:
    """Texts one after another; the gaps between them are ``between`` (one character)."""
    pieces: list[Piece] = []
    for part in parts:
        if pieces:
            end = pieces[-1].end
            pieces.append(Piece(1, end, max(end, part.pieces[0].start)))
        pieces.extend(part.pieces)
    return Traced(between.join(part.text for part in parts), tuple(pieces))


def _part(piece: Piece, first: int, last: int) -> Piece:
    if piece.length != piece.end - piece.start:
        return Piece(last - first, piece.start, piece.end)
    return Piece(last - first, piece.start + first, piece.start + last)


class Origin:
    """Leads pieces of a markup to the text that the markup itself was taken from.

    Args:
        pieces: where the markup's characters stand, covering it without a gap.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = tuple(pieces)
        self._starts: list[int] = []
        place = 0
        for piece in self._pieces:
            self._starts.append(place)
            place += piece.length

    def traced_back(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        """The same text, told by places in what the markup was taken from."""
        return tuple(part for piece in pieces for part in self._back(piece))

    def _back(self, piece: Piece) -> Iterator[Piece]:
        parts = list(self._under(piece.start, piece.end))
        if piece.length == piece.end - piece.start:
            yield from parts
        elif parts:
            yield Piece(piece.length, parts[0].start, max(part.end for part in parts))
        else:
            place = self._place(piece.start)
            yield Piece(piece.length, place, place)

    def _under(self, start: int, end: int) -> Iterator[Piece]:
        """The parts of the markup's own pieces in ``start..end``."""
        at = max(0, bisect_right(self._starts, start) - 1)
        while at < len(self._pieces) and self._starts[at] < end:
            place, piece = self._starts[at], self._pieces[at]
            first, last = max(start - place, 0), min(end - place, piece.length)
            if first < last:
                yield _part(piece, first, last)
            at += 1

    def _place(self, start: int) -> int:
        at = bisect_right(self._starts, start) - 1
        return _part(self._pieces[at], start - self._starts[at], start - self._starts[at]).start
