"""Commands on how a plan stands: measures, link, evidence, matrix."""

from pathlib import Path

import click

from planspor import search
from planspor.corpus.model import LinkState
from planspor.corpus.tracking import (
    CellState,
    Standing,
    State,
    Tracking,
    standing_of,
    track_goals,
    track_measures,
)
from planspor.ingest.link import link
from planspor.web import plan_shapes
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
from planspor.web.cli.plans import places_of


@click.command("measures")
@click.argument("plan")
@click.option("--summary", "only_summary", is_flag=True, help="Only how many stand how.")
@corpus_option
@json_option
@says_errors
def measures_command(plan: str, only_summary: bool, folder: Path, as_json: bool) -> None:
    """Show a plan's measures and how each stands."""
    with opened(folder) as corpus:
        tracking = track_measures(corpus, plan)
        places = places_of(corpus, [_passage(standing) for standing in tracking.standings])
    if as_json:
        named = {key: value for key, value in places.items() if key is not None}
        rows = [plan_shapes.measure(standing, named) for standing in tracking.standings]
        emit(plan_shapes.summary(tracking) if only_summary else rows)
        return
    if not only_summary:
        _print_standings(tracking)
    print_summary(tracking)


def _passage(standing: Standing) -> str | None:
    return getattr(standing.target, "passage", None)


def _print_standings(tracking: Tracking) -> None:
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


def print_summary(tracking: Tracking) -> None:
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
@corpus_option
@json_option
@says_errors
def evidence_command(target: str, folder: Path, as_json: bool) -> None:
    """Show all that bears on a measure or goal, and where was searched without a find."""
    with opened(folder) as corpus:
        standing = standing_of(corpus, target)
        reviews = corpus.reviews.of_target(target)
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
    click.echo(f"Searched without a find in {silent} of {searched} documents:")
    for trace in standing.silences:
        restated = ", only restates the plan" if trace.links else ""
        click.echo(f"  {trace.document} (best score {trace.best_score:.2f}{restated})")


_SIGNS = {
    CellState.REVIEWED: "●",
    CellState.SUGGESTED: "○",
    CellState.REJECTED: "×",
    CellState.NOTHING_FOUND: "·",
    CellState.NOT_SEARCHED: "?",
}


@click.command("matrix")
@click.argument("plan")
@click.option("--rows", type=click.Choice(["measures", "goals"]), default="measures")
@corpus_option
@json_option
@says_errors
def matrix_command(plan: str, rows: str, folder: Path, as_json: bool) -> None:
    """Show a plan's measures or goals against the documents."""
    with opened(folder) as corpus:
        tracking = track_goals(corpus, plan) if rows == "goals" else track_measures(corpus, plan)
    if as_json:
        emit(plan_shapes.matrix(tracking))
        return
    listed = table("=Target", *(str(n) for n, _ in enumerate(tracking.documents, 1)))
    cells = {(cell.row, cell.document): cell for cell in tracking.cells()}
    for standing in tracking.standings:
        row = [cells.get((standing.target.id, d.id)) for d in tracking.documents]
        if all(cell is not None for cell in row):
            listed.add_row(standing.target.id, *(_SIGNS[cell.state] for cell in row if cell))
    console().print(listed)
    for number, document in enumerate(tracking.documents, 1):
        click.echo(f"{number:>3} {document.id} ({document.kind}, {document.year or 'no year'})")
    click.echo("● reviewed  ○ suggested  × rejected  · searched, nothing found  ? not searched")
    print_summary(tracking)
