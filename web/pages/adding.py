"""Adding documents: files and addresses handed over, and what becomes of them."""

from typing import Final

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Answer

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Access, Role
from planspor.ingest import Status
from planspor.ingest.alike import renew
from planspor.ingest.extract import extracting
from planspor.ingest.link import link
from planspor.web.accounts.access import needs
from planspor.web.intake import Intake, Job
from planspor.web.site import site, snapshot
from planspor.web.words.reading_words import why

pages = Blueprint("adding", __name__)
MOST_MEGABYTES: Final = 200
"""The most that may be sent at a time."""
_MOST_ADDRESSES: Final = 20
_KINDS: Final = ("PDF", "Word (.docx)", "OpenDocument (.odt)", "EPUB", "HTML", "TXT", "ZIP")


@pages.get("/dokumenter/legg-til")
@needs(Role.EDITOR)
def form() -> str:
    """Where files are dropped or chosen, and addresses written."""
    return _form()


@pages.post("/dokumenter/legg-til")
@needs(Role.EDITOR)
def take() -> Answer | tuple[str, int]:
    """Take over files and addresses; with ``jobb``, as more of the same."""
    request.max_content_length = MOST_MEGABYTES << 20
    try:
        files = [file for file in request.files.getlist("fil") if file.filename]
    except RequestEntityTooLarge:
        return _refused(
            _("Til sammen er det større enn %(most)s MB. Send færre filer.", most=MOST_MEGABYTES),
            413,
        )
    addresses = request.form.get("adresse", "").split()[:_MOST_ADDRESSES]
    if not files and not addresses:
        return _refused(_("Velg minst én fil, eller skriv en adresse."), 400)
    access = Access.RESTRICTED if request.form.get("tilgang") == "restricted" else Access.OPEN
    intake = site().intake()
    job = _job(intake)
    for file in files:
        intake.take_file(job, file.filename or "", file.stream, access)
    for address in addresses:
        intake.take_address(job, address, access)
    address = url_for("adding.one", job=job.id)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(job=job.id, address=address)
    return redirect(address, 303)


@pages.get("/dokumenter/legg-til/<job>")
@needs(Role.EDITOR)
def one(job: str) -> str:
    """How far what was handed over has come, and what became of it."""
    held, documents = site().intake().job(job), snapshot().documents
    return render_template(
        "adding_job.html",
        job=held,
        documents=documents,
        searchable=sum(id_ in documents and documents[id_].passages > 0 for id_ in held.documents),
        why=why,
        Status=Status,
    )


@pages.post("/dokument/<document>/ny-utgave")
@needs(Role.EDITOR)
def renew_one(document: str) -> Answer:
    """Make a document the next version of another that it is alike."""
    newer, older = site().document(document), site().document(request.form.get("av", ""))
    if newer.id == older.id:
        abort(400)
    renew(site().corpus, newer.id, older.id, site().workers())
    extracting.extract(site().corpus, {older.id})
    link(site().corpus, documents={older.id})
    site().index()
    return redirect(url_for("versions.page", document=older.id), 303)


def _job(intake: Intake) -> Job:
    """The job that more is sent to, or a new one."""
    try:
        return intake.job(request.form["jobb"])
    except (KeyError, NotFound):
        return intake.begin()


def _refused(said: str, status: int) -> Answer | tuple[str, int]:
    if request.accept_mimetypes.best == "application/json":
        return Response(said, status, mimetype="text/plain")
    return _form(said, status), status


def _form(wrong: str = "", status: int = 200) -> str:
    return render_template(
        "adding.html",
        wrong=wrong,
        # What was too large to be read was not read at all, not even what was written.
        addresses="" if status == 413 else request.form.get("adresse", ""),
        jobs=site().intake().jobs(),
        most=MOST_MEGABYTES,
        kinds=_KINDS,
    )
