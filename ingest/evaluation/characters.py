"""How truly the characters of a text were read, and the hyphens at line ends decided."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, NamedTuple

import pypdfium2
from rapidfuzz.distance import Levenshtein

from planspor.corpus.errors import UnreadableFile

_HYPHEN: Final = "-\u2010\u00ad\u0002\ufffe"
"""What stands for a hyphen at a line's end in PDFium's text; the last two are its own."""
_BROKEN: Final = re.compile(rf"(\S+) (\S+) (\S*[^\W\d_])(?:[\u0002\ufffe]|[{_HYPHEN}](?=\r?\n|$))")
_REST: Final = re.compile(r"- \w+|[\w-]*")
"""What follows the part before the hyphen; "rus-" is cut from "rus- og" with its next word."""
_NEAR: Final = 4
"""Characters between two errors that make them one fault."""
_AROUND: Final = 25
"""Characters shown on either side of a fault."""


class Fault(NamedTuple):
    """Something that was read otherwise than it should have been."""

    kind: str
    wanted: str
    found: str


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int
    all: int

    @property
    def value(self) -> float:
        """0..1; 1 where there is nothing to be right about."""
        return self.right / self.all if self.all else 1.0


class Comparison:
    """A text held to what it should be, character by character."""

    def __init__(self, wanted: str, found: str) -> None:
        self._wanted = wanted
        self._found = found
        edits = Levenshtein.editops(wanted, found)
        self._edits = [(edit.tag, edit.src_pos, edit.dest_pos) for edit in edits]
        self._places = [place for _, place, _ in self._edits]

    @property
    def errors(self) -> int:
        """The Levenshtein distance."""
        return len(self._edits)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether the wanted ``start..end`` was found as it is."""
        first = bisect_left(self._places, start)
        within = takewhile(lambda edit: edit[1] <= end, self._edits[first:])
        return not any(
            start < place < end or (kind != "insert" and place < end) for kind, place, _ in within
        )

    def faults(self) -> list[Fault]:
        """The edits, those near each other as one fault."""
        runs: list[list[tuple[int, int]]] = []
        for _, place, other in self._edits:
            last = runs[-1][-1] if runs else None
            if last and (place - last[0] <= _NEAR or other - last[1] <= _NEAR):
                runs[-1].append((place, other))
            else:
                runs.append([(place, other)])
        return [self._fault(run[0], run[-1]) for run in runs]

    def _fault(self, first: tuple[int, int], last: tuple[int, int]) -> Fault:
        return Fault(
            "characters",
            self._wanted[max(0, first[0] - _AROUND) : last[0] + _AROUND],
            self._found[max(0, first[1] - _AROUND) : last[1] + _AROUND],
        )

    def line_end_hyphens(self, pages: Sequence[str]) -> tuple[Share, list[Fault]]:
        """How many words that a line's end cuts are whole again, or keep the hyphen of their own.

        ``pages`` are the page texts with their line ends. A word is looked up in what is wanted by
        the two words before it; one that is not found so (of a running header, a footnote, a
        narrow column) is not judged.
        """
        judged = list(_cut_words(pages, self._wanted))
        wrong = [(start, end) for start, end in judged if not self.is_whole(start, end)]
        faults = [Fault("hyphen", self._wanted[start:end], "") for start, end in wrong]
        return Share(len(judged) - len(wrong), len(judged)), faults


def _cut_words(pages: Sequence[str], wanted: str) -> Iterator[tuple[int, int]]:
    """Where each word stands that a line's end cuts: of like places the one nearest the last."""
    last = 0
    for page in pages:
        for match in _BROKEN.finditer(page):
            opening = f"{match[1]} {match[2]} {match[3]}"
            places = [found.start() for found in re.finditer(re.escape(opening), wanted)]
            if places:
                last = min(places, key=lambda place: abs(place - last))
                start = last + len(opening) - len(match[3])
                rest = _REST.match(wanted, last + len(opening))
                yield start, rest.end() if rest else last + len(opening)


def page_texts(data: bytes, name: str) -> list[str]:
    """The text of each page of a PDF as PDFium gives it, with its line ends.

    Raises:
        UnreadableFile: PDFium cannot open it.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"{name}: {error}", "Make the file anew.") from error
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()
