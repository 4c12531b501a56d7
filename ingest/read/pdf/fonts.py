"""What a font's name and descriptor say of how its letters look."""

import ctypes
import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from planspor.ingest.read.pdf import pdfium as fast

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi|(?<![a-z])Bd|(?:CM|SF|EC)\w*BX|-B(?:I|It)?$", re.I)
_ITALIC = re.compile(r"ital|obliq|kursiv|slanted|(?:CM|SF|EC)\w*TI\d|-(?:B|Bd)?It?$", re.I)
_BOLD_WEIGHT = 700
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_STROKED = 2
"""The text render mode that fills and strokes: bold made from a font that has none."""


class Face(NamedTuple):
    """A font as it looks; ``name`` without the tag of a subset."""

    name: str
    bold: bool
    italic: bool


def faces_of(things: list[fast.Handle]) -> tuple[npt.NDArray[np.int32], tuple[Face, ...]]:
    """The faces of one open page's text objects: a place in the second for each of them.

    They stand in the order in which the page uses them.
    """
    bold = map(_STROKED.__eq__, map(fast.render_mode, things))
    keys = list(zip(map(fast.font, things), bold, strict=True))
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    faces = (_face(font, stroked=bold) for font, bold in places)
    return np.fromiter(map(places.__getitem__, keys), np.int32, len(keys)), tuple(faces)


def _face(font: fast.Handle, *, stroked: bool) -> Face:
    if not font:
        return Face("", False, False)
    held = ctypes.cast(font, pdfium.FPDF_FONT)
    name = _SUBSET.sub("", _name(held))
    flags = max(0, pdfium.FPDFFont_GetFlags(held))
    heavy = pdfium.FPDFFont_GetWeight(held) >= _BOLD_WEIGHT
    return Face(
        name,
        stroked or heavy or bool(_BOLD.search(name) or flags & _BOLD_FLAG),
        bool(_ITALIC.search(name) or flags & _ITALIC_FLAG),
    )


def _name(font: object) -> str:
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    return buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace")
