"""Tables whose cells a reader could not tell apart: one line after another, number first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planspor.corpus.model import SectionKind
from planspor.ingest.extract.indicators.flattened_rows import Piece, Table, table_rows
from planspor.ingest.extract.indicators.flattened_values import ends_in, value_columns
from planspor.ingest.extract.indicators.headers import Column, columns_in, is_header
from planspor.ingest.extract.indicators.lines import Line
from planspor.ingest.extract.indicators.rows import Row, goal_of

_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2})?[a-z]?)[.):]?(?:\s+(\S.*))?")
_ROW_START = re.compile(
    r"(?<!\s\d)(?<!\s\d\d)\s(?=\d{3}\s[A-ZÆØÅ][a-zæøå])|\s(?=\d\d?\s[A-ZÆØÅ][a-zæøå])"
)
"""Three digits after one or two may be the rest of a figure: "2 310 Vegvesenet"."""
_VALUE_ENDS = frozenset("0123456789%–-")
_CAPTION = re.compile(r"(?:tabell|figur|table)\b\.?\s*\d", re.IGNORECASE)
_HEADER = 200
"""Characters in the longest header row."""
_HEADER_LINES = 8
_SHORT = 45
"""Characters in the longest line that carries on a row that is whole, such as half a source."""
_PROSE = 130
"""Characters from which a line that ends a sentence is running text, once a wording stands."""
_AHEAD = 6
"""Lines between two rows that belong to neither: what a page break puts there."""
_SOURCE = 60
"""Characters in the longest name of a source."""
_ROW_LINES = 4
"""Lines that a row has at most after what was taken for a heading, or before its values."""
_GAP = 50
"""Numbers that a table may leave out between two rows, where each row ends in its values."""
_LEAD = 3
"""Lines before a header in which its title is looked for."""


def flat_rows(lines: Sequence[Line]) -> list[Row]:
    """The rows of the flattened tables among lines; those of tables with cells are passed over."""
    parts = [part for line in lines for part in _one_a_row(line)]
    return table_rows(list(_tables(parts)))


def _one_a_row(line: Line) -> Iterator[Line]:
    """A line parted where a row's number follows the values of another row, or the header.

    Without blank lines between them the rows of a table are read as one paragraph.
    """
    start = 0
    for match in () if line.cells or line.is_heading else _ROW_START.finditer(line.text):
        head = line.text[start : match.start()]
        if head[-1:] in _VALUE_ENDS or (len(head) < _HEADER and is_header(columns_in(head) or ())):
            yield _part(line, start, match.start())
            start = match.end()
    yield _part(line, start, len(line.text)) if start else line


def _part(line: Line, start: int, end: int) -> Line:
    # The passage may have other white space than the line, which is near enough to quote by.
    last = min(line.end, line.start + end)
    return replace(line, text=line.text[start:end], start=min(line.start + start, last), end=last)


def _tables(lines: Sequence[Line]) -> Iterator[Table]:
    at = 0
    while at < len(lines):
        columns, first = _header(lines, at)
        if columns is None:
            at += 1
            continue
        pieces, at = _pieces(lines, first, columns)
        if pieces:
            yield Table(columns, _goal(lines, first - 1), pieces)


def _header(lines: Sequence[Line], at: int) -> tuple[list[Column] | None, int]:
    """The columns that the lines from a place on name, and where the rows begin."""
    found: list[Column] = []
    end = at
    while end < min(at + _HEADER_LINES, len(lines)) and not lines[end].cells:
        more = columns_in(lines[end].text)
        if more is None or (found and _NUMBER.fullmatch(lines[end].text)):
            break
        found += more
        end += 1
    return (found, end) if is_header(found) else (None, at)


def _goal(lines: Sequence[Line], header: int) -> str | None:
    """The goal that the title above a header names, else the headings above it."""
    titles = [line.text for line in reversed(lines[max(0, header - _LEAD) : header])]
    captions = [text for text in titles if _CAPTION.match(text)]
    return goal_of(*captions[:1], *reversed(lines[header].headings))


def _pieces(
    lines: Sequence[Line], first: int, columns: Sequence[Column]
) -> tuple[list[Piece], int]:
    """The rows that follow a header, and the line after the last one."""
    values = value_columns(columns)
    if values and all(one.key != "number" for one in columns) and _unnumbered(lines, first):
        return _ended_rows(lines, first, values)
    return _numbered_rows(lines, first, values)


def _unnumbered(lines: Sequence[Line], first: int) -> bool:
    return first < len(lines) and not _NUMBER.fullmatch(lines[first].text)


def _ended_rows(
    lines: Sequence[Line], first: int, values: Sequence[Column]
) -> tuple[list[Piece], int]:
    """Rows that only their values part; the last one is whole too."""
    pieces = [Piece("")]
    end = first
    for at in range(first, len(lines)):
        line = lines[at]
        if line.cells or line.is_heading or _CAPTION.match(line.text):
            break
        if line.is_note:
            continue
        if len(pieces[-1].lines) >= _ROW_LINES or _is_prose(line, _SHORT):
            break
        pieces[-1].add(line)
        if _is_whole(pieces[-1], values):
            pieces.append(Piece(""))
            end = at + 1
    return pieces[:-1], end


def _numbered_rows(
    lines: Sequence[Line], first: int, values: Sequence[Column]
) -> tuple[list[Piece], int]:
    pieces: list[Piece] = []
    sections = {lines[first - 1].passage.section}
    at = first
    while at < len(lines):
        line = lines[at]
        if line.cells or _CAPTION.match(line.text) or _is_header_again(lines, at):
            break
        number = _next_number(line.text, pieces, values)
        if number is not None and (not line.is_heading or _is_row(lines, at, values)):
            pieces.append(Piece(number[0]))
            pieces[-1].add(line, number[1])
            sections.add(line.passage.section)
        elif not pieces:
            break
        elif not line.is_note:
            if line.passage.section not in sections or not _belongs(pieces[-1], line, values):
                ahead = _resumes(lines, at, pieces, values)
                if ahead is None:
                    break
                at = ahead
                continue
            pieces[-1].add(line)
        at += 1
    return pieces, max(at, first)


def _is_row(lines: Sequence[Line], at: int, values: Sequence[Column]) -> bool:
    """Whether what was taken for a heading is a row: the rest of one follows."""
    after = [line.text for line in lines[at + 1 : at + 1 + _ROW_LINES]]
    if lines[at].is_sure or not after or len(after[0]) > _SOURCE:
        return False
    return not values or any(ends_in([text], values) for text in after)


def _is_header_again(lines: Sequence[Line], at: int) -> bool:
    return _header(lines, at)[0] is not None


def _next_number(
    text: str, pieces: Sequence[Piece], values: Sequence[Column]
) -> tuple[str, int] | None:
    """The number that a line begins a row with, and where the rest of it begins."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    number, rest = match.group(1), match.group(2) or ""
    if pieces and not _follows(pieces[-1].number, number, _GAP if values else 1):
        return None
    if pieces and not _is_whole(pieces[-1], values):
        return None
    if rest and not re.search(r"[^\W\d_]{2}", rest):
        return None  # Nothing but figures: a value and its year.
    return number, match.start(2) if match.group(2) else len(text)


