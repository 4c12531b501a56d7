"""People's decisions on links: one form, appended to the record."""

from datetime import timedelta
from typing import Final, TypeVar
from urllib.parse import quote, unquote

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from planspor.corpus.errors import InputError
from planspor.corpus.model import Decision, Link, Person, Review, Stage, Stance
from planspor.corpus.slugs import slug
from planspor.corpus.store.database import now
from planspor.web.drawing import target_url
from planspor.web.site import site

pages = Blueprint("reviews", __name__)
_COOKIE: Final = "planspor_navn"
_REMEMBERED: Final = timedelta(days=365)
_LONGEST_NOTE: Final = 4_000
_LONGEST_NAME: Final = 80
_Choice = TypeVar("_Choice", Decision, Stage, Stance)


class IncompleteReview(InputError):
    """A review that lacks something; the message is shown to the person."""


@pages.app_errorhandler(IncompleteReview)
def incomplete(error: IncompleteReview) -> tuple[str, int]:
    """Say what is lacking."""
    page = render_template(
        "error.html", title="Vurderingen er ikke lagret", text=error.message, status=400
    )
    return page, 400


@pages.post("/vurder/<link>")
def decide(link: str) -> Response:
    """Append a decision, and go back to where it was made."""
    held = site().corpus.links.get(link)
    site().document(held.document)
    target = site().corpus.plans.target(held.target)
    person = _person(request.form.get("navn", ""))
    review = _review(held, person)
    site().corpus.reviews.know(person)
    site().corpus.reviews.decide(review)
    answer = redirect(target_url(target, lagret=held.id, _anchor="lagret"), 303)
    answer.set_cookie(
        _COOKIE,
        quote(person.name),
        max_age=_REMEMBERED,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )
    return answer


def remembered_name() -> str:
    """The name that this browser gave with its last decision."""
    return unquote(request.cookies.get(_COOKIE, ""))[:_LONGEST_NAME]


def _person(name: str) -> Person:
    tidy = " ".join(name.split())[:_LONGEST_NAME]
    id_ = slug(tidy)
    if not id_:
        raise IncompleteReview("Skriv navnet ditt, så andre ser hvem som har vurdert.")
    return Person(id_, tidy)


def _review(link: Link, person: Person) -> Review:
    decision = _choice(Decision, "avgjorelse", "Velg om avsnittet skal godkjennes eller avvises.")
    accepts = decision is Decision.ACCEPT
    return Review(
        link=link.id,
        target=link.target,
        document=link.document,
        person=person.id,
        decision=decision,
        at=now(),
        stage=_choice(Stage, "steg", "Velg hva avsnittet viser.") if accepts else None,
        stance=_choice(Stance, "holdning", "Velg hva avsnittet sier.") if accepts else None,
        note=request.form.get("merknad", "").strip()[:_LONGEST_NOTE],
    )


def _choice(kind: type[_Choice], field: str, lacking: str) -> _Choice:
    try:
        return kind(request.form.get(field, ""))
    except ValueError as error:
        raise IncompleteReview(lacking) from error
