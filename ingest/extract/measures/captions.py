"""What stands above a paragraph: its heading, or a short line that reads as one."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from planspor.ingest.extract.measures.cues import is_measures_heading, is_told_heading
from planspor.ingest.extract.measures.paragraphs import Paragraph

_LABEL: Final = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})* )?[A-ZÆØÅ][^.:;]{2,58}[^.:;,\s]")


def captions(every: Sequence[Paragraph]) -> list[tuple[int, str]]:
    """For each paragraph where the heading or label above it stands, and what it says.

    A text taken from a page has headings that no style tells: a short line without a full stop.
    """
    return list(_captions(every))


def _captions(every: Sequence[Paragraph]) -> Iterator[tuple[int, str]]:
    above = -1, ""
    for n, paragraph in enumerate(every):
        if paragraph.is_heading or _reads_as_one(every, n):
            above = n, paragraph.text
        yield above


def _reads_as_one(every: Sequence[Paragraph], n: int) -> bool:
    paragraph = every[n]
    if paragraph.is_item or paragraph.cells or not _LABEL.fullmatch(paragraph.text):
        return False
    follows = n + 1 < len(every) and not every[n + 1].text[:1].islower()
    named = is_measures_heading(paragraph.text) or is_told_heading(paragraph.text)
    return named or (follows and len(paragraph.text.split()) <= 8)
