"""Passages: whole paragraphs of one section, packed to a size that a person reads at a glance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planspor.corpus.language import sentences
from planspor.corpus.model import Cell, Passage, Section, SectionKind
from planspor.ingest.read.blocks import SEPARATOR, Block
from planspor.ingest.structure.sections import Layout, kind_of

LONGEST = 1200
"""Characters that a passage is filled up to."""
_TOO_LONG = 1600
"""A single paragraph longer than this is split at the end of sentences."""
_STUB = 250
"""A last piece shorter than this joins the passage before it."""


@dataclass(slots=True)
class _Unit:
    """A paragraph, or a sentence of an over-long one, with its clean span."""

    start: int
    end: int
    kind: SectionKind
    block: Block
    leads_in: bool = False


def build_passages(layout: Layout, sections: Sequence[Section]) -> list[Passage]:
    """All passages of a document in reading order; headings are not part of them."""
    heads = {heading.place + i for heading in layout.headings for i in range(heading.blocks)}
    passages: list[Passage] = []
    block = 0
    for section in sections:
        units: list[_Unit] = []
        while block < len(layout.blocks) and layout.starts[block] < section.end:
            if block not in heads:
                units.extend(_units(layout, block, section.kind))
            block += 1
        for number, packed in enumerate(_packed(units), 1):
            passages.append(_passage(layout, section, number, packed, len(passages)))
    return passages


def _passage(
    layout: Layout, section: Section, number: int, units: Sequence[_Unit], ordinal: int
) -> Passage:
    start, end = units[0].start, units[-1].end
    return Passage(
        id=f"{section.id}:{number}",
        document=section.document,
        ordinal=ordinal,
        section=section.id,
        kind=units[0].kind,
        start=start,
        end=end,
        text=layout.text[start:end],
        source=layout.places.source(start, end, units[0].block.anchor),
        boxes=layout.places.boxes(start, end),
        cells=tuple(_cells(units)),
    )


def _cells(units: Sequence[_Unit]) -> Iterator[Cell]:
    """The cells of the rows, with places in the passage's text."""
    for unit in units:
        shift = unit.start - units[0].start
        for cell in unit.block.cells:
            yield cell._replace(start=cell.start + shift, end=cell.end + shift)


def _units(layout: Layout, block: int, section: SectionKind) -> Iterator[_Unit]:
    whole, start = layout.blocks[block], layout.starts[block]
    kind = kind_of(layout.roles[block], section)
    if len(whole.text) <= _TOO_LONG or whole.cells:
        leads_in = whole.text.endswith(":")
        yield _Unit(start, start + len(whole.text), kind, whole, leads_in)
        return
    for first, last in sentences(whole.text):
        yield _Unit(start + first, start + last, kind, whole)


def _packed(units: Sequence[_Unit]) -> list[list[_Unit]]:
    """Units of one kind together as long as there is room; what leads in goes with what follows."""
    packed: list[list[_Unit]] = []
    for unit in units:
        last = packed[-1] if packed else None
        if last is not None and last[0].kind is unit.kind and _has_room(last, unit):
            last.append(unit)
        elif last is not None and last[-1].leads_in and len(last) > 1:
            packed.append([last.pop(), unit])
        else:
            packed.append([unit])
    return _without_stub(packed)


def _has_room(packed: Sequence[_Unit], unit: _Unit) -> bool:
    length = unit.end - packed[0].start
    return length <= LONGEST or (len(packed) == 1 and packed[0].leads_in and length <= _TOO_LONG)


def _without_stub(packed: list[list[_Unit]]) -> list[list[_Unit]]:
    joined: list[list[_Unit]] = []
    for units in packed:
        short = units[-1].end - units[0].start < _STUB
        before = joined[-1] if joined else None
        if (
            before is not None
            and short
            and before[0].kind is units[0].kind
            and units[-1].end - before[0].start <= LONGEST + _STUB + len(SEPARATOR)
        ):
            before.extend(units)
        else:
            joined.append(units)
    return joined
