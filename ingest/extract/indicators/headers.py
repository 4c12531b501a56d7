"""The header row of a table of indicators: what its columns hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planspor.ingest.extract.indicators.words import key_of
from planspor.ingest.extract.text.figures import year_of

VALUES = ("baseline", "target", "value")
"""The columns that hold values."""
_LONGEST = 4
"""Words in the longest heading of a column."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, and how it is headed; ``year`` when the heading tells one."""

    key: str
    heading: str
    year: int | None = None


def column(heading: str) -> Column | None:
    """The column that a heading names, if it is one of those that tables of indicators have."""
    name = " ".join(heading.split()).strip("*: ")
    years = re.findall(r"(?:19|20)\d\d", name)
    if len(years) > 1 and not re.search(r"\d\s*[-–/]\s*\d", name):
        return None
    year = year_of(name)
    bare = re.sub(r"\s*\(?(?:19|20)\d\d(?:\s*[-–/]\s*\d{2,4})?\)?\d?", "", name).strip(" ,:()")
    key = key_of("columns").get(name.casefold()) or key_of("columns").get(bare.casefold())
    if key is None and bare.casefold() not in ("", "tall", "verdi", "resultat", "måling"):
        return None
    if key == "goal" and year:
        return Column("target", name, year)  # "Mål 2025" is what is aimed at by then.
    if key is None or (key == "baseline" and _is_plain(bare)):
        return Column("value", name, year) if year or key else None
    return None if year and key not in VALUES else Column(key, name, year)


def _is_plain(heading: str) -> bool:
    """Whether a heading says "value" only, and not that it is the first one."""
    return heading.casefold() in ("verdi", "resultat", "måling", "status")


def columns_in(text: str) -> list[Column] | None:
    """The columns that a flattened header row names, one after another; None if it is none."""
    tokens, at, found = text.split(), 0, []
    while at < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            one = column(" ".join(tokens[at : at + length]))
            if one is not None:
                found.append(one)
                at += length
                break
        else:
            return None
    return found or None


def is_header(columns: Sequence[Column | None]) -> bool:
    """Whether columns are those of a table of indicators: a wording, and more than that."""
    keys = {one.key for one in columns if one}
    return "text" in keys and bool(keys & {"source", "number", "type", "goal", "year", *VALUES})
