"""A plan's measures or goals against the documents."""

from typing import Final

from flask import Blueprint, render_template, request

from planspor.corpus.model import Document
from planspor.web.grid import MOST_COLUMNS, ROWS, columns, ordered_rows, row_groups, spans
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import snapshot
from planspor.web.words import KINDS

pages = Blueprint("matrix", __name__)
_BY: Final = {"omrade": "area", "maal": "goal"}


@pages.get("/plan/<plan>/matrise")
def page(plan: str) -> str:
    """The matrix, or the part of it that the address asks for."""
    record = snapshot()
    goals = request.args.get("rader") == "maal"
    tracking = record.goals(plan) if goals else record.measures(plan)
    by = request.args.get("gruppe", "omrade" if tracking.plan.areas else "maal")
    rows = ordered_rows(tracking, _BY.get(by, "area"))
    seen = [d for d in tracking.documents if d.id in record.documents and _is_wanted(d)]
    hidden = [d for d in tracking.documents if d.id in record.hidden and not _is_narrowed()]
    down = pages_of(rows, ROWS, wanted_page(request.args))
    laid_out = columns(seen, hidden)
    across = pages_of(laid_out, MOST_COLUMNS, wanted_page(request.args, "kolonner"))
    shown = across.cut(laid_out)
    return render_template(
        "matrix.html",
        plan=tracking.plan,
        goals=goals,
        by=by,
        groups=row_groups(tracking, down.cut(rows), shown),
        columns=shown,
        spans=spans(shown),
        down=down,
        across=across,
        hidden=len(tracking.standings) - len(rows),
        documents=len(seen) + len(hidden),
        kind=KINDS.get(request.args.get("type", "")),
    )


def _is_wanted(document: Document) -> bool:
    """Whether a document is of the kind and year that the address asks for; year 0 is none."""
    kind, year = request.args.get("type"), request.args.get("aar")
    return kind in (None, document.kind) and year in (None, str(document.year or 0))


def _is_narrowed() -> bool:
    """Whether the address asks for a kind or a year, which those hidden are not to tell."""
    return "type" in request.args or "aar" in request.args
