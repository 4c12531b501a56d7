"""How what search answers stands in tables (see `planspor.corpus.showing`)."""

from planspor.corpus.showing.tables import (
    Table,
    columns,
    place_columns,
    register,
    register_whole,
    table_of_items,
)
from planspor.search.model import FacetCount, Group, Grouped, Hit, Results

register(
    Hit,
    "Passages",
    columns(
        rank="rank",
        score="score",
        passage="passage.id",
        document="document.id",
        title="document.title",
        kind="document.kind",
        issuer="document.issuer",
        year="document.year",
        language="document.language",
        section="section.id",
        path="path",
        text="passage.text",
        **place_columns("passage.source"),
        also_in=lambda hit: tuple(place.passage for place in hit.also_in),
    ),
    "rank title year path text page",
)
register(FacetCount, "Counts", columns("value", "label", "count"))
register(
    Group,
    "Documents",
    columns(
        document="document.id",
        title="document.title",
        kind="document.kind",
        issuer="document.issuer",
        year="document.year",
        passages="total",
        best=lambda group: group.hits[0].passage.id if group.hits else None,
    ),
    "document title kind year passages",
)


def _results(found: Results) -> Table:
    table = table_of_items(Hit, found.hits)
    return Table(_said(found), table.columns, table.rows, table.shown)


def _said(found: Results) -> str:
    if not found.total:
        return f"“{found.query}”: nothing found in the documents that were searched"
    first = found.hits[0].rank if found.hits else 0
    return f"“{found.query}”: {found.total} passages found, shown from number {first}"


def _grouped(found: Grouped) -> Table:
    table = table_of_items(Group, found.groups)
    return Table(f"{found.total} documents", table.columns, table.rows, table.shown)


register_whole(Results, _results)
register_whole(Grouped, _grouped)
