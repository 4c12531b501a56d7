"""Indicators, and what they were measured to be."""

from collections.abc import Sequence

from planspor.corpus.errors import NotFound
from planspor.corpus.indicators import Series
from planspor.corpus.model import Indicator, IndicatorValue
from planspor.web.api.cursors import cut
from planspor.web.api.models import plans as models
from planspor.web.api.operations import Resource, listed
from planspor.web.shapes import indicator_shapes as shapes
from planspor.web.shapes.document_shapes import Json
from planspor.web.site import site, snapshot

resource = Resource("indicators", "What is measured to tell how far a plan has come.")


@resource.reads(
    "/plans/<plan>/indicators",
    models.Indicators,
    models.IndicatorQuery,
    example="/plans/havneset2021/indicators?limit=1",
)
def list_indicators(plan: str, query: models.IndicatorQuery) -> Json:
    """List a plan's indicators with baseline, latest value and which way they have moved."""
    held = snapshot().plan(plan)
    values = site().corpus.indicator_values.of_plan(plan)
    every = [_series(one, values.get(one.id, ())) for one in held.indicators]
    numbered = [
        (number, one) for number, one in enumerate(every) if query.movement in (None, one.movement)
    ]
    page = cut(numbered, lambda one: _place(*one), query.limit, query.cursor)
    return listed(page, lambda one: shapes.brief(one[1]))


def _place(number: int, one: Series) -> tuple[int, str]:
    """Where an indicator stands: by its printed number, where it has one."""
    return one.indicator.ordinal or number, one.indicator.id


@resource.reads(
    "/indicators/<plan>/<name>", models.Indicator, example="/indicators/havneset2021/i1"
)
def get_indicator(plan: str, name: str) -> Json:
    """Get one indicator with all its values, and where each stands."""
    found = snapshot().targets.get(f"{plan}/{name}")
    if not isinstance(found, Indicator):
        raise NotFound(f"{plan}/{name}: no such indicator")
    return shapes.whole(_series(found, site().corpus.indicator_values.of_indicator(found.id)))


def _series(one: Indicator, values: Sequence[IndicatorValue]) -> Series:
    """An indicator with the values that may be seen."""
    seen = snapshot().documents
    return Series(one, [v for v in values if v.document is None or v.document in seen])
