"""From what a reader delivers to what the record keeps: clean text, sections and passages."""

from dataclasses import dataclass

from planspor.corpus.model import Passage, Section
from planspor.corpus.textmap import TextMap
from planspor.ingest.read.blocks import Reading, clean_text
from planspor.ingest.structure.headings import find_headings
from planspor.ingest.structure.passages import build_passages
from planspor.ingest.structure.roles import roles
from planspor.ingest.structure.sections import Layout, Places, build_sections


@dataclass(frozen=True, slots=True)
class Parts:
    """A document taken apart: ``text_map`` leads from ``text`` to the original."""

    text: str
    text_map: TextMap
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


def take_apart(document: str, file: str, reading: Reading) -> Parts:
    """Give a reading its structure; ids begin with the document's, sources name the file."""
    text, text_map, starts = clean_text(reading.blocks)
    found = roles(reading.blocks)
    headings = find_headings(reading.blocks, found, reading.outline)
    layout = Layout(
        document,
        text,
        reading.blocks,
        starts,
        found,
        headings,
        Places(file, reading, text_map),
    )
    sections = build_sections(layout)
    return Parts(text, text_map, tuple(sections), tuple(build_passages(layout, sections)))
