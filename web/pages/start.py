"""The start page: search, the plans and how far they are, what is new."""

from flask import Blueprint, render_template

from planspor.web.site import site, snapshot
from planspor.web.views.news import latest_decisions, newest_documents
from planspor.web.views.progress import plans_in_order, progress

pages = Blueprint("start", __name__)
_NEWEST = 5


@pages.get("/")
def page() -> str:
    """Where everybody begins."""
    record = snapshot()
    trackings = plans_in_order(record.all_measures(), record.documents)
    plans = [(tracking.plan, progress(tracking.summary())) for tracking in trackings]
    return render_template(
        "start.html",
        plans=plans,
        newest=newest_documents(record, _NEWEST),
        decided=latest_decisions(site().corpus, record, _NEWEST),
        documents=len(record.documents),
        passages=sum(document.passages for document in record.documents.values()),
    )
