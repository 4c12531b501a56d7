"""Correcting what is known of a document: one form, a field for each detail."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planspor.corpus.model import Role
from planspor.corpus.store.audit import Actor, acting
from planspor.ingest.edit import edit, known, refused
from planspor.web.accounts.access import needs, visitor
from planspor.web.site import site
from planspor.web.words import DETAILS

pages = Blueprint("editing", __name__)
SHOWN = "vist-"
"""What begins the name of the field that says what a form showed: only what differs is saved."""
_HISTORY: Final = 30


@dataclass(frozen=True, slots=True)
class Correction:
    """Details that somebody changed at one time: what they were and became, by detail.

    ``person`` is None where nobody was signed in or gave a name.
    """

    number: int
    at: datetime
    person: str | None
    changed: Mapping[str, tuple[Any, Any]]


@pages.get("/dokument/<document>/rediger")
@needs(Role.EDITOR)
def form(document: str) -> str:
    """Every detail with how it was found, to be corrected."""
    return _form(document)


@pages.post("/dokument/<document>/rediger")
@needs(Role.EDITOR)
def save(document: str) -> Response | tuple[str, int]:
    """Keep the corrections, or show the form again with what is wrong beside the fields."""
    site().document(document)
    cleared = request.form.getlist("tilbake")
    said = {detail: request.form[detail] for detail in DETAILS if _is_said(detail, cleared)}
    wrong = refused(said)
    if wrong:
        return _form(document, said, wrong), 400
    with acting(_actor()) if site().local else nullcontext():
        edit(site().corpus, document, said, cleared)
    if job := request.form.get("jobb"):
        return redirect(url_for("adding.one", job=job, lagret=1), 303)
    return redirect(url_for("documents.page", document=document, lagret=1), 303)


def _actor() -> Actor:
    """Who corrects on one's own machine, where a log is kept of this alone."""
    person = visitor().person
    if person is not None:
        site().corpus.reviews.know(person)
    return Actor(person.id if person else None, request.remote_addr or "")


def _is_said(detail: str, cleared: Collection[str]) -> bool:
    value = request.form.get(detail)
    return value not in (None, request.form.get(SHOWN + detail)) and detail not in cleared


def _form(document: str, said: Mapping[str, str] | None = None, wrong: Collection[str] = ()) -> str:
    held = site().document(document)
    listed = {one.detail: one for one in known(site().corpus, document)}
    return render_template(
        "edit.html",
        document=held,
        known=[listed[detail] for detail in DETAILS],
        said=said or {},
        wrong=wrong,
        shown=SHOWN,
        history=list(_history(document)),
        people={person.id: person.name for person in site().corpus.reviews.people()},
    )


def _history(document: str) -> Iterable[Correction]:
    """The latest corrections, newest first."""
    for entry in site().corpus.audit.about("document", document, _HISTORY):
        changed = entry.details.get("changed") or {}
        told = {detail: tuple(changed[detail]) for detail in DETAILS if detail in changed}
        if told:
            yield Correction(entry.number, entry.at, entry.person, told)
