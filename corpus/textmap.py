"""The map between a document's clean text and its decoded original, character by character.

Clean text is made of segments in order: a *copied* segment stands for as many source characters,
one to one; a *replaced* segment (a line break that became a space) stands for any number of them;
source between two segments was left out (a header, a hyphen at a line's end).
"""

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from planspor.corpus.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Segment:
    """Clean characters ``clean..clean+length`` stand for source ``start..end``."""

    clean: int
    length: int
    start: int
    end: int


class TextMap:
    """Where every character of the clean text stands in the source, and back.

    Args:
        segments: in the order of the clean text, which they cover without a gap. Their places
            in the source need not be in order (columns, footnotes).
    """

    def __init__(self, segments: Iterable[Segment]) -> None:
        self.segments = tuple(segments)
        self._clean = [segment.clean for segment in self.segments]
        self._by_source = sorted(self.segments, key=lambda s: (s.start, s.end))
        self._source = [segment.start for segment in self._by_source]

    def __len__(self) -> int:
        """The number of clean characters."""
        last = self.segments[-1] if self.segments else Segment(0, 0, 0, 0)
        return last.clean + last.length

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span behind the clean span ``start..end``.

        An empty span gives an empty one at its place. Where a document's text was reordered the
        span reaches over all that its characters stand for.
        """
        if start == end:
            place = self.to_source(start, start + 1)[0] if start < len(self) else self._end()
            return place, place
        parts = [_source_part(segment, start, end) for segment in self._reached(start, end)]
        return min(s for s, _ in parts), max(e for _, e in parts)

    def copied(self, start: int, end: int) -> list[tuple[int, int]]:
        """The source spans whose characters stand in the clean span ``start..end``, in order.

        Unlike ``to_source`` it leaves out what lies between them.
        """
        spans: list[tuple[int, int]] = []
        for segment in self._reached(start, end):
            first, last = _source_part(segment, start, end)
            if segment.length != segment.end - segment.start or first >= last:
                continue
            if spans and spans[-1][1] == first:
                first = spans.pop()[0]
            spans.append((first, last))
        return spans

    def _reached(self, start: int, end: int) -> tuple[Segment, ...]:
        first = bisect_right(self._clean, start) - 1
        return self.segments[first : bisect_right(self._clean, end - 1)]

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """The clean span that stands for the source span ``start..end``.

        Source that was left out gives an empty span at the nearest clean place after it.
        """
        reached = self._by_source[max(0, bisect_right(self._source, start) - 1) :]
        parts = [_clean_part(s, start, end) for s in reached if s.start < end and s.end > start]
        if parts:
            return min(s for s, _ in parts), max(e for _, e in parts)
        place = next((s.clean for s in reached if s.start >= end), len(self))
        return place, place

    def _end(self) -> int:
        return self.segments[-1].end if self.segments else 0

    def pack(self) -> bytes:
        """The map as bytes for the store."""
        numbers = array("q")
        for segment in self.segments:
            numbers.extend((segment.length, segment.start, segment.end))
        return zlib.compress(numbers.tobytes())

    @classmethod
    def unpack(cls, data: bytes) -> "TextMap":
        """The map that ``pack`` packed.

        Raises:
            CorpusError: the bytes are damaged.
        """
        numbers = array("q")
        try:
            numbers.frombytes(zlib.decompress(data))
        except (zlib.error, ValueError) as error:
            raise CorpusError(
                f"a stored text map is damaged: {error}", "Remove the document and add it again."
            ) from error
        return cls(_segments(numbers))


def _source_part(segment: Segment, start: int, end: int) -> tuple[int, int]:
    if segment.length != segment.end - segment.start:
        return segment.start, segment.end
    shift = segment.start - segment.clean
    return max(start, segment.clean) + shift, min(end, segment.clean + segment.length) + shift


def _clean_part(segment: Segment, start: int, end: int) -> tuple[int, int]:
    if segment.length != segment.end - segment.start:
        return segment.clean, segment.clean + segment.length
    shift = segment.clean - segment.start
    return max(start, segment.start) + shift, min(end, segment.end) + shift


def _segments(numbers: "array[int]") -> Iterable[Segment]:
    clean = 0
    for i in range(0, len(numbers), 3):
        length, start, end = numbers[i : i + 3]
        yield Segment(clean, length, start, end)
        clean += length
