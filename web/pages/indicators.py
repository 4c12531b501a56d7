"""The indicators of a plan: which way they have moved, and values entered by hand."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from planspor.corpus.errors import NotFound
from planspor.corpus.indicators import Movement
from planspor.corpus.model import Indicator, IndicatorValue, Plan, Role
from planspor.ingest.extract.indicators.rows import is_missing
from planspor.ingest.extract.text.figures import figure
from planspor.web.accounts.access import needs
from planspor.web.drawing import target_url
from planspor.web.files.lists.plans import indicators_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.people import IncompleteForm, author, remember
from planspor.web.site import site, snapshot
from planspor.web.views.indicator_view import IndicatorView, view_of, views_of

pages = Blueprint("indicators", __name__)
NONE: Final = "-"
"""What an address says for "without goal", "without type" or "without source"."""
_LONGEST_NOTE: Final = 4_000
_LONGEST_LABEL: Final = 80
_YEAR = re.compile(r"(?:19|20)\d\d")
_Keys = Callable[[IndicatorView], tuple[str, ...]]
_FILTERS: Final[Mapping[str, _Keys]] = {
    "maal": lambda one: one.indicator.goals,
    "type": lambda one: (one.indicator.type,) if one.indicator.type else (),
    "kilde": lambda one: one.indicator.data_sources,
    "retning": lambda one: (one.series.movement,),
}


def _table(plan: str) -> Table:
    held = snapshot().plan(plan)
    return indicators_table(held, [one.series for one in _views(held) if _is_wanted(one)])


@pages.get("/plan/<plan>/indikatorer")
@offers(_table)
def listing(plan: str) -> str:
    """All indicators of a plan."""
    held = snapshot().plan(plan)
    every = _views(held)
    shown = [one for one in every if _is_wanted(one)]
    return render_template(
        "indicators.html",
        plan=held,
        shown=shown,
        total=len(every),
        moved={way: sum(one.series.movement is way for one in every) for way in Movement},
        sources=sorted({s for one in every for s in one.indicator.data_sources}, key=str.casefold),
        types=_in_order(one.indicator.type for one in every),
        sought=request.args,
    )


@pages.post("/indikator/<plan>/<name>/verdi")
@needs(Role.EDITOR)
def add_value(plan: str, name: str) -> BaseResponse:
    """Append a value that a person gives, and go back to the indicator."""
    target = site().corpus.plans.target(f"{plan}/{name}")
    if not isinstance(target, Indicator):
        raise NotFound(f"{target.id}: is no indicator")
    person = author()
    value = _value(target, person.id)
    site().corpus.reviews.know(person)
    added = site().corpus.indicator_values.add([value])
    told = {"verdi": "lagret" if added else "finnes"}
    return remember(redirect(target_url(target, **told, _anchor="verdier"), 303), person)


def indicator_view(plan: Plan, indicator: Indicator) -> IndicatorView:
    """An indicator as its own page shows it."""
    values = site().corpus.indicator_values.of_indicator(indicator.id)
    return view_of(plan, indicator, values, snapshot().documents)


def _views(plan: Plan) -> list[IndicatorView]:
    return views_of(site().corpus, plan, snapshot().documents)


def _is_wanted(view: IndicatorView) -> bool:
    return all(
        wanted in (keys(view) or (NONE,))
        for name, keys in _FILTERS.items()
        if (wanted := request.args.get(name))
    )


def _in_order(types: Iterable[str | None]) -> list[str]:
    held = set(types)
    return [one for one in ("input", "activity", "result", "effect") if one in held]


def _value(indicator: Indicator, person: str) -> IndicatorValue:
    """The value that a form gives.

    Raises:
        IncompleteForm: the year or the value is none.
    """
    year = request.form.get("aar", "").strip()
    if not _YEAR.fullmatch(year):
        raise IncompleteForm(gettext("Skriv året med fire siffer, for eksempel 2023."))
    text = " ".join(request.form.get("verdi", "").split())
    found = figure(text)
    if found is None and not is_missing(text):
        raise IncompleteForm(
            gettext(
                "Skriv verdien som et tall, for eksempel 12,5 eller 12,5 prosent. Skriv en "
                "tankestrek hvis den ikke finnes."
            )
        )
    return IndicatorValue(
        indicator=indicator.id,
        value=found.value if found else None,
        text=text,
        year=int(year),
        label=" ".join(request.form.get("gruppe", "").split())[:_LONGEST_LABEL],
        person=person,
        note=request.form.get("merknad", "").strip()[:_LONGEST_NOTE],
    )
