"""From what a reader delivers to what the record keeps: clean text, sections and passages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from planspor.corpus.model import Passage, Section
from planspor.corpus.textmap import TextMap
from planspor.ingest.read.blocks import Block, BlockKind, Piece, Reading, clean_text
from planspor.ingest.read.paragraphs import LIST_MARK
from planspor.ingest.structure.headings import find_headings
from planspor.ingest.structure.passages import build_passages
from planspor.ingest.structure.roles import roles
from planspor.ingest.structure.sections import Layout, Places, build_sections

_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zæøå])[.)]\s")
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Parts:
    """A document taken apart: ``text_map`` leads from ``text`` to the original."""

    text: str
    text_map: TextMap
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


def take_apart(document: str, file: str, reading: Reading) -> Parts:
    """Give a reading its structure; ids begin with the document's, sources name the file."""
    blocks = tuple(_marked(reading.blocks))
    text, text_map, starts = clean_text(blocks)
    found = roles(blocks)
    headings = find_headings(blocks, found, reading.outline)
    layout = Layout(
        document,
        text,
        blocks,
        starts,
        found,
        headings,
        Places(file, reading, text_map),
    )
    sections = build_sections(layout)
    return Parts(text, text_map, tuple(sections), tuple(build_passages(layout, sections)))


def _marked(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, items of lists with their mark where the format keeps it out of the text.

    The text is then the same whatever format it came in, to those who read it and to the
    recognition of measures.
    """
    for block in blocks:
        bare = block.kind is BlockKind.LIST_ITEM and not (
            LIST_MARK.match(block.text) or _NUMBER.match(block.text)
        )
        if bare:
            mark = f"{block.label or _BULLET} "
            piece = Piece(len(mark), block.start, block.start)
            block = replace(block, text=mark + block.text, pieces=(piece, *block.pieces))
        yield block
