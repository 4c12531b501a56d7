"""Rows that stand twice in a document, without and with their values, made one."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from planspor.ingest.extract.indicators.fields import fields_of
from planspor.ingest.extract.indicators.rows import Row

SAME_NUMBER = 55
"""rapidfuzz's token_set_ratio, 0-100, from which rows of one number are the same indicator."""

SAME_WORDING = 92
"""rapidfuzz's token_sort_ratio from which rows are, where one has no number."""


def joined(rows: Sequence[Row]) -> Iterator[tuple[Row, dict[str, Any]]]:
    """Each indicator once, at its first place, with the fields of all its rows."""
    groups: list[list[Row]] = []
    by_number: dict[str, list[list[Row]]] = {}
    for row in rows:
        group = _group(row, by_number.get(row.number, []) if row.number else groups)
        if group is None:
            group = []
            groups.append(group)
            if row.number:
                by_number.setdefault(row.number, []).append(group)
        group.append(row)
    return ((group[0], _together(group)) for group in groups)


def _group(row: Row, groups: Sequence[list[Row]]) -> list[Row] | None:
    return next((group for group in groups if _is_same(group[0], row)), None)


def _is_same(one: Row, other: Row) -> bool:
    if one.goal and other.goal and one.goal != other.goal and not one.number:
        return False
    if one.number and one.number == other.number:
        alike = fuzz.token_set_ratio(one.text, other.text, processor=default_process)
        return alike >= SAME_NUMBER
    return fuzz.token_sort_ratio(one.text, other.text, processor=default_process) >= SAME_WORDING


def _number(row: Row) -> int | str | None:
    """The printed number: a whole one as such, one in levels as it stands."""
    return int(row.number) if row.number and row.number.isdigit() else row.number


def _together(group: Sequence[Row]) -> dict[str, Any]:
    """The fields of the first row, and of each later one what it adds."""
    fields = fields_of(group[0], _number(group[0]))
    for row in group[1:]:
        more = fields_of(row, _number(row))
        if _plain(more["text"]) != _plain(fields["text"]):
            fields["other_wording"] = fields["other_wording"] or more["text"]
        for name, value in more.items():
            if name == "caveats":
                fields[name] += [v for v in value if v not in fields[name]]
            elif not fields[name] or (name == "unit" and value == "prosent"):
                fields[name] = value
        fields.setdefault("places", []).append(_place(row))
    return fields


def _place(row: Row) -> dict[str, Any]:
    return {"passage": row.place.passage.id, "start": row.place.start, "end": row.place.end}


def _plain(wording: str) -> str:
    """A wording without what a line break may change in it."""
    return re.sub(r"\s", "", wording).casefold().rstrip(".")
