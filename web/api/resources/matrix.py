"""A plan's targets against the documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from planspor.corpus.model import Document
from planspor.corpus.store.ties import Tie
from planspor.corpus.tracking import Cell, CellState, Outline, State, cell_state, taken_from
from planspor.web.api.cursors import cut
from planspor.web.api.models import plans as models
from planspor.web.api.operations import Resource
from planspor.web.api.resources.plans import at
from planspor.web.shapes import plan_shapes as shapes
from planspor.web.shapes.document_shapes import Json, document_brief
from planspor.web.site import snapshot
from planspor.web.views.matrices import ROWS_NAMED, Asked, matrix

resource = Resource("matrix", "Every target of a plan against every document.")
_NARROWING: Final = {
    "kind": "type",
    "year": "aar",
    "document": "dokument",
    "county": "fylke",
    "municipality": "kommune",
}


@resource.reads(
    "/plans/<plan>/matrix",
    models.Matrix,
    models.MatrixQuery,
    example="/plans/havneset2021/matrix?document=evaluering-ivs-2023&limit=2",
)
def get_matrix(plan: str, query: models.MatrixQuery) -> Json:
    """Get some rows of a plan's matrix, with the cells in which anything was found.

    A cell that is not there was searched and nothing found, unless it says `not_searched`. The
    whole of it comes as a file from `/exports`.
    """
    narrowed = {
        name: str(value)
        for field, name in _NARROWING.items()
        if (value := getattr(query, field)) is not None
    }
    wanted = Asked(ROWS_NAMED[query.rows], narrowed=narrowed, at=at(query.at))
    record = snapshot()
    found = matrix(record, plan, wanted)
    page = cut(enumerate(found.part.standings), _place, query.limit, query.cursor)
    rows = [one for _, one in page.items]
    seen = sorted(found.seen, key=lambda one: one.id)
    scores = record.scores([one.target.id for one in rows], [one.id for one in seen])
    return {
        "plan": found.part.plan.id,
        "documents": [document_brief(one) for one in seen],
        "rows": [shapes.row(one) for one in rows],
        "cells": [shapes.cell(c) for one in rows for c in _cells(one, seen, scores)],
        "summary": shapes.summary(replace(found.part, standings=tuple(rows))),
        "total": page.total,
        "next": page.next,
    }


def _place(numbered: tuple[int, Outline]) -> tuple[int, str]:
    number, one = numbered
    return number, one.target.id


def _cells(
    row: Outline, documents: Sequence[Document], scores: Mapping[str, Mapping[str, float]]
) -> Iterator[Cell]:
    """The cells of a row but for those in which nothing was found."""
    if row.state is State.WORDING_NOT_LOADED:
        return
    near, taken = scores[row.target.id], taken_from(row.target)
    ties: dict[str, list[Tie]] = {}
    for tie in row.ties:
        ties.setdefault(tie.document, []).append(tie)
    for document in documents:
        id_, found = document.id, ties.get(document.id, [])
        state = cell_state(found, id_ in near, id_ in taken)
        if state is not CellState.NOTHING_FOUND:
            best = sorted(found, key=lambda tie: (-tie.score, tie.id))
            yield Cell(row.target.id, id_, state, tuple(best), near.get(id_))
