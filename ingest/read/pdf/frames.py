"""Boxes beside the running text: text on a filled area, or inside a drawn frame."""

from collections.abc import Sequence

from planspor.ingest.read.pdf.drawing import Area
from planspor.ingest.read.pdf.lines import TextLine

_LARGEST = 0.7
"""The share of a page from which an area is its background."""
_FEWEST_LETTERS = 60
_FEWEST_LINES = 2
_MANY = 12
"""Where a page has more areas than this they are of a chart or a table."""


def frame(shapes: Sequence[Area], page: Area, lines: Sequence[TextLine], number: int) -> None:
    """Tell the lines of a page (``number`` from 1) which of its drawn shapes they stand in."""
    areas = [shape for shape in shapes if _surface(shape) <= _LARGEST * _surface(page)]
    if len(areas) > _MANY:
        return
    # Smaller areas come last, so that a box in a box is its own.
    for place, area in enumerate(sorted(areas, key=_surface, reverse=True)):
        inside = [line for line in lines if line.owner < 0 and _holds(area, line)]
        rows = {round(line.base) for line in inside}
        letters = sum(len(line.text) for line in inside)
        if len(rows) < _FEWEST_LINES or letters < _FEWEST_LETTERS or len(inside) == len(lines):
            continue
        for line in inside:
            line.frame = number * _MANY + place


def _surface(area: Area) -> float:
    return area.wide * area.high


def _holds(area: Area, line: TextLine) -> bool:
    left, top, right, bottom = area
    box = line.box
    across = left - 1 <= box.left and box.right <= right + 1
    return across and top - 1 <= (box.top + box.bottom) / 2 <= bottom + 1
