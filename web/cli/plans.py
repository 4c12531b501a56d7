"""Commands on plans: list, show, add, adopt, export; and what stands of their targets."""

from collections.abc import Mapping
from pathlib import Path

import click

from planspor import search
from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import LinkState, Origin, Plan, Source
from planspor.corpus.plans import read_plan, write_plan
from planspor.corpus.tracking import (
    CellState,
    Standing,
    State,
    Tracking,
    standing_of,
    track_goals,
    track_measures,
)
from planspor.ingest.extract.adopt import adopt, count_report
from planspor.ingest.extract.measures import recognise
from planspor.ingest.link import link
from planspor.web import shapes
from planspor.web.cli.context import (
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    progress,
    says_errors,
    table,
)


@click.group("plans")
def plans_group() -> None:
    """Plans: list, show, add, adopt from a document, export."""


@plans_group.command("list")
@corpus_option
@json_option
@says_errors
def list_plans(folder: Path, as_json: bool) -> None:
    """List the plans, those that ship and your own."""
    with opened(folder) as corpus:
        plans = corpus.plans.all()
    if as_json:
        emit([shapes.plan_brief(plan) for plan in plans])
        return
    listed = table("=Plan", "Title", "Years", ">Goals", ">Measures", ">Expected", "From")
    for p in plans:
        counts = str(len(p.goals)), str(len(p.measures)), str(p.expected_measures or "?")
        listed.add_row(p.id, p.title, p.years or "", *counts, p.origin)
    console().print(listed)


@plans_group.command("show")
@click.argument("plan")
@corpus_option
@json_option
@says_errors
def show_plan(plan: str, folder: Path, as_json: bool) -> None:
    """Show a plan's goals, areas and what is known of it."""
    with opened(folder) as corpus:
        found = corpus.plans.get(plan)
    if as_json:
        emit(shapes.plan(found))
        return
    click.echo(f"{found.title} ({found.id}), {found.years or ''}")
    known = f"{len(found.measures)} measures known"
    expected = found.expected_measures
    click.echo(f"{known}, {expected} expected. {found.expected_note or ''}" if expected else known)
    listed = table("=Goal", "Level", "Text", "Stated in")
    for goal in found.goals:
        where = f"{goal.source.within}, {goal.source.at}" if goal.source else ""
        listed.add_row(goal.id, goal.level, goal.text, where)
    console().print(listed)


@plans_group.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "plan_id", help="The plan's id, for a CSV or XLSX list of measures.")
@click.option("--title", help="The plan's title, for a CSV or XLSX list of measures.")
@corpus_option
@json_option
@says_errors
def add_plan(
    file: Path, plan_id: str | None, title: str | None, folder: Path, as_json: bool
) -> None:
    """Add or bring up to date a plan from a YAML, CSV or XLSX file."""
    read = read_plan(file, plan_id, title)
    with opened(folder) as corpus:
        summary = corpus.plans.put(read, Origin.PERSON)
        _relink(corpus, read.id)
        found = corpus.plans.get(read.id)
    if as_json:
        counts = {
            "added": summary.added,
            "updated": summary.updated,
            "unchanged": summary.unchanged,
            "removed": summary.removed,
        }
        emit({"plan": found.id, "entries": counts, "measures": len(found.measures)})
        return
    click.echo(
        f"{found.id}: {count_report(found)}; {summary.added} added, {summary.updated} updated, "
        f"{summary.unchanged} unchanged, {summary.removed} removed"
    )


