"""The lines of one page: letters that stand side by side, in the order of the content stream."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from planspor.corpus.model import Box
from planspor.ingest.read.pdf.fonts import Face
from planspor.ingest.read.pdf.letters import Letters

_SAME_LINE = 0.45
"""Baselines closer than this share of the larger type are one line, superscripts with it."""
_BACK = 0.6
_OTHER_TYPE = 1.5
"""Type so much larger, after a space, is another text: numbers of lines in the margin."""
_APART = 1.0
"""A gap in ems from which letters on a line may belong to different columns or cells."""
_RAISED, _SMALLER = 0.12, 0.85
_DESCENT = 0.2
"""Ems that letters reach below the baseline; some fonts' boxes end where each letter does."""
_LETTER_SPACED_SHARE, _FEWEST_SPACED = 0.6, 5
_WIDER = 1.7
_MARK = re.compile(r"\d{1,3}(?:[,;]\d{1,3})*|[*†‡§]{1,3}|[ivx]{1,4}")
_UNIT = re.compile(r"(?:\b[kcdm]?m|(?<![\d,.])(?<!§ )(?:10|\d))$")
"""What a superscript is the exponent of: a unit of length, ten, a number of one digit."""

Span = tuple[int, int]


def box_around(one: Box, other: Box) -> Box:
    """The smallest box that holds two of one page."""
    return Box(
        one.page,
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


@dataclass(slots=True, eq=False)
class TextLine:
    """Letters of one line, or the part of it that stands in one column or cell.

    ``box`` is its place as shown. The other places are in reading direction: text turned by
    ``turn`` quarters is laid flat, ``base`` is the baseline. ``owner`` is the number of the
    element or cell that it belongs to, -1 for none, ``rank`` its place among the contents of its
    page's elements. ``notes`` are the superscript marks in ``text``, ``gaps`` the places of wide
    gaps with their points, ``frame`` the number of the box that it stands in, -1 for none,
    ``start`` its place in the source, once that is known.
    """

    text: str
    box: Box
    turn: int
    left: float
    right: float
    base: float
    size: float
    face: Face
    owner: int = -1
    rank: int = 0
    notes: tuple[Span, ...] = ()
    gaps: tuple[tuple[int, float], ...] = ()
    artifact: bool = False
    frame: int = -1
    start: int = -1

    @property
    def page(self) -> int:
        """The number of its page, from 1."""
        return self.box.page

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.start + len(self.text)

    @property
    def width(self) -> float:
        """Its width in reading direction."""
        return self.right - self.left

    def parts(self) -> list[str]:
        """Its text as the wide gaps part it."""
        edges = [0, *(place for place, _ in self.gaps), len(self.text)]
        return [self.text[start:end].strip() for start, end in pairwise(edges)]

    def level_with(self, other: "TextLine") -> bool:
        """Whether both stand on one line of the page."""
        apart = abs(self.base - other.base)
        return self.turn == other.turn and apart < _SAME_LINE * max(self.size, other.size)

    def over(self, other: "TextLine") -> bool:
        """Whether some of it stands above or below the other."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared > 0.3 * min(self.width, other.width)


class Owners(NamedTuple):
    """What each letter of a page belongs to: an element's number or -1, and its rank therein."""

    element: npt.NDArray[np.int32]
    rank: npt.NDArray[np.int32]


def no_owners(letters: Letters) -> Owners:
    """Letters that belong to nothing."""
    return Owners(np.full(len(letters), -1, np.int32), np.zeros(len(letters), np.int32))


def lines_of(letters: Letters, owners: Owners, page: int) -> list[TextLine]:
    """The pieces of lines on a page (from 1); letters of different owners are never in one.

    Text set aslant is a watermark or part of a drawing, and left out.
    """
    if not len(letters):
        return []
    flat = _Flat.of(letters, owners)
    firsts = flat.firsts()
    text, places = _spelled(letters.codes, letters.spaced)
    starts, ends = places[firsts].tolist(), (places[[*firsts[1:] - 1, -1]] + 1).tolist()
    lasts = [*firsts[1:].tolist(), len(letters)]
    lines = []
    for n, (first, last, edges) in enumerate(
        zip(firsts.tolist(), lasts, flat.edges(firsts), strict=True)
    ):
        if flat.turn[first] < 0:
            continue
        one = slice(first, last)
        words, main = text[starts[n] : ends[n]], first
        marks: tuple[Span, ...] = ()
        if not edges.plain:
            words, marks, main = flat.spelled(one)
        lines.append(flat.line(page, words, marks, main, edges))
    return lines


class _Edges(NamedTuple):
    """The edges of a line, in reading direction and as shown.

    It is ``plain`` if all of it looks alike and its words are not set letter by letter.
    """

    left: float
    right: float
    box: tuple[float, float, float, float]
    plain: bool


@dataclass(frozen=True, slots=True)
class _Flat:
    """The letters of a page with all text laid flat, one row a letter.

    ``look`` is a number for face and size together.
    """

    letters: Letters
    owners: Owners
    left: npt.NDArray[Any]
    right: npt.NDArray[Any]
    base: npt.NDArray[Any]
    size: npt.NDArray[Any]
    turn: npt.NDArray[Any]
    look: npt.NDArray[Any]
    artifact: npt.NDArray[Any]

    @classmethod
    def of(cls, letters: Letters, owners: Owners) -> "_Flat":
        run, runs = letters.run, letters.runs
        turn, size = runs.turn[run], np.maximum(runs.size[run], 1)
        left, right, base = _laid_flat(letters, turn)
        look = runs.face[run] * 100_000 + (size * 10).astype(np.int64)
        return cls(letters, owners, left, right, base, size, turn, look, runs.artifact[run])

    def firsts(self) -> npt.NDArray[Any]:
        """The letters that begin a line, the page's first among them."""
        larger = np.maximum(self.size[1:], self.size[:-1])
        ahead = self.left[1:] - self.right[:-1]
        # Letter-spaced words stand further apart.
        before = np.clip(np.concatenate(([0], ahead[:-1])), 0, None)
        wide = _APART * larger + 2 * np.where(before < larger, before, 0)
        off = np.abs(np.diff(self.base))
        other_type = larger > _OTHER_TYPE * np.minimum(self.size[1:], self.size[:-1])
        new = (
            (off > _SAME_LINE * larger)
            | (other_type & self.letters.spaced[1:] & (off < _RAISED * larger))
            | (self.left[1:] < self.left[:-1] - _BACK * larger)
            | (ahead > wide)
        )
        for same in (self.turn, self.owners.element, self.artifact):
            new |= same[1:] != same[:-1]
        return np.concatenate(([0], np.flatnonzero(new) + 1))

    def edges(self, firsts: npt.NDArray[Any]) -> Iterator[_Edges]:
        """The edges of each line."""
        low, high = np.minimum.reduceat, np.maximum.reduceat
        corners = low(self.letters.boxes[:, :2], firsts), high(self.letters.boxes[:, 2:], firsts)
        boxes = np.concatenate(corners, axis=1).tolist()
        lefts, rights = low(self.left, firsts).tolist(), high(self.right, firsts).tolist()
        alike = low(self.look, firsts) == high(self.look, firsts)
        plain = alike & ~_letter_spaced(self.letters.codes, self.letters.spaced, firsts)
        return map(_Edges, lefts, rights, boxes, plain.tolist())

    def spelled(self, one: slice) -> tuple[str, tuple[Span, ...], int]:
        """A line's text, its marks of notes, and a letter that looks as most of it does."""
        first, spaced = one.start, self.letters.spaced[one].copy()
        main = first + _most(self.look[one])
        raised = self._raised(one, main)
        opening = int(np.argmin(raised))
        spaced[opening] |= opening > 0
        spaced[0] = False
        if _letter_spaced(self.letters.codes[one], spaced, np.zeros(1, int)).any():
            spaced = _wide(self.left[one], self.right[one])
        text, places = _spelled(self.letters.codes[one], spaced)
        return text, tuple(_note_marks(text, places, raised)), main

    def _raised(self, one: slice, main: int) -> npt.NDArray[np.bool_]:
        """Which letters are small and stand above the baseline."""
        size = self.size[main]
        above = self.base[main] - self.base[one] > _RAISED * size
        raised: npt.NDArray[np.bool_] = above & (self.size[one] < _SMALLER * size)
        return raised

    def line(
        self, page: int, text: str, notes: tuple[Span, ...], main: int, edges: _Edges
    ) -> TextLine:
        """The line that looks as one of its letters does."""
        runs, turn = self.letters.runs, int(self.turn[main])
        base, size = float(self.base[main]), round(float(self.size[main]), 1)
        left, top, right, bottom = edges.box
        lowest = bottom if turn else max(bottom, base + _DESCENT * size)
        return TextLine(
            text,
            Box(page, left, top, right, lowest),
            turn,
            edges.left,
            edges.right,
            base,
            size,
            runs.faces[runs.face[self.letters.run[main]]],
            int(self.owners.element[main]),
            int(self.owners.rank[main]),
            notes,
            artifact=bool(self.artifact[main]),
        )


def _laid_flat(letters: Letters, turn: npt.NDArray[Any]) -> tuple[Any, Any, Any]:
    """Left and right edges and the baseline of each letter, along its own reading direction."""
    x, y = letters.runs.origins[letters.run].T
    left, top, right, bottom = letters.boxes.T
    if not turn.any():
        return left, right, y
    width, height = letters.width, letters.height
    which = [turn == 1, turn == 2, turn == 3]
    return (
        np.select(which, [top, width - right, height - bottom], left),
        np.select(which, [bottom, width - left, height - top], right),
        np.select(which, [width - x, height - y, x], y),
    )


def _most(looks: npt.NDArray[Any]) -> int:
    """The first letter of the look that most have."""
    _, first, count = np.unique(looks, return_index=True, return_counts=True)
    return int(first[count.argmax()])


def _spelled(codes: npt.NDArray[np.uint32], spaced: npt.NDArray[np.bool_]) -> tuple[str, Any]:
    """The letters with their spaces, and where each letter stands in that."""
    places = np.arange(len(codes)) + np.cumsum(spaced)
    filled = np.full(int(places[-1]) + 1, ord(" "), np.uint32)
    filled[places] = codes
    return filled.tobytes().decode("utf-32-le"), places


def _letter_spaced(
    codes: npt.NDArray[np.uint32], spaced: npt.NDArray[np.bool_], firsts: npt.NDArray[Any]
) -> npt.NDArray[np.bool_]:
    """In which lines most letters stand alone, as in a header set wide; dots may well."""
    letter = codes >= ord("A")
    count, alone = (
        np.add.reduceat(some.astype(np.int32), firsts) for some in (letter, letter & spaced)
    )
    wide: npt.NDArray[np.bool_] = (count >= _FEWEST_SPACED) & (alone > _LETTER_SPACED_SHARE * count)
    return wide


def _wide(left: npt.NDArray[Any], right: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """The gaps between the words of letter-spaced text: those wider than most."""
    gaps = left[1:] - right[:-1]
    return np.concatenate((np.zeros(1, bool), gaps > _WIDER * max(0.5, float(np.median(gaps)))))


def _note_marks(text: str, places: Any, raised: npt.NDArray[np.bool_]) -> Iterator[Span]:
    """The superscripts that can be marks of notes: numbers and signs, no exponents of units."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], raised, [False])).astype(np.int8)))
    for first, last in edges.reshape(-1, 2):
        start, end = int(places[first]), int(places[last - 1]) + 1
        if _MARK.fullmatch(text, start, end) and not _UNIT.search(text[:start]):
            yield start, end
