"""What the decisions on a target teach: terms proposed, kept and taken out, by people alone."""

from dataclasses import dataclass

from flask import Blueprint, redirect, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from planspor.corpus.errors import InputError
from planspor.corpus.model import Role, Target
from planspor.corpus.store.profile_terms import ProfileTerm
from planspor.corpus.tracking import Standing
from planspor.ingest.link.learning import Lesson, learn
from planspor.ingest.link.profiles import build_profile
from planspor.web.accounts.access import needs
from planspor.web.drawing import target_url
from planspor.web.people import IncompleteForm, author, remember
from planspor.web.site import site, snapshot

pages = Blueprint("learning", __name__)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Learned:
    """The terms that people kept for a target, and what decisions suggest beside them."""

    kept: tuple[ProfileTerm, ...]
    lesson: Lesson


def learned_for(standing: Standing) -> Learned:
    """What was learned of a target; restricted documents teach nothing where they are not seen."""
    target, seen = standing.target, snapshot().documents
    kept = site().corpus.profile_terms.of_target(target.id)
    profile = build_profile(target, site().analyser, snapshot().thesaurus, learned=kept)
    links = [link for link in standing.links if link.document in seen]
    return Learned(tuple(kept), learn(links, profile, site().analyser))


@pages.post("/laer/<plan>/<name>")
@needs(Role.REVIEWER)
def change(plan: str, name: str) -> Response:
    """Keep a term for a target, or take one out, in a person's name."""
    target: Target = site().corpus.plans.target(f"{plan}/{name}")
    person = author()
    term = " ".join(request.form.get("ord", "").split())[:_LONGEST]
    if not term:
        raise IncompleteForm(gettext("Skriv ordet eller ordene det skal søkes etter."))
    site().corpus.reviews.know(person)
    try:
        if request.form.get("gjor") == "fjern":
            site().corpus.profile_terms.remove(target.id, term, person.id)
        else:
            against = request.form.get("retning") == "mot"
            site().corpus.profile_terms.keep(target.id, term, person.id, against)
    except InputError as error:
        raise IncompleteForm(gettext("Ordet kunne ikke lagres.")) from error
    return remember(redirect(target_url(target, _anchor="laert"), 303), person)
