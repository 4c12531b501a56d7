"""Commands on plans: list, show, add, adopt, export."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from planspor import search
from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import Origin, Plan, Source
from planspor.corpus.plans import read_plan, write_plan
from planspor.corpus.slugs import owner
from planspor.corpus.tracking import is_plan_itself
from planspor.ingest.extract.measures import recognise
from planspor.ingest.extract.plans import adopt, count_report
from planspor.ingest.link import link
from planspor.web.cli.context import (
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    progress,
    say_drift,
    says_errors,
    table,
)
from planspor.web.cli.days import everything
from planspor.web.cli.exporting import export_option, exported
from planspor.web.cli.findings import adopt_guideline
from planspor.web.shapes import document_shapes, plan_shapes

_YEARS: Final = re.compile(r"(?:1[89]|20)\d\d(?:\s*[-–/]\s*(?:(?:1[89]|20)?\d\d)?)?")


@click.group("plans")
def plans_group() -> None:
    """Plans: list, show, add, adopt from a document, export, remove."""


@plans_group.command("list")
@export_option
@corpus_option
@json_option
@says_errors
def list_plans(file: Path | None, folder: Path, as_json: bool) -> None:
    """List the plans, those that ship and your own."""
    with opened(folder) as corpus:
        plans = corpus.plans.all()
        parts = everything(corpus).all_measures() if file else []
    if file is not None:
        exported(folder, file, "plans.plans_table", parts)
        return
    if as_json:
        emit([plan_shapes.plan_brief(plan) for plan in plans])
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
        emit(plan_shapes.plan(found))
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
    _require_years(file, read)
    with opened(folder) as corpus:
        _require_passages(corpus, file, read)
        summary = corpus.plans.put(read, Origin.PERSON)
        _relink(corpus, read.id)
        found = corpus.plans.get(read.id)
    if as_json:
        entries = {
            "added": list(summary.added),
            "updated": list(summary.updated),
            "unchanged": list(summary.unchanged),
            "removed": list(summary.removed),
        }
        emit({"plan": found.id, "entries": entries, "measures": len(found.measures)})
        return
    click.echo(
        f"{found.id}: {count_report(found)}; {len(summary.added)} added, "
        f"{len(summary.updated)} updated, {len(summary.unchanged)} unchanged, "
        f"{len(summary.removed)} removed"
    )


@plans_group.command("adopt")
@click.argument("document")
@click.option("--plan", "plan_id", help="The plan's id; else the document's.")
@click.option("--dry-run", is_flag=True, help="Show what was recognised, store nothing.")
@click.option("--recommendations", is_flag=True, help="Of a guideline: take what it recommends.")
@corpus_option
@json_option
@says_errors
def adopt_plan(
    document: str,
    plan_id: str | None,
    dry_run: bool,
    recommendations: bool,
    folder: Path,
    as_json: bool,
) -> None:
    """Recognise the measures of a document that is a plan, and make a plan of them."""
    if recommendations:
        adopt_guideline(document, plan_id, dry_run, folder, as_json)
        return
    with opened(folder) as corpus:
        found = corpus.documents.get(document)
        text = corpus.documents.text(document)
        sections = corpus.documents.sections(document)
        passages = corpus.documents.passages(document)
        recognised = recognise(text, sections, found.kind)
        plan = adopt(found, text, sections, passages, recognised, plan_id)
        stored = None if dry_run else _store_adopted(corpus, plan, document)
        places = places_of(corpus, [measure.passage for measure in plan.measures])
    report = count_report(stored or plan)
    if as_json:
        rows = [
            {
                "id": measure.id,
                "ordinal": measure.ordinal,
                "text": measure.text,
                "owners": list(measure.owners),
                "time_frame": measure.time_frame,
                "heading": measure.heading,
                "goals": list(measure.goals),
                "chapter": measure.chapter,
                "allocations": [
                    {"amount": one.amount, "text": one.text, "years": one.years}
                    for one in measure.allocations
                ],
                "confidence": measure.confidence,
                "source": document_shapes.source(places[measure.passage])
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


def _require_years(file: Path, plan: Plan) -> None:
    if plan.years and not _YEARS.fullmatch(plan.years):
        raise InputError(f"{file}: “{plan.years}” are no years", "Write them as 2016–2020 or 2016.")


def _require_passages(corpus: Corpus, file: Path, plan: Plan) -> None:
    """Raise InputError where an entry names a passage that its document here does not hold."""
    named = {t.id: id_ for t in plan.targets if (id_ := getattr(t, "passage", None))}
    there = corpus.documents.passages_by_id(named.values())
    documents = {document.id for document in corpus.documents.all()}
    for target, passage in named.items():
        # What is of a document that is not here yet cannot be told.
        if passage not in there and (":" not in passage or owner(passage) in documents):
            raise InputError(
                f"{file}: {target}: there is no passage {passage}",
                "`planspor show DOCUMENT` shows the ids of its passages.",
            )


def _require_measures(plan: Plan) -> None:
    if not plan.measures:
        raise InputError(
            f"{plan.document}: no list of measures was recognised in it; nothing is stored",
            "Write its measures in a plan file and add that with `planspor plans add`.",
        )


@plans_group.command("remove")
@click.argument("plan", metavar="PLAN or PLAN/ENTRY")
@click.option("--yes", is_flag=True, help="Do not ask.")
@corpus_option
@json_option
@says_errors
def remove_plan(plan: str, yes: bool, folder: Path, as_json: bool) -> None:
    """Take out a plan of your own with its links, or one entry of any plan.

    An entry is a measure, goal, area, indicator, question or recommendation: `rus2016/mal3`. No
    reading or upgrade brings it back. Decisions stay in the log.
    """
    with opened(folder) as corpus:
        found = corpus.plans.get(owner(plan))
        is_entry = plan != found.id
        links = corpus.links.of_target(plan) if is_entry else corpus.links.of_plan(plan)
        measures = 0 if is_entry else len(found.measures)
        if not yes:
            what = plan if is_entry else f"{found.title} ({plan}): {measures} measures"
            click.echo(f"{what}, {len(links)} links.", err=True)
            click.confirm("Take it out?", abort=True, err=True)
        (corpus.plans.remove_entry if is_entry else corpus.plans.remove)(plan)
        search.open(corpus)
    if as_json:
        emit({"removed": plan, "measures": measures, "links": len(links)})
    else:
        click.echo(f"Taken out: {plan}")


@plans_group.command("export")
@click.argument("plan")
@corpus_option
@says_errors
def export_plan(plan: str, folder: Path) -> None:
    """Print a plan, your edits included, as a YAML plan file."""
    with opened(folder) as corpus:
        click.echo(write_plan(corpus.plans.get(plan)), nl=False)


def _store_adopted(corpus: Corpus, plan: Plan, document: str) -> Plan:
    """Store what was recognised, alone or into the plan of that id; the document is the plan."""
    _require_measures(plan)
    corpus.plans.put(plan, Origin.RECOGNISED)
    stored = corpus.plans.get(plan.id)
    if not is_plan_itself(stored, document):
        corpus.plans.set_documents(plan.id, (*stored.documents, document))
    _relink(corpus, plan.id)
    return corpus.plans.get(plan.id)


def _relink(corpus: Corpus, plan: str) -> None:
    with progress("Linking") as step:
        linked = link(corpus, [plan], progress=step)
    say_drift(linked.drifted)
    search.open(corpus)


def places_of(corpus: Corpus, passages: list[str | None]) -> Mapping[str | None, Source]:
    """The source of each passage that exists, by id."""
    wanted = [passage for passage in passages if passage]
    found = corpus.documents.passages_by_id(wanted)
    return {id_: passage.source for id_, passage in found.items()}
