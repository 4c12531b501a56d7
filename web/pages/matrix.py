"""A plan's targets against the documents: the matrix, the passages of one square, and files."""

from collections.abc import Iterator, Sequence
from functools import partial
from tempfile import TemporaryFile
from typing import Any, Final

from flask import (
    Blueprint,
    Response,
    render_template,
    request,
    send_file,
    stream_with_context,
    url_for,
)

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Document, Link, LinkState
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking import Outline, taken_from
from planspor.web.files.matrix_files import csv_matrix, write_matrix
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.views.columns import MOST_COLUMNS, Breadth, Column, spans
from planspor.web.views.grid import ROWS, Square, by_document, row_groups, square
from planspor.web.views.matrices import NARROWING, Matrix, asked, matrix, places, scores_for
from planspor.web.words import KINDS

pages = Blueprint("matrix", __name__)
_PASSAGES: Final = 40
"""Passages of a square on a page."""
_DOCUMENTS: Final = 200
"""Documents named where nothing was found."""
_KEPT: Final = ("rader", "mot", "gruppe", "per", *NARROWING)
_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/plan/<plan>/matrise")
def page(plan: str) -> str:
    """The matrix, or the part of it that the address asks for."""
    record, wanted = snapshot(), asked(request.args)
    found = matrix(record, plan, wanted)
    down = pages_of(found.rows, ROWS, wanted_page(request.args))
    across = pages_of(found.columns, MOST_COLUMNS, wanted_page(request.args, "kolonner"))
    rows, shown = down.cut(found.rows), across.cut(found.columns)
    scores = scores_for(record, found, rows, shown)
    return render_template(
        "matrix.html",
        plan=found.part.plan,
        wanted=wanted,
        by=found.by,
        groups=row_groups(rows, shown, scores, len(found.part.documents)),
        columns=shown,
        spans=spans(shown),
        down=down,
        across=across,
        slots=len(found.part.standings) - len(found.rows),
        documents=found.documents,
        kinds=_kinds(found),
        years=_years(found),
        places=places(record, (d for d in found.part.documents if d.id in record.documents)),
        narrowed=[name for name in NARROWING if request.args.get(name)],
        kind=KINDS.get(request.args.get("type", "")),
        cell_url=partial(_address, "matrix.cell", plan),
        file_url=partial(_address, plan=plan),
    )


def _address(endpoint: str, plan: str, **narrowing: str | int) -> str:
    """An address that keeps what this one says of rows, columns and documents."""
    kept = {name: request.args[name] for name in _KEPT if request.args.get(name)}
    query: dict[str, Any] = {**kept, **narrowing}
    return url_for(endpoint, plan=plan, **query)


def _kinds(found: Matrix) -> list[str]:
    held = {document.kind for document in _shown(found)}
    return [kind for kind in KINDS if kind in held]


def _years(found: Matrix) -> list[int]:
    return sorted({document.year for document in _shown(found) if document.year}, reverse=True)


def _shown(found: Matrix) -> Iterator[Document]:
    """All documents that may be seen, of which the address leaves some out."""
    return (d for d in found.part.documents if d.id in snapshot().documents)


@pages.get("/plan/<plan>/matrise/celle")
def cell(plan: str) -> str:
    """The passages that one square counts, and where was searched in vain."""
    record, wanted = snapshot(), asked(request.args)
    found = matrix(record, plan, wanted)
    one = _row(found, f"{plan}/{request.args.get('rad', '')}")
    column = _column(found, wanted.stage is not None)
    near = record.scores([one.target.id], column.ids)[one.target.id]
    counted = square(by_document(one.ties), column, column.ids, near, taken_from(one.target))
    ties = sorted(counted.ties, key=lambda tie: (-tie.score, tie.id))
    paging = pages_of(ties, _PASSAGES, wanted_page(request.args))
    quiet = _quiet(one, column, counted)
    return render_template(
        "matrix_cell.html",
        plan=found.part.plan,
        target=one.target,
        wanted=wanted,
        column=column,
        square=counted,
        paging=paging,
        exhibits=_exhibits(one, paging.cut(ties)),
        near=near,
        taken=[d for d in column.documents if d.id in taken_from(one.target)],
        silent=[d for d in quiet if d.id in near][:_DOCUMENTS],
        unsearched=[d for d in column.documents if d.id not in near][:_DOCUMENTS],
        quiet=len([d for d in quiet if d.id in near]),
        kind=KINDS.get(request.args.get("type", "")),
        matrix_url=partial(_address, "matrix.page"),
    )


def _row(found: Matrix, target: str) -> Outline:
    for _, one in found.rows:
        if one.target.id == target:
            return one
    raise NotFound(f"{target}: no such row")


def _column(found: Matrix, has_stage: bool) -> Column:
    """All that the address leaves in, as one column."""
    documents, stage = tuple(found.seen), asked(request.args).stage if has_stage else None
    alone = len(documents) == 1 and "dokument" in request.args and not has_stage
    breadth = Breadth.DOCUMENT if alone else Breadth.STAGE if has_stage else Breadth.ANY_KIND
    return Column(breadth, "", None, documents, stage)


def _exhibits(one: Outline, ties: Sequence[Tie]) -> list[tuple[Tie, Link, Document]]:
    """The passages of some ties, in their order."""
    wanted = {tie.id for tie in ties}
    links = {x.id: x for x in site().corpus.links.of_target(one.target.id) if x.id in wanted}
    held = snapshot().documents
    return [(tie, links[tie.id], held[tie.document]) for tie in ties if tie.id in links]


def _quiet(one: Outline, column: Column, counted: Square) -> list[Document]:
    """The documents in which nothing was found, or nothing that the square counts."""
    speaking = {tie.document for tie in one.ties if tie.state is not LinkState.REJECTED}
    speaking |= taken_from(one.target)
    return [] if counted.ties else [d for d in column.documents if d.id not in speaking]


@pages.get("/plan/<plan>/matrise.csv")
def csv(plan: str) -> Response:
    """The whole matrix, as far as the address narrows it: a file for spreadsheets."""
    record = snapshot()
    found = matrix(record, plan, asked(request.args))
    answer = Response(
        stream_with_context(csv_matrix(record, found)), mimetype="text/csv; charset=utf-8"
    )
    name = f"matrise-{found.part.plan.id}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@pages.get("/plan/<plan>/matrise.xlsx")
def xlsx(plan: str) -> Response:
    """The same as a workbook, which has to be whole before it can be sent."""
    record = snapshot()
    found = matrix(record, plan, asked(request.args))
    file = TemporaryFile()  # noqa: SIM115 - closed with the answer
    write_matrix(record, found, file)
    file.seek(0)
    name = f"matrise-{found.part.plan.id}.xlsx"
    return send_file(file, _WORKBOOK, as_attachment=True, download_name=name, max_age=0)
