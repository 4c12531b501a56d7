"""Measures that a plan numbers: "Tiltak 12", with lines for who is responsible and when."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planspor.ingest.extract.measures.cues import is_cancelled, is_plain_act
from planspor.ingest.extract.measures.owner_lines import (
    OwnerLine,
    field_line,
    owner_line,
    some_line,
)
from planspor.ingest.extract.measures.paragraphs import Paragraph

MAX_PARAGRAPHS = 15
"""How far below its header a measure's line of owners is looked for, in paragraphs."""

_HEADER = re.compile(
    r"(?:Tiltak|TILTAK)\s+(?:nr\.?\s*|nummer\s+)?(?P<number>\d{1,3}(?:\.\d{1,3}|[a-z])?)"
    r"\s*(?P<mark>[.:)–—-]?)\s*(?P<title>.*)"
)
_NUMBER_ALONE = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,2})[.)]?\s+(?P<title>[A-ZÆØÅ«].{3,249})"
)
_UNFINISHED = re.compile(r"\s(?:og|i|av|til|for|på|med|om|mot|ved|fra|en|et)$|:$")

SEVERAL = 3
"""Lines of owners that make a text one whose measures have such lines."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A measure in the paragraphs ``first`` to ``last``, both included.

    ``number`` is as printed; empty where only the line of owners is left.
    """

    number: str
    title: str
    first: int
    last: int
    line: OwnerLine | None


def numbered_measures(paragraphs: Sequence[Paragraph]) -> list[Numbered]:
    """All measures under headers, but for those that are said to be cancelled."""
    headers = [n for n, p in enumerate(paragraphs) if _header(p) is not None]
    headers = headers or _with_numbers_alone(paragraphs)
    return list(_with_headers(paragraphs, headers))


def without_headers(paragraphs: Sequence[Paragraph], taken: set[int]) -> list[Numbered]:
    """The measures that are known by their line of owners alone, where a text has several."""
    lines = [n for n, p in enumerate(paragraphs) if n not in taken and owner_line(p.text)]
    found: list[Numbered] = []
    held = set(taken)
    for line in lines:
        if line not in held:
            found.append(_without_header(paragraphs, line, held))
            held |= set(range(found[-1].first, found[-1].last + 1))
    return found


