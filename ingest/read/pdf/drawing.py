"""What a page draws beside letters: straight lines and filled areas, as PDFium sees them.

Everything is in points from the top left corner of the page as it is shown.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Final, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from pypdfium2 import PdfMatrix, PdfPage

from planspor.ingest.read.pdf import pdfium as fast
from planspor.ingest.read.pdf.letters import View, view_of

_LINE_WIDTH = 2.5
"""A path no wider than this many points is a line (Word fills its borders as areas)."""
_SLANT = 0.5
"""How many points a straight line may be off its direction."""
_MOST_OBJECTS = 40_000
"""Objects of a page that are looked at: forms that draw each other multiply without end."""
_DEEPEST = 4
_MOST_OF_FILL, _MOST_OF_SHAPE = 6, 40
"""Segments of a filled rectangle, and of a box with round corners, at the most."""
_NARROWEST, _LOWEST = 100.0, 25.0
"""Points; what is smaller is a cell, a bar or an icon, and no box around lines of text."""
WHITE = 250
"""A colour whose parts (0 to 255) are all at least this is not seen on paper."""

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_on_page: Final = fast.bound(pdfium.FPDFPage_GetObject, ctypes.c_size_t, _POINTER, _INT)
_in_form: Final = fast.bound(
    pdfium.FPDFFormObj_GetObject, ctypes.c_size_t, _POINTER, ctypes.c_ulong
)
_count_on_page: Final = fast.bound(pdfium.FPDFPage_CountObjects, _INT, _POINTER)
_count_in_form: Final = fast.bound(pdfium.FPDFFormObj_CountObjects, _INT, _POINTER)
_type: Final = fast.bound(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
_bounds: Final = fast.bound(pdfium.FPDFPageObj_GetBounds, _INT, *[_POINTER] * 5)
_mode: Final = fast.bound(pdfium.FPDFPath_GetDrawMode, _INT, *[_POINTER] * 3)
_colour: Final = fast.bound(pdfium.FPDFPageObj_GetFillColor, _INT, *[_POINTER] * 5)
_count: Final = fast.bound(pdfium.FPDFPath_CountSegments, _INT, _POINTER)
_segment: Final = fast.bound(pdfium.FPDFPath_GetPathSegment, ctypes.c_size_t, _POINTER, _INT)
_point: Final = fast.bound(pdfium.FPDFPathSegment_GetPoint, _INT, *[_POINTER] * 3)
_kind: Final = fast.bound(pdfium.FPDFPathSegment_GetType, _INT, _POINTER)
_closes: Final = fast.bound(pdfium.FPDFPathSegment_GetClose, _INT, _POINTER)


class Area(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def wide(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def high(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def meets(self, other: "Area") -> bool:
        """Whether the two have more than an edge in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1


class Line(NamedTuple):
    """A horizontal or vertical line: ``at`` across its direction, ``start..end`` along it."""

    horizontal: bool
    at: float
    start: float
    end: float


class Fill(NamedTuple):
    """A filled area and its colour."""

    area: Area
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page's lines and fills, in the order in which they are drawn.

    ``shapes`` are the areas large enough for lines of text whose outline or colour is seen.
    """

    lines: tuple[Line, ...]
    fills: tuple[Fill, ...]
    shapes: tuple[Area, ...]


def drawing(page: PdfPage) -> Drawing:
    """What an open page draws, in its form objects too."""
    lines: list[Line] = []
    fills: list[Fill] = []
    shapes: list[Area] = []
    view = view_of(page)
    for path in _paths(page, view):
        line = _as_line(path.area)
        if line and (path.filled or path.segments <= 2):
            lines.append(line)
            continue
        lines.extend(_strokes(path, view))
        colour = _colour_of(path)
        if colour and path.segments <= _MOST_OF_FILL:
            fills.append(Fill(path.area, colour))
        if _is_shape(path, colour):
            shapes.append(path.area)
    return Drawing(tuple(lines), tuple(fills), tuple(shapes))


class _Path(NamedTuple):
    """A path that is seen; ``matrix`` leads from its container to the page's own space."""

    handle: fast.Handle
    matrix: PdfMatrix
    area: Area
    segments: int
    filled: int
    stroked: int


class _Container(NamedTuple):
    handle: fast.Handle
    matrix: PdfMatrix
    depth: int


