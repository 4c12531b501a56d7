"""Rows of flattened tables parted into number, type, wording, source and values."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from planspor.ingest.extract.indicators.flattened_values import parted
from planspor.ingest.extract.indicators.headers import Column
from planspor.ingest.extract.indicators.lines import Line
from planspor.ingest.extract.indicators.rows import Place, Printed, Row, led_by_type, split_sources

RULE = "flattened table"
_SHORT = 45
"""Characters in the longest line that is half of a source's name."""
_SOURCE = 60
"""Characters in the longest name of a source."""
_BRACKET = 400
"""Characters that a bracket runs over at most."""


@dataclass(slots=True)
class Piece:
    """A row as it is read: the lines that belong to it, the first without its number."""

    number: str
    lines: list[tuple[Line, int, str]] = field(default_factory=list)

    def add(self, line: Line, skip: int = 0) -> None:
        """Take in what a line holds after some characters."""
        text = line.text[skip:].strip()
        if text:
            self.lines.append((line, skip, text))

    @property
    def texts(self) -> list[str]:
        """What its lines say."""
        return [text for _, _, text in self.lines]


@dataclass(frozen=True, slots=True)
class Table:
    """A flattened table: its columns, the goal that its title names, and its rows."""

    columns: Sequence[Column]
    goal: str | None
    pieces: Sequence[Piece]

    def has(self, *keys: str) -> bool:
        """Whether it has a column of a sort."""
        return any(one.key in keys for one in self.columns)


def table_rows(tables: Sequence[Table]) -> list[Row]:
    """The rows of flattened tables; what is a source in one tells what is in another."""
    halves = [(table, half) for table in tables for half in _halves(table) if half.piece.lines]
    known = _sources_alone(halves)
    return [row for table, half in halves if _has_wording(row := _row(table, half, known))]


def _has_wording(row: Row) -> bool:
    """Whether there is a word in what a row measures."""
    return re.search(r"[^\W\d_]{3}", row.text) is not None


@dataclass(frozen=True, slots=True)
class _Half:
    """A row without its type and values: what is left is wording and source."""

    piece: Piece
    type: str | None
    texts: Sequence[str]
    values: tuple[Printed, ...]


def _halves(table: Table) -> Iterator[_Half]:
    kind: str | None = None
    for piece in table.pieces:
        told, rest = led_by_type(piece.texts, broken_only=not table.has("type"))
        kind = told or kind
        texts, values = parted(rest.split("\n"), table.columns)
        yield _Half(piece, kind, _whole_brackets(texts), values)


def _whole_brackets(texts: Sequence[str]) -> list[str]:
    """The texts, those joined that a bracket runs over."""
    whole: list[str] = []
    for text in texts:
        if whole and whole[-1].count("(") > whole[-1].count(")") and len(whole[-1]) < _BRACKET:
            whole[-1] += f" {text}"
        else:
            whole.append(text)
    return whole


def _sources_alone(halves: Iterable[tuple[Table, _Half]]) -> set[str]:
    """The names that stand alone after a wording: these are sources for sure."""
    return {
        half.texts[1].strip()
        for table, half in halves
        if table.has("source")
        and len(half.texts) == 2
        and len(half.texts[1]) <= _SOURCE
        and not _is_unit(half.texts[1])
    }


def _row(table: Table, half: _Half, known: set[str]) -> Row:
    wording, source = half.texts, ""
    if half.texts and table.has("source"):
        wording, source = _source(half.texts, known)
    place = _place(half)
    return Row(
        place=place,
        number=half.piece.number,
        text=" ".join(wording).strip(),
        rule=RULE,
        confidence=0.9 if source or not table.has("source") else 0.7,
        type=half.type,
        goal=table.goal,
        sources=split_sources(source),
        values=half.values,
    )


def _source(texts: Sequence[str], known: set[str]) -> tuple[Sequence[str], str]:
    """The wording's part of a row and the source at its end."""
    if len(texts) == 1:
        return _parted(texts[0], known)
    for back in (1, 2, 3):
        tail = " ".join(texts[-back:]) if back < len(texts) else ""
        if tail and tail in known:
            return texts[:-back], tail
    last = texts[-1]
    if len(last) > _SOURCE or _is_unit(last):
        head, source = _parted(last, known)
        return [*texts[:-1], *head], source
    back = 2 if len(texts) > 2 and _leads_on(texts[-2]) else 1
    return texts[:-back], " ".join(texts[-back:])


def _leads_on(text: str) -> bool:
    """Whether a line is the first half of a source's name, rather than the end of a wording."""
    short = len(text) <= _SHORT and text[:1].isupper() and not _is_unit(text)
    return short and (not text.endswith(".") or text.endswith("kap."))


def _is_unit(text: str) -> bool:
    """Whether a line tells the unit: "Tusen 2016-kroner"."""
    return re.search(r"kroner|prosent|per innbygger|antall", text, re.IGNORECASE) is not None


_NAME = r"[A-ZÆØÅ][\w/-]*"
_CAPITALS = re.compile(rf"(?<=[a-zæøå.)\]]\s)({_NAME}(?:\s{_NAME})*(?:\s?\([^()]*\))?)$")


def _parted(text: str, known: set[str]) -> tuple[list[str], str]:
    """A line parted before the source at its end: one that is known, else a name of its own."""
    ends = sorted((s for s in known if text.endswith(f" {s}")), key=len, reverse=True)
    if ends:
        return [text[: -len(ends[0])].strip()], ends[0]
    match = _CAPITALS.search(text)
    if match and len(match.group(1)) <= _SOURCE and match.start() > 0:
        names = match.group(1).split()
        # "iht. EMCDDA FHI": of several names in capitals only the last is sure to be the source.
        name = names[-1] if all(n.isupper() for n in names) else match.group(1).strip()
        return [text[: -len(name)].strip()], name
    return [text], ""


def _place(half: _Half) -> Place:
    """Where the row stands in the passage that holds most of it."""
    spans: dict[str, list[tuple[Line, int]]] = {}
    for line, skip, _ in half.piece.lines:
        spans.setdefault(line.passage.id, []).append((line, skip))
    best = max(spans.values(), key=lambda held: sum(len(line.text) - skip for line, skip in held))
    first = best[0][0]
    return Place(first.passage, first.start, best[-1][0].end)
