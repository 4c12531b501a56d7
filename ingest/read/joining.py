"""Joining the lines of a paragraph into running text, with every character's place kept."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from planspor.corpus.language import STOPWORDS
from planspor.ingest.read.blocks import Piece
from planspor.ingest.read.hyphens import Hyphens
from planspor.ingest.read.lines import SOFT_HYPHENS, UNSEEN, Line

_ALONE = Hyphens()
"""Decides where no more is known of the document than the two lines."""
_KEPT_BEFORE = re.compile(r"(?:og|eller|samt|og/eller|and|or|eller/og)\b")
"""After these words' beginning a hyphen belongs to a shared part: ``rus-`` / ``og psykisk``."""
_OPEN = re.compile(r"(?:\w[–—]|\d/|[^\W\d]{2}/)$")
"""A line that ends so goes on without a space: ``2015–`` / ``2016``, ``og/`` / ``eller``."""
_ADDRESS = re.compile(r"(?:://|www\.)\S*$")
_OF_ADDRESS = re.compile(r"(?!https?:)[\w%]+[/.=&?_%-]\w")
"""How a line begins on which an address goes on."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_INNER_SPACE = re.compile(r"\s\s|[^\S ]")
_SPLIT_WORD = re.compile(r"(?<![\w-])([a-zæøå]{2,})(?= ([a-zæøå]{2,})(?![\w-]))")

Text = tuple[str, tuple[Piece, ...]]
"""Running text and the pieces of source behind it."""


def join(lines: Sequence[Line], hyphens: Hyphens = _ALONE) -> Text:
    """The lines as one text: soft hyphens go, real ones stay, line breaks become spaces."""
    parts: list[tuple[str, Piece]] = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        parts.extend(_parts(line))
        if after is None:
            continue
        drop, glue = _seam(line, after, hyphens)
        start = line.pieces[-1].end
        if drop:
            parts[-1] = _shortened(parts[-1])
            start -= 1
        if glue:
            parts.append((glue, Piece(len(glue), start, after.pieces[0].start)))
    return _whole(parts)


def _parts(line: Line) -> Iterator[tuple[str, Piece]]:
    """A line's pieces with their text; inner white space is one space."""
    place = 0
    for piece in line.pieces:
        text = line.text[place : place + piece.length]
        place += piece.length
        yield from _spaced(text, piece)


def _spaced(text: str, piece: Piece) -> Iterator[tuple[str, Piece]]:
    if piece.length != piece.end - piece.start or not _INNER_SPACE.search(text):
        yield text, piece
        return
    for match in re.finditer(r"\S+(?: \S+)*|\s+", text):
        part = " " if match.group().isspace() else match.group()
        yield part, Piece(len(part), piece.start + match.start(), piece.start + match.end())


def _seam(line: Line, after: Line, hyphens: Hyphens) -> tuple[bool, str]:
    """Whether the hyphen at the line's end goes, and what stands between the two lines."""
    if line.text[-1] in SOFT_HYPHENS:
        return True, ""
    if _OPEN.search(line.text) and after.text[0].isalnum():
        whole = not _ADDRESS.search(line.text) or _OF_ADDRESS.match(after.text)
        return False, "" if whole else " "
    if not line.hyphen or len(line.text) < 2 or not line.text[-2].isalnum():
        return False, " "
    if _KEPT_BEFORE.match(after.text):
        return False, " "
    return hyphens.part_only(line.text, after.text), ""


def _shortened(part: tuple[str, Piece]) -> tuple[str, Piece]:
    text, piece = part
    return text[:-1], Piece(piece.length - 1, piece.start, piece.end - 1)


def _whole(parts: Sequence[tuple[str, Piece]]) -> Text:
    text = "".join(part for part, _ in parts)
    pieces = tuple(piece for part, piece in parts if part)
    return cut(text, pieces, [match.span() for match in _UNSEEN.finditer(text)])


def cut(text: str, pieces: Sequence[Piece], spans: Iterable[tuple[int, int]]) -> Text:
    """The text without some spans of it, and the pieces that remain."""
    for start, end in sorted(spans, reverse=True):
        text, pieces = text[:start] + text[end:], tuple(_cut_pieces(pieces, start, end))
    return text, tuple(pieces)


def _cut_pieces(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    place = 0
    for piece in pieces:
        left = max(0, min(piece.length, start - place))
        right = max(0, min(piece.length, place + piece.length - end))
        place += piece.length
        if left + right >= piece.length:
            yield piece
        elif piece.length != piece.end - piece.start:
            if left + right:
                yield Piece(left + right, piece.start, piece.end)
        else:
            if left:
                yield Piece(left, piece.start, piece.start + left)
            if right:
                yield Piece(right, piece.end - right, piece.end)


def together(one: Text, other: Text) -> Text:
    """A text and what goes on elsewhere with it, as one: the gap between has no source."""
    (text, pieces), (more, after) = one, other
    if re.search(r"\w-$", text) and more[0].islower() and not _KEPT_BEFORE.match(more):
        text, pieces = cut(text, pieces, [(len(text) - 1, len(text))])
        return text + more, pieces + after
    return f"{text} {more}", (*pieces, Piece(1, pieces[-1].end, pieces[-1].end), *after)


def split_words(
    text: str, recurs: Callable[[str], bool], is_word: Callable[[str], bool]
) -> list[tuple[int, int]]:
    """The spaces that stand inside a word, where an extraction lost a soft hyphen.

    Such a space parts two strings of which one at least is no word, and which together make one
    that recurs in the text. Two words are never joined (``forskjell er``), nor is a function word
    joined to anything (``til stede``).
    """
    return [
        (match.start(2) - 1, match.start(2))
        for match in _SPLIT_WORD.finditer(text)
        if recurs(match.group(1) + match.group(2))
        and not (is_word(match.group(1)) and is_word(match.group(2)))
        and STOPWORDS.isdisjoint(match.groups())
    ]
