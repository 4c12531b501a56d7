"""Commands on indicators: adopt, values, list, show, export."""

from collections.abc import Sequence
from pathlib import Path

import click

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.indicators import Movement, Series, series_of
from planspor.corpus.model import (
    Extract,
    ExtractKind,
    Indicator,
    IndicatorValue,
    Origin,
    Person,
    Plan,
)
from planspor.ingest import extract
from planspor.ingest.extract.indicators.adopting import Adopted, adopt_indicators
from planspor.ingest.extract.indicators.report_values import values_of_report
from planspor.ingest.extract.indicators.value_files import Read, read_values
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
from planspor.web.shapes import indicator_shapes as shapes


@click.group("indicators")
def indicators_group() -> None:
    """Indicators of plans: list, show, adopt from a report, take in values, export."""


@indicators_group.command("list")
@click.argument("plan")
@click.option(
    "--movement",
    type=click.Choice([way.value for way in Movement]),
    help="Only those that have moved this way.",
)
@export_option
@corpus_option
@json_option
@says_errors
def list_indicators(
    plan: str, movement: str | None, file: Path | None, folder: Path, as_json: bool
) -> None:
    """List a plan's indicators: baseline, latest value and which way they have moved."""
    with opened(folder) as corpus:
        held = corpus.plans.get(plan)
        listed = _series(corpus, held)
    shown = [one for one in listed if movement in (None, one.movement)]
    if file is not None:
        exported(folder, file, "plans.indicators_table", held, shown)
        return
    if as_json:
        emit([shapes.brief(one) for one in shown])
        return
    rows = table("=Indicator", "Text", "Type", "Source", ">Baseline", ">Latest", ">Change", "Moved")
    for one in shown:
        rows.add_row(
            one.indicator.id,
            one.indicator.text,
            one.indicator.type or "",
            "; ".join(one.indicator.data_sources),
            _told(one.baseline),
            " or ".join(_told(value) for value in one.last),
            " to ".join(f"{change:+g}" for change in one.changes),
            one.movement,
        )
    console().print(rows)


@indicators_group.command("show")
@click.argument("indicator")
@corpus_option
@json_option
@says_errors
def show_indicator(indicator: str, folder: Path, as_json: bool) -> None:
    """Show one indicator with all its values, and where each stands."""
    with opened(folder) as corpus:
        plan, found = corpus.plans.with_target(indicator)
        if not isinstance(found, Indicator):
            remedy = f"`planspor indicators list {plan.id}` shows the ids."
            raise NotFound(f"{indicator}: is no indicator", remedy)
        series = Series(found, corpus.indicator_values.of_indicator(indicator))
    if as_json:
        emit(shapes.whole(series))
        return
    _print_facts(found)
    rows = table(">Year", ">Value", "Group", "", "From", "By", "Note")
    for one in series.values:
        where = one.passage or one.document or one.file or ""
        mark = "baseline" if one.baseline else ""
        rows.add_row(
            str(one.year or "?"), one.text, one.label, mark, where, one.person or "", one.note
        )
    console().print(rows)
    click.echo(f"moved: {series.movement}")


def _print_facts(one: Indicator) -> None:
    click.echo(f"{one.id}: {one.text}")
    facts = {
        "also worded": one.other_wording,
        "type": one.type,
        "goals": ", ".join(one.goals),
        "source": "; ".join(one.data_sources),
        "unit": one.unit,
        "should go": one.direction,
        "mind": "; ".join(one.caveats),
        "replaced by": one.replaced_by,
    }
    for name, said in facts.items():
        if said:
            click.echo(f"  {name}: {said}")


@indicators_group.command("adopt")
@click.argument("plan")
@click.argument("document")
@click.option("--dry-run", is_flag=True, help="Show what was found, store nothing.")
@corpus_option
@json_option
@says_errors
def adopt_command(plan: str, document: str, dry_run: bool, folder: Path, as_json: bool) -> None:
    """Make the indicators that a report lists the plan's own, with their baseline values."""
    with opened(folder) as corpus:
        held, extracts = corpus.plans.get(plan), _extracts(corpus, document)
        report, sections = corpus.documents.get(document), corpus.documents.sections(document)
        adopted = adopt_indicators(held, report, sections, extracts)
        added: Sequence[IndicatorValue] = ()
        if not dry_run:
            corpus.plans.put(adopted.plan, Origin.RECOGNISED)
            live = {one.id for one in corpus.plans.get(plan).indicators}
            added = corpus.indicator_values.add(v for v in adopted.values if v.indicator in live)
    _say_adopted(adopted, document, added, dry_run, as_json)


def _extracts(corpus: Corpus, document: str) -> list[Extract]:
    """The indicators found in a document, which is searched first if it was not."""
    corpus.documents.get(document)
    extract(corpus, {document})
    found = corpus.extracts.of_document(document, ExtractKind.INDICATOR)
    if not found:
        raise InputError(
            f"{document}: no table or list of indicators was recognised in it",
            "Write the plan's indicators in its plan file and add that with `planspor plans add`.",
        )
    return found


