"""What a reader and the structure step made of a document that was made for measuring.

Counted apart from the body: what stands before the body (cover, colophon, contents list), tables,
footnotes, and what should not be there at all (running headers, page and line numbers).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planspor.corpus.model import Section, SectionKind
from planspor.ingest.evaluation.truth import TableCell, Truth, squeezed
from planspor.ingest.read.blocks import Block, BlockKind, Reading, clean_text
from planspor.ingest.structure.parts import Parts

_MARK = re.compile(r"\A(?:[•▪◦●‣∙·■○*–—-]|\d{1,2}[.)]|[a-zæøå][.)])\s+(?=\S)")
"""What a list item may open with; whether a reader keeps it is judged neither way."""
_NOTE_MARK = re.compile(r"\A\d{1,3}[.)]?\s*(?=\D)")
_DIGITS = re.compile(r"[\d\s]+")
_START = 30
"""Letters by which the first paragraph is known."""


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A heading with its number; ``parent`` is the place in the list of the one above, if any."""

    text: str
    level: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was made of a document; ``leaks`` counts by kind what was left in the body."""

    body: tuple[str, ...]
    headings: tuple[FoundHeading, ...]
    tables: tuple[frozenset[TableCell], ...]
    notes: tuple[str, ...]
    leaks: Counter[str]


def found_in(reading: Reading, parts: Parts, truth: Truth) -> Found:
    """Sort what was made of a document, as far as the truth must say what belongs where."""
    first = _first_block(reading.blocks, truth)
    blocks = reading.blocks[first:]
    start = clean_text(reading.blocks)[2][first] if blocks else len(parts.text)
    plain = [block for block in blocks if _is_body(block)]
    stray_kind = _Strays(truth)
    strays = [stray_kind(_unmarked(block.text, truth)) for block in plain]
    kept = [b for b, stray in zip(plain, strays, strict=True) if stray is None]
    return Found(
        body=tuple(_unmarked(block.text, truth) for block in kept),
        headings=tuple(_headings([s for s in parts.sections if s.heading], start, truth)),
        tables=tuple(_tables(blocks)),
        notes=tuple(
            squeezed(_NOTE_MARK.sub("", block.text, count=1))
            for block in blocks
            if block.kind is BlockKind.FOOTNOTE
        ),
        leaks=Counter(stray for stray in strays if stray is not None),
    )


def letters(text: str) -> str:
    """A text's letters and digits alone."""
    return re.sub(r"[\W_]+", "", text)


def _is_body(block: Block) -> bool:
    return block.kind not in (BlockKind.FOOTNOTE, BlockKind.TABLE_ROW)


def _first_block(blocks: Sequence[Block], truth: Truth) -> int:
    """The place of the body's first block: the first paragraph's, or its headings' before it."""
    if not truth.paragraphs:
        return 0
    opening = letters(truth.paragraphs[0])[:_START]
    first = next((i for i, block in enumerate(blocks) if opening in letters(block.text)), 0)
    before = truth.body[: truth.body.index(truth.paragraphs[0])]
    while first > 0 and squeezed(blocks[first - 1].text) in before:
        first -= 1
    return first


def _unmarked(text: str, truth: Truth) -> str:
    whole = squeezed(text)
    return whole if whole in truth.body else _MARK.sub("", whole, count=1)


class _Strays:
    """Tells what a block is that has no place in the body."""

    def __init__(self, truth: Truth) -> None:
        self._body = frozenset(truth.body)
        self._furniture = frozenset(map(_without_digits, truth.furniture))
        self._notes = " ".join(map(letters, truth.notes))
        self._tables = " ".join(
            "".join(letters(text) for _, _, text in sorted(table)) for table in truth.tables
        )

    def __call__(self, text: str) -> str | None:
        """``furniture``, ``footnote`` or ``table``; None for what is of the body."""
        if text in self._body:
            return None
        if _DIGITS.fullmatch(text) or _without_digits(text) in self._furniture:
            return "furniture"
        if letters(_NOTE_MARK.sub("", text, count=1)) in self._notes:
            return "footnote"
        return "table" if letters(text) in self._tables else None


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "", letters(text))


def _headings(sections: Sequence[Section], start: int, truth: Truth) -> Iterator[FoundHeading]:
    """The headings of the body; one before it (the document's title) takes no level."""
    body = [s for s in sections if s.start >= start and s.kind is not SectionKind.CONTENTS]
    judged = [section for section in body if _text(section) not in truth.neutral]
    places = {section.id: place for place, section in enumerate(judged)}
    above = {section.id: section for section in sections}
    for section in judged:
        parent = places.get(section.parent) if section.parent else None
        yield FoundHeading(_text(section), _depth(section, above, start), parent)


def _depth(section: Section, above: Mapping[str, Section], start: int) -> int:
    over = section
    while over.parent is not None:
        over = above[over.parent]
        if over.start < start:
            return section.level - over.level
    return section.level


def _text(section: Section) -> str:
    if section.number is None or section.heading.startswith(section.number):
        return squeezed(section.heading)
    return squeezed(f"{section.number} {section.heading}")


def _tables(blocks: Sequence[Block]) -> Iterator[frozenset[TableCell]]:
    cells: dict[int, set[TableCell]] = defaultdict(set)
    for block in blocks:
        for cell in block.cells:
            text = squeezed(block.text[cell.start : cell.end])
            if text:
                cells[cell.table].add((cell.row, cell.column, text))
    return (frozenset(one) for one in cells.values())
