"""The positions of selections, as the program that wrote them counted.

The standard counts characters (Unicode code points). Some programs count UTF-16 units, and some a
line's end as one or two whatever stands in the file. Since a selection's name is mostly how its
words begin, the way of counting that fits the names is the one that was used.
"""

import codecs
from collections.abc import Iterable, Sequence
from typing import Final

from planspor.ingest.anchoring import words
from planspor.web.exchange.qdpx.reading import ReadSelection

_BEGINNING: Final = 12
"""Letters of a name that have to be those of the selection."""
_ENOUGH: Final = 50
"""Selections that tell how a program counts."""


def decoded(data: bytes) -> str:
    """A source's text: in the encoding that its byte-order mark tells, else UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


class Reading:
    """A source's text in the way of counting that its selections' names fit best."""

    def __init__(self, text: str, selections: Iterable[ReadSelection]) -> None:
        named = [s for s in selections if len(words(s.name)) >= _BEGINNING][:_ENOUGH]
        counted = [_Counted(form, units) for form in _forms(text) for units in _units(form)]
        self._counted = max(counted, key=lambda one: sum(one.fits(s) for s in named))

    @property
    def text(self) -> str:
        """The text whose characters `span` counts."""
        return self._counted.text

    def span(self, selection: ReadSelection) -> tuple[int, int] | None:
        """Where a selection begins and ends in the text; None where it lies outside of it."""
        return self._counted.span(selection)


def _forms(text: str) -> list[str]:
    """A text as it stands, with line ends of one sign, with line ends of two."""
    single = text.replace("\r\n", "\n")
    double = single.replace("\n", "\r\n")
    return list(dict.fromkeys((text, single, double)))


def _units(text: str) -> tuple[bool, ...]:
    return (False, True) if any(sign > "\uffff" for sign in text) else (False,)


class _Counted:
    """A text, and whether positions in it count UTF-16 units."""

    def __init__(self, text: str, utf16: bool) -> None:
        self.text = text
        self._places: Sequence[int] | None = _utf16_places(text) if utf16 else None

    def span(self, selection: ReadSelection) -> tuple[int, int] | None:
        start, end = selection.start, selection.end
        last = len(self.text) if self._places is None else len(self._places) - 1
        if start is None or end is None or not 0 <= start < end <= last:
            return None
        if self._places is None:
            return start, end
        return self._places[start], self._places[end]

    def fits(self, selection: ReadSelection) -> bool:
        """Whether a selection begins as its name says."""
        span = self.span(selection)
        if span is None or self.text[span[0]] != selection.name.lstrip()[0]:
            return False
        said = words(self.text[span[0] : span[0] + len(selection.name) + _BEGINNING])
        return said.startswith(words(selection.name)[:_BEGINNING])


def _utf16_places(text: str) -> list[int]:
    """The character that each UTF-16 unit belongs to, and the end."""
    places: list[int] = []
    for place, sign in enumerate(text):
        places.extend([place] * (2 if sign > "\uffff" else 1))
    return [*places, len(text)]
