"""Indicators as JSON and as rows of a file. Documented in docs/json.md; fields may be added."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from planspor.corpus.indicators import Series
from planspor.corpus.model import Indicator, IndicatorValue
from planspor.ingest.extract.indicators.fields import is_retired
from planspor.ingest.extract.indicators.value_files import Unsure
from planspor.web.shapes.document_shapes import Json, stated_in

COLUMNS: Final = (
    "nr",
    "id",
    "indikator",
    "type",
    "mål",
    "kilde",
    "enhet",
    "retning",
    "år",
    "verdi",
    "gruppe",
    "nullpunkt",
    "merknad",
    "dokument",
    "fil",
)
"""The columns of an export, which is read back by ``planspor indicators values``."""


def value(one: IndicatorValue) -> Json:
    """One value and where it stands."""
    return {
        "year": one.year,
        "value": one.value,
        "text": one.text,
        "label": one.label,
        "baseline": one.baseline,
        "document": one.document,
        "passage": one.passage,
        "file": one.file,
        "person": one.person,
        "note": one.note,
        "at": one.at.isoformat() if one.at else None,
    }


def indicator(one: Indicator) -> Json:
    """An indicator without its values."""
    return {
        "id": one.id,
        "ordinal": one.ordinal,
        "text": one.text,
        "other_wording": one.other_wording,
        "type": one.type,
        "goals": list(one.goals),
        "data_sources": list(one.data_sources),
        "unit": one.unit,
        "direction": one.direction,
        "caveats": list(one.caveats),
        "retired": bool(one.replaced_by) or is_retired(one.caveats),
        "replaced_by": one.replaced_by,
        "passage": one.passage,
        "stated_in": stated_in(one.source),
    }


def brief(series: Series) -> Json:
    """An indicator as the list shows it: its baseline, its latest value and the way between."""
    return {
        **indicator(series.indicator),
        "baseline": value(series.baseline) if series.baseline else None,
        "latest": [value(one) for one in series.last],
        "changes": series.changes,
        "movement": series.movement,
    }


def whole(series: Series) -> Json:
    """An indicator with all its values."""
    return {**brief(series), "values": [value(one) for one in series.values]}


def unsure(row: Unsure) -> Json:
    """A row that was not sure to be one of the plan's indicators."""
    return {"place": row.place, "wording": row.wording, "likely": list(row.likely)}


def rows_of_series(listed: Iterable[Series]) -> Iterator[Sequence[object]]:
    """A row for each value, in the order of `COLUMNS`."""
    for series in listed:
        # An indicator without a value has a row too, to be filled in.
        for one in series.values or (None,):
            yield _cells(series.indicator, one)


def _cells(one: Indicator, held: IndicatorValue | None) -> Sequence[object]:
    return (
        one.ordinal,
        one.id,
        one.text,
        one.type,
        ", ".join(one.goals),
        "; ".join(one.data_sources),
        one.unit,
        one.direction,
        held.year if held else None,
        _figure(held),
        held.label if held else None,
        "ja" if held and held.baseline else None,
        held.note if held else None,
        held.document if held else None,
        held.file if held else None,
    )


def _figure(held: IndicatorValue | None) -> object:
    if held is None:
        return None
    if held.value is None:
        return held.text
    return round(held.value, 6)
