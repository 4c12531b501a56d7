"""What became of a plan's record since a day."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from flask import Blueprint, render_template, request

from planspor.corpus.store.database import now
from planspor.corpus.tracking import Changed
from planspor.web.dates import start_of
from planspor.web.files.lists.evidence import changes_table
from planspor.web.files.offering import offers
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.views.evidence import people_of

pages = Blueprint("changes", __name__)
_DAYS: Final = 30
"""How far back the page goes where no day is asked for."""
_SUGGESTIONS: Final = 50
_DECISIONS: Final = 50
_LISTED: Final = 50
"""Targets with a new state, new documents and verdicts that are named."""


@pages.get("/plan/<plan>/endringer")
@offers(lambda plan: changes_table(snapshot().changes(plan, _since())))
def page(plan: str) -> str:
    """What changed since a day, and what cannot be told."""
    asked = request.args.get("siden", "")
    since = _since()
    record = snapshot()
    changed = record.kept(("changes", plan, since), lambda: record.changes(plan, since))
    seen = [tie for tie in changed.suggestions if tie.document in record.documents]
    decisions = [d for d in changed.decisions[::-1] if d.document in record.documents]
    paging = pages_of(seen, _SUGGESTIONS, wanted_page(request.args))
    turned = pages_of(decisions, _DECISIONS, wanted_page(request.args, "avgjorelser"))
    return render_template(
        "changes.html",
        plan=changed.plan,
        since=since,
        is_asked=bool(start_of(asked)) or not asked,
        changed=changed,
        most=_LISTED,
        documents=[d for d in changed.documents if d.id in record.documents],
        again=[d for d in changed.again if d.id in record.documents],
        suggestions=paging.cut(seen),
        paging=paging,
        decisions=turned.cut(decisions),
        turned=turned,
        hidden=_hidden(changed),
        links={tie.id for tie in changed.suggestions},
        held=record.documents,
        targets=record.targets,
        **people_of(site().corpus),
    )


def _hidden(changed: Changed) -> int:
    """How much of it is in documents that may not be seen."""
    held = snapshot().documents
    told = [
        *(document.id for document in changed.documents),
        *(tie.document for tie in changed.suggestions),
        *(review.document for review in changed.decisions),
    ]
    return sum(1 for document in told if document not in held)


def _since() -> datetime:
    return start_of(request.args.get("siden", "")) or _default()


def _default() -> datetime:
    return datetime.combine(now() - timedelta(days=_DAYS), time(0), UTC)
