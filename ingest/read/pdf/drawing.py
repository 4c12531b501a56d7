"""What a page draws beside letters: straight lines and filled areas, as PDFium sees them.

Everything is in points from the top left corner of the page as it is shown.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfMatrix, PdfPage

from planspor.ingest.read.pdf.letters import View, view_of

_LINE_WIDTH = 2.5
"""A filled area no wider than this many points is a line (Word draws its borders so)."""
_SLANT = 0.5
"""How many points a straight line may be off its direction."""
_MOST_OBJECTS = 40_000
"""Objects of a page that are looked at: forms that draw each other multiply without end."""
_DEEPEST = 4


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
    """A page's lines and fills, in the order in which they are drawn."""

    lines: tuple[Line, ...]
    fills: tuple[Fill, ...]


def drawing(page: PdfPage) -> Drawing:
    """The lines and fills of the page, those inside its form objects too."""
    lines: list[Line] = []
    fills: list[Fill] = []
    view = view_of(page)
    for path, matrix in _paths(page):
        filled, stroked = _drawn(path)
        if filled:
            fills.extend(_fill(path, matrix, view))
        if stroked:
            lines.extend(_lines(path, matrix, view))
    thin = [line for fill in fills if (line := _as_line(fill.area))]
    wide = [fill for fill in fills if not _as_line(fill.area)]
    return Drawing((*lines, *thin), tuple(wide))


def _paths(page: PdfPage) -> Iterator[tuple[Any, PdfMatrix]]:
    """The page's paths, each with the matrix from its container to the page's own space."""
    left = _MOST_OBJECTS
    waiting = [_Container(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, 0)]
    matrices = [PdfMatrix()]
    while waiting and left > 0:
        container, matrix = waiting.pop(), matrices.pop()
        for number in range(min(left, container.count(container.raw))):
            item = container.item(container.raw, number)
            found = pdfium.FPDFPageObj_GetType(item)
            if found == pdfium.FPDF_PAGEOBJ_PATH:
                yield item, matrix
            elif found == pdfium.FPDF_PAGEOBJ_FORM and container.depth < _DEEPEST:
                waiting.append(_form(item, container.depth + 1))
                matrices.append(_matrix(item).multiply(matrix))
            left -= 1


class _Container(NamedTuple):
    raw: Any
    count: Any
    item: Any
    depth: int


def _form(item: Any, depth: int) -> _Container:
    return _Container(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth)


def _matrix(item: Any) -> PdfMatrix:
    raw = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, raw)
    return PdfMatrix.from_raw(raw)


def _drawn(path: Any) -> tuple[bool, bool]:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    return bool(filled.value), bool(stroked.value)


def _fill(path: Any, matrix: PdfMatrix, view: View) -> Iterator[Fill]:
    """A filled path with few corners, as the area it covers."""
    if pdfium.FPDFPath_CountSegments(path) > 6 or not (area := _area(path, matrix, view)):
        return
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    yield Fill(area, (red.value, green.value, blue.value))


def _area(path: Any, matrix: PdfMatrix, view: View) -> Area | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return None
    x, y = view.points(*matrix.on_point(left.value, bottom.value))
    other_x, other_y = view.points(*matrix.on_point(right.value, top.value))
    return Area(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))


def _as_line(area: Area) -> Line | None:
    across, down = area.middle
    if area.high <= _LINE_WIDTH and area.high < area.wide:
        return Line(True, down, area.left, area.right)
    if area.wide <= _LINE_WIDTH and area.wide < area.high:
        return Line(False, across, area.top, area.bottom)
    return None


def _lines(path: Any, matrix: PdfMatrix, view: View) -> Iterator[Line]:
    """The straight strokes of a path that run along the page."""
    matrix = _matrix(path).multiply(matrix)
    start = before = (0.0, 0.0)
    for number in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = view.points(*matrix.on_point(x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _stroke(before, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _stroke(point, start)
        before = point


def _stroke(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Line]:
    (left, right), (top, bottom) = (sorted(pair) for pair in zip(one, other, strict=True))
    if bottom - top <= _SLANT < right - left:
        yield Line(True, (top + bottom) / 2, left, right)
    elif right - left <= _SLANT < bottom - top:
        yield Line(False, (left + right) / 2, top, bottom)
