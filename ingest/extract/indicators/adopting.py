"""From the indicators that were found in a report to those of the plan that it is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planspor.corpus.errors import InputError
from planspor.corpus.model import (
    Access,
    Direction,
    Document,
    Extract,
    GoalLevel,
    Indicator,
    IndicatorType,
    IndicatorValue,
    Origin,
    Plan,
    PlanSource,
    Section,
)
from planspor.corpus.slugs import claim, slug
from planspor.ingest.extract.indicators.matching import likeness
from planspor.ingest.extract.indicators.rows import EFFECT, OVERALL

_SAME = 60
"""Likeness, 0-100, from which an indicator of the plan with the same number is the one found."""
_SAME_WORDING = 92
"""The same, where one of them has no number."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A plan with the indicators of a report, and the values that these were given there.

    ``found`` are the ids of the report's indicators, in its order.
    """

    plan: Plan
    found: tuple[str, ...]
    values: tuple[IndicatorValue, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The report's indicators."""
        by_id = {one.id: one for one in self.plan.indicators}
        return tuple(by_id[one] for one in self.found)


def adopt_indicators(
    plan: Plan, document: Document, sections: Iterable[Section], extracts: Sequence[Extract]
) -> Adopted:
    """The plan with the indicators that were found in a document.

    An indicator that the plan has already, by its number and wording, keeps its id; others are
    called by their printed number (``i12``), else by their place among those found.

    Raises:
        InputError: the document is restricted, and a plan's words are for all who see the site.
    """
    if document.access is Access.RESTRICTED:
        raise InputError(
            f"{document.id}: is restricted, and a plan's indicators are seen by all",
            "Open it with `planspor edit`, or write the indicators in a plan file.",
        )
    headings = {section.id: section.heading for section in sections}
    held = {one.id: one for one in plan.indicators}
    used = {entry.id.partition("/")[2] for entry in (*plan.targets, *plan.areas, *plan.measures)}
    found: list[str] = []
    values: list[IndicatorValue] = []
    for place, extract in enumerate(extracts, start=1):
        known = _known(extract.fields, plan.indicators, found)
        id_ = known or f"{plan.id}/{_name(extract.fields, place, used)}"
        found.append(id_)
        held[id_] = _indicator(id_, plan, document, extract, headings)
        values += _values(id_, extract)
    sources = {**plan.sources, document.id: _described(document)}
    whole = replace(plan, indicators=tuple(held.values()), sources=sources)
    return Adopted(whole, tuple(found), tuple(values))


def _name(fields: Mapping[str, Any], place: int, used: set[str]) -> str:
    number = fields["number"]
    wanted = f"i{place}" if number is None else f"i{slug(str(number))}"
    return claim(wanted, used)


def _known(
    fields: Mapping[str, Any], indicators: Iterable[Indicator], found: Sequence[str]
) -> str | None:
    for one in indicators:
        alike = likeness(fields["text"], one)
        numbered = one.ordinal is not None and one.ordinal == fields["number"]
        if one.id not in found and alike >= (_SAME if numbered else _SAME_WORDING):
            return one.id
    return None


def _described(document: Document) -> dict[str, object]:
    told = {"title": document.title, "author": document.issuer, "year": document.year}
    return {name: value for name, value in told.items() if value}


def _indicator(
    id_: str, plan: Plan, document: Document, extract: Extract, headings: Mapping[str, str]
) -> Indicator:
    fields = extract.fields
    number = fields["number"]
    section = extract.passage.rpartition(":")[0]
    return Indicator(
        id=id_,
        plan=plan.id,
        text=fields["text"],
        ordinal=number if isinstance(number, int) else None,
        type=IndicatorType(fields["type"]) if fields["type"] else None,
        goals=_goals(plan, fields["goal"]),
        data_sources=tuple(fields["sources"]),
        unit=fields["unit"],
        direction=Direction(fields["direction"]) if fields["direction"] else None,
        caveats=tuple(fields["caveats"]),
        other_wording=fields["other_wording"],
        passage=extract.passage,
        source=PlanSource(document.id, headings.get(section, "")),
        origin=Origin.RECOGNISED,
    )


def _goals(plan: Plan, goal: str | None) -> tuple[str, ...]:
    """The ids of the plan's goals that a report means by a number, or by "the effect goal"."""
    if goal is None or goal == OVERALL:
        return ()
    if goal == EFFECT:
        return tuple(g.id for g in plan.goals if g.level is GoalLevel.EFFECT)
    level = GoalLevel.SUB if "." in goal else GoalLevel.MAIN
    numbered = [g for g in plan.goals if g.number == goal]
    # A plan may number goals that are not its main ones.
    best = [g for g in numbered if g.level is level] or numbered
    return tuple(g.id for g in best[:1])


def _values(indicator: str, extract: Extract) -> Iterator[IndicatorValue]:
    fields = extract.fields
    passage = (fields.get("places") or [{"passage": extract.passage}])[-1]["passage"]
    for name in ("baselines", "values"):
        for one in fields[name]:
            yield IndicatorValue(
                indicator=indicator,
                value=one["value"],
                text=one["text"],
                year=one["year"],
                label=one["label"],
                baseline=name == "baselines",
                document=extract.document,
                passage=passage,
            )
