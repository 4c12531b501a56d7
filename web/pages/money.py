"""A plan's money: what is promised, proposed, adopted and spent, by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template

from planspor.web.site import site, snapshot
from planspor.web.views.funding import STATUSES, Figure, Standing, funding, is_within, standings
from planspor.web.words import money_words

pages = Blueprint("money", __name__)
_MILLION: Final = 1_000_000
_MOST_BARS: Final = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the chart: its standing, and how long it is in hundredths of the longest."""

    standing: Standing
    width: float


@pages.get("/plan/<plan>/penger")
def page(plan: str) -> str:
    """What the plan promises, against what was granted."""
    record = snapshot()
    held = record.plan(plan)
    every = funding(site().corpus, held, record.documents)
    figures = [figure for figure in every if is_within(held, figure)]
    return render_template(
        "money.html",
        plan=held,
        figures=figures,
        outside=[figure for figure in every if not is_within(held, figure)],
        bars=_bars(standings(figures)),
        statuses=[status for status in STATUSES if any(f.status == status for f in figures)],
        documents=record.documents,
        kroner=kroner,
        named=money_words,
    )


def _bars(listed: Sequence[Standing]) -> list[Bar]:
    dated = [one for one in listed if one.years and one.status != STATUSES[-1]][:_MOST_BARS]
    longest = max((one.largest.amount for one in dated), default=0) or 1
    return [Bar(one, round(100 * one.largest.amount / longest, 2)) for one in dated]


def kroner(figure: Figure) -> str:
    """An amount as people say it: "2,4 mrd. kroner", "15,2 mill. kroner", "6 500 kroner"."""
    said = _said(figure.amount)
    said = f"{said}–{_said(figure.high)}" if figure.high else said
    return f"{figure.approximately} {said}".strip()


def _said(amount: float) -> str:
    if amount >= 1000 * _MILLION:
        return f"{_number(amount / (1000 * _MILLION))} mrd. kroner"
    if amount >= _MILLION:
        return f"{_number(amount / _MILLION)} mill. kroner"
    return f"{_number(amount)} kroner"


def _number(value: float) -> str:
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.replace(",", "\u00a0").replace(".", ",")
