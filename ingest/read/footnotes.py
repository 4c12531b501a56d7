"""Footnotes in plain text: the notes themselves, and the digits left glued to words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from planspor.ingest.read.blocks import Block, BlockKind
from planspor.ingest.read.joining import cut, together

BEHIND_WORD = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?»”\")\]])\Z")
"""What a raised number is a note's mark behind; ``m²`` and ``CO₂`` have none."""
_NOTE = re.compile(r"(\d{1,3})\s+(?=\S)")
_GLUED = (
    r"(?<=[a-zæøåA-ZÆØÅ.,;:!?»”\")\]])(?<!\d\.)(?<!\b[A-ZÆØÅ])(?<!\d[A-ZÆØÅ])"
    r"{number}(?![\d\w%])(?!\.\d)"
)
"""A number right behind a word; names such as ``A4`` and ``H1N1`` have no note."""
_ENDS = re.compile(r"[.!?:;][\"”»’)\]]*$")
_LOOK_BACK = 60
"""A footnote stands at the foot of its page: its digit is at most this many blocks before it."""


def settle_footnotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with footnotes known as such and their digits gone from the words before them.

    What a footnote parted is whole again.

    A block that a reader already marked as a footnote is one; so is a block before a page's end
    that opens with a number standing glued to a word earlier on.
    """
    settled = list(blocks)
    for i, block in enumerate(settled):
        match = _NOTE.match(block.text)
        if match is None or not (block.kind is BlockKind.FOOTNOTE or _ends_page(settled, i)):
            continue
        glued = _find_glued(settled, i, match.group(1))
        if glued is None:
            continue
        place, span = glued
        text, pieces = cut(settled[place].text, settled[place].pieces, [span])
        settled[place] = replace(settled[place], text=text, pieces=pieces)
        settled[i] = replace(block, kind=BlockKind.FOOTNOTE)
    return _rejoined(settled)


def _rejoined(blocks: Sequence[Block]) -> list[Block]:
    """A paragraph that goes on overleaf is whole again, before the footnotes that parted it."""
    whole: list[Block] = []
    for block in blocks:
        parted = _parted(whole) if block.page_start and block.text[0].islower() else None
        if parted is None:
            whole.append(block)
            continue
        before = whole[parted]
        text, pieces = together((before.text, before.pieces), (block.text, block.pieces))
        whole[parted] = replace(before, text=text, pieces=pieces)
    return whole


def _parted(blocks: Sequence[Block]) -> int | None:
    """The place of a paragraph that has not ended and that only footnotes follow."""
    place = len(blocks) - 1
    while place >= 0 and blocks[place].kind is BlockKind.FOOTNOTE:
        place -= 1
    if place < 0 or place == len(blocks) - 1 or _ENDS.search(blocks[place].text):
        return None
    return place


def _ends_page(blocks: Sequence[Block], i: int) -> bool:
    """Only footnotes may stand between a footnote and the page's end."""
    for after in blocks[i + 1 : i + 12]:
        if after.page_start:
            return True
        if _NOTE.match(after.text) is None:
            return False
    return i + 12 > len(blocks)


def _find_glued(blocks: Sequence[Block], i: int, number: str) -> tuple[int, tuple[int, int]] | None:
    pattern = re.compile(_GLUED.format(number=number))
    for place in range(i - 1, max(-1, i - _LOOK_BACK), -1):
        if blocks[place].kind is BlockKind.FOOTNOTE:
            continue
        match = pattern.search(blocks[place].text)
        if match:
            return place, match.span()
    return None
