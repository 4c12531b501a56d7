"""Commands on what directorates report that they do: import, list, show, export, adopt."""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from planspor.corpus.actions import overview_rows, read_overview
from planspor.corpus.model import Action, ActionReport
from planspor.corpus.store.database import now
from planspor.ingest.extract.findings.adopting import adopt_action, round_of
from planspor.web.cli.context import (
    console,
    corpus_option,
    emit,
    json_option,
    named,
    opened,
    says_errors,
    table,
)
from planspor.web.cli.exporting import export_option, exported
from planspor.web.shapes import action_shapes as shapes


@click.group("actions")
def actions_group() -> None:
    """What directorates report that they do about a plan: reports, never evidence."""


@actions_group.command("import")
@click.argument("plan")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--round", "round_", help="The round of reporting, as you call it (2017-2).")
@click.option("--as", "name", help="Your name, kept with what is reported.")
@corpus_option
@json_option
@says_errors
def import_actions(
    plan: str, file: Path, round_: str | None, name: str | None, folder: Path, as_json: bool
) -> None:
    """Take in an overview of actions from CSV or XLSX; each round appends its statuses.

    Columns, of which only Aktivitet is needed: Tiltak (the plan's points, as numbers "3, 5 og
    7-9", ids or wordings, several apart by ; or a line break), Aktivitet (what is done),
    Ansvarlig, Avdeling, Milepæler, Status, Nytt/løpende, Strategi, Runde, Id. A column Nr
    numbers the rows, unless no column Tiltak is there and all its numbers are points.
    """
    person = named(name) if name else None
    with opened(folder) as corpus:
        who = person.id if person else None
        overview = read_overview(file, corpus.plans.get(plan), round_, who, now())
        if person:
            corpus.reviews.know(person)
        done = corpus.actions.report(plan, overview.actions, overview.reports)
    if as_json:
        emit(
            {
                "plan": plan,
                "new": done.new,
                "changed": done.changed,
                "unchanged": done.unchanged,
                "statuses": done.statuses,
            }
        )
        return
    click.echo(
        f"{plan}: {done.new} actions new, {done.changed} changed, {done.unchanged} unchanged, "
        f"{done.statuses} statuses reported"
    )


@actions_group.command("list")
@click.argument("plan")
@click.option("--measure", help="Only those for this measure (its id).")
@click.option("--owner", help="Only those of this body.")
@export_option
@corpus_option
@json_option
@says_errors
def list_actions(
    plan: str,
    measure: str | None,
    owner: str | None,
    file: Path | None,
    folder: Path,
    as_json: bool,
) -> None:
    """List the actions reported for a plan, with the latest status of each."""
    with opened(folder) as corpus:
        held_plan = corpus.plans.get(plan)
        held = sorted(corpus.actions.of_plan(plan), key=lambda a: (a.targets, a.text))
        listed = [action for action in held if _is_wanted(action, plan, measure, owner)]
        reports = corpus.actions.reports([action.id for action in listed])
    if file is not None:
        exported(folder, file, "plans.reported_table", held_plan, listed, reports)
        return
    if as_json:
        emit([shapes.action(action, reports.get(action.id, [])) for action in listed])
        return
    rows = table("=Action", "Text", "Owner", "Points", "Round", "Status")
    for action in listed:
        said = reports.get(action.id, [])
        points = ", ".join(target.partition("/")[2] for target in action.targets)
        last = (said[-1].round, said[-1].status) if said else ("", "")
        rows.add_row(action.id, action.text, action.owner or "", points, *last)
    console().print(rows)


def _is_wanted(action: Action, plan: str, measure: str | None, owner: str | None) -> bool:
    served = measure is None or {measure, f"{plan}/{measure}"} & set(action.targets)
    return bool(served) and owner in (None, action.owner)


@actions_group.command("show")
@click.argument("action")
@corpus_option
@json_option
@says_errors
def show_action(action: str, folder: Path, as_json: bool) -> None:
    """Show one action with everything that was reported of it."""
    with opened(folder) as corpus:
        found = corpus.actions.get(action)
        reports = corpus.actions.reports([action]).get(action, [])
    if as_json:
        emit(shapes.action(found, reports))
        return
    _print(found, reports)


def _print(action: Action, reports: Sequence[ActionReport]) -> None:
    click.echo(f"{action.id}: {action.text}")
    new = {True: "new", False: "already running", None: ""}[action.new]
    told = (action.owner, action.department, new, "; ".join(action.strategies), action.file)
    click.echo("  " + " · ".join(one for one in told if one))
    click.echo("  for " + (", ".join(action.targets) or "no point of the plan"))
    for milestone in action.milestones:
        click.echo(f"  milestone: {milestone.text}{f' ({milestone.date})' * bool(milestone.date)}")
    rows = table("Round", "Status", "From")
    for report in reports:
        rows.add_row(report.round, report.status, report.passage or report.file or "")
    console().print(rows)


@actions_group.command("export")
@click.argument("plan")
@corpus_option
@says_errors
def export_actions(plan: str, folder: Path) -> None:
    """Write a plan's actions as CSV, which `actions import` reads again."""
    with opened(folder) as corpus:
        corpus.plans.get(plan)
        listed = corpus.actions.of_plan(plan)
        reports = corpus.actions.reports([action.id for action in listed])
    writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    writer.writerows(overview_rows(listed, reports))


@actions_group.command("adopt")
@click.argument("extract")
@click.option("--measure", "measures", multiple=True, required=True, help="A measure it is for.")
@click.option("--round", "round_", help="The round of reporting; else the document's date.")
@click.option("--as", "name", required=True, help="Your name.")
@corpus_option
@json_option
@says_errors
def adopt(
    extract: str,
    measures: tuple[str, ...],
    round_: str | None,
    name: str,
    folder: Path,
    as_json: bool,
) -> None:
    """Keep what a document tells of an action, for the measures that you name."""
    with opened(folder) as corpus:
        told = corpus.documents.get(corpus.extracts.get(extract).document)
        action = adopt_action(corpus, extract, measures, round_ or round_of(told), named(name))
        reports = corpus.actions.reports([action.id])[action.id]
    if as_json:
        emit(shapes.action(action, reports))
        return
    _print(action, reports)
