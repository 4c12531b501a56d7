"""A plan's targets against the documents: the matrix, the passages of one square, and files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Document, Link, LinkState
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking import Outline, taken_from
from planspor.web.drawing import brief
from planspor.web.files.lists.evidence import links_table
from planspor.web.files.lists.matrices import matrix_table
from planspor.web.files.offering import offers
from planspor.web.files.table import Table
from planspor.web.language import language
from planspor.web.paging import pages_of, wanted_page
from planspor.web.plots.heat_map import heat_map
from planspor.web.site import site, snapshot
from planspor.web.snapshot import Snapshot
from planspor.web.views.columns import MOST_COLUMNS, Breadth, Column, spans
from planspor.web.views.grid import ROWS, Square, by_document, row_groups, square
from planspor.web.views.matrices import NARROWING, Matrix, asked, matrix, places, scores_for
from planspor.web.views.telling import square_teller
from planspor.web.words import KINDS

pages = Blueprint("matrix", __name__)
_PASSAGES: Final = 40
"""Passages of a square on a page."""
_MAP_ROWS: Final = 200
"""Rows of the picture on a page."""
_MAP_COLUMNS: Final = 80
_DOCUMENTS: Final = 200
"""Documents named where nothing was found."""
_KEPT: Final = ("rader", "mot", "gruppe", "per", *NARROWING)


def _table(plan: str) -> Table:
    record = snapshot()
    return matrix_table(record, matrix(record, plan, asked(request.args)))


@pages.get("/plan/<plan>/matrise")
@offers(_table)
def page(plan: str) -> str:
    """The matrix, or the part of it that the address asks for."""
    record, wanted = snapshot(), asked(request.args)
    found = matrix(record, plan, wanted)
    drawn = _map(found) if request.args.get("vis") == "kart" else _squares(record, found)
    return render_template(
        "matrix.html",
        plan=found.part.plan,
        wanted=wanted,
        by=found.by,
        **drawn,
        slots=len(found.part.standings) - len(found.rows),
        documents=found.documents,
        kinds=_kinds(found),
        years=_years(found),
        places=places(record, (d for d in found.part.documents if d.id in record.documents)),
        narrowed=[name for name in NARROWING if request.args.get(name)],
    )


def _squares(record: Snapshot, found: Matrix) -> dict[str, Any]:
    """One page of the table."""
    down = pages_of(found.rows, ROWS, wanted_page(request.args))
    across = pages_of(found.columns, MOST_COLUMNS, wanted_page(request.args, "kolonner"))
    rows, shown = down.cut(found.rows), across.cut(found.columns)
    scores = scores_for(record, found, rows, shown)
    return {
        "groups": row_groups(rows, shown, scores, len(found.part.documents)),
        "columns": shown,
        "spans": spans(shown),
        "down": down,
        "across": across,
        "cell_url": _cell_addresses(found.part.plan.id, shown),
        "told": square_teller(),
    }


def _map(found: Matrix) -> dict[str, Any]:
    """One page of the picture, which has room for more."""
    down = pages_of(found.rows, _MAP_ROWS, wanted_page(request.args))
    across = pages_of(found.columns, _MAP_COLUMNS, wanted_page(request.args, "kolonner"))
    rows, shown = down.cut(found.rows), across.cut(found.columns)
    addresses = [_narrowed_to(found.part.plan.id, column) for column in shown]
    heat = snapshot().kept(
        ("map", language(), request.full_path),
        lambda: heat_map(rows, shown, addresses, _nameless(found.by)),
    )
    return {
        "map": True,
        "groups": [],
        "heat": heat,
        "columns": shown,
        "down": down,
        "across": across,
    }


def _nameless(by: str) -> str:
    """What rows are gathered under that belong to no area, goal or owner."""
    return {
        "omrade": gettext("Uten område"),
        "maal": gettext("Uten mål"),
        "ansvarlig": gettext("Ansvarlig ikke oppgitt"),
    }[by]


def _narrowed_to(plan: str, column: Column) -> str:
    """The page that says more of a column: its document, or the matrix of its documents."""
    if column.breadth is Breadth.DOCUMENT:
        return url_for("documents.page", document=column.documents[0].id)
    return _address("matrix.page", plan, **column.narrowing)


def _address(endpoint: str, plan: str, **narrowing: str | int) -> str:
    """An address that keeps what this one says of rows, columns and documents."""
    query: dict[str, Any] = {**_kept(), **narrowing}
    return url_for(endpoint, plan=plan, **query)


def _kept() -> dict[str, str]:
    return {name: request.args[name] for name in _KEPT if request.args.get(name)}


def _cell_addresses(plan: str, columns: Sequence[Column]) -> Callable[[str, int], str]:
    """The addresses of squares, by target and column; what they share is written once."""
    start, kept = url_for("matrix.cell", plan=plan), _kept()
    ends = [urlencode({**kept, **column.narrowing}) for column in columns]

    def address(target: str, column: int) -> str:
        return f"{start}?rad={target.partition('/')[2]}&{ends[column]}"

    return address


def _kinds(found: Matrix) -> list[str]:
    held = {document.kind for document in _shown(found)}
    return [kind for kind in KINDS if kind in held]


def _years(found: Matrix) -> list[int]:
    return sorted({document.year for document in _shown(found) if document.year}, reverse=True)


def _shown(found: Matrix) -> Iterator[Document]:
    """All documents that may be seen, of which the address leaves some out."""
    return (d for d in found.part.documents if d.id in snapshot().documents)


@dataclass(frozen=True, slots=True)
class Cell:
    """One square with its row, its column, and the passages that it counts, the best first."""

    found: Matrix
    row: Outline
    column: Column
    square: Square
    near: Mapping[str, float]
    ties: Sequence[Tie]


def _cell(plan: str) -> Cell:
    record, wanted = snapshot(), asked(request.args)
    found = matrix(record, plan, wanted)
    one = _row(found, f"{plan}/{request.args.get('rad', '')}")
    column = _column(found, wanted.stage is not None)
    near = record.scores([one.target.id], column.ids)[one.target.id]
    counted = square(by_document(one.ties), column, column.ids, near, taken_from(one.target))
    ties = sorted(counted.ties, key=lambda tie: (-tie.score, tie.id))
    return Cell(found, one, column, counted, near, ties)


def _cell_table(plan: str) -> Table:
    held = _cell(plan)
    target = held.row.target
    links = (link for _, link, _ in _exhibits(held.row, held.ties))
    return links_table(f"celle-{target.id.replace('/', '-')}", brief(target), links)


@pages.get("/plan/<plan>/matrise/celle")
@offers(_cell_table)
def cell(plan: str) -> str:
    """The passages that one square counts, and where was searched in vain."""
    held, wanted = _cell(plan), asked(request.args)
    found, one, column, counted = held.found, held.row, held.column, held.square
    near, ties = held.near, held.ties
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
