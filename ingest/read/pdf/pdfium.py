"""PDFium's functions that are called once a letter, bound so that a call costs little.

pypdfium2's own bindings check each argument, which makes a call five times as dear. Here handles
and places in buffers are plain integers, and the interpreter's lock is kept during a call, which
takes less than letting it go.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

Floats = npt.NDArray[np.float32]
Handle = int
"""A pointer of PDFium's as a number."""

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int


def bound(function: object, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of PDFium's that takes handles as numbers and trusts its arguments."""
    address = ctypes.cast(function, _POINTER).value  # type: ignore[arg-type]
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def handle(pointer: object) -> Handle:
    """The number of a pointer that pypdfium2 gave."""
    return ctypes.cast(pointer, _POINTER).value or 0  # type: ignore[arg-type]


code: Final = bound(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
text_object: Final = bound(pdfium.FPDFText_GetTextObject, ctypes.c_size_t, _POINTER, _INT)
font_size: Final = bound(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
font: Final = bound(pdfium.FPDFTextObj_GetFont, ctypes.c_size_t, _POINTER)
render_mode: Final = bound(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
content_id: Final = bound(pdfium.FPDFPageObj_GetMarkedContentID, _INT, _POINTER)
count_marks: Final = bound(pdfium.FPDFPageObj_CountMarks, _INT, _POINTER)
_text: Final = bound(pdfium.FPDFText_GetText, _INT, _POINTER, _INT, _INT, _POINTER)
_loose_box: Final = bound(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_matrix: Final = bound(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)


def of_each(
    function: Callable[..., Any],
    page: Handle,
    places: Iterable[int],
    count: int,
    kind: npt.DTypeLike,
) -> npt.NDArray[Any]:
    """What a function of a text page says of each of ``count`` letters."""
    return np.fromiter(map(function, repeat(page), places), kind, count)


def codes(page: Handle, count: int) -> npt.NDArray[np.uint32]:
    """The characters of all letters, by one call where each is one UTF-16 unit."""
    units = np.zeros(count + 1, np.uint16)
    if _text(page, 0, count, units.ctypes.data) == count + 1 and not _is_half(units).any():
        return units[:count].astype(np.uint32)
    return of_each(code, page, range(count), count, np.uint32)


def _is_half(units: npt.NDArray[np.uint16]) -> npt.NDArray[np.bool_]:
    return (units >= 0xD800) & (units < 0xE000)


def boxes(page: Handle, places: Iterable[int], count: int) -> Floats:
    """The loose boxes (left, top, right, bottom in the page's own space) of some letters."""
    return _filled(_loose_box, page, places, count, 4)


def matrices(page: Handle, places: Iterable[int], count: int) -> Floats:
    """The matrices (a, b, c, d, e, f) that the letters at some places are set with."""
    return _filled(_matrix, page, places, count, 6)


def _filled(
    function: Callable[..., Any], page: Handle, places: Iterable[int], count: int, width: int
) -> Floats:
    buffer = np.zeros((count, width), np.float32)
    deque(map(function, repeat(page), places, rows(buffer)), maxlen=0)
    return buffer


def rows(buffer: npt.NDArray[Any]) -> range:
    """Where the rows of a buffer, which may have none, are in memory."""
    first, size = buffer.ctypes.data, buffer.shape[1] * buffer.itemsize
    return range(first, first + size * len(buffer), size)
