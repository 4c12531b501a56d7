from planspor.corpus.model import Measure, Plan
from planspor.corpus.plans import shipped_plans, with_slots


def test_the_shipped_drug_plan_has_its_goals_its_areas_and_77_points() -> None:
    (plan,) = [plan for plan in shipped_plans() if plan.id == "rus2016"]
    points = with_slots(plan)
    assert sum(goal.level == "main" for goal in plan.goals) == 5
    assert (len(plan.areas), plan.expected_measures, len(points)) == (3, 77, 77)
    assert "rus2016/mottakssentre" in [point.id for point in points]
    assert points[-1].text is None


def test_every_fact_that_ships_has_a_source() -> None:
    for plan in shipped_plans():
        for entry in (*plan.goals, *plan.areas, *plan.measures):
            assert entry.source is not None, entry


def test_measures_with_an_ordinal_come_first_then_the_others_then_the_unnamed() -> None:
    measures = (
        Measure("p/c", "p", "C"),
        Measure("p/b", "p", "B", ordinal=2),
        Measure("p/a", "p", "A", ordinal=1),
    )
    plan = Plan("p", "P", "P", expected_measures=5, measures=measures)
    ids = [measure.id for measure in with_slots(plan)]
    assert ids == ["p/a", "p/b", "p/c", "p/unnamed-1", "p/unnamed-2"]


def test_a_plan_with_more_measures_than_expected_has_no_slots() -> None:
    measures = (Measure("p/a", "p", "A"), Measure("p/b", "p", "B"))
    assert len(with_slots(Plan("p", "P", "P", expected_measures=1, measures=measures))) == 2
    assert len(with_slots(Plan("p", "P", "P", measures=measures))) == 2
