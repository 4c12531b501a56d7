"""All hits of a search as a file, without a cap."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Final

from flask import Blueprint, Response, request, send_file, stream_with_context, url_for

from planspor.search import Hit
from planspor.web.files.exporting import Row, csv_lines, json_lines, rows, write_workbook
from planspor.web.site import site
from planspor.web.views.asking import asked
from planspor.web.views.searching import asked_here

pages = Blueprint("exports", __name__)
_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/sok/treff.csv")
def csv() -> Response:
    """A file for spreadsheets."""
    return _file(csv_lines(_rows()), "text/csv; charset=utf-8", "treff.csv")


@pages.get("/sok/treff.json")
def json() -> Response:
    """A file for programs."""
    return _file(json_lines(_rows()), "application/json", "treff.json")


@pages.get("/sok/treff.xlsx")
def xlsx() -> Response:
    """A workbook, which has to be whole before it can be sent."""
    file = TemporaryFile()  # noqa: SIM115 - closed with the answer
    write_workbook(_rows(), file)
    file.seek(0)
    return send_file(file, _WORKBOOK, as_attachment=True, download_name="treff.xlsx", max_age=0)


def _rows() -> Iterator[Row]:
    hits = site().index().hits(asked_here(asked(request.args)))
    return rows(site().corpus, hits, _address)


def _address(hit: Hit) -> str:
    return url_for(
        "documents.page",
        document=hit.document.id,
        passasje=hit.passage.id,
        _anchor="treff",
        _external=True,
    )


def _file(lines: Iterator[bytes], mimetype: str, name: str) -> Response:
    answer = Response(stream_with_context(lines), mimetype=mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
