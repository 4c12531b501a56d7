"""Commands on how a plan stands: measures, link, evidence, matrix."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click

from planspor import search
from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import DocumentKind, LinkState, Stance
from planspor.corpus.tracking import (
    CellState,
    Outline,
    Part,
    State,
    Tracking,
    standing_of,
    taken_from,
    track,
)
from planspor.ingest.link import link
from planspor.web.cli.context import (
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    place,
    progress,
    say_drift,
    says_errors,
    table,
)
from planspor.web.cli.days import AT, end_of_day, everything, say_replayed
from planspor.web.cli.exporting import export_option, exported
from planspor.web.cli.plans import places_of
from planspor.web.shapes import plan_shapes
from planspor.web.snapshot import Snapshot
from planspor.web.views.columns import Breadth, Column
from planspor.web.views.grid import Square, row_groups
from planspor.web.views.matrices import (
    AGAINST_NAMED,
    BY_NAMED,
    ROWS_NAMED,
    Asked,
    Matrix,
    matrix,
    places,
    scores_for,
)


@click.command("measures")
@click.argument("plan")
@click.option("--summary", "only_summary", is_flag=True, help="Only how many stand how.")
@click.option("--at", "day", callback=end_of_day, help=f"{AT} Suggestions are today's.")
@export_option
@corpus_option
@json_option
@says_errors
def measures_command(
    plan: str,
    only_summary: bool,
    day: datetime | None,
    file: Path | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Show a plan's measures and how each stands, or stood on a day."""
    with opened(folder) as corpus:
        tracking = everything(corpus).measures(plan, day)
        places = places_of(corpus, [_passage(standing) for standing in tracking.standings])
    if file is not None:
        exported(folder, file, "plans.measures_table", tracking)
        return
    if as_json:
        named = {key: value for key, value in places.items() if key is not None}
        rows = [plan_shapes.measure(standing, named) for standing in tracking.standings]
        emit(plan_shapes.summary(tracking) if only_summary else rows)
        return
    if not only_summary:
        _print_standings(tracking)
    print_summary(tracking)
    say_replayed(day)


def _passage(standing: Outline) -> str | None:
    return getattr(standing.target, "passage", None)


def _print_standings(tracking: Part) -> None:
    listed = table("=Target", "Text", "State", ">Sugg.", ">Acc.", ">Rej.", "Stages")
    for standing in tracking.standings:
        if standing.state is State.WORDING_NOT_LOADED:
            continue
        states = (LinkState.SUGGESTED, LinkState.ACCEPTED, LinkState.REJECTED)
        counts = [str(standing.count(state) or "") for state in states]
        text = standing.target.text or ""
        listed.add_row(
            standing.target.id,
            text if len(text) < 90 else text[:88] + " …",
            standing.state.replace("_", " "),
            *counts,
            ", ".join(standing.stages),
        )
    console().print(listed)


def print_summary(tracking: Tracking | Part) -> None:
    """How many targets stand how."""
    counts = tracking.summary()
    total = len(tracking.standings)
    said = ", ".join(f"{n} {state.replace('_', ' ')}" for state, n in counts.items() if n)
    click.echo(f"{tracking.plan.short}: {counts[State.ADDRESSED]} of {total} addressed. {said}.")


@click.command("link")
@click.argument("plans", nargs=-1)
@click.option("--refresh", is_flag=True, help="Count the words of the corpus anew first.")
@corpus_option
@json_option
@says_errors
def link_command(plans: tuple[str, ...], refresh: bool, folder: Path, as_json: bool) -> None:
    """Search every document for the measures and goals of the plans (of all, if none is named)."""
    with opened(folder) as corpus:
        with progress("Linking") as step:
            done = link(corpus, plans or None, refresh, step)
        say_drift(done.drifted)
        search.open(corpus)
    if as_json:
        emit(
            {
                "run": done.run,
                "refreshed": done.refreshed,
                "plans": done.plans,
                "documents": done.documents,
                "targets": done.targets,
                "links": done.links,
                "drifted": done.drifted,
            }
        )
        return
    click.echo(
        f"{done.targets} targets of {done.plans} plans searched for in {done.documents} documents: "
        f"{done.links} links (run {done.run}{', counted anew' if done.refreshed else ''})"
    )


@click.command("evidence")
@click.argument("target", metavar="MEASURE or GOAL")
@export_option
@corpus_option
@json_option
@says_errors
def evidence_command(target: str, file: Path | None, folder: Path, as_json: bool) -> None:
    """Show all that bears on a measure or goal, and where was searched without a find."""
    with opened(folder) as corpus:
        standing = standing_of(corpus, target)
        reviews = corpus.reviews.of_target(target)
    if file is not None:
        exported(folder, file, "evidence.evidence_table", standing)
        return
    if as_json:
        emit(plan_shapes.evidence(standing, reviews))
        return
    click.echo(f"{standing.target.id}: {standing.target.text}")
    click.echo(f"State: {standing.state.replace('_', ' ')}\n")
    for found in (*standing.links, *standing.origins):
        own = " – the plan's own words, no evidence" if found.origin else ""
        click.echo(f"[{found.id}] {found.state}, {found.stage}, {found.stance}{own}")
        click.echo(f"  {found.passage} ({place(found.source)}), score {found.score:.2f}")
        because = [*found.rules, *list(found.terms)[:6]]
        click.echo(f"  because of: {', '.join(because)}")
        text = " ".join(found.text.split())
        click.echo(f"  “{text[:400]}{' …' if len(text) > 400 else ''}”\n")
    for lost in standing.outdated:
        click.echo(f"[{lost.id}] {lost.state} in version {lost.version} of {lost.document}, whose")
        click.echo(f"  words the present version lacks: planspor versions {lost.document}\n")
    silent, searched = len(standing.silences), len(standing.traces)
    if origin := {trace.document for trace in standing.traces} & taken_from(standing.target):
        click.echo(f"Taken from {', '.join(sorted(origin))}, which is no evidence for it.")
    click.echo(f"Searched without a find in {silent} of {searched} documents:")
    for trace in standing.silences:
        restated = ", only restates the plan" if trace.links else ""
        click.echo(f"  {trace.document} (best score {trace.best_score:.2f}{restated})")


