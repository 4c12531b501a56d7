"""About the site."""

from flask import Blueprint, render_template

from planspor.web.site import site

pages = Blueprint("about", __name__)


@pages.get("/om")
def page() -> str:
    """What the site is, what the machine's suggestions are, and where the limits lie."""
    snapshot = site().snapshot()
    return render_template(
        "about.html", documents=len(snapshot.documents), plans=len(snapshot.plans)
    )