def _paths(page: PdfPage, view: View) -> Iterator[_Path]:
    left = _MOST_OBJECTS
    waiting = [_Container(fast.handle(page.raw), PdfMatrix(), 0)]
    while waiting and left > 0:
        container = waiting.pop()
        things = _things(container, left)
        left -= len(things)
        kinds = list(zip(things, map(_type, things), strict=True))
        paths = [thing for thing, kind in kinds if kind == pdfium.FPDF_PAGEOBJ_PATH]
        yield from _seen(paths, container.matrix, view)
        if container.depth < _DEEPEST:
            waiting += [
                _Container(thing, _matrix(thing).multiply(container.matrix), container.depth + 1)
                for thing, kind in kinds
                if kind == pdfium.FPDF_PAGEOBJ_FORM
            ]


def _things(container: _Container, most: int) -> list[fast.Handle]:
    """The objects of a page, or of a form on it."""
    count, item = (_count_in_form, _in_form) if container.depth else (_count_on_page, _on_page)
    places = range(min(most, count(container.handle)))
    return list(map(item, repeat(container.handle), places))


def _matrix(thing: fast.Handle) -> PdfMatrix:
    raw = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT), raw)
    return PdfMatrix.from_raw(raw)


def _seen(paths: list[fast.Handle], matrix: PdfMatrix, view: View) -> Iterator[_Path]:
    """The paths of one container that are filled or stroked."""
    if not paths:
        return
    places, modes = np.zeros((len(paths), 4), np.float32), np.zeros((len(paths), 2), np.int32)
    for path, place, mode in zip(paths, fast.rows(places), fast.rows(modes), strict=True):
        _bounds(path, place, place + 4, place + 8, place + 12)
        _mode(path, mode, mode + 4)
    left, top = matrix.on_point(places[:, 0], places[:, 3])
    right, bottom = matrix.on_point(places[:, 2], places[:, 1])
    areas = view.boxes(np.stack([left, top, right, bottom], axis=1)).tolist()
    for path, area, (filled, stroked) in zip(paths, areas, modes.tolist(), strict=True):
        if filled or stroked:
            yield _Path(path, matrix, Area(*area), _count(path), filled, stroked)


def _as_line(area: Area) -> Line | None:
    left, top, right, bottom = area
    wide, high = right - left, bottom - top
    if high <= _LINE_WIDTH and high < wide:
        return Line(True, (top + bottom) / 2, left, right)
    if wide <= _LINE_WIDTH and wide < high:
        return Line(False, (left + right) / 2, top, bottom)
    return None


def _colour_of(path: _Path) -> tuple[int, int, int] | None:
    """The colour that a path is filled with; None where it is not filled."""
    if not path.filled:
        return None
    parts = (ctypes.c_uint * 4)()
    at = ctypes.addressof(parts)
    _colour(path.handle, at, at + 4, at + 8, at + 12)
    red, green, blue, opacity = parts
    return (red, green, blue) if opacity else None


def _is_shape(path: _Path, colour: tuple[int, int, int] | None) -> bool:
    large = path.area.wide >= _NARROWEST and path.area.high >= _LOWEST
    visible = bool(path.stroked) or (colour is not None and min(colour) < WHITE)
    return large and visible and path.segments <= _MOST_OF_SHAPE


def _strokes(path: _Path, view: View) -> Iterator[Line]:
    """The straight strokes of a path that run along the page."""
    if not path.stroked:
        return
    matrix = _matrix(path.handle).multiply(path.matrix)
    start = before = (0.0, 0.0)
    place = (ctypes.c_float * 2)()
    at = ctypes.addressof(place)
    for number in range(min(path.segments, _MOST_OBJECTS)):
        segment = _segment(path.handle, number)
        _point(segment, at, at + 4)
        point = view.points(*matrix.on_point(*place))
        kind = _kind(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _stroke(before, point)
        if _closes(segment):
            yield from _stroke(point, start)
        before = point


def _stroke(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Line]:
    (left, right), (top, bottom) = (sorted(pair) for pair in zip(one, other, strict=True))
    if bottom - top <= _SLANT < right - left:
        yield Line(True, (top + bottom) / 2, left, right)
    elif right - left <= _SLANT < bottom - top:
        yield Line(False, (left + right) / 2, top, bottom)
