"""Which lines belong to the page rather than to the text: headers, footers, page numbers.

A number standing alone is a page number when it stands where a page ends or begins and grows with
the pages. A line is a running header when it recurs beside such numbers, or on many page starts;
a letter-spaced one when it stands beside such a number, or says what another line says.
Headings recur too ("Innledning" in every chapter), so recurring alone is never enough.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from planspor.ingest.read.lines import Line, one_line_paragraphs

_PAGE_NUMBER = re.compile(r"(?:[-–] ?|[Ss]ide )?(\d{1,3}|1[0-4]\d\d)(?: ?[-–])?")
"""A number from 1500 on is a year."""
_LONGEST_HEADER = 90
_TIMES_REPEATED = 3
_SHARE_OF_PAGES = 0.25
"""A line on more than this share of the page starts is a running header."""
_SHARE_NUMBERED = 0.6
_LINES_A_PAGE = (15, 120)
_LOOK_BACK = 200


def furniture(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are no part of the text.

    Where every line is a whole paragraph there are no pages, and so none.
    """
    if one_line_paragraphs(lines):
        return set()
    filled = [line for line in lines if not line.blank]
    recurring = _recurring(filled)
    numbers = _page_numbers(filled, recurring)
    headers = {
        filled[place].number
        for places in recurring.values()
        if _is_header([filled[i] for i in places], places, filled, numbers)
        for place in _without_title(places, filled, numbers)
    }
    return numbers | headers | _spaced_headers(filled, numbers)


def _recurring(filled: Sequence[Line]) -> dict[str, list[int]]:
    """Places (in the filled lines) of each text that stands alone on several lines."""
    places: dict[str, list[int]] = {}
    for place, line in enumerate(filled):
        if 3 < len(line.text) <= _LONGEST_HEADER and _letters(line.text):
            places.setdefault(line.text, []).append(place)
    return {text: found for text, found in places.items() if len(found) >= _TIMES_REPEATED}


def _page_numbers(filled: Sequence[Line], recurring: dict[str, list[int]]) -> set[int]:
    """Lone numbers at page borders, as far as they grow from page to page."""
    lone = {
        place: (int(match.group(1)), line.number)
        for place, line in enumerate(filled)
        if (match := _PAGE_NUMBER.fullmatch(line.text))
    }
    spaced = {place for place, line in enumerate(filled) if line.letter_spaced}
    headers = {
        place for places in recurring.values() if _goes_with_pages(places, lone) for place in places
    }
    candidates = [p for p in lone if _at_border(filled, p, spaced | headers)]
    growing = _longest_growing([lone[place] for place in candidates])
    if len(growing) > 1:
        return {lone[candidates[i]][1] for i in growing}
    return {lone[place][1] for place in candidates if {place - 1, place + 1} & spaced}


def _goes_with_pages(places: Sequence[int], lone: Mapping[int, tuple[int, int]]) -> bool:
    """Whether the numbers beside a recurring line are pages: they grow, and it seldom lacks one.

    The head of a table recurs beside the first number of its rows, too.
    """
    beside = [lone[near] for place in places for near in (place - 1, place + 1) if near in lone]
    return len(_longest_growing(beside)) >= _SHARE_NUMBERED * len(places)


def _at_border(filled: Sequence[Line], place: int, headers: set[int]) -> bool:
    after = filled[place + 1] if place + 1 < len(filled) else None
    turns = filled[place].page_start or after is None or after.page_start
    return turns or bool({place - 1, place + 1} & headers)


def _longest_growing(values: Sequence[tuple[int, int]]) -> list[int]:
    """Places of the longest run of (number, line) that grows as pages do."""
    length = [1] * len(values)
    before: list[int | None] = [None] * len(values)
    for i, (number, line) in enumerate(values):
        for j in range(max(0, i - _LOOK_BACK), i):
            pages, lines = number - values[j][0], line - values[j][1]
            grows = pages > 0 and _LINES_A_PAGE[0] <= lines / pages <= _LINES_A_PAGE[1]
            if grows and length[j] >= length[i]:
                length[i], before[i] = length[j] + 1, j
    chain: list[int] = []
    at = max(range(len(values)), key=length.__getitem__, default=None)
    while at is not None:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _is_header(
    same: Sequence[Line], places: Sequence[int], filled: Sequence[Line], numbers: set[int]
) -> bool:
    beside = sum(1 for place in places if numbers & _near(filled, place))
    pages = sum(1 for line in filled if line.page_start)
    starts = sum(1 for line in same if line.page_start)
    return beside >= len(same) / 2 or (starts > _SHARE_OF_PAGES * pages and pages >= 4)


def _without_title(
    places: Sequence[int], filled: Sequence[Line], numbers: set[int]
) -> Sequence[int]:
    """A header's places; the first is the title that it repeats, where no page begins there."""
    first = places[0]
    return places if filled[first].page_start or numbers & _near(filled, first) else places[1:]


def _near(filled: Sequence[Line], place: int) -> set[int]:
    return {line.number for line in filled[max(0, place - 1) : place + 2]}


def _spaced_headers(filled: Sequence[Line], numbers: set[int]) -> set[int]:
    """Letter-spaced lines that stand beside a page number, or say what another line says."""
    times = Counter(_letters(line.text) for line in filled)
    return {
        line.number
        for place, line in enumerate(filled)
        if line.letter_spaced and (numbers & _near(filled, place) or times[_letters(line.text)] > 1)
    }


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
