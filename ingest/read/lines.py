"""The physical lines of a text file, freed of letter-spacing."""

import re
from dataclasses import dataclass

from planspor.ingest.read.blocks import Piece

_LETTER_SPACED_SHARE = 0.6
LONG_LINE = 200
"""Where a tenth of the lines are longer than this, each line is a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its text freed of letter-spacing and outer white space.

    ``pieces`` cover ``text``; ``page_start`` tells that a page begins here, ``hyphen`` that the
    line ends in a hyphen with no space after it, ``rule`` that it is a blank line wide enough to
    be the rule above footnotes.
    """

    number: int
    text: str
    pieces: tuple[Piece, ...]
    page_start: bool = False
    hyphen: bool = False
    rule: bool = False
    letter_spaced: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the line."""
        return not self.text


def lines_of(source: str) -> list[Line]:
    """Every line of the source; a leading single space or a form feed begins a page."""
    lines: list[Line] = []
    start = 0
    indented = _spaces_mark_pages(source)
    for number, raw in enumerate(source.split("\n"), 1):
        lines.append(_line(number, raw, start, indented))
        start += len(raw) + 1
    return lines


def _spaces_mark_pages(source: str) -> bool:
    """Single leading spaces mark pages where few lines have one and lines are not paragraphs."""
    lines = sorted((line for line in source.split("\n") if line.strip()), key=len)
    indented = sum(1 for line in lines if re.match(r" \S", line))
    return indented < 0.2 * len(lines) and len(lines[len(lines) * 9 // 10]) <= LONG_LINE


def _line(number: int, raw: str, start: int, indented: bool) -> Line:
    text = raw.strip()
    if not text:
        return Line(number, "", (), page_start="\f" in raw, rule=len(raw.rstrip("\r")) > 40)
    first = start + raw.index(text[0])
    spaced = _is_letter_spaced(text)
    return Line(
        number,
        *(_close_up(text, first) if spaced else _as_it_stands(text, first)),
        page_start="\f" in raw or (indented and raw.startswith(" ") and raw[1] == text[0]),
        hyphen=raw.rstrip("\r").endswith("-") and len(text) > 1,
        letter_spaced=spaced,
    )


def _as_it_stands(text: str, first: int) -> tuple[str, tuple[Piece, ...]]:
    return text, (Piece(len(text), first, first + len(text)),)


def _is_letter_spaced(text: str) -> bool:
    tokens = text.split()
    single = sum(1 for token in tokens if len(token) == 1 and token.isalpha())
    return len(tokens) >= 4 and single >= _LETTER_SPACED_SHARE * len(tokens)


def _close_up(text: str, first: int) -> tuple[str, tuple[Piece, ...]]:
    """``k a p i t t e l  4`` becomes ``kapittel 4``: single spaces go, wider ones are one."""
    out, pieces = [], []
    for match in re.finditer(r"\S+|\s{2,}", text):
        word = match.group()
        out.append(" " if word.isspace() else word)
        pieces.append(Piece(len(out[-1]), first + match.start(), first + match.end()))
    return "".join(out), tuple(pieces)