def _with_numbers_alone(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Headers that are a number and a title ("1.1 Lys"), where a line of owners follows each."""
    numbered = [n for n, p in enumerate(paragraphs) if _numbered_title(p) is not None]
    found = []
    for first, after in pairwise([*numbered, len(paragraphs)]):
        below = paragraphs[first + 1 : min(after, first + 1 + MAX_PARAGRAPHS)]
        if any(owner_line(p.text) for p in below) or owner_line(paragraphs[first].text):
            found.append(first)
    return found if len(found) >= SEVERAL else []


def numbered_acts(paragraphs: Sequence[Paragraph], taken: set[int]) -> list[Numbered]:
    """The measures that are a number and what is to be done ("3.1 Bygge vei"), in a row of such.

    Chapters are called by nouns; where most of a group are acts, it is one of measures.
    """
    every = enumerate(paragraphs)
    numbered = [n for n, p in every if n not in taken and _numbered_title(p) is not None]
    acts = [n for n in numbered if is_plain_act(_title_of(paragraphs[n]))]
    groups = Counter(_group(paragraphs[n]) for n in numbered)
    doing = Counter(_group(paragraphs[n]) for n in acts)
    chosen = [n for n in acts if 2 * doing[_group(paragraphs[n])] > groups[_group(paragraphs[n])]]
    if len(chosen) < SEVERAL:
        return []
    ends = sorted({*numbered, *taken, len(paragraphs)})
    found = []
    for first in chosen:
        last = _last(paragraphs, first, next(end for end in ends if end > first))
        line = _line(paragraphs[first : last + 1])
        number, title = _number(paragraphs[first]), _title_of(paragraphs[first])
        found.append(Numbered(number, title, first, last, line))
    return found


def _title_of(paragraph: Paragraph) -> str:
    match = _numbered_title(paragraph)
    return match["title"] if match else ""


def _group(paragraph: Paragraph) -> str:
    """What the numbers of a chapter have in common: "3." of "3.1"; nothing of plain ones."""
    return _number(paragraph).rpartition(".")[0]


def _numbered_title(paragraph: Paragraph) -> re.Match[str] | None:
    printed = f"{paragraph.marker} {paragraph.text}" if paragraph.marker else paragraph.text
    match = _NUMBER_ALONE.match(printed)
    return match if match and not paragraph.cells else None


def _header(paragraph: Paragraph) -> re.Match[str] | None:
    match = _HEADER.fullmatch(paragraph.text)
    if match is None or len(match["title"]) > 250 or paragraph.cells:
        return None
    bare = not match["title"]
    return match if bare or _is_title(match["title"], bool(match["mark"])) else None


def _is_title(text: str, marked: bool) -> bool:
    """Whether what follows a number is a title, and no sentence or row of figures."""
    worded = re.search(r"[^\W\d_]{3}", text) is not None and not text[0].islower()
    return worded and (marked or not text.endswith((".", ":")))


def _with_headers(paragraphs: Sequence[Paragraph], headers: Sequence[int]) -> Iterator[Numbered]:
    """The measures under headers; lines that only list a measure give way to where it is told."""
    found = []
    for first, after in pairwise([*headers, len(paragraphs)]):
        last = _last(paragraphs, first, after)
        title = _title(paragraphs, first, last)
        line = _line(paragraphs[first : last + 1])
        found.append(Numbered(_number(paragraphs[first]), title, first, last, line))
    told: dict[str, tuple[bool, bool]] = {}
    for measure in found:
        told[measure.number] = max(_telling(measure), told.get(measure.number, (False, False)))
    best = (measure for measure in found if _telling(measure) == told[measure.number])
    return (
        m for m in best if not (is_cancelled(m.title) or (not m.line and m.title[:1].isdigit()))
    )


def _telling(measure: Numbered) -> tuple[bool, bool]:
    return measure.line is not None, measure.last > measure.first


def _number(paragraph: Paragraph) -> str:
    match = _header(paragraph) or _numbered_title(paragraph)
    return match["number"] if match else ""


def _last(paragraphs: Sequence[Paragraph], first: int, after: int) -> int:
    """The last paragraph of a measure: its lines of owners, else the last before a heading."""
    end = min(after, first + 1 + MAX_PARAGRAPHS)
    for n in range(first, end):
        if owner_line(paragraphs[n].text) or (n > first and field_line(paragraphs[n].text)):
            while n + 1 < end and field_line(paragraphs[n + 1].text):
                n += 1
            return n
    body = first + 1
    if not paragraphs[first].is_heading and body < end and paragraphs[body].is_heading:
        body += 1  # The title of a header that stands alone.
    while body < end and not paragraphs[body].is_heading:
        body += 1
    return body - 1


def _line(paragraphs: Sequence[Paragraph]) -> OwnerLine | None:
    """What the lines of owners, partners, time and money of a measure say together."""
    found = [some_line(p.text) for p in paragraphs]
    lines = [line for line in found if line is not None]
    owners = dict.fromkeys(name for line in lines for name in line.owners)
    if not owners:
        return None
    time = next((line.time_frame for line in lines if line.time_frame), None)
    money = next((line.money for line in lines if line.money), None)
    return OwnerLine(tuple(owners), time, lines[0].at, money)


def _title(paragraphs: Sequence[Paragraph], first: int, last: int) -> str:
    """The wording: the title in the header, else the paragraph below it."""
    match = _header(paragraphs[first]) or _numbered_title(paragraphs[first])
    title = _without_line(match["title"]) if match else ""
    n = first
    while n < last and (not title or _UNFINISHED.search(title)):
        n += 1
        title = f"{title} {_without_line(paragraphs[n].text)}".strip()
    return title


def _without_line(text: str) -> str:
    line = some_line(text)
    return text if line is None else text[: line.at].strip()


def _without_header(paragraphs: Sequence[Paragraph], line: int, taken: set[int]) -> Numbered:
    """The measure that ends in a line of owners: from the nearest title above it."""
    first = line if _without_line(paragraphs[line].text) else _title_above(paragraphs, line, taken)
    title = re.sub(r"^Tiltak\s*:\s*", "", _without_line(paragraphs[first].text))
    last = line
    while last + 1 < len(paragraphs) and field_line(paragraphs[last + 1].text):
        last += 1
    number = _number(paragraphs[first])
    return Numbered(number, title, first, last, _line(paragraphs[first : last + 1]))


def _title_above(paragraphs: Sequence[Paragraph], line: int, taken: set[int]) -> int:
    for n in range(line - 1, max(-1, line - MAX_PARAGRAPHS), -1):
        if n in taken:
            break
        text = paragraphs[n].text
        if paragraphs[n].is_heading or text.startswith("Tiltak:"):
            return n
        if _looks_like_title(text) and field_line(text) is None:
            return n
    return max(line - 1, 0)


def _looks_like_title(text: str) -> bool:
    return len(text) <= 100 and not text.endswith((".", ":", ";", ",", "?", "!"))
