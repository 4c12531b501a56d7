"""How deep each heading stands in the section tree."""

import re
from collections.abc import Iterator, Sequence

from planspor.ingest.read.blocks import Block, BlockKind
from planspor.ingest.structure.headings import Heading

_FRONT = re.compile(
    r"(?:Forord|Føreord|Sam(?:a|men)drag|Sammenfatning|Summary|Preface|Innh[oa]ld|Referanser"
    r"|Referanseliste|Litteratur(?:liste)?|Vedlegg|Appendiks|Appendix)\b"
)
"""What stands beside the chapters, with a number or without."""
_ABSTRACT = re.compile(r"(?:Abstract|Sam(?:a|men)drag)\b:?")
_TITLE_REACH = 6
_LONGEST_NAMES = 160
"""An anthology's chapter opens with its title, then authors' names, then its abstract."""


def levels(headings: Sequence[Heading], blocks: Sequence[Block]) -> list[int]:
    """One level a heading, from 1.

    A number says it, or the format where its marks differ. Without either a heading stands below
    the latest number or chapter; where a document numbers nothing, all stand beside each other.
    """
    marked = {b.level for b in blocks if b.kind is BlockKind.HEADING}
    return list(_levels(headings, blocks, told=len(marked) > 1))


def _levels(headings: Sequence[Heading], blocks: Sequence[Block], told: bool) -> Iterator[int]:
    numbered = any(heading.number for heading in headings)
    depth = 0
    for heading, after in zip(headings, [*headings[1:], None], strict=False):
        level = _said(heading, blocks[heading.place], told)
        if level is None:
            chapter = not numbered or _is_chapter(heading, blocks)
            level = 1 if chapter else min(depth + 1, _at_most(heading, after))
        if heading.number or _is_chapter(heading, blocks):
            depth = level
        yield level


def _said(heading: Heading, block: Block, told: bool) -> int | None:
    if heading.number:
        return heading.number.count(".") + 1
    return block.level if told else None


def _at_most(heading: Heading, after: Heading | None) -> int:
    """What stands right above a number belongs to it, and is no part of the chapter before."""
    if after is None or not after.number or after.place > heading.place + heading.blocks:
        return 9
    return after.number.count(".") + 1


def _is_chapter(heading: Heading, blocks: Sequence[Block]) -> bool:
    """Whether a heading without a number opens a part of its own."""
    block = blocks[heading.place]
    if _FRONT.match(block.text):
        return block.gap
    below = blocks[heading.place + 1 : heading.place + _TITLE_REACH]
    text = next((after.text for after in below if len(after.text) > _LONGEST_NAMES), "")
    return block.page_start and bool(_ABSTRACT.match(text))
