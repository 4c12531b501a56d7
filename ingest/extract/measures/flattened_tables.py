"""Measures in tables whose cells lost what parted them: told apart by their sort of words."""

import re
from collections.abc import Sequence
from typing import Final

from planspor.corpus.plans.owners import split_owners
from planspor.ingest.extract.entities.public_bodies import is_body, is_public_body
from planspor.ingest.extract.measures.columns import (
    FIGURE,
    NUMBER,
    TIME,
    Part,
    Row,
    is_head,
    made_of,
    part_of,
)
from planspor.ingest.extract.measures.paragraphs import Paragraph

_NEXT: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,2}[.)]?\s+[A-ZÆØÅ«]")
_BETWEEN_ROWS: Final = re.compile(
    r"(?<=[\w.])\s(?=\d{1,3}(?:\.\d{1,3}){0,2}[.)]?\s[A-ZÆØÅ«][a-zæøå])"
)
_NUMBER_FIRST: Final = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,2})[.)]?\s+(?=[A-ZÆØÅ«])")
_SUM: Final = re.compile(
    rf"(?<!\S)(?:(?:kr )?{FIGURE}(?: ?[–-] ?{FIGURE})?(?: ?(?:mill|mrd"
    r"|tusen)\w*\.?)?(?: ?kr(?:oner)?\.?)?"
    r"(?: (?:i|per) \w+)?|[Ii]nnen(?:for)? (?:\w+ ){0,2}ramme\w*|[–—-]|[Ii]ngen|[Uu]avklart)$"
)
_WORD: Final = re.compile(r"\S+$")
_USUAL: Final = [Part.OWNER, Part.TIME]
_MOST_HEADS: Final = 8
"""Words of a line's end that may head columns."""
_LONGEST_ROW: Final = 1500
"""Characters of a row whose cells stand side by side."""


def flattened(every: Sequence[Paragraph], place: int, taken: set[int]) -> tuple[list[Row], int]:
    """Rows whose cells stand side by side or below one another, without marks between.

    A number begins a row; where rows have none, one ends where all its cells are there.
    """
    parts, rest, start = _heads_from(every, place, taken)
    if not is_head(parts):
        return [], place
    found: list[Row] = []
    held, first, n = rest, start - 1, start
    while n < len(every) and n not in taken and not every[n].cells:
        text = f"{every[n].marker} {every[n].text}".strip()
        fresh = _NEXT.match(text) is not None or NUMBER.fullmatch(text) is not None
        if held and (fresh or _cut(held, parts)):
            made = _made_all(held, parts, first, n - 1)
            if not made:
                break
            found += made
            held, first = "", n
        if every[n].is_heading and not fresh and not held:
            break
        if _heads_in(text.split())[0]:
            break  # The heads again, on the next page.
        held, first = (f"{held} {text}", first) if held else (text, n)
        if len(held) > _LONGEST_ROW:
            break
        n += 1
    last = _made_all(held, parts, first, n - 1) if held else []
    return found + last, max(start, n if last or not held else first)


def _heads_from(
    every: Sequence[Paragraph], place: int, taken: set[int]
) -> tuple[list[Part | None], str, int]:
    """The columns that one line or several head, what follows them, and the next paragraph."""
    words = every[place].text.split()
    parts, rest = _heads_in(words)
    if not parts and words and words[0][:1].isupper():
        parts, rest = _heads_at_end(words)
    n = place + 1
    while parts and not rest and n < len(every) and n not in taken:
        more, rest = _heads_in(every[n].text.split())
        if not more or not set(more).isdisjoint(parts):
            return parts, "", n
        parts += more
        n += 1
    return parts, rest, n


def _heads_at_end(words: Sequence[str]) -> tuple[list[Part | None], str]:
    """The columns that the last words of a line head, which the reader joined with a text."""
    for k in range(min(_MOST_HEADS, len(words) - 1), 1, -1):
        parts, rest = _heads_in(words[-k:])
        if words[-k][:1].isupper() and not rest and is_head(parts):
            return parts, rest
    return [], ""


