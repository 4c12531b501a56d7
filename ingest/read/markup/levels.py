"""The levels of a page's headings, without the gaps that pages have."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planspor.ingest.read.blocks import Block, BlockKind
from planspor.ingest.read.markup.elements import heading_level
from planspor.ingest.read.markup.tree import Element

_SECTIONS = ("article", "section")


def nest_headings(roots: Iterable[Element]) -> None:
    """Where several headings are ``h1``, let those of inner sections be deeper.

    So the outline algorithm of HTML 5 has it, which such pages are written for.
    """
    headings = [e for root in roots for e in root.iter() if heading_level(e) is not None]
    depths = {e: sum(1 for _ in e.iterancestors(*_SECTIONS)) for e in headings}
    tops = {depths[e] for e in headings if e.tag == "h1"}
    if len(tops) < 2:
        return
    for element in headings:
        level = (heading_level(element) or 1) + depths[element] - min(depths.values())
        element.set("role", "heading")
        element.set("aria-level", str(min(level, 9)))


def settle_levels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with their headings' levels counted from 1, none left out on the way down."""
    settled: list[Block] = []
    path: list[int] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level is not None:
            while path and path[-1] >= block.level:
                path.pop()
            path.append(block.level)
            block = replace(block, level=len(path))
        settled.append(block)
    return settled
