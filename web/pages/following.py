"""What one follows, what is new in it, and the secret address of one's feeds."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Person, Role
from planspor.corpus.store.database import now
from planspor.corpus.store.following import Followed
from planspor.web.accounts.access import needs, visitor
from planspor.web.people import author, remember
from planspor.web.site import site
from planspor.web.views.following import (
    feed_address,
    is_followed,
    is_there,
    may_be_followed,
    thing_address,
    thing_name,
    things,
)

pages = Blueprint("following", __name__)
pages.add_app_template_global(is_followed, "is_followed")
pages.add_app_template_global(feed_address, "feed_address")
pages.add_app_template_global(lambda: visitor().person, "visitor_person")
_NEWS: Final = 5
"""What is new that is shown of each."""


@pages.get("/folger")
@needs(Role.READER)
def page() -> str:
    """What one follows, with what is new since one last looked."""
    return _drawn()


def _drawn(key: str | None = None) -> str:
    person = visitor().person
    follows = site().corpus.follows.of_person(person.id) if person else []
    kind, subject = request.args.get("slag", ""), request.args.get("id", "")
    wanted = kind in list(Followed) and is_there(kind, subject)
    return render_template(
        "following.html",
        person=person,
        things=things(follows, _NEWS),
        made=site().corpus.feed_keys.made(person.id) if person else None,
        key=key,
        wanted=(kind, subject) if wanted else None,
        wanted_name=thing_name(Followed(kind), subject) if wanted else "",
    )


@pages.post("/folg")
@needs(Role.READER)
def change() -> Response:
    """Follow something, or follow it no more, and go back to it."""
    kind, subject = _subject()
    person = _known()
    if request.form.get("gjor") == "slutt":
        site().corpus.follows.unfollow(person.id, kind, subject)
        back = url_for("following.page") if "liste" in request.form else None
        return redirect(back or thing_address(kind, subject), 303)
    may_be_followed(kind, subject)
    site().corpus.follows.follow(person.id, kind, subject)
    return remember(redirect(thing_address(kind, subject), 303), person)


@pages.post("/folger/sett")
@needs(Role.READER)
def look() -> Response:
    """Count all that is new as seen."""
    site().corpus.follows.look(_known().id, now())
    return redirect(url_for("following.page"), 303)


@pages.post("/folger/adresse")
@needs(Role.READER)
def address() -> str:
    """Make a new secret address for one's feeds; it is shown this once."""
    return _drawn(site().corpus.feed_keys.make(_known().id))


@pages.post("/folger/adresse/slett")
@needs(Role.READER)
def forget() -> Response:
    """Have the secret address open nothing more."""
    site().corpus.feed_keys.remove(_known().id)
    return redirect(url_for("following.page"), 303)


def _known() -> Person:
    """Who sends the form, known to the corpus: as remembered, or as the form says."""
    person = visitor().person or author()
    site().corpus.reviews.know(person)
    return person


def _subject() -> tuple[Followed, str]:
    kind, subject = request.form.get("slag", ""), request.form.get("id", "")
    if kind not in list(Followed):
        raise NotFound(f"{kind}: cannot be followed")
    return Followed(kind), subject
