import string
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planspor.corpus.model import (
    Allocation,
    Area,
    Direction,
    Goal,
    GoalLevel,
    Indicator,
    IndicatorType,
    Measure,
    Plan,
    PlanSource,
    Question,
    Recommendation,
)
from planspor.corpus.plans import read_plan, shipped_plans, write_plan

TEXT = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
    | st.sampled_from(["null", "~", "no", "1", "1.0", "1e3", "- a", "# b", "{a", "a: b", "2016–20"])
).filter(lambda text: bool(text) and text == text.strip())
SLUG = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
SOURCE = st.none() | st.builds(PlanSource, st.sampled_from(["s1", "s2"]), TEXT | st.just(""))
DATA: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
    | st.just(""),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
ALLOCATION = st.builds(
    Allocation, st.integers(0, 10**12).map(float) | st.floats(0, 10**9), TEXT, st.none() | TEXT
)
FACTS = st.sampled_from(["actors", "counts", "allocations"])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    plan = draw(SLUG)
    slugs = draw(st.lists(SLUG, unique=True, min_size=10, max_size=10))
    ids = [f"{plan}/{slug}" for slug in slugs]
    ordinals = draw(st.permutations([1, 2, None]))
    goals = (
        Goal(ids[0], plan, draw(st.sampled_from(GoalLevel)), draw(TEXT), terms=draw(TEXTS)),
        Goal(ids[1], plan, GoalLevel.SUB, draw(TEXT), draw(st.none() | TEXT), ids[0]),
    )
    measures = tuple(
        Measure(
            id=id_,
            plan=plan,
            text=draw(TEXT),
            ordinal=ordinal,
            goals=tuple(draw(st.lists(st.sampled_from(ids[:2]), unique=True))),
            area=draw(st.none() | st.just(ids[2])),
            owners=draw(TEXTS),
            time_frame=draw(st.none() | TEXT),
            terms=draw(TEXTS),
            heading=draw(st.none() | TEXT),
            chapter=draw(st.none() | TEXT),
            allocations=draw(st.lists(ALLOCATION, max_size=2).map(tuple)),
            confidence=draw(st.none() | st.floats(0, 1)),
            passage=draw(st.none() | TEXT),
            source=draw(SOURCE),
        )
        for id_, ordinal in zip(ids[3:6], ordinals, strict=True)
    )
    indicators = (
        Indicator(
            id=ids[6],
            plan=plan,
            text=draw(TEXT),
            ordinal=draw(st.none() | st.integers(1, 99)),
            type=draw(st.none() | st.sampled_from(IndicatorType)),
            goals=(ids[0],),
            data_sources=draw(TEXTS),
            unit=draw(st.none() | TEXT),
            direction=draw(st.none() | st.sampled_from(Direction)),
            caveats=draw(TEXTS),
            other_wording=draw(st.none() | TEXT),
            replaced_by=draw(st.none() | st.just(ids[7])),
            terms=draw(TEXTS),
            source=draw(SOURCE),
        ),
        Indicator(ids[7], plan, draw(TEXT)),
    )
    question = Question(ids[8], plan, draw(TEXT), draw(st.none() | st.just(4)), (ids[1],))
    recommendation = Recommendation(
        id=ids[9],
        plan=plan,
        text=draw(TEXT),
        strength=draw(st.none() | TEXT),
        binding=draw(st.none() | TEXT),
        heading=draw(st.none() | TEXT),
        terms=draw(TEXTS),
    )
    return Plan(
        id=plan,
        title=draw(TEXT),
        short=draw(TEXT),
        years=draw(st.none() | TEXT),
        issuer=draw(st.none() | TEXT),
        documents=draw(TEXTS),
        language=draw(st.sampled_from(["nb", "nn", "no"])),
        expected_measures=draw(st.none() | st.integers(0, 200)),
        expected_note=draw(st.none() | TEXT),
        sources={"s1": {"title": "En"}, "s2": draw(st.dictionaries(TEXT, DATA, max_size=2))},
        facts=draw(st.dictionaries(FACTS, DATA.filter(lambda value: value is not None))),
        goals=goals,
        areas=(Area(ids[2], plan, draw(TEXT), draw(SOURCE)),),
        measures=measures,
        indicators=indicators,
        questions=(question,),
        recommendations=(recommendation,),
    )


def read_back(plan: Plan) -> Plan:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.yaml"
        path.write_bytes(write_plan(plan).encode())
        return read_plan(path)


@settings(max_examples=100, deadline=None)
@given(plans())
def test_a_plan_that_is_written_reads_back_the_same(plan: Plan) -> None:
    assert read_back(plan) == plan


def test_the_shipped_plans_read_back_the_same() -> None:
    for plan in shipped_plans():
        assert read_back(plan) == plan
