"""Whole lists as files, without a cap."""

from collections.abc import Iterator
from typing import Final

from flask import Response

from planspor.corpus.model import Link
from planspor.corpus.store.paging import LinksWanted, links_after
from planspor.web.api.models import links as link_models
from planspor.web.api.models import plans as plan_models
from planspor.web.api.models import search as search_models
from planspor.web.api.operations import Resource
from planspor.web.api.resources.plans import at
from planspor.web.api.resources.search import asked
from planspor.web.files import ENDINGS
from planspor.web.files.lists.documents import hits_table
from planspor.web.files.lists.evidence import links_table
from planspor.web.files.lists.matrices import matrix_table
from planspor.web.files.offering import file_answer
from planspor.web.site import site, snapshot
from planspor.web.views.matrices import AGAINST_NAMED, BY_NAMED, ROWS_NAMED, Asked, matrix

resource = Resource("exports", "Whole lists as files: all hits, a matrix, a plan's links.")
_AT_ONCE: Final = 500
_ENDING: Final = f"<any({', '.join(ENDINGS)}):ending>"


@resource.gives(
    f"/exports/search.{_ENDING}",
    ENDINGS,
    search_models.FileQuery,
    example="/exports/search.csv?q=ventetid",
)
def export_search(ending: str, query: search_models.FileQuery) -> Response:
    """Take all hits of a search along, each with the address of its passage."""
    wanted = asked(query, query.order)
    return file_answer(
        hits_table(site().corpus, site().index().hits(wanted, marked=False), wanted.query), ending
    )


@resource.gives(
    f"/exports/plans/<plan>/matrix.{_ENDING}",
    ENDINGS,
    plan_models.MatrixFileQuery,
    example="/exports/plans/havneset2021/matrix.csv",
)
def export_matrix(plan: str, ending: str, query: plan_models.MatrixFileQuery) -> Response:
    """Take a plan's whole matrix along."""
    narrowed = {name: str(value) for name, value in _narrowing(query) if value is not None}
    wanted = Asked(
        *(ROWS_NAMED[query.rows], AGAINST_NAMED[query.columns], BY_NAMED[query.by], narrowed),
        at=at(query.at),
    )
    record = snapshot()
    return file_answer(matrix_table(record, matrix(record, plan, wanted)), ending)


def _narrowing(query: plan_models.MatrixFileQuery) -> tuple[tuple[str, object], ...]:
    return ("type", query.kind), ("aar", query.year)


@resource.gives(
    f"/exports/plans/<plan>/links.{_ENDING}",
    ENDINGS,
    link_models.LinkFileQuery,
    example="/exports/plans/havneset2021/links.csv",
)
def export_links(plan: str, ending: str, query: link_models.LinkFileQuery) -> Response:
    """Take a plan's links along, those with the best score first, each with its passage."""
    held = snapshot().plan(plan)
    wanted = LinksWanted(
        plan, query.target, state=query.state, evidence=True, hidden=snapshot().hidden
    )
    return file_answer(links_table(f"koblinger-{held.id}", held.title, _links(wanted)), ending)


def _links(wanted: LinksWanted) -> Iterator[Link]:
    """Links, some at a time."""
    after: tuple[float, str] | None = None
    while found := links_after(site().corpus.database, wanted, after, _AT_ONCE):
        yield from found
        after = found[-1].score, found[-1].id
