"""The originals: the file as it came, and its pages with the passages marked on them."""

from flask import Blueprint, Response, abort, render_template, request

from planspor.corpus.model import Page
from planspor.ingest.sandbox import DrawPage
from planspor.web.site import site
from planspor.web.views.reading import Item, flow

pages = Blueprint("originals", __name__)
_WIDTH = 1240
"""Pixels of a page's picture: sharp at the width of the column on a screen of double density."""


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


@pages.get("/dokument/<document>/side/<int:page>")
def sheet(document: str, page: int) -> str:
    """A page of the original with its passages, one of them marked."""
    held = site().document(document)
    sheets = site().corpus.documents.pages(document)
    return render_template(
        "sheet.html",
        document=held,
        sheet=_sheet(sheets, page),
        number=page,
        pages=len(sheets),
        items=_on_page(document, page),
        marked=request.args.get("passasje"),
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
        drawn = site().workers().submit(order).result().image
        originals.keep_picture(held.sha256, page, drawn)
    answer = Response(drawn, mimetype="image/png")
    answer.set_etag(f"{held.sha256}-{page}")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    answer.make_conditional(request)
    return answer


def _sheet(sheets: list[Page], page: int) -> Page:
    if not 1 <= page <= len(sheets):
        abort(404)
    return sheets[page - 1]


def _on_page(document: str, page: int) -> list[Item]:
    """The headings and passages on a page, in the order of the text."""
    documents = site().corpus.documents
    headings = [s for s in documents.sections(document) if s.heading and s.source.page == page]
    passages = documents.passages(document)
    return flow(headings, [p for p in passages if any(box.page == page for box in p.boxes)])
