"""How an indicator has moved: its baseline, its latest value, and whether that is the right way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from planspor.corpus.model import Direction, Indicator, IndicatorValue


class Movement(StrEnum):
    """Which way an indicator has moved since its baseline, against which way it should."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCHANGED = "unchanged"
    UNDIRECTED = "undirected"
    CANNOT_BE_COMPARED = "cannot be compared"


@dataclass(frozen=True)
class Series:
    """An indicator with all its values, in the order of years."""

    indicator: Indicator
    values: Sequence[IndicatorValue]

    @cached_property
    def points(self) -> list[IndicatorValue]:
        """The values in force, by label and year: several of one year where sources disagree.

        Of one source the value that was entered last is in force. One that a person gives by hand
        takes the place of all before it; so does the word that there is none.
        """
        groups: dict[tuple[str, int | None], dict[object, IndicatorValue]] = {}
        for value in sorted(self.values, key=lambda v: v.number):
            group = groups.setdefault((value.label, value.year), {})
            place = value.document, value.file
            if place == (None, None):
                group.clear()
            group[place] = value
        held = (v for group in groups.values() for v in group.values() if v.value is not None)
        return sorted(held, key=lambda v: (v.label, v.year or 0, v.number))

    @cached_property
    def conflicts(self) -> list[list[IndicatorValue]]:
        """The values of each year and label that sources disagree on."""
        groups = groupby(self.points, key=lambda v: (v.label, v.year))
        held = [list(group) for _, group in groups]
        return [group for group in held if len({value.value for value in group}) > 1]

    @cached_property
    def baseline(self) -> IndicatorValue | None:
        """What later values are held against: a marked one, else the earliest.

        Of several labels it is the one that has none, or else the first.
        """
        marked = [value for value in self.points if value.baseline]
        return next(iter(marked or self.points), None)

    @cached_property
    def latest(self) -> IndicatorValue | None:
        """The last value after the baseline that is told of the same."""
        return max(self._later, key=lambda v: (v.year or 0, v.number), default=None)

    @cached_property
    def _later(self) -> list[IndicatorValue]:
        first = self.baseline
        if first is None:
            return []
        return [v for v in self.points if v.label == first.label and _is_after(v, first)]

    @cached_property
    def last(self) -> list[IndicatorValue]:
        """All values of the latest year: several where sources disagree."""
        latest = self.latest
        return [v for v in self._later if v.year == latest.year] if latest else []

    @cached_property
    def changes(self) -> list[float]:
        """How much more the latest value is than the baseline, in its unit: by each source."""
        if self.movement is Movement.CANNOT_BE_COMPARED:
            return []
        # Figures have decimals that a computer cannot hold: 3.1 - 3.0.
        return sorted({round((v.value or 0.0) - (one.value or 0.0), 6) for one, v in self._pairs})

    @property
    def change(self) -> float | None:
        """The change since the baseline, where sources do not disagree on it."""
        return self.changes[0] if len(self.changes) == 1 else None

    @property
    def percent(self) -> float | None:
        """The change in per cent of the baseline."""
        change = self.change
        base = self.baseline.value if self.baseline else None
        return None if change is None or not base else 100 * change / base

    @cached_property
    def movement(self) -> Movement:
        """Which way it has moved; where sources disagree, only if it is the same way by all."""
        ways = {_way(self.indicator, one, other) for one, other in self._pairs}
        return ways.pop() if len(ways) == 1 else Movement.CANNOT_BE_COMPARED

    @cached_property
    def _pairs(self) -> list[tuple[IndicatorValue, IndicatorValue]]:
        """Every value of the baseline's year with every one of the latest year."""
        first = self.baseline
        if first is None:
            return []
        starts = [v for v in self.points if (v.label, v.year) == (first.label, first.year)]
        return [(one, v) for one in starts for v in self.last]

    @property
    def why_not(self) -> str | None:
        """Why it cannot be compared, as a key of the site's words."""
        if self.movement is not Movement.CANNOT_BE_COMPARED:
            return None
        if self.baseline is None:
            return "no value"
        if self.latest is None:
            return "one value"
        alike = all(_comparable(self.indicator, one, other) for one, other in self._pairs)
        return "disagree" if alike else "other unit"


def _way(indicator: Indicator, first: IndicatorValue, last: IndicatorValue) -> Movement:
    if not _comparable(indicator, first, last):
        return Movement.CANNOT_BE_COMPARED
    if last.value == first.value:
        return Movement.UNCHANGED
    if indicator.direction is None:
        return Movement.UNDIRECTED
    up = (last.value or 0.0) > (first.value or 0.0)
    return Movement.RIGHT if up is (indicator.direction is Direction.UP) else Movement.WRONG


def _is_after(value: IndicatorValue, baseline: IndicatorValue) -> bool:
    return value.year is not None and (baseline.year is None or value.year > baseline.year)


def _comparable(indicator: Indicator, one: IndicatorValue, other: IndicatorValue) -> bool:
    """Whether two values are of one unit, as far as a per cent sign tells."""
    told = {_is_share(indicator, value.text) for value in (one, other)} - {None}
    return len(told) < 2


def _is_share(indicator: Indicator, text: str) -> bool | None:
    """Whether a value is in per cent; a figure alone is in the indicator's unit."""
    if any(letter.isalpha() or letter == "%" for letter in text):
        return "%" in text or "prosent" in text
    return None if indicator.unit is None else indicator.unit == "prosent"


def series_of(
    indicators: Iterable[Indicator], values: dict[str, list[IndicatorValue]]
) -> list[Series]:
    """The series of some indicators."""
    return [Series(one, values.get(one.id, [])) for one in indicators]
