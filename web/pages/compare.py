"""Plans side by side, and what people say of which measures go on."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from planspor.corpus.comparing import Comparison, compare
from planspor.corpus.model import Continuation, Measure, Plan, Role
from planspor.corpus.store.database import now
from planspor.web.accounts.access import needs
from planspor.web.files.lists.plans import compare_table
from planspor.web.files.offering import offers
from planspor.web.people import IncompleteForm, author, remember, remembered_name
from planspor.web.site import site, snapshot
from planspor.web.views.evidence import names_of

pages = Blueprint("compare", __name__)
_MOST: Final = 5
"""Plans beside each other."""
_SHOWN: Final = 8
"""References and amounts of each plan on the page."""
_LONGEST_NOTE: Final = 1_000


@pages.get("/sammenlign")
@offers(lambda: compare_table(_compared(_chosen())))
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

    def make() -> Comparison:
        return compare(site().corpus, plans, documents, site().analyser, record.thesaurus)

    return record.kept(("compared", *(plan.id for plan in plans)), make)


@pages.post("/sammenlign/fortsetter")
@needs(Role.REVIEWER)
def decide() -> Response:
    """Append what a person says of two measures, and go back."""
    earlier, later = (_measure(request.form.get(field, "")) for field in ("fra", "til"))
    answer = request.form.get("svar", "")
    if answer not in ("ja", "nei"):
        raise IncompleteForm(gettext("Velg om tiltaket fortsetter eller ikke."))
    person = author()
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
        raise IncompleteForm(gettext("Velg to tiltak."))
    return found
