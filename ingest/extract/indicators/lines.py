"""A document as lines: what blank lines part in its passages, each with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planspor.corpus.model import Cell, Passage, Section, SectionKind
from planspor.ingest.extract.items import ExtractorInput

_SURE = ("tag", "outline", "contents")
"""Evidence of a heading that a table's row does not have."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a passage, on one line; ``cells`` are those of a table's row.

    ``start..end`` is its place in the passage's text. ``is_heading``: a heading, which is in no
    passage and has the place of what follows it; ``is_sure`` when the format said so.
    """

    passage: Passage
    start: int
    end: int
    text: str
    headings: Sequence[str]
    cells: tuple[Cell, ...] = ()
    is_heading: bool = False
    is_sure: bool = False

    @property
    def is_note(self) -> bool:
        """Whether it is a footnote, which a table may run past."""
        return self.passage.kind is SectionKind.FOOTNOTES


def lines_of(given: ExtractorInput) -> list[Line]:
    """The lines of a document but for contents lists and references.

    A numbered row of a flattened table can look like a heading, so these are lines as well.
    """
    sections = {section.id: section for section in given.sections}
    lines: list[Line] = []
    before: str | None = None
    for passage in given.text_passages:
        path = given.headings.get(passage.section, ())
        section = sections.get(passage.section)
        if section is not None and section.id != before and section.heading:
            lines.append(_heading(section, passage, path))
        before = passage.section
        lines += _lines(passage, path)
    return lines


def _heading(section: Section, passage: Passage, path: Sequence[str]) -> Line:
    text = f"{section.number or ''} {section.heading}".strip()
    sure = any(one in _SURE for one in section.evidence)
    end = len(passage.text.partition("\n\n")[0].rstrip())
    return Line(passage, 0, end, text, path, is_heading=True, is_sure=sure)


def _lines(passage: Passage, headings: Sequence[str]) -> list[Line]:
    found = []
    for match in re.finditer(r"\S(?:.|\n(?!\n))*", passage.text):
        text = " ".join(match.group().split())
        end = match.start() + len(match.group().rstrip())
        cells = tuple(c for c in passage.cells if match.start() <= c.start and c.end <= end)
        found.append(Line(passage, match.start(), end, text, headings, cells))
    return found
