"""Measures that a plan numbers: "Tiltak 12", with lines for who is responsible and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planspor.corpus.plans.owners import split_owners
from planspor.ingest.extract.paragraphs import Paragraph

MAX_PARAGRAPHS = 15
"""How far below its header a measure's line of owners is looked for, in paragraphs."""

_HEADER = re.compile(
    r"(?:Tiltak|TILTAK)\s+(?:nr\.?\s*|nummer\s+)?(?P<number>\d{1,3}(?:\.\d{1,3}|[a-z])?)"
    r"\s*(?P<mark>[.:)–—-]?)\s*(?P<title>.*)"
)
_TIME = (
    r"(?:Tidsperspektiv\b\s*:?|(?:Tidsramme|Tidsplan|Tidsfrist|Tidspunkt|Frist|Periode"
    r"|Gjennomføring|Oppstart|Når)\s*:)\s*"
)
_OWNERS = re.compile(
    r"(?:^|(?<=[\s(.]))(?:Hoved)?[Aa]nsvar(?:lige|lig|leg|lege)?(?:\(e\))?"
    r"(?:\s(?:departement|etat|instans|aktør|enhet|eining)\S*|\sfor\s[\w ]{3,40})?\s*:\s*"
    rf"(?P<owners>.*?)(?:[\s;,.(]+{_TIME}(?P<time>.+))?$"
)
_TIME_LINE = re.compile(rf"^{_TIME}(?P<time>.+)$")
_UNFINISHED = re.compile(r"\s(?:og|i|av|til|for|på|med|om|mot|ved|fra|en|et)$|:$")


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """Who is responsible and when, as the end of a paragraph says; it starts ``at`` a character."""

    owners: tuple[str, ...]
    time_frame: str | None
    at: int


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


def owner_line(text: str) -> OwnerLine | None:
    """The line of owners that a paragraph is or ends with."""
    match = _OWNERS.search(text)
    if match is None or len(match["owners"]) > 300:
        return None
    owners = tuple(split_owners(_inner(match["owners"])))
    return OwnerLine(owners, _inner(match["time"] or "") or None, match.start())


def _inner(text: str) -> str:
    """A text without its full stop, and without the end of a parenthesis begun before it."""
    text = text.strip(" .")
    return text.rstrip(")") if text.count(")") > text.count("(") else text


def numbered_measures(paragraphs: Sequence[Paragraph]) -> list[Numbered]:
    """All numbered measures, and those that kept only their line of owners."""
    headers = [n for n, p in enumerate(paragraphs) if _header(p) is not None]
    found = list(_with_headers(paragraphs, headers))
    taken = {n for measure in found for n in range(measure.first, measure.last + 1)}
    lines = [n for n, p in enumerate(paragraphs) if n not in taken and owner_line(p.text)]
    if sum(measure.line is not None for measure in found) >= 3:
        found += [_without_header(paragraphs, n, taken) for n in lines]
    return sorted(found, key=lambda measure: measure.first)


def _header(paragraph: Paragraph) -> re.Match[str] | None:
    match = _HEADER.fullmatch(paragraph.text)
    if match is None or len(match["title"]) > 250:
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
    return (measure for measure in found if _telling(measure) == told[measure.number])


def _telling(measure: Numbered) -> tuple[bool, bool]:
    return measure.line is not None, measure.last > measure.first


def _number(paragraph: Paragraph) -> str:
    match = _header(paragraph)
    return match["number"] if match else ""


def _last(paragraphs: Sequence[Paragraph], first: int, after: int) -> int:
    """The last paragraph of a measure: its line of owners, else the last before a heading."""
    end = min(after, first + 1 + MAX_PARAGRAPHS)
    for n in range(first, end):
        if owner_line(paragraphs[n].text):
            timed = n + 1 < end and _TIME_LINE.match(paragraphs[n + 1].text)
            return n + 1 if timed else n
    body = first + 1
    if not paragraphs[first].is_heading and body < end and paragraphs[body].is_heading:
        body += 1  # The title of a header that stands alone.
    while body < end and not paragraphs[body].is_heading:
        body += 1
    return body - 1


def _line(paragraphs: Sequence[Paragraph]) -> OwnerLine | None:
    """The line of owners in a measure's paragraphs, with the time from a line of its own."""
    lines = (owner_line(paragraph.text) for paragraph in reversed(paragraphs))
    line = next((line for line in lines if line is not None), None)
    times = (_TIME_LINE.match(paragraph.text) for paragraph in paragraphs)
    time = next((match for match in times if match), None)
    if line is None or time is None or line.time_frame is not None:
        return line
    return OwnerLine(line.owners, _inner(time["time"]), line.at)


def _title(paragraphs: Sequence[Paragraph], first: int, last: int) -> str:
    """The wording: the title in the header, else the paragraph below it."""
    match = _header(paragraphs[first])
    title = match["title"] if match else ""
    n = first
    while n < last and (not title or _UNFINISHED.search(title)):
        n += 1
        line = owner_line(paragraphs[n].text)
        text = paragraphs[n].text if line is None else paragraphs[n].text[: line.at]
        title = f"{title} {text}".strip()
    return title


def _without_header(paragraphs: Sequence[Paragraph], line: int, taken: set[int]) -> Numbered:
    """The measure that ends in a line of owners: from the nearest title above it."""
    first = line
    for n in range(line - 1, max(-1, line - MAX_PARAGRAPHS), -1):
        if n in taken:
            break
        if paragraphs[n].is_heading or _looks_like_title(paragraphs[n].text):
            first = n
            break
    first = first if first < line else max(line - 1, 0)
    return Numbered("", paragraphs[first].text, first, line, owner_line(paragraphs[line].text))


def _looks_like_title(text: str) -> bool:
    return len(text) <= 100 and not text.endswith((".", ":", ";", ",", "?", "!"))
