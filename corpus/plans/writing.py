"""A plan as a YAML file that reads back to the same plan."""

import io
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter

from planspor.corpus.model import (
    Allocation,
    Area,
    Goal,
    Indicator,
    Measure,
    Plan,
    PlanSource,
    Question,
    Recommendation,
)


def write_plan(plan: Plan) -> str:
    """The plan file of a plan, without what is empty and without the entries' origins."""
    return dump(plan_values(plan))


def plan_values(plan: Plan) -> dict[str, Any]:
    """What a plan file says of a plan, as lists, maps and scalars."""
    whole = {
        "plan": plan.id,
        "title": plan.title,
        "short": plan.short,
        "years": plan.years,
        "issuer": plan.issuer,
        "document": plan.document,
        "documents": inline_list(plan.documents),
        "expected_measures": plan.expected_measures,
        "expected_note": plan.expected_note,
        "language": plan.language,
        "sources": {name: _plain(source) for name, source in plan.sources.items()},
        "goals": [_goal(goal) for goal in plan.goals],
        "areas": [_area(area) for area in plan.areas],
    }
    facts = {name: _plain(value) for name, value in plan.facts.items()}
    targets = {
        "measures": [_measure(measure) for measure in plan.measures],
        "indicators": [_indicator(one) for one in plan.indicators],
        "questions": [_question(one) for one in plan.questions],
        "recommendations": [_recommendation(one) for one in plan.recommendations],
    }
    return _given(whole) | facts | _given(targets)


class _Representer(RoundTripRepresenter):
    """Writes every value out where it stands, and each text so that it reads back the same."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True

    def represent_text(self, text: str) -> Any:
        style = '"' if _NEEDS_QUOTES.search(text) else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_NEEDS_QUOTES = re.compile(r"[\x85\u2028\u2029]|^\W")
"""Line breaks that only survive in double quotes, and signs at the start that the library leaves
bare though a reader takes them for YAML's own (``[?0]``)."""

_Representer.add_representer(str, _Representer.represent_text)


def dump(value: Mapping[str, Any]) -> str:
    """A map as YAML text."""
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = sys.maxsize
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(value, out)
    return out.getvalue()


def _goal(goal: Goal) -> dict[str, Any]:
    return _given(
        {
            "id": _short(goal.id),
            "level": str(goal.level),
            "number": goal.number,
            "text": goal.text,
            "parent": _short(goal.parent),
            "terms": inline_list(goal.terms),
            "source": _source(goal.source),
        }
    )


def _area(area: Area) -> dict[str, Any]:
    return _given({"id": _short(area.id), "text": area.text, "source": _source(area.source)})


def _measure(measure: Measure) -> dict[str, Any]:
    return _given(
        {
            "id": _short(measure.id),
            "ordinal": measure.ordinal,
            "text": measure.text,
            "goals": inline_list(_short(goal) for goal in measure.goals),
            "area": _short(measure.area),
            "owners": inline_list(measure.owners),
            "time_frame": measure.time_frame,
            "terms": inline_list(measure.terms),
            "heading": measure.heading,
            "chapter": measure.chapter,
            "allocations": [_allocation(one) for one in measure.allocations],
            "confidence": measure.confidence,
            "passage": measure.passage,
            "source": _source(measure.source),
        }
    )


def _allocation(one: Allocation) -> dict[str, Any]:
    # Whole kroner are written as such: 2500000 and not 2500000.0.
    amount = int(one.amount) if one.amount.is_integer() else one.amount
    return _given({"amount": amount, "text": one.text, "years": one.years})


def _indicator(one: Indicator) -> dict[str, Any]:
    return _given(
        {
            "id": _short(one.id),
            "ordinal": one.ordinal,
            "text": one.text,
            "type": str(one.type) if one.type else None,
            "goals": inline_list(_short(goal) for goal in one.goals),
            "data_sources": inline_list(one.data_sources),
            "unit": one.unit,
            "direction": str(one.direction) if one.direction else None,
            "caveats": list(one.caveats),
            "other_wording": one.other_wording,
            "replaced_by": _short(one.replaced_by),
            "terms": inline_list(one.terms),
            "passage": one.passage,
            "source": _source(one.source),
        }
    )


def _question(one: Question) -> dict[str, Any]:
    return _given(
        {
            "id": _short(one.id),
            "ordinal": one.ordinal,
            "text": one.text,
            "goals": inline_list(_short(goal) for goal in one.goals),
            "terms": inline_list(one.terms),
            "passage": one.passage,
            "source": _source(one.source),
        }
    )


def _recommendation(one: Recommendation) -> dict[str, Any]:
    return _given(
        {
            "id": _short(one.id),
            "ordinal": one.ordinal,
            "text": one.text,
            "strength": one.strength,
            "binding": one.binding,
            "heading": one.heading,
            "terms": inline_list(one.terms),
            "passage": one.passage,
            "source": _source(one.source),
        }
    )


def _source(source: PlanSource | None) -> CommentedMap | None:
    if source is None:
        return None
    given = {"in": source.within, "at": source.at, "certainty": source.certainty}
    inline = CommentedMap(_given(given))
    inline.fa.set_flow_style()
    return inline


def inline_list(values: Iterable[str | None]) -> CommentedSeq:
    """A list that is written on one line."""
    inline = CommentedSeq(values)
    inline.fa.set_flow_style()
    return inline


def _short(entry: str | None) -> str | None:
    return None if entry is None else entry.partition("/")[2]


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _plain(value: object) -> Any:
    """Lists and maps of the kinds that YAML writes, whatever kinds a plan holds them in."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
