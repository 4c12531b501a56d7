"""What the words of a row tell: its unit, prices, values, direction and caveats."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planspor.ingest.extract.indicators.rows import Printed, Row, is_missing
from planspor.ingest.extract.indicators.words import pattern, words
from planspor.ingest.extract.text.figures import FIGURE, figure

_PRICES = re.compile(r"\b((?:19|20)\d\d)-(?:kroner|kr\b|priser)", re.IGNORECASE)
_KRONER = re.compile(
    r"\b(?P<scale>millioner|mill\.|milliarder|mrd\.|tusen|1\s?000)?\s*(?:(?:19|20)\d\d-)?"
    r"(?:kroner|kr\b)",
    re.IGNORECASE,
)
_SCALES = {"mill.": "millioner", "mrd.": "milliarder", "1000": "tusen", "1 000": "tusen"}
_PER = re.compile(r"\bper (innbygger|bruker|årsverk|elev)\b", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:antall|antal|tall på)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\((antall )?(\w+)\)")
_CLAUSE = re.compile(r"[^.;()]+")
_COUNTED = re.compile(
    rf"(?:ca\.?|om lag|rundt)?\s*(?P<value>{FIGURE})\s+(?P<unit>[^\W\d_][^\d,;:]{{0,30}})"
)
"""A value with what it counts: "41 dager", "2,4 mrd. kroner"."""
_LABELLED = re.compile(rf"(?P<label>[^\W\d_][^\d:;,]{{0,40}}?):?\s+(?P<value>{FIGURE})")


def fields_of(row: Row, number: int | str | None) -> dict[str, Any]:
    """The fields of a row's extract: plain values that go into JSON."""
    values = [one for printed in row.values for one in _values(printed)]
    known = [v for v, printed in values if not printed.is_target]
    first, later = _parted(known)
    return {
        "number": number,
        "text": row.text,
        "other_wording": None,
        "type": row.type,
        "goal": row.goal,
        "sources": list(row.sources),
        "baselines": first,
        "values": later,
        "targets": [v for v, printed in values if printed.is_target],
        "unit": row.unit or _unit(row.text, known),
        "prices": _prices(row.text),
        "direction": row.direction,
        "caveats": list(_caveats(row)),
    }


def _parted(
    values: Sequence[dict[str, Any]],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The baseline's values and the later ones: those of the earliest year are the baseline."""
    years = [value["year"] for value in values if value["year"]]
    if len(set(years)) < 2:
        return list(values), []
    baseline = [v for v in values if v["year"] in (min(years), None)]
    return baseline, [v for v in values if v not in baseline]


def _values(printed: Printed) -> Iterator[tuple[dict[str, Any], Printed]]:
    """The figures of a cell; several have labels: "menn 12 %, kvinner 9 %"."""
    counted = _COUNTED.fullmatch(printed.text)
    one = figure(counted["value"] if counted else printed.text)
    if one is not None:
        yield _value(one.value, printed, ""), printed
        return
    for match in _LABELLED.finditer(printed.text):
        found = figure(match["value"])
        if found is not None:
            yield _value(found.value, printed, match["label"].strip(" :,")), printed


def _value(value: float, printed: Printed, label: str) -> dict[str, Any]:
    return {"value": value, "year": printed.year, "label": label, "text": printed.text}


def _unit(wording: str, values: Sequence[Mapping[str, Any]]) -> str | None:
    """What the values count, by the per cent sign, the wording's kroner and its other words."""
    if any("%" in value["text"] or "prosent" in value["text"] for value in values):
        return "prosent"
    told = {m["unit"].strip() for v in values if (m := _COUNTED.fullmatch(v["text"]))}
    if len(told) == 1:
        return told.pop()
    if match := _KRONER.search(wording):
        return _kroner(match, wording)
    for bracketed in _BRACKETED.finditer(wording):
        for unit in words()["units"]:
            if unit == bracketed.group(2).casefold():
                return unit
    for unit in words()["units"]:
        if pattern("units", unit).search(wording) and not _is_ratio(unit, wording):
            return unit
    return "antall" if _COUNT.search(wording) else None


def _is_ratio(unit: str, wording: str) -> bool:
    """Whether a share may be a figure and not in per cent: "som andel av …: 2.03".

    Only a value with its sign tells; a row without values is joined with the one that has them.
    """
    return unit == "prosent" and " som andel av " in wording


def _kroner(match: re.Match[str], wording: str) -> str:
    # Of several the last one tells the unit: "driftskostnader i kroner. Millioner 2016-kroner".
    last = [*_KRONER.finditer(wording)][-1]
    scale = (last["scale"] or match["scale"] or "").casefold()
    per = _PER.search(wording)
    unit = f"{_SCALES.get(scale, scale)} kroner".strip()
    return f"{unit} per {per.group(1)}" if per else unit


def _prices(wording: str) -> int | None:
    """The year of the prices that amounts are told in."""
    match = _PRICES.search(wording)
    return int(match.group(1)) if match else None


def _caveats(row: Row) -> Iterator[str]:
    """What to mind: notes, clauses that say so, the year of prices, values that are missing."""
    yield from row.notes
    for clause in _CLAUSE.findall(row.text):
        if pattern("caveats", "words").search(clause):
            yield clause.strip()
    prices = _prices(row.text)
    if prices:
        yield f"I {prices}-kroner"
    for printed in row.values:
        if is_missing(printed.text):
            when = f" for {printed.year}" if printed.year else ""
            yield f"Ikke tilgjengelig{when}"


def is_retired(caveats: Sequence[str]) -> bool:
    """Whether a caveat says that it is measured no more."""
    return any(pattern("caveats", "retired").search(caveat) for caveat in caveats)
