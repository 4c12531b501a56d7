"""About the site."""

from flask import Blueprint, render_template

from planspor.web.site import snapshot

pages = Blueprint("about", __name__)


@pages.get("/om")
def page() -> str:
    """What the site is, what the machine's suggestions are, and where the limits lie."""
    record = snapshot()
    return render_template("about.html", documents=len(record.documents), plans=len(record.plans))
