"""Help: how the site is used, and how accessible it is."""

from flask import Blueprint, render_template

from planspor.web.site import site

pages = Blueprint("help", __name__)


@pages.get("/hjelp")
def page() -> str:
    """How to find out what one came to find out."""
    return render_template("help.html", local=site().local)


@pages.get("/tilgjengelighet")
def accessibility() -> str:
    """What has been done so that everybody can use the site, and what is not good enough."""
    return render_template("accessibility.html")
