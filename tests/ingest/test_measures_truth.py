"""The measures of two real plans, against lists made by hand before the rules."""

from typing import Any

import pytest
from plan_texts import SHARED, plan_text, range_hash, truth

from planspor.ingest.extract.measures import recognise
from planspor.ingest.extract.measures.cues import Rule
from planspor.ingest.extract.measures.recognised import RecognisedMeasure

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the texts beside the repository (../shared) are not here"
)

PLANS = ["measures-sprak2009.jsonl", "measures-stmeld55.jsonl"]


def matches(name: str) -> tuple[list[RecognisedMeasure], dict[int, dict[str, Any]], int]:
    """What was recognised, the judged measure that each meets, and how many are judged."""
    judged = truth(name)
    plan = plan_text((SHARED / judged[0]["text"]).read_text("utf-8"))
    measures = recognise(plan.text, plan.sections)
    met: dict[int, dict[str, Any]] = {}
    for number, measure in enumerate(measures):
        span = plan.line_span(measure.start, measure.end)
        for one in judged:
            if one not in met.values() and overlaps(span, one["lines"]):
                met[number] = one
                break
    return measures, met, len(judged)


def same_time(found: str | None, judged: str | None) -> bool:
    """Whether a time frame is the judged one, of which a sentence is only said to be there."""
    return found is not None if judged == "in words" else found == judged


def overlaps(span: tuple[int, int], lines: list[int]) -> bool:
    """Whether half of the shorter of two ranges of lines is shared."""
    shared = min(span[1], lines[1]) - max(span[0], lines[0]) + 1
    return 2 * shared >= min(span[1] - span[0], lines[1] - lines[0]) + 1


@pytest.mark.parametrize("name", PLANS)
def test_the_truth_is_about_the_texts_that_are_here(name: str) -> None:
    for one in truth(name):
        source = (SHARED / one["text"]).read_text("utf-8")
        assert range_hash(source, *one["lines"]) == one["hash"], one["lines"]


@pytest.mark.parametrize("name", PLANS)
def test_the_measures_of_a_real_plan_are_found_and_nothing_else(name: str) -> None:
    measures, met, judged = matches(name)
    listed = [measure for measure in measures if measure.rule is not Rule.PROSE]
    assert len(met) / len(listed) >= 0.98
    assert len(met) / len(measures) >= 0.95
    assert len(met) / judged >= 0.98


def test_owners_time_frames_and_numbers_are_those_of_the_plan() -> None:
    measures, met, _ = matches("measures-sprak2009.jsonl")
    owners = [set(measures[n].owners) == set(one["owners"]) for n, one in met.items()]
    times = [same_time(measures[n].time_frame, one["time_frame"]) for n, one in met.items()]
    numbers = [measures[n].ordinal == one["ordinal"] for n, one in met.items()]
    for right in (owners, times, numbers):
        assert sum(right) / len(right) >= 0.98
