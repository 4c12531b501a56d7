"""The originals: the file as it came, and its pages or lines with the passages marked on them."""

from typing import Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from planspor.corpus.errors import UnreadableFile
from planspor.corpus.model import Document, Page, Passage, Section
from planspor.ingest.sandbox import DrawPage
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site
from planspor.web.views.originals import lines_of
from planspor.web.views.reading import flow

pages = Blueprint("originals", __name__)
_WIDTH: Final = 1240
"""Pixels of a page's picture: sharp at the width of the column on a screen of double density."""
_LINES: Final = 120
"""Lines of an original on a page of them."""
_BEFORE: Final = 20
"""Lines shown before the passage that was asked for."""
_ZOOMS: Final = (100, 150, 200)


@pages.get("/dokument/<document>/original")
def file(document: str) -> Response:
    """The file as it came, to save and never to show: it may hold anything."""
    held = site().document(document)
    answer = Response(
        site().corpus.originals.read(held.sha256), mimetype="application/octet-stream"
    )
    # A file's name may hold line feeds, which a header may not.
    answer.headers.set("Content-Disposition", "attachment", filename=" ".join(held.file.split()))
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@pages.get("/dokument/<document>/side")
def go_to(document: str) -> Answer:
    """The page whose number was written into a form."""
    last = len(site().corpus.documents.pages(site().document(document).id))
    wanted = min(max(1, request.args.get("nr", 1, type=int)), max(1, last))
    return redirect(url_for("originals.sheet", document=document, page=wanted), 303)


@pages.get("/dokument/<document>/side/<int:page>")
def sheet(document: str, page: int) -> str:
    """A page of the original with its passages, one of them marked."""
    held = site().document(document)
    sheets = site().corpus.documents.pages(document)
    zoom = request.args.get("forstorr", 100, type=int)
    return render_template(
        "sheet.html",
        document=held,
        sheet=_sheet(sheets, page),
        number=page,
        pages=len(sheets),
        items=_on_page(document, page),
        marked=request.args.get("passasje"),
        zoom=zoom if zoom in _ZOOMS else 100,
        zooms=_ZOOMS,
    )


@pages.get("/dokument/<document>/linjer")
def lines(document: str) -> str:
    """The lines of an original without pages, with those of a passage marked."""
    held = site().document(document)
    shown = lines_of(held, site().corpus)
    if shown is None:
        abort(404)
    marked = _passage(held)
    paging = pages_of(shown, _LINES, wanted_page(request.args))
    first = (paging.number - 1) * _LINES
    if marked is not None and "side" not in request.args:
        first = max(0, marked.source.line_start - 1 - _BEFORE)
    cut = shown[first : first + _LINES]
    return render_template(
        "original_lines.html",
        document=held,
        lines=list(enumerate(cut, first + 1)),
        total=len(shown),
        marked=marked,
        paging=paging,
        page_before=-(-first // _LINES) or None,
        page_after=(first + _LINES) // _LINES + 1 if first + _LINES < len(shown) else None,
    )


@pages.get("/dokument/<document>/side/<int:page>.png")
def picture(document: str, page: int) -> Response:
    """The picture of a page."""
    held = site().document(document)
    _sheet(site().corpus.documents.pages(document), page)
    originals = site().corpus.originals
    drawn = originals.picture(held.sha256, page)
    if drawn is None:
        order = DrawPage(held.file, originals.read(held.sha256), page, _WIDTH)
        try:
            drawn = site().workers().submit(order).result().image
        except UnreadableFile:
            abort(404)
        originals.keep_picture(held.sha256, page, drawn)
    answer = Response(drawn, mimetype="image/png")
    answer.set_etag(f"{held.sha256}-{page}")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    answer.make_conditional(request)
    return answer


def _passage(document: Document) -> Passage | None:
    """The passage that was asked for, if it is one of the document's."""
    wanted = request.args.get("passasje", "")
    found = site().corpus.documents.passages_by_id([wanted]).get(wanted)
    return found if found is not None and found.document == document.id else None


def _sheet(sheets: list[Page], page: int) -> Page:
    if not 1 <= page <= len(sheets):
        abort(404)
    return sheets[page - 1]


def _on_page(document: str, page: int) -> list[Section | Passage]:
    """The headings and passages on a page, in the order of the text."""
    documents = site().corpus.documents
    sections, passages = documents.on_page(document, page)
    return flow([section for section in sections if section.heading], passages)
