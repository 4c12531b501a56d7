"""The indicators of a plan: which way they have moved, and values entered by hand."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from planspor.corpus.errors import NotFound
from planspor.corpus.indicators import Movement
from planspor.corpus.model import Indicator, IndicatorValue, Plan
from planspor.ingest.extract.indicators.rows import is_missing
from planspor.ingest.extract.text.figures import figure
from planspor.web.drawing import target_url
from planspor.web.people import IncompleteForm, named, remember
from planspor.web.shapes.indicator_shapes import csv_lines
from planspor.web.site import site, snapshot
from planspor.web.views.indicator_view import IndicatorView, view_of

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


@pages.get("/plan/<plan>/indikatorer")
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


@pages.get("/plan/<plan>/indikatorer.csv")
def csv(plan: str) -> Response:
    """The indicators that the address asks for, with all their values, as a file."""
    shown = [one.series for one in _views(snapshot().plan(plan)) if _is_wanted(one)]
    answer = Response(csv_lines(shown), mimetype="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{plan}-indikatorer.csv")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@pages.post("/indikator/<plan>/<name>/verdi")
def add_value(plan: str, name: str) -> BaseResponse:
    """Append a value that a person gives, and go back to the indicator."""
    target = site().corpus.plans.target(f"{plan}/{name}")
    if not isinstance(target, Indicator):
        raise NotFound(f"{target.id}: is no indicator")
    person = named(request.form.get("navn", ""), "hvem som har lagt inn verdien")
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
    values = site().corpus.indicator_values.of_plan(plan.id)
    documents = snapshot().documents
    return [view_of(plan, one, values.get(one.id, ()), documents) for one in plan.indicators]


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
        raise IncompleteForm("Skriv året med fire siffer, for eksempel 2023.")
    text = " ".join(request.form.get("verdi", "").split())
    found = figure(text)
    if found is None and not is_missing(text):
        raise IncompleteForm(
            "Skriv verdien som et tall, for eksempel 12,5 eller 12,5 %. Skriv en tankestrek hvis "
            "den ikke finnes."
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
