"""The start page: search, the plans and how far they are, the newest documents."""

from flask import Blueprint, render_template

from planspor.web.site import snapshot
from planspor.web.views.progress import plans_in_order, progress

pages = Blueprint("start", __name__)
_NEWEST = 6


@pages.get("/")
def page() -> str:
    """Where everybody begins."""
    record = snapshot()
    trackings = plans_in_order(record.all_measures(), record.documents)
    plans = [(tracking.plan, progress(tracking.summary())) for tracking in trackings]
    documents = sorted(record.documents.values(), key=lambda d: (d.added, d.id), reverse=True)
    return render_template(
        "start.html",
        plans=plans,
        newest=documents[:_NEWEST],
        documents=len(documents),
        passages=sum(document.passages for document in documents),
    )
