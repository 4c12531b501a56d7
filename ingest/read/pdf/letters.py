"""The letters of one page as PDFium finds them, in places of the page as it is shown."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from planspor.ingest.read.pdf import pdfium as fast
from planspor.ingest.read.pdf.fonts import Face, faces_of

_MOST_LETTERS = 400_000
"""A page with more is no page of text; the rest of its letters is left out."""
_MOST_MARKS = 8
_SLANT = 10
"""Degrees from which text is set aslant, as watermarks are."""
_UNKNOWN = 0xFFFD
_SPACES = (*range(0x21), 0x7F, 0x85, 0xA0, 0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_HYPHEN_MARK = 0x02
_HYPHENS = (_HYPHEN_MARK, 0xAD, 0x2010, 0x2011, 0xFFFE)
"""Signs for a hyphen that is seen: PDFium's own at a line's end, and those that fonts name."""
_IS_BLANK = np.zeros(max(_SPACES) + 2, bool)
_IS_BLANK[[code for code in _SPACES if code != _HYPHEN_MARK]] = True
"""Of each character up to the last space, and of one beyond that, whether it is blank."""


@dataclass(frozen=True, slots=True)
class Runs:
    """What letters set by one operator share, one row an operator.

    ``size`` in points; ``turn`` in quarter turns clockwise as shown, -1 for a slant; ``face``, a
    place in ``faces``; ``mark``, the marked-content id or -1; ``artifact``; ``origins`` (x, y),
    where the baseline begins as shown.
    """

    size: fast.Floats
    turn: npt.NDArray[np.int32]
    face: npt.NDArray[np.int32]
    mark: npt.NDArray[np.int32]
    artifact: npt.NDArray[np.bool_]
    origins: fast.Floats
    faces: tuple[Face, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """The visible letters of a page in the order of its content stream.

    One row a letter: ``codes``; ``boxes`` (left, top, right, bottom in points from the top left
    corner as shown); ``run``, its row in ``runs``; ``spaced``, whether white space stands before.
    """

    width: float
    height: float
    codes: npt.NDArray[np.uint32]
    boxes: fast.Floats
    run: npt.NDArray[np.int32]
    spaced: npt.NDArray[np.bool_]
    runs: Runs

    def __len__(self) -> int:
        """The number of letters."""
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class View:
    """How a page's own space is shown: its visible box, turned clockwise by quarters."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def points(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Where points of the page's own space are shown, from the top left corner."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def boxes(self, own: fast.Floats) -> fast.Floats:
        """Boxes (left, top, right, bottom) of the page's own space as shown."""
        x0, y0 = self.points(own[:, 0], own[:, 1])
        x1, y1 = self.points(own[:, 2], own[:, 3])
        return np.stack(
            [np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)],
            axis=1,
        ).astype(np.float32)


def view_of(page: PdfPage) -> View:
    """How an open page is shown."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box)):
        return View(0, 0, page.get_width(), page.get_height(), 0)
    turn = max(0, pdfium.FPDFPage_GetRotation(page.raw))
    return View(box.left, box.bottom, box.right, box.top, turn)


@contextmanager
def _text_page(page: PdfPage) -> Iterator[tuple[fast.Handle, int]]:
    """The handle of a page's text and the number of its letters."""
    opened = pdfium.FPDFText_LoadPage(page.raw)
    try:
        yield fast.handle(opened), pdfium.FPDFText_CountChars(opened) if opened else 0
    finally:
        if opened:
            pdfium.FPDFText_ClosePage(opened)


def letters_of(page: PdfPage) -> Letters:
    """The letters of an open page; none where PDFium cannot read its text."""
    view = view_of(page)
    with _text_page(page) as (text, found):
        count = max(0, min(_MOST_LETTERS, found))
        codes = fast.codes(text, count)
        places = np.flatnonzero(~_IS_BLANK[np.minimum(codes, len(_IS_BLANK) - 1)])
        spaced = _begins(places, 1)
        objects = _objects(text, places, spaced)
        boxes = view.boxes(_boxes(text, places, spaced | _begins(objects, 0)))
        seen = (objects != 0) & _on_page(boxes, view)
        places, objects = places[seen], objects[seen]
        begins = _begins(objects, 0)
        return _tidy(
            Letters(
                *view.size,
                codes[places],
                boxes[seen],
                (np.cumsum(begins) - 1).astype(np.int32),
                _begins(places, 1) & (places > 0),
                _runs(text, places[begins].tolist(), objects[begins].tolist(), view),
            )
        )


def _begins(values: npt.NDArray[Any], step: int) -> npt.NDArray[np.bool_]:
    """Which values do not follow the one before them by the step; the first never does."""
    begins = np.ones(len(values), bool)
    begins[1:] = np.diff(values) != step
    return begins


