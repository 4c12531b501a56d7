"""A plan's coding, or a target's, and the documents as references: files to take along."""

from tempfile import TemporaryFile
from typing import Final

from flask import Blueprint, Response, abort, render_template, request, send_file, url_for
from flask_babel import force_locale

from planspor.corpus.model import Access
from planspor.web.exchange import FORMATS, Choice, Coding
from planspor.web.exchange.bibliography import write_bibtex, write_ris
from planspor.web.site import site, snapshot

pages = Blueprint("exchange", __name__)
_REFERENCES: Final = {"ris": write_ris, "bib": write_bibtex}


@pages.get("/plan/<plan>/ta-med")
def page(plan: str) -> str:
    """What can be taken along, and what each file is for."""
    record = snapshot()
    held = record.plan(plan)
    return render_template(
        "exchange.html",
        plan=held,
        target=next((t for t in held.targets if t.id == request.args.get("mal")), None),
        hidden=len(record.hidden),
        restricted=sum(d.access is Access.RESTRICTED for d in record.documents.values()),
    )


@pages.get("/plan/<plan>/ta-med/<ending>")
def file(plan: str, ending: str) -> Response:
    """The coding in a format, which has to be whole before it can be sent."""
    form = FORMATS.get(ending)
    if form is None:
        abort(404)
    targets = tuple(filter(None, request.args.getlist("mal")))
    chosen = Choice("forslag" in request.args, "begrenset" in request.args, targets)
    coding = Coding(site().corpus, snapshot().plan(plan).id, chosen, snapshot().hidden)
    out = TemporaryFile()  # noqa: SIM115 - closed with the answer
    # Whoever reads it in again may speak another language: its headings and codes are bokmål.
    with force_locale("nb"):
        form.write(coding, out, _address)
    out.seek(0)
    name = f"{'-'.join((*targets, '')).replace('/', '-') or plan + '-'}koding.{ending}"
    return send_file(out, form.mimetype, as_attachment=True, download_name=name, max_age=0)


@pages.get("/dokumenter/referanser.<ending>")
def references(ending: str) -> Response:
    """All documents that may be seen, for a reference manager."""
    write = _REFERENCES.get(ending)
    if write is None:
        abort(404)
    out = TemporaryFile()  # noqa: SIM115 - closed with the answer
    with force_locale("nb"):
        write(snapshot().documents.values(), out)
    out.seek(0)
    form, name = FORMATS[ending], f"referanser.{ending}"
    return send_file(out, form.mimetype, as_attachment=True, download_name=name, max_age=0)


def _address(document: str, passage: str) -> str:
    return url_for(
        "documents.page", document=document, passasje=passage, _anchor="treff", _external=True
    )