_SIGNS = {
    CellState.REVIEWED: "●",
    CellState.SUGGESTED: "○",
    CellState.REJECTED: "×",
    CellState.TAKEN_FROM: "§",
    CellState.NOTHING_FOUND: "·",
    CellState.NOT_SEARCHED: "?",
}
_WIDEST: Final = 60
"""Columns of a table that is printed; a file has them all."""
_HEADING: Final = 60
"""The longest name of a group in a table that is printed."""


@click.command("matrix")
@click.argument("plan")
@click.option("--rows", type=click.Choice(list(ROWS_NAMED)), default="measures")
@click.option("--columns", type=click.Choice(list(AGAINST_NAMED)), default="document")
@click.option("--by", type=click.Choice(list(BY_NAMED)), help="What the rows are grouped by.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in DocumentKind]),
    help="Only documents of a kind.",
)
@click.option("--year", type=click.IntRange(1000, 2999), help="Only documents of a year.")
@click.option("--municipality", help="Only documents of a municipality.")
@click.option("--county", help="Only documents of a county.")
@click.option("--region", help='Only documents of a health region ("Helse Vest").')
@click.option("--at", "day", callback=end_of_day, help=AT)
@export_option
@corpus_option
@json_option
@says_errors
def matrix_command(
    plan: str, file: Path | None, folder: Path, as_json: bool, **asked_for: Any
) -> None:
    """Show a plan's measures, or its other targets, against the documents."""
    wanted = _wanted(**asked_for)
    with opened(folder) as corpus:
        record = everything(corpus)
        found = matrix(record, plan, wanted)
        _require_documents(record, found, wanted)
        if file is not None:
            exported(folder, file, "matrices.matrix_table", record, found)
            return
        if as_json:
            emit(plan_shapes.matrix(_tracked(corpus, found, wanted)))
            return
        _print_matrix(found, record)
    print_summary(found.part)
    say_replayed(wanted.at)


def _wanted(
    rows: str,
    columns: str,
    by: str | None,
    day: datetime | None,
    **narrowing: str | int | None,
) -> Asked:
    names = {
        "kind": "type",
        "year": "aar",
        "municipality": "kommune",
        "county": "fylke",
        "region": "region",
    }
    narrowed = {names[name]: str(value) for name, value in narrowing.items() if value}
    return Asked(
        ROWS_NAMED[rows], AGAINST_NAMED[columns], BY_NAMED.get(by or "", ""), narrowed, at=day
    )


def _require_documents(record: Snapshot, found: Matrix, wanted: Asked) -> None:
    """Raise InputError where no document is of a place or a year that is asked for."""
    known = places(record, found.part.documents)
    known["aar"] = sorted({str(one.year) for one in found.part.documents if one.year})
    for name, asked in wanted.narrowed.items():
        if asked not in known.get(name, [asked]):
            there = ", ".join(known[name]) or "none"
            raise InputError(f"{asked}: no document is of that", f"There are: {there}.")


def _tracked(corpus: Corpus, found: Matrix, wanted: Asked) -> Tracking:
    """The targets of a matrix with all that bears on them, in its documents."""
    targets = [standing.target for standing in found.part.standings]
    tracking = track(corpus, found.part.plan, targets, wanted.at)
    return replace(tracking, documents=tuple(sorted(found.seen, key=lambda d: d.id)))


def _print_matrix(found: Matrix, record: Snapshot) -> None:
    shown = found.columns[:_WIDEST]
    scores = scores_for(record, found, found.rows, shown)
    listed = table("=Target", *(str(n) for n, _ in enumerate(shown, 1)))
    groups = row_groups(found.rows, shown, scores, len(found.part.documents))
    for number, group in enumerate(groups):
        if group.name or len(groups) > 1:
            if number:
                listed.add_section()
            name = group.name or "(none)"
            named = name if len(name) <= _HEADING else f"{name[: _HEADING - 2]} …"
            listed.add_row(named, *("" for _ in shown))
        for row in group.rows:
            listed.add_row(row.target.id, *(_sign(square) for square in row.squares))
    console().print(listed)
    for number, column in enumerate(shown, 1):
        click.echo(f"{number:>3} {_column_name(column)}")
    if len(found.columns) > _WIDEST:
        click.echo(f"and {len(found.columns) - _WIDEST} more: --export FILE has them all")
    click.echo("● reviewed  ✗ reviewed, contradicts  ± reviewed, for and against  ○ suggested")
    click.echo("× rejected  § taken from it  · searched, nothing found  ? not searched")


def _sign(square: Square) -> str:
    """What a square is printed as; what was accepted against the target is no plain find."""
    if square.state is CellState.REVIEWED and Stance.CONTRADICTS in square.stances:
        return "±" if {Stance.SUPPORTS, Stance.PARTLY} & set(square.stances) else "✗"
    return _SIGNS[square.state]


def _column_name(column: Column) -> str:
    if column.breadth is Breadth.DOCUMENT:
        [document] = column.documents
        return f"{document.id} ({document.kind}, {document.year or 'no year'})"
    said = (column.kind, column.stage, str(column.year) if column.year else None)
    return f"{' '.join(filter(None, said)) or 'no year'} ({len(column.documents)} documents)"
