"""People's decisions on links: one form, appended to the record."""

from typing import Final, TypeVar

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from planspor.corpus.model import Decision, Link, Person, Review, Stage, Stance
from planspor.corpus.store.database import now
from planspor.web.drawing import target_url
from planspor.web.people import IncompleteForm, named, remember
from planspor.web.site import site

pages = Blueprint("reviews", __name__)
_LONGEST_NOTE: Final = 4_000
_Choice = TypeVar("_Choice", Decision, Stage, Stance)


@pages.post("/vurder/<link>")
def decide(link: str) -> Response:
    """Append a decision, and go back to where it was made."""
    held = site().corpus.links.get(link)
    site().document(held.document)
    target = site().corpus.plans.target(held.target)
    person = named(request.form.get("navn", ""), "hvem som har vurdert")
    review = _review(held, person)
    site().corpus.reviews.know(person)
    site().corpus.reviews.decide(review)
    answer = redirect(target_url(target, lagret=held.id, _anchor="lagret"), 303)
    return remember(answer, person)


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
        raise IncompleteForm(lacking) from error
