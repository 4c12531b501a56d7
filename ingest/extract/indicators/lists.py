"""Lists of indicators: "Indikator 3: …" and the items that follow "Indikatorer:"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from planspor.ingest.extract.indicators.lines import Line
from planspor.ingest.extract.indicators.rows import (
    Place,
    Printed,
    Row,
    direction_of,
    goal_of,
    split_sources,
    type_of,
)
from planspor.ingest.extract.indicators.words import key_of
from planspor.ingest.extract.text.figures import FIGURE

NAMED, ITEM = "named indicator", "list of indicators"
_NAMED = re.compile(
    r"(?:(?P<type>\w{4,12})?indikator|indicator)\s+(?:nr\.?\s*)?(?P<n>\d{1,3}(?:\.\d{1,2})*[a-z]?)"
    r"\s*[:.–—-]\s*(?P<text>\S.*)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?P<whole>(?:\S+ ){0,10}(?P<type>\w*?)indikator(?:er|ar|ene|ane)?(?: \S+){0,8}?)\s*:",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:\d+(?:\.\d+)*\.?\s+)?(?P<type>\w*?)indikator(?:er|ar)\b", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:[•●▪■◦○‣∙·➢►✓→*–—\uf0b7\uf0a7\uf0d8-]|(?P<n>\d{1,2})[.)]|[a-z]\))\s+(?P<text>\S.*)"
)
_LABEL = re.compile(
    r"(?P<label>[^\W\d_]+(?: [^\W\d_]+)?)(?:\s+\(?(?P<year>(?:19|20)\d\d)\)?)?\s*:\s*(?P<text>\S.*)"
)
_IN_BRACKETS = re.compile(
    r"\((?P<label>\w+(?: \w+)?)(?:\s+(?P<year>(?:19|20)\d\d))?:\s*(?P<text>[^()]+)\)"
)
_VALUE_AND_YEAR = re.compile(rf"(?P<value>{FIGURE})(?:[^()]*?\(?(?P<year>(?:19|20)\d\d)\)?)?.*")
_MOST_LABELS = 8


def listed_rows(lines: Sequence[Line]) -> list[Row]:
    """The indicators that are named one by one or stand in a list that is called one of them."""
    rows: list[Row] = []
    at = 0
    while at < len(lines):
        named = None if lines[at].cells else _NAMED.match(lines[at].text)
        if named:
            row, at = _with_labels(_named(lines[at], named), lines, at + 1)
            rows.append(row)
        elif _leads(lines, at):
            found, at = _items(lines, at)
            rows += found
        else:
            at += 1
    return rows


def _named(line: Line, match: re.Match[str]) -> Row:
    place = Place(line.passage, line.start, line.end)
    kind = type_of(match["type"]) if match["type"] else None
    goal = goal_of(*reversed(line.headings))
    return _bare(Row(place, match["n"], match["text"], NAMED, 0.9, kind, goal))


def _leads(lines: Sequence[Line], at: int) -> bool:
    """Whether a line announces a list of indicators that begins on the next one."""
    line = lines[at]
    if line.cells or at + 1 >= len(lines) or not _ITEM.fullmatch(lines[at + 1].text):
        return False
    return _lead(line) is not None


def _lead(line: Line) -> re.Match[str] | None:
    text = line.text
    if match := _LEAD.fullmatch(text):
        return match
    heads = bool(line.headings) and text.endswith(line.headings[-1])
    return _HEADING.match(text) if heads and len(text) < 80 else None


def _items(lines: Sequence[Line], at: int) -> tuple[list[Row], int]:
    lead = _lead(lines[at])
    kind = type_of(lead["type"]) if lead and lead["type"] else None
    goal = goal_of(lines[at].text, *reversed(lines[at].headings))
    rows: list[Row] = []
    at += 1
    while at < len(lines) and (match := _ITEM.fullmatch(lines[at].text)) and not lines[at].cells:
        line = lines[at]
        place = Place(line.passage, line.start + match.start("text"), line.end)
        text = match["text"].rstrip(" ;,")
        row, at = _with_labels(
            _bare(Row(place, match["n"], text, ITEM, 0.7, kind, goal)), lines, at + 1
        )
        rows.append(row)
    return rows, at


def _bare(row: Row) -> Row:
    """A row without the labels in brackets in its wording, which it takes in."""
    for match in _IN_BRACKETS.finditer(row.text):
        row = _labelled(row, match)
    kept = _IN_BRACKETS.sub(
        lambda m: "" if m["label"].casefold() in key_of("labels") else m.group(), row.text
    )
    return replace(row, text=" ".join(kept.split()).replace(" .", "."))


def _with_labels(row: Row, lines: Sequence[Line], at: int) -> tuple[Row, int]:
    """A row with what the labelled lines below it say, and the line after them."""
    for line in lines[at : at + _MOST_LABELS]:
        match = None if line.cells else _LABEL.fullmatch(line.text)
        if match is None or match["label"].casefold() not in key_of("labels"):
            break
        row = _labelled(row, match)
        at += 1
    return row, at


def _labelled(row: Row, match: re.Match[str]) -> Row:
    key, text = key_of("labels").get(match["label"].casefold()), match["text"].rstrip(" .;")
    if key == "source":
        return replace(row, sources=split_sources(text))
    if key == "type":
        return replace(row, type=type_of(text) or row.type)
    if key == "unit":
        return replace(row, unit=text)
    if key == "direction":
        return replace(row, direction=direction_of(text))
    if key == "note":
        return replace(row, notes=(*row.notes, text))
    if key == "year":
        year = int(text[:4]) if text[:4].isdigit() else None
        return replace(row, values=tuple(replace(v, year=v.year or year) for v in row.values))
    value = _VALUE_AND_YEAR.fullmatch(text)
    if key in ("baseline", "target") and value:
        told = match["year"] or value["year"]
        printed = Printed(
            value["value"], int(told) if told else None, match["label"], key == "target"
        )
        return replace(row, values=(*row.values, printed))
    return row
