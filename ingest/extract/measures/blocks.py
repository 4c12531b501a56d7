"""Measures in blocks of labelled lines: "Tiltak", "Ansvar", "Frist", in any order.

A label stands before its value or on a line above it. In a text taken from a page the reader may
have joined a value with the label that follows.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.ingest.extract.measures.columns import Part, Row, made_of, part_of
from planspor.ingest.extract.measures.cues import is_cancelled
from planspor.ingest.extract.measures.lists import is_running_head
from planspor.ingest.extract.measures.paragraphs import Paragraph
from planspor.ingest.extract.text import phrases

_NAMES: Final = f"(?:{'|'.join(phrases.read(__package__, 'cues.toml')['labels'])})"
_JOINED: Final = re.compile(rf"\s(?=(?:{_NAMES}:\s|(?:Tiltak|Ansvar|Tidsfrist|Frist|Mål)$))")
_LABELLED: Final = re.compile(rf"(?P<label>{_NAMES})(?:\s*:\s*(?P<value>.*))?")
_FEWEST: Final = 2
"""Blocks that make a text one with blocks."""
_PARAGRAPHS: Final = 8
"""Paragraphs of a measure's wording."""


@dataclass(slots=True)
class _Field:
    """A label's column, the paragraphs of its value, and where it stands."""

    part: Part
    values: list[str]
    first: int
    last: int


def blocks(every: Sequence[Paragraph], taken: set[int]) -> list[Row]:
    """The measures in blocks, where a text has several."""
    runs = list(_runs(every, taken))
    found = [row for run in runs for block in _parted(run) if (row := _row(block))]
    return found if len(found) >= _FEWEST else []


def _row(block: Sequence[_Field]) -> Row | None:
    """A block's measure; one without anybody responsible or time is none."""
    while block and block[-1].part is Part.OTHER:
        block = block[:-1]  # What heads the next one: its goal.
    parts = {field.part for field in block}
    known = not parts.isdisjoint((Part.OWNER, Part.TIME)) and Part.MEASURE in parts
    if not known:
        return None
    while block[0].part is Part.OTHER:
        block = block[1:]
    cells = [(field.part, " ".join(field.values)) for field in block]
    row = made_of(cells, block[0].first, max(field.last for field in block), in_words=True)
    return None if row is None or is_cancelled(row.text) else row


def _parted(run: Sequence[_Field]) -> Iterator[list[_Field]]:
    """The blocks of a run: another begins where a label is there again."""
    block: list[_Field] = []
    for field in run:
        again = {one.part for one in block} - {Part.OTHER}
        if field.part in again:
            yield block
            block = []
        block.append(field)
    if block:
        yield block


def _runs(every: Sequence[Paragraph], taken: set[int]) -> Iterator[list[_Field]]:
    """Labelled values that follow each other, without running text between."""
    run: list[_Field] = []
    for n, part, text in _pieces(every, taken):
        if part is not None:
            run.append(_Field(part, [text] if text else [], n, n))
        elif run and text and _takes(run, text):
            run[-1].values.append(text)
            run[-1].last = n
        elif text or n in taken:
            yield run
            run = []
    yield run


def _takes(run: Sequence[_Field], text: str) -> bool:
    """Whether the last label of a run still waits for a text, or its value goes on with it."""
    field = run[-1]
    if not field.values or field.values[-1].endswith(",") or text[:1].islower():
        return True
    told_before = any(one.part is not Part.OTHER for one in run[-2:-1])
    return field.part is Part.MEASURE and not told_before and len(field.values) < _PARAGRAPHS


def _pieces(every: Sequence[Paragraph], taken: set[int]) -> Iterator[tuple[int, Part | None, str]]:
    """Labels with what stands on their line, and texts without; an empty text parts two runs."""
    seen = Counter(paragraph.text for paragraph in every)
    waits = False
    for n, paragraph in enumerate(every):
        if n in taken or len(paragraph.cells) > 1:
            yield n, None, ""
            continue
        for text in _JOINED.split(_printed(paragraph)):
            match = _LABELLED.fullmatch(text)
            if match is not None:
                yield n, part_of(match["label"]) or Part.OTHER, match["value"] or ""
                waits = not match["value"]
            elif waits or not is_running_head(paragraph, seen):
                yield n, None, "" if paragraph.is_heading else text
                waits = False


def _printed(paragraph: Paragraph) -> str:
    """A paragraph with the number that it begins with ("31. desember"), without a bullet."""
    numbered = paragraph.marker[:1].isdigit()
    return f"{paragraph.marker} {paragraph.text}" if numbered else paragraph.text