def _ends(begins: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which letters stand right before one that begins something, or last."""
    return np.concatenate((begins[1:], np.ones(1, bool)))[: len(begins)]


def _objects(
    text: fast.Handle, places: npt.NDArray[Any], begins: npt.NDArray[np.bool_]
) -> npt.NDArray[np.uint64]:
    """The text object of each letter.

    PDFium orders objects, never letters of several: where a word begins and ends in one, all of
    it is. Only the others are asked for letter by letter.
    """
    first, last = (_objects_at(text, places[edge]) for edge in (begins, _ends(begins)))
    word = np.cumsum(begins) - 1
    objects: npt.NDArray[np.uint64] = first[word]
    mixed = (first != last)[word]
    objects[mixed] = _objects_at(text, places[mixed])
    return objects


def _objects_at(text: fast.Handle, places: npt.NDArray[Any]) -> npt.NDArray[np.uint64]:
    return fast.of_each(fast.text_object, text, places.tolist(), len(places), np.uint64)


def _boxes(
    text: fast.Handle, places: npt.NDArray[Any], begins: npt.NDArray[np.bool_]
) -> fast.Floats:
    """The boxes of letters in the page's own space.

    Only those of the first and the last of a piece of a word are asked for, which its lines and
    columns hang on; the boxes between them are spread evenly.
    """
    edges = np.flatnonzero(begins | _ends(begins))
    known = fast.boxes(text, places[edges].tolist(), len(edges))
    if len(edges) == len(places):
        return known
    letters = np.arange(len(places))
    spread = [np.interp(letters, edges, side) for side in known.T]
    return np.stack(spread, axis=1).astype(np.float32)


def _on_page(boxes: fast.Floats, view: View) -> npt.NDArray[np.bool_]:
    """Which letters have their middle on the page: some programs leave text beside it."""
    width, height = view.size
    x, y = boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]
    on: npt.NDArray[np.bool_] = (x >= 0) & (x <= 2 * width) & (y >= 0) & (y <= 2 * height)
    return on


def _runs(text: fast.Handle, places: list[int], things: list[fast.Handle], view: View) -> Runs:
    count = len(places)
    matrices = fast.matrices(text, places, count)
    sizes = np.abs(fast.of_each(fast.font_size, text, places, count, np.float32))
    face, faces = faces_of(things)
    marks = np.fromiter(map(fast.content_id, things), np.int32, count)
    return Runs(
        np.round(sizes * np.hypot(matrices[:, 2], matrices[:, 3]), 1),
        _turns(matrices, view.turn),
        face,
        marks,
        _artifacts(things, marks < 0),
        np.stack(view.points(matrices[:, 4], matrices[:, 5]), axis=1),
        faces,
    )


def _turns(matrices: fast.Floats, turned: int) -> npt.NDArray[np.int32]:
    """The quarter turns of each run as shown; a slant of more than 10 degrees has none."""
    angles = -np.degrees(np.arctan2(matrices[:, 1], matrices[:, 0])) / 90 + turned
    quarters = np.round(angles)
    straight = np.abs(angles - quarters) < _SLANT / 90
    return np.where(straight, quarters.astype(np.int32) % 4, -1).astype(np.int32)


def _artifacts(
    things: list[fast.Handle], unnumbered: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Which text objects stand in marked content that says it is none of the text."""
    marked = unnumbered & (np.fromiter(map(fast.count_marks, things), np.int32, len(things)) > 0)
    for place in np.flatnonzero(marked):
        marked[place] = "Artifact" in _mark_names(things[place])
    return marked


def _mark_names(thing: fast.Handle) -> Iterator[str]:
    held = ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT)
    buffer = (ctypes.c_ushort * 16)()
    length = ctypes.c_ulong()
    for place in range(min(fast.count_marks(thing), _MOST_MARKS)):
        mark = pdfium.FPDFPageObj_GetMark(held, place)
        if pdfium.FPDFPageObjMark_GetName(mark, buffer, 32, ctypes.byref(length)):
            yield bytes(buffer)[: max(0, length.value - 2)].decode("utf-16-le", "replace")


def _tidy(letters: Letters) -> Letters:
    """Signs that stand for others are those: hyphens, ligatures, what is no character at all."""
    codes = letters.codes
    codes[np.isin(codes, _HYPHENS)] = ord("-")
    codes[(codes > 0x10FFFF) | ((codes >= 0xD800) & (codes < 0xE000))] = _UNKNOWN
    ligatures = (codes >= 0xFB00) & (codes <= 0xFB06)
    if not ligatures.any():
        return letters
    return _spelled_out(letters, ligatures)


def _spelled_out(letters: Letters, ligatures: npt.NDArray[np.bool_]) -> Letters:
    lengths = np.ones(len(letters), int)
    spelled = {place: _LIGATURES[int(letters.codes[place])] for place in np.flatnonzero(ligatures)}
    for place, word in spelled.items():
        lengths[place] = len(word)
    codes = np.repeat(letters.codes, lengths)
    spaced = np.repeat(letters.spaced, lengths)
    firsts = np.cumsum(lengths) - lengths
    for place, word in spelled.items():
        first = firsts[place]
        codes[first : first + len(word)] = [ord(sign) for sign in word]
        spaced[first + 1 : first + len(word)] = False
    return replace(
        letters,
        codes=codes,
        boxes=np.repeat(letters.boxes, lengths, axis=0),
        run=np.repeat(letters.run, lengths),
        spaced=spaced,
    )
