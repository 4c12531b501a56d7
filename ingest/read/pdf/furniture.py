"""Which lines belong to the pages rather than to the text: headers, footers.

A line at a page's edge is furniture where a page nearby has the same there, but for a number that
grows as pages do. "Tiltak 3" heading a page after "Tiltak 2" is none: it does not grow so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planspor.ingest.read.pdf.lines import TextLine
from planspor.ingest.read.pdf.pages import PageText

_EDGE = 0.15
"""The share of a page's height where its header and footer stand."""
_DEEPEST = 4
"""Headers and footers have at most so many lines."""
_NEAR, _FAR = 6, 60
"""Pages within which a header, and the number of a page, recur."""
_SAME_PLACE = 4.0
_SHARE_OF_SLOT, _FEWEST_IN_SLOT = 0.6, 4
_FEW_PAGES = 4
_NUMBER = re.compile(r"\d{1,4}")
_PAGE_SIGN = re.compile(r"roman -?\d+|[-–] ?#-?\d+ ?[-–]|(?:[Ss]ide )?#-?\d+")
_ROMAN = re.compile(r"[ivxl]{1,7}")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class _EdgeLine:
    """A line at the top or the foot of a page; ``depth`` is how far from that edge, in points."""

    line: TextLine
    top: bool
    depth: float

    @property
    def slot(self) -> tuple[bool, int, float, str]:
        """Its place and look, which the headers of all chapters share."""
        return self.top, round(self.depth / _SAME_PLACE), self.line.size, self.line.face.name

    def signs(self) -> Iterator[tuple[bool, str]]:
        """What it says, as it stands and with each number told from its page's."""
        text = self.line.text
        if re.search(r"[^\W\d]{2}", text):
            yield self.top, text
        for part in {text, *self.line.parts()}:
            for match in _NUMBER.finditer(part):
                ahead = int(match.group()) - self.line.page
                yield self.top, f"{part[: match.start()]}#{ahead}{part[match.end() :]}"
            if _ROMAN.fullmatch(part):
                yield self.top, f"roman {_roman(part) - self.line.page}"


def furniture(pages: Sequence[PageText]) -> set[int]:
    """The ``id`` of each line that is no part of the text."""
    found = {id(line) for page in pages for line in page.lines if line.artifact}
    edges = [list(_at_edges(page, found)) for page in pages]
    every = [edge for page in edges for edge in page]
    recurring = _recurring(every, few=len(pages) <= _FEW_PAGES)
    recurring |= _of_slots(every, recurring)
    for page in edges:
        found |= _outermost(page, recurring)
    return found


def _at_edges(page: PageText, known: set[int]) -> Iterator[_EdgeLine]:
    lines = [line for line in page.lines if id(line) not in known]
    by_top = sorted(lines, key=lambda line: line.box.top)
    by_bottom = sorted(lines, key=lambda line: -line.box.bottom)
    for line in _few_rows(by_top):
        if line.box.top < _EDGE * page.height:
            yield _EdgeLine(line, True, line.box.top)
    for line in _few_rows(by_bottom):
        if line.box.bottom > (1 - _EDGE) * page.height:
            yield _EdgeLine(line, False, page.height - line.box.bottom)


def _few_rows(ordered: Iterable[TextLine]) -> Iterator[TextLine]:
    """The first lines, down to some depth; what stands level counts as one."""
    rows, before = 0, None
    for line in ordered:
        if before is None or not line.level_with(before):
            rows += 1
        if rows > _DEEPEST:
            return
        before = line
        yield line


def _recurring(edges: Sequence[_EdgeLine], *, few: bool) -> set[int]:
    """The lines that at least two pages nearby repeat in the same place (one, of few pages).

    A number that is the page's needs but one other page with its own.
    """
    alike: dict[tuple[bool, str], list[_EdgeLine]] = defaultdict(list)
    for edge in edges:
        for key in edge.signs():
            alike[key].append(edge)
    found: set[int] = set()
    for (_, sign), group in alike.items():
        is_number = bool(_PAGE_SIGN.fullmatch(sign))
        wanted = 1 if few or is_number else 2
        for place, edge in enumerate(group):
            if len(_same_nearby(group, place, _FAR if is_number else _NEAR)) >= wanted:
                found.add(id(edge.line))
    return found


def _same_nearby(group: Sequence[_EdgeLine], place: int, reach: int) -> set[int]:
    """Other pages with the same in the same place, among the next in either direction."""
    edge = group[place]
    return {
        other.line.page
        for other in group[max(0, place - 3) : place + 4]
        if 0 < abs(other.line.page - edge.line.page) <= reach
        and abs(other.depth - edge.depth) <= _SAME_PLACE
    }


def _of_slots(edges: Sequence[_EdgeLine], recurring: set[int]) -> set[int]:
    """All lines in places where most are known to be furniture: headers of short chapters."""
    slots: dict[tuple[bool, int, float, str], list[int]] = defaultdict(list)
    for edge in edges:
        slots[edge.slot].append(id(edge.line))
    return {
        line
        for members in slots.values()
        if len(members) >= _FEWEST_IN_SLOT
        and sum(line in recurring for line in members) >= _SHARE_OF_SLOT * len(members)
        for line in members
    }


def _outermost(page: Iterable[_EdgeLine], recurring: set[int]) -> set[int]:
    """Furniture from the edge inwards, as far as nothing else stands before it."""
    found: set[int] = set()
    for top in (True, False):
        before: TextLine | None = None
        for edge in page:
            if edge.top is not top:
                continue
            level = before is not None and edge.line.level_with(before)
            if id(edge.line) not in recurring:
                if level:
                    continue
                break
            found.add(id(edge.line))
            before = edge.line
    return found


def _roman(text: str) -> int:
    """The value of a small Roman numeral, or what comes of reading a word as one."""
    digits = [_ROMAN_DIGITS[sign] for sign in text]
    return sum(
        -one if one < other else one for one, other in zip(digits, [*digits[1:], 0], strict=True)
    )
