"""A plan's money: what is promised, proposed, adopted and spent, by year."""

from typing import Final

from flask import Blueprint, render_template

from planspor.web.files.lists.plans import money_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.site import site, snapshot
from planspor.web.views.funding import STATUSES, funding_in, is_within, standings, yearly
from planspor.web.words import money_words

pages = Blueprint("money", __name__)
_MOST_BARS: Final = 24
_MOST: Final = 25
"""Figures of a status that are shown at once."""


def _table(plan: str) -> Table:
    """Every figure, those outside the plan's years too."""
    held = snapshot().plan(plan)
    return money_table(held, funding_in(snapshot(), site().corpus, held))


@pages.get("/plan/<plan>/penger")
@offers(_table)
def page(plan: str) -> str:
    """What the plan promises, against what was granted."""
    record = snapshot()
    held = record.plan(plan)
    every = funding_in(record, site().corpus, held)
    figures = [figure for figure in every if is_within(held, figure)]
    return render_template(
        "money.html",
        plan=held,
        figures=figures,
        outside=[figure for figure in every if not is_within(held, figure)],
        chart=yearly(standings(figures))[:_MOST_BARS],
        statuses=[status for status in STATUSES if any(f.status == status for f in figures)],
        documents=record.documents,
        most=_MOST,
        named=money_words,
    )
