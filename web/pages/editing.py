"""Correcting what is known of a document: one form, a field for each detail."""

from collections.abc import Collection, Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planspor.ingest.edit import edit, known, refused
from planspor.web.site import site
from planspor.web.words import DETAILS

pages = Blueprint("editing", __name__)
SHOWN = "vist-"
"""What begins the name of the field that says what a form showed: only what differs is saved."""


@pages.get("/dokument/<document>/rediger")
def form(document: str) -> str:
    """Every detail with how it was found, to be corrected."""
    _require_local()
    return _form(document)


@pages.post("/dokument/<document>/rediger")
def save(document: str) -> Response | tuple[str, int]:
    """Keep the corrections, or show the form again with what is wrong beside the fields."""
    _require_local()
    cleared = request.form.getlist("tilbake")
    said = {detail: request.form[detail] for detail in DETAILS if _is_said(detail, cleared)}
    wrong = refused(said)
    if wrong:
        return _form(document, said, wrong), 400
    edit(site().corpus, document, said, cleared)
    return redirect(url_for("documents.page", document=document, lagret=1), 303)


def _require_local() -> None:
    # Who corrects is not asked, so that it must be somebody at this machine.
    if not site().local:
        abort(404)


def _is_said(detail: str, cleared: Collection[str]) -> bool:
    value = request.form.get(detail)
    return value not in (None, request.form.get(SHOWN + detail)) and detail not in cleared


def _form(document: str, said: Mapping[str, str] | None = None, wrong: Collection[str] = ()) -> str:
    listed = {one.detail: one for one in known(site().corpus, document)}
    return render_template(
        "edit.html",
        document=site().document(document),
        known=[listed[detail] for detail in DETAILS],
        said=said or {},
        wrong=wrong,
        shown=SHOWN,
    )
