"""A whole matrix as a file, some rows read at a time."""

from collections.abc import Iterator, Mapping
from typing import Final

from flask_babel import gettext as _

from planspor.web.files.columns import columns
from planspor.web.files.table import Column as Heading
from planspor.web.files.table import Row, Table
from planspor.web.snapshot import Snapshot
from planspor.web.views.columns import Breadth, Column
from planspor.web.views.grid import ROWS, Square, row_groups
from planspor.web.views.grid import Row as MatrixRow
from planspor.web.views.matrices import Matrix, scores_for
from planspor.web.words import CELLS, STANCES

_FIRST: Final = ("target", "ordinal", "text", "group", "state")


def matrix_table(record: Snapshot, found: Matrix) -> Table:
    """The targets against the columns that were asked for; what each column holds is a note."""
    plan = found.part.plan
    first = columns(*_FIRST, target=_("Id"), text=_("Ordlyd"))
    return Table(
        f"matrise-{plan.id}",
        _("Matrise: %(plan)s", plan=plan.title),
        [*first, *map(_heading, found.columns)],
        _rows(record, found),
        kept=len(_FIRST),
        sheet=_("Matrise"),
        notes=[_about(record, found)],
    )


def _heading(column: Column) -> Heading:
    name = _name(column)
    return Heading(name, name, said=lambda square: square["said"])


def _name(column: Column) -> str:
    return column.documents[0].id if column.breadth is Breadth.DOCUMENT else column.name


def _rows(record: Snapshot, found: Matrix) -> Iterator[Row]:
    every = len(found.part.documents)
    names = [_name(column) for column in found.columns]
    for first in range(0, len(found.rows), ROWS):
        rows = found.rows[first : first + ROWS]
        scores = scores_for(record, found, rows, found.columns)
        for group in row_groups(rows, found.columns, scores, every):
            for row in group.rows:
                squares = zip(names, map(_square, row.squares), strict=True)
                yield {**_described(row, group.name), **dict(squares)}


def _described(row: MatrixRow, group: str) -> Row:
    target = row.target
    return {
        "target": target.id,
        "ordinal": getattr(target, "ordinal", None) or getattr(target, "number", None),
        "text": target.text,
        "group": group,
        "state": row.state,
    }


def _square(square: Square) -> Mapping[str, object]:
    return {
        "state": square.state,
        "passages": square.count,
        "stances": list(square.stances),
        "searched": square.searched,
        "documents": square.documents,
        "said": _said(square),
    }


def _said(square: Square) -> str:
    """A square in words: its state, how many passages, and what those accepted say."""
    name = CELLS[square.state].name
    if square.count:
        stances = ", ".join(STANCES[stance].name.lower() for stance in square.stances)
        return f"{name} ({square.count}){f': {stances}' if stances else ''}"
    if 0 < square.searched < square.documents:
        searched, every = square.searched, square.documents
        return _("%(name)s (%(n)s av %(every)s søkt)", name=name, n=searched, every=every)
    return name


def _about(record: Snapshot, found: Matrix) -> Table:
    return Table(
        "columns",
        _("Kolonner"),
        columns(
            *("column", "title", "kind", "year", "issuer", "municipality", "county", "document"),
            column=_("Kolonne"),
            municipality=_("Kommune"),
            county=_("Fylke"),
        ),
        list(_held(record, found)),
    )


def _held(record: Snapshot, found: Matrix) -> Iterator[Row]:
    """What each column holds; a document that may not be seen is only counted."""
    for column in found.columns:
        if column.breadth is Breadth.HIDDEN:
            number = len(column.documents)
            yield {"column": column.name, "title": _("%(n)s dokumenter", n=number)}
            continue
        for document in column.documents:
            region = record.regions[document.id]
            yield {
                "column": _name(column),
                "title": document.title,
                "kind": document.kind,
                "year": document.year,
                "issuer": document.issuer,
                "municipality": region.municipality,
                "county": region.county,
                "document": document.id,
            }
