"""The values of indicators: appended, never changed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from planspor.corpus.model import IndicatorValue
from planspor.corpus.showing import Rows
from planspor.corpus.slugs import owner
from planspor.corpus.store import schema
from planspor.corpus.store.changes import record_change
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time


class IndicatorValueStore:
    """What indicators were measured to be, with who entered it, when and where from.

    A value that turns out wrong is followed by the right one, entered later for the same year.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, values: Iterable[IndicatorValue]) -> list[IndicatorValue]:
        """Append values; the same one from the same place twice is one. Those that were new."""
        added: list[IndicatorValue] = []
        with self._database.write() as connection:
            held: dict[str, set[object]] = {}
            for value in values:
                known = held.setdefault(value.indicator, _known(connection, value.indicator))
                if _print_of(value) not in known:
                    known.add(_print_of(value))
                    added.append(_append(connection, value))
            for plan in sorted({owner(value.indicator) for value in added}):
                record_change(connection, "indicators", plan)
        return added

    def of_indicator(self, indicator: str) -> Rows[IndicatorValue]:
        """An indicator's values, by year, then as they were entered."""
        return self._select(schema.indicator_values.c.indicator == indicator)

    def of_plan(self, plan: str) -> dict[str, list[IndicatorValue]]:
        """The values of a plan's indicators, by the indicator's id."""
        c = schema.indicator_values.c
        found: dict[str, list[IndicatorValue]] = {}
        for value in self._select(c.indicator.startswith(f"{plan}/", autoescape=True)):
            found.setdefault(value.indicator, []).append(value)
        return found

    def _select(self, condition: Any) -> Rows[IndicatorValue]:
        table = schema.indicator_values
        query = select(table).where(condition).order_by(table.c.year, table.c.number)
        with self._database.read() as connection:
            return Rows(IndicatorValue, map(_value, connection.execute(query).mappings()))


def _known(connection: Connection, indicator: str) -> set[object]:
    table = schema.indicator_values
    query = select(table).where(table.c.indicator == indicator)
    return {_print_of(_value(row)) for row in connection.execute(query).mappings()}


def _print_of(value: IndicatorValue) -> object:
    """What makes two values one: the same figure for the same year from the same place."""
    figure = value.text if value.value is None else value.value
    place = value.document, value.file, value.person if not value.file else None
    return value.year, value.label, value.baseline, figure, place


def _append(connection: Connection, value: IndicatorValue) -> IndicatorValue:
    at = value.at or now()
    row = {
        "indicator": value.indicator,
        "year": value.year,
        "label": value.label,
        "value": value.value,
        "text": value.text,
        "baseline": value.baseline,
        "document": value.document,
        "passage": value.passage,
        "file": value.file,
        "person": value.person,
        "note": value.note,
        "at": to_time(at),
    }
    made = connection.execute(insert(schema.indicator_values), row)
    [number] = made.inserted_primary_key or (0,)
    return replace(value, at=at, number=number)


def _value(row: RowMapping) -> IndicatorValue:
    return IndicatorValue(**{**row, "at": from_time(row["at"])})
