"""Numbers of lines in the margin, as laws and drafts have them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mode

from planspor.ingest.read.pdf.lines import TextLine

_NUMBER = re.compile(r"\d{1,5}")
_FEWEST, _FEWEST_SMALL = 4, 2
"""Numbers that make a column; in type smaller than ``_SMALL`` of the text's, fewer do."""
_SMALL = 0.8
_LARGEST_STEP = 10
_SHARE_IN_STEP = 0.7
_LONG = 25
_AWAY = 3.0


def margin_numbers(lines: Sequence[TextLine]) -> list[TextLine]:
    """Those lines of a page that are a column of numbers beside the text, growing evenly."""
    text = [line for line in lines if len(line.text) >= _LONG and line.turn == 0]
    if not text:
        return []
    left = mode(round(line.left) for line in text)
    right = max(line.right for line in text)
    numbers = [line for line in lines if _NUMBER.fullmatch(line.text) and line.turn == 0]
    before = [line for line in numbers if line.right <= left - _AWAY]
    behind = [line for line in numbers if line.left >= right + _AWAY]
    size = mode(line.size for line in text)
    return [*_growing(before, size), *_growing(behind, size)]


def _growing(numbers: Sequence[TextLine], size: float) -> Iterator[TextLine]:
    small = all(line.size < _SMALL * size for line in numbers)
    if len(numbers) < (_FEWEST_SMALL if small else _FEWEST):
        return
    ordered = sorted(numbers, key=lambda line: line.base)
    steps = [int(after.text) - int(line.text) for line, after in pairwise(ordered)]
    step = mode(steps)
    if 1 <= step <= _LARGEST_STEP and steps.count(step) >= _SHARE_IN_STEP * len(steps):
        yield from ordered
