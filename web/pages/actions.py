"""From plan to task to action to evidence: what bodies were told, what they say they do."""

from typing import Final

from flask import Blueprint, render_template, request

from planspor.web.files.lists.plans import actions_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import snapshot
from planspor.web.views.actions import rounds_of, rows_of, years_of

pages = Blueprint("actions", __name__)
_OWNERS: Final = 10
"""Bodies on a page."""
_MOST: Final = 12
"""Actions of each, and tasks of a year, that are shown."""


def _table(plan: str) -> Table:
    held = snapshot().plan(plan)
    return actions_table(held, rows_of(held))


@pages.get("/plan/<plan>/gjennomforing")
@offers(_table)
def page(plan: str) -> str:
    """How a plan is carried out, body by body, as they report it and as the evidence has it."""
    record = snapshot()
    held = record.plan(plan)
    rows = record.kept(("actions", plan), lambda: rows_of(held))
    told = pages_of([row for row in rows if row.tasks], _OWNERS, wanted_page(request.args))
    done = pages_of(
        [row for row in rows if row.actions], _OWNERS, wanted_page(request.args, "aktiviteter")
    )
    return render_template(
        "actions.html",
        plan=held,
        any=bool(rows),
        tasked=told.cut([row for row in rows if row.tasks]),
        told=told,
        active=done.cut([row for row in rows if row.actions]),
        done=done,
        years=years_of(rows),
        rounds=rounds_of(rows),
        most=_MOST,
    )
