"""How the record's own kinds stand in tables."""

from typing import Any

from planspor.corpus.indicators import Series
from planspor.corpus.model import (
    Document,
    Goal,
    Indicator,
    IndicatorValue,
    Link,
    LinkState,
    Measure,
    Passage,
    Plan,
    Review,
    Section,
)
from planspor.corpus.showing.tables import (
    Table,
    columns,
    place_columns,
    register,
    register_whole,
    table_of_items,
)
from planspor.corpus.tracking import (
    Cell,
    CellState,
    Outline,
    Part,
    Standing,
    State,
    Tracking,
    rests_on_rules,
)


def judged_by(link: Link) -> str:
    """Who says that a link holds: the machine alone, a rule that a person set, or a person."""
    if link.state is LinkState.SUGGESTED:
        return "machine"
    return "rule" if link.by_rule else "person"


def _count(state: LinkState) -> Any:
    return lambda standing: standing.count(state)


_STANDS = columns(
    target="target.id",
    text="target.text",
    state="state",
    suggested=_count(LinkState.SUGGESTED),
    accepted=_count(LinkState.ACCEPTED),
    rejected=_count(LinkState.REJECTED),
    stages="stages",
    documents="documents",
)
_STANDS_SHOWN = "target text state suggested accepted rejected stages"
_LINK = columns(
    *("id", "target", "document", "passage", "state", "stage", "stance", "score"),
    judged_by=judged_by,
    counts_as=lambda link: "the plan's own words" if link.origin else "evidence",
    text="quotation",
    rules="rules",
    terms=lambda link: tuple(sorted(link.terms, key=lambda term: -link.terms[term])),
    proposed_by="proposed_by",
    outdated="outdated",
    **place_columns(),
)

register(
    Document,
    "Documents",
    columns(
        *("id", "title", "kind", "issuer", "year", "date", "language", "number", "validity"),
        *("access", "version", "sections", "passages", "address", "file", "added", "licence"),
    ),
    "id title kind issuer year passages",
)
register(
    Section,
    "Sections",
    columns(
        *("id", "document", "number", "heading", "level", "kind", "parent", "confidence"),
        **place_columns(),
    ),
    "id number heading level kind",
)
register(
    Passage,
    "Passages",
    columns("id", "document", "section", "kind", "text", **place_columns()),
    "id text page",
)
register(
    Plan,
    "Plans",
    columns(
        *("id", "title", "short", "years", "issuer", "origin"),
        goals=lambda plan: len(plan.goals),
        measures=lambda plan: len(plan.measures),
        expected_measures="expected_measures",
        indicators=lambda plan: len(plan.indicators),
    ),
    "id title years goals measures",
)
register(Goal, "Goals", columns("id", "plan", "number", "level", "parent", "text"), "id level text")
register(
    Measure,
    "Measures",
    columns(
        *("id", "plan", "ordinal", "text", "goals", "area", "owners", "time_frame", "chapter"),
        *("confidence", "passage", "origin"),
    ),
    "id ordinal text owners time_frame",
)
register(
    Indicator,
    "Indicators",
    columns("id", "plan", "ordinal", "text", "type", "goals", "unit", "direction"),
    "id text type unit direction",
)
register(
    IndicatorValue,
    "Values",
    columns(
        *("indicator", "year", "label", "value", "text", "baseline", "document", "passage"),
        *("file", "person", "note"),
    ),
    "indicator year label value baseline document",
)
register(
    Series,
    "How indicators have moved",
    columns(
        indicator="indicator.id",
        text="indicator.text",
        unit="indicator.unit",
        direction="indicator.direction",
        baseline=lambda series: series.baseline and series.baseline.value,
        baseline_year=lambda series: series.baseline and series.baseline.year,
        latest=lambda series: series.latest and series.latest.value,
        latest_year=lambda series: series.latest and series.latest.year,
        change="change",
        percent="percent",
        movement="movement",
    ),
    "indicator text baseline baseline_year latest latest_year movement",
)
register(Link, "Links", _LINK, "id target document state judged_by stage stance score text")
register(
    Review,
    "Decisions",
    columns(
        *("link", "target", "document", "person", "decision", "stage", "stance", "note", "at"),
        round="round",
    ),
    "link target document person decision stage stance note",
)
register(
    Standing,
    "How targets stand",
    _STANDS | columns(searched=lambda standing: len(standing.traces)),
    _STANDS_SHOWN,
)
register(
    Outline,
    "How targets stand",
    _STANDS
    | columns(searched="searched", by_rules_alone=lambda standing: rests_on_rules(standing.ties)),
    _STANDS_SHOWN,
)
register(
    Cell,
    "Targets in documents",
    columns(
        *("row", "document", "state", "stages", "stances", "best_score"),
        links=lambda cell: tuple(link.id for link in cell.links),
    ),
)


def _matrix(found: Tracking) -> Table:
    """Targets against documents; what is not said of a point without wording is None."""
    cells = {(cell.row, cell.document): cell.state for cell in found.cells()}
    documents = [document.id for document in found.documents]
    rows = tuple(
        (
            standing.target.id,
            standing.state.value,
            *(_value(cells.get((standing.target.id, document))) for document in documents),
        )
        for standing in found.standings
    )
    named = ("target", "state", *documents)
    return Table(f"{found.plan.short}: measures against documents", named, rows, named)


def _value(state: CellState | None) -> str | None:
    return None if state is None else state.value


def _part(found: Part) -> Table:
    table = table_of_items(Outline, found.standings)
    counts = found.summary()
    title = (
        f"{found.plan.short}: {counts[State.ADDRESSED]} of {len(found.standings)} "
        "addressed by accepted evidence"
    )
    return Table(title, table.columns, table.rows, table.shown)


def _evidence(found: Standing) -> Table:
    """The links of one target; its title says what was searched."""
    table = table_of_items(Link, (*found.links, *found.origins, *found.outdated))
    said = f"{found.target.id}: {found.state.value.replace('_', ' ')}"
    searched = f"searched for in {len(found.traces)} documents"
    silent = f"nothing found in {len(found.silences)} of them"
    return Table(f"{said}; {searched}, {silent}", table.columns, table.rows, table.shown)


def _plan(found: Plan) -> Table:
    table = table_of_items(Measure, found.measures)
    return Table(found.title, table.columns, table.rows, table.shown)


register_whole(Tracking, _matrix)
register_whole(Part, _part)
register_whole(Standing, _evidence)
register_whole(Plan, _plan)