def _follows(before: str, number: str, gap: int) -> bool:
    one, other = before.split("."), number.split(".")
    if len(one) == 1 and len(other) == 1:
        old, new = int(re.sub(r"\D", "", before)), int(re.sub(r"\D", "", number))
        return old < new <= old + 1 + gap or (old == new and before < number)
    return (int(other[0]), int(re.sub(r"\D", "", other[-1]))) > (
        int(one[0]),
        int(re.sub(r"\D", "", one[-1])) if len(one) > 1 else 0,
    ) and int(other[0]) <= int(one[0]) + 1


def _is_whole(piece: Piece, values: Sequence[Column]) -> bool:
    """Whether a row has all that its columns promise, as far as its end tells."""
    if not piece.texts or not values:
        return bool(piece.texts)
    return ends_in(piece.texts[-2:], values)


def _belongs(piece: Piece, line: Line, values: Sequence[Column]) -> bool:
    """Whether a line that begins no row carries on the one before it."""
    length = sum(map(len, piece.texts))
    if "://" in line.text:
        return False
    if values:
        return not _is_whole(piece, values) and not _is_prose(line, length)
    if length < _SHORT:
        return True  # The wording is still to come.
    if len(piece.texts) == 1:
        return len(line.text) <= _SOURCE or not _is_prose(line, length)
    return len(line.text) <= _SHORT or piece.texts[-1].endswith(("-", " i", " og", ","))


def _is_prose(line: Line, before: int) -> bool:
    if line.passage.kind is SectionKind.TABLE and len(line.text) < 2 * _PROSE:
        return False
    return before >= _SHORT and len(line.text) > _PROSE and line.text.endswith((".", ":", "?"))


def _resumes(
    lines: Sequence[Line], at: int, pieces: Sequence[Piece], values: Sequence[Column]
) -> int | None:
    """Where the next row begins, if it does so within a few lines."""
    for ahead in range(at, min(at + _AHEAD, len(lines))):
        if lines[ahead].cells or _CAPTION.match(lines[ahead].text):
            return None
        number = _next_number(lines[ahead].text, pieces, values)
        if number is not None and _follows_at_once(pieces[-1].number, number[0]):
            return ahead
    return None


def _follows_at_once(before: str, number: str) -> bool:
    return before.isdigit() and number.isdigit() and int(number) == int(before) + 1