@plans_group.command("adopt")
@click.argument("document")
@click.option("--plan", "plan_id", help="The plan's id; else the document's.")
@click.option("--dry-run", is_flag=True, help="Show what was recognised, store nothing.")
@corpus_option
@json_option
@says_errors
def adopt_plan(
    document: str, plan_id: str | None, dry_run: bool, folder: Path, as_json: bool
) -> None:
    """Recognise the measures of a document that is a plan, and make a plan of them."""
    with opened(folder) as corpus:
        found = corpus.documents.get(document)
        text = corpus.documents.text(document)
        sections = corpus.documents.sections(document)
        passages = corpus.documents.passages(document)
        recognised = recognise(text, sections)
        plan = adopt(found, text, sections, passages, recognised, plan_id)
        if not dry_run:
            _require_measures(plan)
            corpus.plans.put(plan, Origin.RECOGNISED)
            _relink(corpus, plan.id)
        places = _places(corpus, [measure.passage for measure in plan.measures])
    report = count_report(plan)
    if as_json:
        rows = [
            {
                "id": measure.id,
                "ordinal": measure.ordinal,
                "text": measure.text,
                "owners": list(measure.owners),
                "time_frame": measure.time_frame,
                "heading": measure.heading,
                "confidence": measure.confidence,
                "source": shapes.source(places[measure.passage])
                if measure.passage in places
                else None,
            }
            for measure in plan.measures
        ]
        emit(
            {
                "plan": plan.id,
                "document": document,
                "stored": not dry_run,
                "found": len(plan.measures),
                "expected": plan.expected_measures,
                "report": report,
                "goals": len(plan.goals),
                "measures": rows,
            }
        )
        return
    listed = table("=Measure", "Text", "Owners", "Time", ">Sure")
    for m in plan.measures:
        sure = f"{m.confidence:.2f}" if m.confidence is not None else ""
        listed.add_row(m.id, m.text or "", ", ".join(m.owners), m.time_frame or "", sure)
    console().print(listed)
    click.echo(f"{plan.id}: {report}" + (" (nothing stored)" if dry_run else ""))


def _require_measures(plan: Plan) -> None:
    if not plan.measures:
        raise InputError(
            f"{plan.document}: no list of measures was recognised in it; nothing is stored",
            "Write its measures in a plan file and add that with `planspor plans add`.",
        )


@plans_group.command("export")
@click.argument("plan")
@corpus_option
@says_errors
def export_plan(plan: str, folder: Path) -> None:
    """Print a plan, your edits included, as a YAML plan file."""
    with opened(folder) as corpus:
        click.echo(write_plan(corpus.plans.get(plan)), nl=False)


def _relink(corpus: Corpus, plan: str) -> None:
    with progress("Linking") as step:
        link(corpus, [plan], progress=step)
    search.open(corpus)


def _places(corpus: Corpus, passages: list[str | None]) -> Mapping[str | None, Source]:
    wanted = [passage for passage in passages if passage]
    found = corpus.documents.passages_by_id(wanted)
    return {id_: passage.source for id_, passage in found.items()}


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
        places = _places(corpus, [_passage(standing) for standing in tracking.standings])
    if as_json:
        named = {key: value for key, value in places.items() if key is not None}
        rows = [shapes.measure(standing, named) for standing in tracking.standings]
        emit(shapes.summary(tracking) if only_summary else rows)
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
        emit(shapes.evidence(standing, reviews))
        return
    click.echo(f"{standing.target.id}: {standing.target.text}")
    click.echo(f"State: {standing.state.replace('_', ' ')}\n")
    for found in (*standing.links, *standing.origins):
        own = " – the plan's own words, no evidence" if found.origin else ""
        lines = f"lines {found.source.line_start}–{found.source.line_end}"
        click.echo(f"[{found.id}] {found.state}, {found.stage}, {found.stance}{own}")
        click.echo(f"  {found.passage} ({lines}), score {found.score:.2f}")
        because = [*found.rules, *list(found.terms)[:6]]
        click.echo(f"  because of: {', '.join(because)}")
        text = " ".join(found.text.split())
        click.echo(f"  “{text[:400]}{' …' if len(text) > 400 else ''}”\n")
    empty = [trace for trace in standing.traces if not trace.links]
    click.echo(f"Searched without a find in {len(empty)} of {len(standing.traces)} documents:")
    for trace in empty:
        click.echo(f"  {trace.document} (best score {trace.best_score:.2f})")


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
        emit(shapes.matrix(tracking))
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