def _say_adopted(
    adopted: Adopted,
    document: str,
    added: Sequence[IndicatorValue],
    dry_run: bool,
    as_json: bool,
) -> None:
    values: dict[str, list[IndicatorValue]] = {}
    for value in adopted.values:
        values.setdefault(value.indicator, []).append(value)
    if as_json:
        emit(
            {
                "plan": adopted.plan.id,
                "document": document,
                "stored": not dry_run,
                "found": len(adopted.found),
                "values_added": len(added),
                "indicators": [
                    {
                        **shapes.indicator(one),
                        "values": [shapes.value(v) for v in values.get(one.id, ())],
                    }
                    for one in adopted.indicators
                ],
            }
        )
        return
    rows = table("=Indicator", "Text", "Type", "Goals", "Source", ">Value", ">Year")
    for one in adopted.indicators:
        told = values.get(one.id, [])
        goals = ", ".join(goal.partition("/")[2] for goal in one.goals)
        rows.add_row(
            one.id,
            one.text,
            one.type or "",
            goals,
            "; ".join(one.data_sources),
            ", ".join(v.text for v in told),
            ", ".join(str(v.year or "?") for v in told),
        )
    console().print(rows)
    stored = " (nothing stored)" if dry_run else f", {len(added)} values added"
    click.echo(f"{adopted.plan.id}: {len(adopted.found)} indicators found{stored}")


@indicators_group.command("values")
@click.argument("plan")
@click.argument("source")
@click.option("--as", "person", help="Who enters the values of a file.")
@click.option("--dry-run", is_flag=True, help="Show what was read, store nothing.")
@corpus_option
@json_option
@says_errors
def values_command(
    plan: str, source: str, person: str | None, dry_run: bool, folder: Path, as_json: bool
) -> None:
    """Take in later values from a CSV or XLSX file, or from the tables of another report.

    A row says which indicator it is about by number, id or wording. Rows that are not sure are
    listed and left out.
    """
    who = named(person) if person else None
    with opened(folder) as corpus:
        held = corpus.plans.get(plan)
        _require_indicators(held)
        read = _read(corpus, held, source, who)
        if dry_run:
            added = list(read.values)
        else:
            if who is not None:
                corpus.reviews.know(who)
            added = corpus.indicator_values.add(read.values)
    if as_json:
        emit(
            {
                "plan": plan,
                "source": source,
                "stored": not dry_run,
                "read": len(read.values),
                "added": [{"indicator": v.indicator, **shapes.value(v)} for v in added],
                "unsure": [shapes.unsure(row) for row in read.unsure],
            }
        )
        return
    _print_read(read, added, dry_run)


def _require_indicators(plan: Plan) -> None:
    if not plan.indicators:
        raise InputError(
            f"{plan.id}: has no indicators",
            "Take them from a report with `planspor indicators adopt`, or from a plan file.",
        )


def _read(corpus: Corpus, plan: Plan, source: str, person: Person | None) -> Read:
    path = Path(source)
    if path.suffix.casefold() in (".csv", ".xlsx") or path.is_file():
        return read_values(path, plan.indicators, person.id if person else None)
    return values_of_report(_extracts(corpus, source), plan.indicators)


def _print_read(read: Read, added: Sequence[IndicatorValue], dry_run: bool) -> None:
    rows = table("=Indicator", ">Year", ">Value", "Group", "Note")
    for one in added:
        rows.add_row(one.indicator, str(one.year or "?"), one.text, one.label, one.note)
    console().print(rows)
    stored = " (nothing stored)" if dry_run else ""
    click.echo(f"{len(read.values)} values read, {len(added)} of them new{stored}")
    for row in read.unsure:
        likely = ", ".join(row.likely) or "none of the plan's"
        click.echo(f"  not sure: {row.place}: {row.wording}\n    may be: {likely}", err=True)


@indicators_group.command("export")
@click.argument("plan")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file; else it is printed."
)
@corpus_option
@says_errors
def export_command(plan: str, out: Path | None, folder: Path) -> None:
    """Write a plan's indicators and their values as CSV, which `values` reads back."""
    # Loaded here: few runs write a file.
    from planspor.web.files.csv_file import csv_lines
    from planspor.web.files.lists.plans import indicators_table

    with opened(folder) as corpus:
        held = corpus.plans.get(plan)
        lines = list(csv_lines(indicators_table(held, _series(corpus, held))))
    if out is None:
        click.echo(b"".join(lines).decode().lstrip("\ufeff"), nl=False)
        return
    try:
        out.write_bytes(b"".join(lines))
    except OSError as error:
        message = f"{out}: cannot be written: {error.strerror}"
        raise InputError(message, "Name another file.") from error


def _series(corpus: Corpus, plan: Plan) -> list[Series]:
    return series_of(plan.indicators, corpus.indicator_values.of_plan(plan.id))


def _told(value: IndicatorValue | None) -> str:
    return "" if value is None else f"{value.text} ({value.year or '?'})"