def _made_all(text: str, parts: Sequence[Part | None], first: int, last: int) -> list[Row]:
    """The rows on some lines; where the reader joined several, a number parts them."""
    found = []
    for chunk in _BETWEEN_ROWS.split(text):
        cells = _cut(chunk, parts)
        if cells and (row := made_of(cells, first, last)):
            found.append(row)
    return found


def _heads_in(words: Sequence[str], most: int = 8) -> tuple[list[Part | None], str]:
    """The columns that the words of a line head one after another, and what follows them."""
    for k in (1, 2, 3) if most else ():
        part = part_of(" ".join(words[:k])) if k <= len(words) else None
        if part is not None:
            below, rest = _heads_in(words[k:], most - 1)
            if part not in below and (below or not words[k:] or _NEXT.match(" ".join(words[k:]))):
                return [part, *below], rest
    return [], " ".join(words)


def _cut(text: str, parts: Sequence[Part | None]) -> list[tuple[Part | None, str]] | None:
    """A row's cells, told apart from the end: each column has its sort of words.

    What follows a time in small letters is the end of the wording, set beside it.
    """
    place = parts.index(Part.MEASURE)
    cells: list[tuple[Part | None, str]] = []
    for part in reversed(parts[place + 1 :]):
        start = _cell_at_end(text, part)
        if start is None:
            return _cut_inside(text) if list(parts[place + 1 :]) == _USUAL else None
        cells.append((part, text[start:].strip()))
        text = text[:start].rstrip()
    if Part.OWNER in parts[:place]:
        end = _bodies_at_start(text)
        if end is None:
            return None
        cells.append((Part.OWNER, text[:end].strip()))
        text = text[end:].strip()
    number = _NUMBER_FIRST.match(text)
    if number:
        cells.append((Part.NUMBER, number["number"]))
        text = text[number.end() :]
    return [*cells, (Part.MEASURE, text)]


def _cell_at_end(text: str, part: Part | None) -> int | None:
    """Where the cell of a column begins that a text ends with; None where it has none such."""
    if part is Part.TIME:
        return next((m.start() for m in TIME.finditer(text) if m.end() == len(text)), None)
    if part in (Part.OWNER, Part.PARTNER):
        return _bodies_at_end(text)
    match = (_SUM if part is Part.MONEY else _WORD).search(text)
    return match.start() if match else None


def _cut_inside(text: str) -> list[tuple[Part | None, str]] | None:
    """A row whose wording goes on behind the bodies and the time beside its first line."""
    for time in TIME.finditer(text):
        after = text[time.end() :].strip()
        if after and (after[0].islower() or after[0] in "(,"):
            before = text[: time.start()].rstrip()
            owner = _bodies_at_end(before)
            if owner is not None:
                wording = f"{text[:owner].strip()} {after}"
                who = before[owner:]
                return [(Part.MEASURE, wording), (Part.OWNER, who), (Part.TIME, time.group())]
    return None


def _bodies_at_end(text: str) -> int | None:
    """Where the cell of those responsible begins that a text ends with.

    It is a list of bodies, or, after a numbered row's wording, what its last capital letter opens:
    a municipality's units are called by any noun ("Teknisk", "Helse og omsorg").
    """
    starts = [match.start() for match in re.finditer(r"(?<=\s)[A-ZÆØÅ]", text)]
    for start in starts[:40]:
        if all(is_body(name, first=True) for name in split_owners(text[start:])):
            return start
    numbered = _NUMBER_FIRST.match(text)
    starts = [start for start in starts if numbered and start > numbered.end()]
    if not starts:
        return None
    while len(starts) > 1 and re.search(r"(?:[,;/]|\bog)\s$", text[: starts[-1]]):
        starts.pop()
    return starts[-1]


def _bodies_at_start(text: str) -> int | None:
    """Where the list of bodies that a text begins with ends, before a capital letter."""
    starts = [match.start() for match in re.finditer(r"(?<=\s)[A-ZÆØÅ]", text[:200])]
    for start in reversed(starts):
        if all(is_public_body(name) for name in split_owners(text[:start])):
            return start
    return None
