"""Boxes beside the running text: text on a filled area, or inside a drawn frame."""

import ctypes
from collections.abc import Sequence
from itertools import repeat

import numpy as np
import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from planspor.ingest.read.pdf import pdfium as fast
from planspor.ingest.read.pdf.letters import view_of
from planspor.ingest.read.pdf.lines import TextLine

_MOST_OBJECTS = 20_000
_NARROWEST, _LOWEST = 100.0, 25.0
"""Points; what is smaller is a cell, a bar or an icon."""
_LARGEST = 0.7
"""The share of a page from which an area is its background."""
_MOST_SEGMENTS = 40
_WHITE = 250
_FEWEST_LETTERS = 60
_FEWEST_LINES = 2
_MANY = 12
"""Where a page has more areas than this they are of a chart or a table."""

Area = tuple[float, float, float, float]

_object = fast.bound(pdfium.FPDFPage_GetObject, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int)
_type = fast.bound(pdfium.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
_segments = fast.bound(pdfium.FPDFPath_CountSegments, ctypes.c_int, ctypes.c_void_p)
_bounds = fast.bound(pdfium.FPDFPageObj_GetBounds, ctypes.c_int, *[ctypes.c_void_p] * 5)


def frame(page: PdfPage, lines: Sequence[TextLine], number: int) -> None:
    """Tell the lines of an open page (``number`` from 1) which box they stand in."""
    areas = _areas(page)
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


def _areas(page: PdfPage) -> list[Area]:
    """The places of the page's paths that are large enough for a box, as shown."""
    count = max(0, min(_MOST_OBJECTS, pdfium.FPDFPage_CountObjects(page.raw)))
    things = list(map(_object, repeat(fast.handle(page.raw)), range(count)))
    paths = [
        thing
        for thing, kind in zip(things, map(_type, things), strict=True)
        if kind == pdfium.FPDF_PAGEOBJ_PATH and _segments(thing) <= _MOST_SEGMENTS
    ]
    places = np.zeros((len(paths), 4), np.float32)
    for path, row in zip(paths, places, strict=True):
        at = row.ctypes.data
        _bounds(path, at, at + 4, at + 8, at + 12)
    view = view_of(page)
    shown = view.boxes(places[:, [0, 3, 2, 1]])
    width, height = view.size
    wide, high = shown[:, 2] - shown[:, 0], shown[:, 3] - shown[:, 1]
    large = (wide >= _NARROWEST) & (high >= _LOWEST) & (wide * high <= _LARGEST * width * height)
    return [
        (left, top, right, bottom)
        for place, (left, top, right, bottom) in enumerate(shown.tolist())
        if large[place] and _is_seen(paths[place])
    ]


def _is_seen(path: fast.Handle) -> bool:
    """Whether a path has an outline, or a colour other than the paper's."""
    held = ctypes.cast(path, pdfium.FPDF_PAGEOBJECT)
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(held, ctypes.byref(filled), ctypes.byref(stroked))
    if stroked.value:
        return True
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(held, *map(ctypes.byref, parts))
    red, green, blue, opacity = (part.value for part in parts)
    return bool(filled.value) and opacity > 0 and min(red, green, blue) < _WHITE


def _surface(area: Area) -> float:
    return (area[2] - area[0]) * (area[3] - area[1])


def _holds(area: Area, line: TextLine) -> bool:
    left, top, right, bottom = area
    box = line.box
    across = left - 1 <= box.left and box.right <= right + 1
    return across and top - 1 <= (box.top + box.bottom) / 2 <= bottom + 1
