"""A plan as a YAML file that reads back to the same plan."""

import io
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter

from planspor.corpus.model import Area, Goal, Measure, Plan, PlanSource


def write_plan(plan: Plan) -> str:
    """The plan file of a plan, without what is empty and without the entries' origins."""
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
    measures = {"measures": [_measure(measure) for measure in plan.measures]}
    return dump(_given(whole) | facts | _given(measures))


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
            "confidence": measure.confidence,
            "passage": measure.passage,
            "source": _source(measure.source),
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
