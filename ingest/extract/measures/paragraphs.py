"""A document's paragraphs as the recognition of measures sees them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planspor.corpus.model import Section, SectionKind
from planspor.ingest.extract.measures.owner_lines import is_field_label
from planspor.ingest.extract.text.headings import bare_heading

_MARKER = re.compile(
    r"(?P<marker>[•●▪■◦○‣∙·➢►✓→*–—\uf0b7\uf0a7\uf0d8-]|\d{1,2}(?:\.\d{1,2}){1,2}\.?|\d{1,2}[.)]|\(\d{1,2}\)|[a-zæøå][.)]|\([a-zæøå]\))\s+(?=\S)"
)
_SKIPPED = {
    SectionKind.CONTENTS,
    SectionKind.REFERENCES,
    SectionKind.FOOTNOTES,
    SectionKind.QUOTATION,
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its span in the clean text.

    ``text`` is on one line and without ``marker``, the bullet or number of a list item.
    ``heading_path`` names the headings above it, its own heading included if it is one;
    ``level`` is the level of the heading that it is, else None; ``cells`` are a table row's.
    """

    text: str
    start: int
    end: int
    marker: str = ""
    level: int | None = None
    heading_path: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    in_appendix: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it heads a section."""
        return self.level is not None

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return bool(self.marker)

    @property
    def marker_kind(self) -> str:
        """Items of one list have the same: the bullet, or what sort of number."""
        return re.sub(r"[a-zæøå]", "a", re.sub(r"\d+", "1", self.marker))


def paragraphs(text: str, sections: Sequence[Section]) -> list[Paragraph]:
    """The paragraphs of a clean text, but for contents lists, references, notes and quotations."""
    return list(_paragraphs(text, _Headings(sections)))


def split(text: str) -> Iterator[tuple[str, int, int]]:
    """The paragraphs of a text between blank lines, each on one line, with start and end."""
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        raw = match.group().rstrip()
        yield re.sub(r"\s+", " ", raw), match.start(), match.start() + len(raw)


def _paragraphs(text: str, headings: "_Headings") -> Iterator[Paragraph]:
    for line, start, end in split(text):
        section = headings.section_at(start)
        if section is not None and section.kind in _SKIPPED:
            continue
        path = headings.path(section)
        if section is not None and section.start == start and _heads(section, line):
            yield Paragraph(line, start, end, level=section.level, heading_path=path)
            continue
        cells = _cells(text[start:end])
        if _is_card(cells):
            line = f"{cells[0].rstrip(' :')}: {cells[1]}" if is_field_label(cells[0]) else line
        elif cells:
            yield Paragraph(line, start, end, heading_path=path, cells=cells)
            continue
        match = _MARKER.match(line)
        marker = match["marker"] if match else ""
        wording = line[match.end() :] if match else line
        aside = section is not None and section.kind is SectionKind.APPENDIX
        yield Paragraph(wording, start, end, marker=marker, heading_path=path, in_appendix=aside)


def _cells(raw: str) -> tuple[str, ...]:
    """The cells of a table's row: between tabs, or between bars."""
    if "\t" in raw:
        parts = raw.split("\t")
    elif raw.count("|") >= 2:
        parts = raw.strip("| ").split("|")
    else:
        return ()
    return tuple(" ".join(part.split()) for part in parts)


def _is_card(cells: tuple[str, ...]) -> bool:
    """Whether a row is a line of a measure's card: a label and what it says."""
    if len(cells) != 2 or is_field_label(cells[1]):
        return False
    return is_field_label(cells[0]) or re.fullmatch(r"Tiltak(?: \d[\d.]*)?", cells[0]) is not None


def _heads(section: Section, line: str) -> bool:
    heading = bare_heading(section.heading)
    return bool(heading) and heading in line and len(line) <= len(section.heading) + 20


class _Headings:
    """The sections of a document, to look up what stands above a place."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._by_id = {section.id: section for section in sections}
        self._in_order = sorted(sections, key=lambda s: (s.start, -s.end))
        self._next = 0
        self._open: list[Section] = []

    def section_at(self, place: int) -> Section | None:
        """The innermost section around a place; places are asked for in rising order."""
        while self._next < len(self._in_order) and self._in_order[self._next].start <= place:
            self._open.append(self._in_order[self._next])
            self._next += 1
        self._open = [section for section in self._open if section.end > place]
        return self._open[-1] if self._open else None

    def path(self, section: Section | None) -> tuple[str, ...]:
        """The headings from the outermost to a section's own."""
        path: list[str] = []
        while section is not None:
            path.insert(0, section.heading)
            section = self._by_id.get(section.parent or "")
        return tuple(path)
