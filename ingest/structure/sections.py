"""From headings to the section tree, with kinds, readable ids and places in the original."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planspor.corpus.model import Box, Section, SectionKind, Source
from planspor.corpus.slugs import slug, unused
from planspor.corpus.textmap import TextMap
from planspor.ingest.read.blocks import SEPARATOR, Block, Placed, Reading
from planspor.ingest.structure.contents import TITLE
from planspor.ingest.structure.headings import Heading
from planspor.ingest.structure.levels import levels
from planspor.ingest.structure.numbering import split_title
from planspor.ingest.structure.roles import Role

_KINDS = (
    (TITLE, SectionKind.CONTENTS),
    (
        re.compile(
            r"(?:Litteratur(?:liste)?|Referanser|Referanseliste|Kilder|Kjelder|References"
            r"|Bibliography)\b.{0,20}"
        ),
        SectionKind.REFERENCES,
    ),
    (
        re.compile(r"(?:(?:Vedlegg|Appendiks|Appendix|Annex)\b|Tillegg (?:[A-ZÆØÅ]|\d+)\b).*"),
        SectionKind.APPENDIX,
    ),
    (re.compile(r"(?:Noter|Sluttnoter|Fotnoter|Notes)"), SectionKind.FOOTNOTES),
    (re.compile(r"Boks \d.*"), SectionKind.BOX),
)
_ROLE_KINDS = {
    Role.TABLE: SectionKind.TABLE,
    Role.CAPTION: SectionKind.TABLE,
    Role.CONTENTS: SectionKind.CONTENTS,
    Role.REFERENCE: SectionKind.REFERENCES,
    Role.FOOTNOTE: SectionKind.FOOTNOTES,
    Role.QUOTATION: SectionKind.QUOTATION,
    Role.BOX: SectionKind.BOX,
}
_INHERITED = (SectionKind.REFERENCES, SectionKind.CONTENTS)
_MOSTLY = 0.8
"""A section whose text is to this share of one kind is of that kind."""


class Places:
    """Source places of clean spans: lines, pages, boxes and anchors of one original."""

    def __init__(self, file: str, reading: Reading, text_map: TextMap) -> None:
        self._file = file
        self._map = text_map
        self._lines = [0, *(match.end() for match in re.finditer("\n", reading.source))]
        self._placed = reading.placed
        self._ends = [placed.end for placed in reading.placed]

    def source(self, start: int, end: int, anchor: str | None = None) -> Source:
        """The place behind the clean span ``start..end``."""
        first, last = self._map.to_source(start, end)
        lines = self._line(first), self._line(max(first, last - 1))
        return Source(self._file, *lines, first, last, self._page(start), anchor)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """The lines on pages behind the clean span ``start..end``, in the order of the text."""
        return tuple(
            _box(placed, first, last)
            for first, last in self._map.copied(start, end)
            for placed in self._on(first, last)
        )

    def _page(self, start: int) -> int | None:
        first, last = self._map.to_source(start, start + 1)
        return next((placed.page for placed in self._on(first, last)), None)

    def _on(self, start: int, end: int) -> Iterator[Placed]:
        """The placed lines that hold some of a source span."""
        at = bisect_right(self._ends, start)
        while at < len(self._placed) and self._placed[at].start < end:
            yield self._placed[at]
            at += 1

    def _line(self, place: int) -> int:
        return bisect_right(self._lines, place)


def _box(placed: Placed, start: int, end: int) -> Box:
    """The part of a line that a span takes up, as if its letters were all of one width."""
    letter = (placed.right - placed.left) / (placed.end - placed.start)
    left = placed.left + letter * max(0, start - placed.start)
    right = placed.right - letter * max(0, placed.end - end)
    return Box(placed.page, *(round(x, 1) for x in (left, placed.top, right, placed.bottom)))


def kind_of(role: Role, section: SectionKind) -> SectionKind:
    """What a block is: by its own role, else as its section."""
    return _ROLE_KINDS.get(role, section)


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's blocks with all that is known of them.

    ``starts`` are the blocks' places in the clean text, ``roles`` one a block.
    """

    document: str
    text: str
    blocks: Sequence[Block]
    starts: Sequence[int]
    roles: Sequence[Role]
    headings: Sequence[Heading]
    places: Places

    def end_before(self, block: int) -> int:
        """Where the text before a block ends."""
        return self.starts[block] - len(SEPARATOR) if block < len(self.starts) else len(self.text)


