"""People's verdicts on measures and goals: one form, appended to the record."""

from typing import Final

from flask import Blueprint, redirect, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from planspor.corpus.errors import InputError
from planspor.corpus.model import Assessment, LinkState, Role, Target, Verdict
from planspor.corpus.store.assessments import WITHOUT_LINKS
from planspor.corpus.store.database import now
from planspor.web.accounts.access import needs
from planspor.web.drawing import target_url
from planspor.web.people import IncompleteForm, author, remember
from planspor.web.site import site, snapshot

pages = Blueprint("assessments", __name__)
_LONGEST_NOTE: Final = 4_000


@pages.post("/vurdering/<plan>/<name>")
@needs(Role.REVIEWER)
def assess(plan: str, name: str) -> Response:
    """Append a verdict, and go back to where it was given."""
    target = site().corpus.plans.target(f"{plan}/{name}")
    person = author()
    assessment = _assessment(target, person.id)
    site().corpus.reviews.know(person)
    try:
        site().corpus.assessments.add(assessment, target)
    except InputError as error:
        raise IncompleteForm(
            gettext("Vurderingen kunne ikke lagres slik den er fylt ut.")
        ) from error
    return remember(redirect(target_url(target, _anchor="vurdering"), 303), person)


def _assessment(target: Target, person: str) -> Assessment:
    verdict = _verdict()
    links = tuple(link for link in request.form.getlist("avsnitt") if _is_seen(target, link))
    if not links and verdict not in WITHOUT_LINKS:
        raise IncompleteForm(gettext("Velg minst ett godkjent avsnitt som vurderingen bygger på."))
    return Assessment(
        target=target.id,
        year=_year(),
        verdict=verdict,
        links=links,
        person=person,
        at=now(),
        note=request.form.get("merknad", "").strip()[:_LONGEST_NOTE],
    )


def _verdict() -> Verdict:
    try:
        return Verdict(request.form.get("vurdering", ""))
    except ValueError as error:
        raise IncompleteForm(gettext("Velg hvordan det står til.")) from error


def _year() -> int:
    year = request.form.get("aar", type=int)
    if year is None or not 1900 <= year <= 2200:
        raise IncompleteForm(gettext("Skriv hvilket år vurderingen gjelder, med fire sifre."))
    return year


def _is_seen(target: Target, link: str) -> bool:
    """Whether a link is one of the target's accepted ones, in a document that may be seen."""
    held = site().corpus.links.get(link)
    mine = held.target == target.id and held.state is LinkState.ACCEPTED
    return mine and held.document in snapshot().documents
