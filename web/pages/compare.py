"""Plans side by side, and what people say of which measures go on."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planspor.corpus.comparing import Comparison, compare
from planspor.corpus.model import Continuation, Measure, Plan
from planspor.corpus.store.database import now
from planspor.web.people import IncompleteForm, named, remember, remembered_name
from planspor.web.site import site, snapshot
from planspor.web.views.evidence import names_of

pages = Blueprint("compare", __name__)
_MOST: Final = 5
"""Plans beside each other."""
_SHOWN: Final = 8
"""References and amounts of each plan on the page."""
_LONGEST_NOTE: Final = 1_000


@pages.get("/sammenlign")
def page() -> str:
    """The plans that the address names, or a choice of plans."""
    chosen = _chosen()
    found = _compared(chosen) if len(chosen) > 1 else None
    return render_template(
        "compare.html",
        plans=[plan for plan in snapshot().plans if plan.measures or plan.goals],
        chosen=[plan.id for plan in chosen],
        found=found,
        shown=_SHOWN,
        people=names_of(site().corpus),
        reviewer=remembered_name(),
    )


def _chosen() -> list[Plan]:
    """The plans that are asked for: ``planer=a,b``, or ``planer`` more than once."""
    asked = ",".join(request.args.getlist("planer")).split(",")
    record = snapshot()
    ids = list(dict.fromkeys(one.strip() for one in asked if one.strip()))[:_MOST]
    return [record.plan(plan) for plan in ids]


def _compared(plans: list[Plan]) -> Comparison:
    record = snapshot()
    documents = list(record.documents.values())
    return compare(site().corpus, plans, documents, site().analyser, record.thesaurus)


@pages.post("/sammenlign/fortsetter")
def decide() -> Response:
    """Append what a person says of two measures, and go back."""
    earlier, later = (_measure(request.form.get(field, "")) for field in ("fra", "til"))
    answer = request.form.get("svar", "")
    if answer not in ("ja", "nei"):
        raise IncompleteForm("Velg om tiltaket fortsetter eller ikke.")
    person = named(request.form.get("navn", ""), "hvem som har vurdert")
    site().corpus.reviews.know(person)
    note = request.form.get("merknad", "").strip()[:_LONGEST_NOTE]
    said = Continuation(earlier.id, later.id, answer == "ja", person.id, now(), note)
    site().corpus.continuations.add(said)
    wanted = request.form.get("planer", f"{earlier.plan},{later.plan}")
    address = url_for("compare.page", planer=wanted, _anchor="fortsetter")
    return remember(redirect(address, 303), person)


def _measure(id_: str) -> Measure:
    found = site().corpus.plans.target(id_)
    if not isinstance(found, Measure):
        raise IncompleteForm("Velg to tiltak.")
    return found
