"""An indicator as its page and the table of its plan show it: only what may be seen here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from flask_babel import gettext

from planspor.corpus import Corpus
from planspor.corpus.indicators import Series
from planspor.corpus.model import Document, Goal, GoalLevel, Indicator, IndicatorValue, Plan
from planspor.ingest.extract.indicators.fields import is_retired
from planspor.web.plots.charts import Chart, draw, lines_of, number_text
from planspor.web.words import GOAL_LEVELS, MOVEMENTS

_FEWEST: Final = 2
"""Points that make a line."""
_SHORT: Final = 60
"""Characters of a goal without a number."""


@dataclass(frozen=True)
class IndicatorView:
    """An indicator with the values that may be seen, and how many may not."""

    plan: Plan
    series: Series
    documents: Mapping[str, Document]
    withheld: int = 0

    @property
    def indicator(self) -> Indicator:
        """The indicator itself."""
        return self.series.indicator

    @cached_property
    def goals(self) -> tuple[str, ...]:
        """Its goals, short."""
        named = {goal.id: goal for goal in self.plan.goals}
        return tuple(_short(named[one]) for one in self.indicator.goals if one in named)

    @property
    def is_retired(self) -> bool:
        """Whether it is measured no more."""
        return bool(self.indicator.replaced_by) or is_retired(self.indicator.caveats)

    @cached_property
    def successor(self) -> Indicator | None:
        """The one that follows it."""
        wanted = self.indicator.replaced_by
        return next((one for one in self.plan.indicators if one.id == wanted), None)

    @cached_property
    def predecessors(self) -> tuple[Indicator, ...]:
        """Those that it follows."""
        mine = self.indicator.id
        return tuple(one for one in self.plan.indicators if one.replaced_by == mine)

    @cached_property
    def change(self) -> str:
        """The change since the baseline in words: "−8 (−22 %)", "−25 til −2" by two sources."""
        changes = self.series.changes
        if not changes:
            return ""
        unit = f" {gettext('prosentpoeng')}" if self.indicator.unit == "prosent" else ""
        said = (
            f" {gettext('til')} ".join(
                signed(one) for one in dict.fromkeys((changes[0], changes[-1]))
            )
            + unit
        )
        share = self.series.percent
        return said if unit or share is None else f"{said} ({signed(round(share))}\u00a0%)"

    @cached_property
    def chart(self) -> str | None:
        """The chart, where at least two years have a value."""
        lines = lines_of(list(self._points()))
        if all(len(line.points) < _FEWEST for line in lines):
            return None
        base = self.series.baseline
        held = (base.year, base.value) if base and base.year and base.value is not None else None
        return draw(
            Chart(
                id=f"graf-{self.indicator.id.replace('/', '-')}",
                title=self.indicator.text,
                description=self.description,
                unit=self.indicator.unit or "",
                lines=lines,
                baseline=held,
                main=gettext("én kilde") if self.series.conflicts else gettext("alle"),
                zero=gettext("nullpunkt"),
            )
        )

    def _points(self) -> Iterator[tuple[str, int, float]]:
        """What is drawn: where sources disagree, the later ones as marks of their own."""
        told: set[tuple[str, int]] = set()
        for value in self.series.points:
            if value.year is not None and value.value is not None:
                again = (value.label, value.year) in told
                told.add((value.label, value.year))
                label = f"{value.label} {gettext('annen kilde')}".strip() if again else value.label
                yield label, value.year, value.value

    @cached_property
    def description(self) -> str:
        """The chart in words, for those who do not see it."""
        first, last = self.series.baseline, self.series.latest
        if first is None or last is None:
            return gettext("Linjediagram. Tallene står i tabellen under.")
        way = MOVEMENTS[self.series.movement].name.lower()
        return gettext(
            "Linjediagram. Fra %(first)s i %(year)s (nullpunkt) til %(last)s i %(then)s: %(way)s. "
            "Tallene står i tabellen under.",
            first=value_text(first),
            year=first.year or gettext("ukjent år"),
            last=f" {gettext('eller')} ".join(map(value_text, self.series.last)),
            then=last.year,
            way=way,
        )

    @property
    def rows(self) -> Iterable[IndicatorValue]:
        """Its values, the newest year first."""
        return sorted(self.series.values, key=lambda v: (v.year or 0, v.number), reverse=True)


def view_of(
    plan: Plan,
    indicator: Indicator,
    values: Iterable[IndicatorValue],
    documents: Mapping[str, Document],
) -> IndicatorView:
    """An indicator without the values of documents that may not be seen."""
    held = list(values)
    seen = [one for one in held if one.document is None or one.document in documents]
    return IndicatorView(plan, Series(indicator, seen), documents, len(held) - len(seen))


def views_of(corpus: Corpus, plan: Plan, documents: Mapping[str, Document]) -> list[IndicatorView]:
    """The indicators of a plan; ``documents`` are those that may be seen."""
    values = corpus.indicator_values.of_plan(plan.id) if plan.indicators else {}
    return [view_of(plan, one, values.get(one.id, ()), documents) for one in plan.indicators]


def _short(goal: Goal) -> str:
    if goal.number or goal.level is GoalLevel.EFFECT:
        return f"{GOAL_LEVELS[goal.level]} {goal.number or ''}".strip()
    return goal.text if len(goal.text) <= _SHORT else f"{goal.text[:_SHORT].rstrip()} …"


def value_text(value: IndicatorValue) -> str:
    """A value as it is printed; a bare figure as Norwegians write it."""
    if value.value is None:
        return value.text
    bare = value.text.replace("%", "").replace("prosent", "")
    sign = "\u00a0%" if bare != value.text else ""
    return f"{number_text(value.value)}{sign}"


def signed(number: float) -> str:
    """A change with its sign."""
    return f"+{number_text(number)}" if number > 0 else number_text(number)
