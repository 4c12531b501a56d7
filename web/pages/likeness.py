"""What a passage, a pasted text or a document resembles: passages, measures and goals."""

from typing import Final

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from planspor.corpus.errors import UnreadableFile
from planspor.corpus.model import Document, Passage
from planspor.corpus.slugs import owner
from planspor.ingest.sandbox import NoReader, TakeApart
from planspor.search import Filters, Question
from planspor.web.site import site, snapshot
from planspor.web.views.searching import linked_of

pages = Blueprint("likeness", __name__)
_HITS: Final = 10
_LARGEST: Final = 32 << 20
"""Bytes of a document that is sent: more than of the forms of other pages."""
_LONGEST: Final = 100_000
"""Characters of a pasted text or a document that are compared."""


class NothingToCompare(Exception):
    """There is no text to compare; the message is shown to the person."""


@pages.get("/sok/likt")
def page() -> str:
    """Passages like one of the corpus, or a form for a text of one's own."""
    id_ = request.args.get("passasje")
    if not id_:
        return render_template("likeness.html")
    passage, document = _passage(id_)
    results = site().index().like(id_, _HITS, _filters())
    return render_template(
        "like.html",
        passage=passage,
        document=document,
        results=results,
        linked=linked_of(results.hits),
        documents=snapshot().documents,
    )


def _passage(id_: str) -> tuple[Passage, Document]:
    return site().corpus.documents.passage(id_), site().document(owner(id_))


@pages.post("/sok/likt")
def compare() -> str | tuple[str, int]:
    """What a pasted text or an uploaded document resembles; neither is kept."""
    request.max_content_length = _LARGEST
    try:
        name, text = _sent()
    except NothingToCompare as error:
        typed = request.form.get("tekst", "")
        return render_template("likeness.html", text=typed, fault=str(error)), 400
    found = site().index().resembling(text[:_LONGEST], _HITS, _filters())
    return render_template(
        "likeness.html",
        name=name,
        text="" if name else text,
        found=found,
        linked=linked_of(hit for group in found.groups for hit in group.hits),
        cut=len(text) > _LONGEST,
        documents=snapshot().documents,
        targets=snapshot().targets,
    )


def _filters() -> Filters:
    return site().seen(Question("")).filters


def _sent() -> tuple[str, str]:
    """The name of the document that was sent, empty for a pasted text, and its text."""
    file, pasted = request.files.get("fil"), request.form.get("tekst", "").strip()
    if file is not None and file.filename:
        return file.filename, _read(file.filename, file.stream.read())
    if not pasted:
        raise NothingToCompare(_("Lim inn en tekst, eller velg en fil."))
    return "", pasted


def _read(name: str, data: bytes) -> str:
    """The text of a file that came from outside, read where such files are."""
    try:
        taken = site().workers().submit(TakeApart("likt", name, name, data)).result()
    except UnreadableFile as error:
        raise NothingToCompare(
            _("«%(name)s» kan ikke leses. Filen kan være skadet.", name=name)
        ) from error
    if isinstance(taken, NoReader):
        raise NothingToCompare(_("«%(name)s» er ikke et dokument som kan leses her.", name=name))
    return taken.text
