"""From plan to task to action to evidence: what bodies were told, what they say they do."""

from flask import Blueprint, render_template

from planspor.web.site import snapshot
from planspor.web.views.actions import rounds_of, rows_of, years_of

pages = Blueprint("actions", __name__)


@pages.get("/plan/<plan>/gjennomforing")
def page(plan: str) -> str:
    """How a plan is carried out, body by body, as they report it and as the evidence has it."""
    held = snapshot().plan(plan)
    rows = rows_of(held)
    return render_template(
        "actions.html", plan=held, rows=rows, years=years_of(rows), rounds=rounds_of(rows)
    )