def build_sections(layout: Layout) -> list[Section]:
    """The section tree in reading order; text before the first heading is a section of its own."""
    sections: list[Section] = []
    used: set[str] = set()
    path: list[Section] = []
    for heading, level, end in _spans(layout):
        while path and path[-1].level >= level:
            path.pop()
        section = _section(layout, heading, level, end, path, len(sections), used)
        sections.append(section)
        path.append(section)
    return sections


def _section(
    layout: Layout,
    heading: Heading,
    level: int,
    end: int,
    path: Sequence[Section],
    ordinal: int,
    used: set[str],
) -> Section:
    start, stop = layout.starts[heading.place], layout.end_before(end)
    number, title = _title(heading, layout.blocks)
    id_ = unused(f"{layout.document}/{number or slug(title) or 'start'}", used)
    used.add(id_)
    return Section(
        id=id_,
        document=layout.document,
        ordinal=ordinal,
        heading=title,
        level=level,
        kind=_kind(title, heading, end, layout, path),
        start=start,
        end=stop,
        confidence=round(heading.confidence, 2),
        evidence=heading.evidence,
        source=layout.places.source(start, stop, layout.blocks[heading.place].anchor),
        number=number,
        parent=path[-1].id if path else None,
    )


def _spans(layout: Layout) -> Iterator[tuple[Heading, int, int]]:
    """Each heading with its level and the block its section ends before."""
    listed = [*zip(layout.headings, levels(layout.headings, layout.blocks), strict=True)]
    if layout.blocks and (not listed or listed[0][0].place > 0):
        listed.insert(0, (Heading(0, 0, None, 1.0, ("start",)), 1))
    ends = [*(heading.place for heading, _ in listed[1:]), len(layout.blocks)]
    for (heading, level), end in zip(listed, ends, strict=False):
        yield heading, level, end


def _title(heading: Heading, blocks: Sequence[Block]) -> tuple[str | None, str]:
    if heading.blocks == 0:
        return None, ""
    texts = [block.text for block in blocks[heading.place : heading.place + heading.blocks]]
    number, title = split_title(texts)
    return heading.number, title if number and heading.number else " ".join(texts)


def _kind(
    title: str, heading: Heading, end: int, layout: Layout, path: Sequence[Section]
) -> SectionKind:
    """By its own name, else by that of a section above it, else by what it mostly holds."""
    label = layout.blocks[heading.place].text if heading.blocks else ""
    known = (_named(title), _named(label), _lettered(heading, layout))
    above = (section.kind for section in reversed(path) if _passes_on(section))
    return next(filter(None, (*known, *above)), None) or _mostly(heading, end, layout)


def _lettered(heading: Heading, layout: Layout) -> SectionKind | None:
    """What has a letter where the chapters before it have numbers is an appendix."""
    before = (h.number or "" for h in layout.headings if h.place < heading.place)
    letter = (heading.number or "").isalpha()
    return SectionKind.APPENDIX if letter and any(n[:1].isdigit() for n in before) else None


def _named(title: str) -> SectionKind | None:
    plain = title.capitalize() if title.isupper() else title
    return next((kind for pattern, kind in _KINDS if pattern.fullmatch(plain)), None)


def _passes_on(section: Section) -> bool:
    """Whether what stands below a section is of its kind; what it holds itself says nothing."""
    kind = section.kind
    return kind is SectionKind.APPENDIX or (kind in _INHERITED and _named(section.heading) is kind)


def _mostly(heading: Heading, end: int, layout: Layout) -> SectionKind:
    lengths: dict[SectionKind, int] = {}
    for i in range(heading.place + heading.blocks, end):
        kind = kind_of(layout.roles[i], SectionKind.BODY)
        lengths[kind] = lengths.get(kind, 0) + len(layout.blocks[i].text)
    total = sum(lengths.values())
    mostly = (k for k, length in lengths.items() if length >= _MOSTLY * total)
    return next(mostly, SectionKind.BODY) if total else SectionKind.BODY
