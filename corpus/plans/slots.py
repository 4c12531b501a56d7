"""A plan's measures with the points that are known to exist but not how they read."""

from planspor.corpus.model import Measure, Plan


def with_slots(plan: Plan) -> tuple[Measure, ...]:
    """The known measures, those with an ordinal first and in its order, then unnamed slots.

    There are as many slots (``text`` is None, ids ``plan/unnamed-1`` and so on: "wording not
    loaded") as the plan expects measures beyond those that are known.
    """
    numbered = sorted((m for m in plan.measures if m.ordinal is not None), key=_ordinal)
    known = [*numbered, *(m for m in plan.measures if m.ordinal is None)]
    missing = max(0, (plan.expected_measures or 0) - len(known))
    slots = (
        Measure(id=f"{plan.id}/unnamed-{n}", plan=plan.id, text=None, origin=plan.origin)
        for n in range(1, missing + 1)
    )
    return (*known, *slots)


def _ordinal(measure: Measure) -> int:
    return measure.ordinal or 0
