"""The physical lines of a text file, freed of letter-spacing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planspor.ingest.read.blocks import Piece

_LETTER_SPACED_SHARE = 0.6
_RULE = 40
"""A blank line of more spaces than this is the rule above footnotes."""
SOFT_HYPHENS = "\u00ad\ufffe"
"""The soft hyphen, and what PDFium gives for one."""
UNSEEN = f"{SOFT_HYPHENS}\u200b"
"""Signs that are no part of a text's wording: soft hyphens and the zero-width space."""
LONG_LINE = 200
"""Where a tenth of the lines are longer than this, each line is a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its text freed of letter-spacing and outer white space.

    ``pieces`` cover ``text``; ``page_start`` tells that a page begins here, ``hyphen`` that the
    line ends in a hyphen, soft or with no space after it, ``rule`` that it is a blank line wide
    enough to be the rule above footnotes, ``indented`` that white space stands before its text.
    """

    number: int
    text: str
    pieces: tuple[Piece, ...]
    page_start: bool = False
    hyphen: bool = False
    rule: bool = False
    letter_spaced: bool = False
    indented: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the line."""
        return not self.text


def lines_of(source: str) -> list[Line]:
    """Every line of the source; a leading single space or a form feed begins a page."""
    lines: list[Line] = []
    start = 0
    pages = _page_starts(source)
    for number, raw in enumerate(source.split("\n"), 1):
        lines.append(_line(number, raw, start, number in pages))
        start += len(raw) + 1
    return lines


def one_line_paragraphs(lines: Sequence[Line]) -> bool:
    """Whether every line is a whole paragraph, as in text taken from a page of the web."""
    return ninth_decile([len(line.text) for line in lines if not line.blank]) > LONG_LINE


def ninth_decile(lengths: Sequence[int]) -> int:
    """The length that a tenth of the lines reach; 0 without lines."""
    return sorted(lengths)[len(lengths) * 9 // 10] if lengths else 0


def _page_starts(source: str) -> set[int]:
    """Numbers of the lines that a form feed, or one leading space, says begin a page.

    Spaces say so where few lines have one, where lines are not whole paragraphs, and where no
    neighbour has one too (a list whose marks were lost).
    """
    raw = source.split("\n")
    fed = {number for number, line in enumerate(raw, 1) if "\f" in line}
    filled = [(number, line) for number, line in enumerate(raw, 1) if line.strip()]
    indented = [bool(re.match(r" \S", line)) for _, line in filled]
    long = ninth_decile([len(line) for _, line in filled]) > LONG_LINE
    if long or sum(indented) >= 0.2 * len(filled):
        return fed
    alone = zip(filled, [False, *indented], indented, [*indented[1:], False], strict=False)
    return fed | {line[0] for line, before, here, after in alone if here and not (before or after)}


def _line(number: int, raw: str, start: int, page_start: bool) -> Line:
    text = raw.strip()
    if all(sign in UNSEEN or sign.isspace() for sign in text):
        return Line(number, "", (), page_start, rule=len(raw.rstrip("\r")) > _RULE)
    first = start + raw.index(text[0])
    spaced = _is_letter_spaced(text)
    return Line(
        number,
        *(_close_up(text, first) if spaced else _as_it_stands(text, first)),
        page_start=page_start,
        hyphen=len(text) > 1 and (raw.rstrip("\r").endswith("-") or text[-1] in SOFT_HYPHENS),
        letter_spaced=spaced,
        indented=raw[0].isspace(),
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
