"""The compare command: plans side by side."""

from pathlib import Path

import click

from planspor.corpus.comparing import Comparison, Side, Step, compare
from planspor.web.cli.context import corpus_option, emit, json_option, opened, says_errors
from planspor.web.cli.days import everything
from planspor.web.cli.exporting import export_option, exported
from planspor.web.shapes import compare_shapes


@click.command("compare")
@click.argument("plans", nargs=-1, required=True)
@export_option
@corpus_option
@json_option
@says_errors
def compare_command(plans: tuple[str, ...], file: Path | None, folder: Path, as_json: bool) -> None:
    """Show two or more plans side by side, and which measures go on from one to the next.

    Which go on is the machine's suggestion until a person has confirmed it on the site.
    """
    if len(set(plans)) < 2:
        raise click.UsageError("name two plans or more")
    with opened(folder) as corpus:
        record = everything(corpus)
        chosen = [record.plan(plan) for plan in dict.fromkeys(plans)]
        documents = list(record.documents.values())
        found = compare(corpus, chosen, documents, record.analyser, record.thesaurus)
    if file is not None:
        exported(folder, file, "plans.compare_table", found)
        return
    if as_json:
        emit(compare_shapes.comparison(found))
        return
    _print(found)


def _print(found: Comparison) -> None:
    for side in found.sides:
        _print_side(side)
    for step in found.steps:
        _print_step(step)


def _print_side(side: Side) -> None:
    click.echo(f"{side.plan.id}: {side.plan.title}")
    click.echo(f"  {len(side.plan.goals)} goals, {len(side.measures)} measures")
    instruments = (f"{one.name} ({one.sort or 'other'})" for one in side.instruments)
    click.echo(f"  instruments: {', '.join(instruments) or 'none found'}")
    sums = len(side.allocations) + len(side.promised)
    click.echo(f"  money: {sums} sums entered, {len(side.money)} read in the plan's text")
    groups = (f"{name} ({len(held)})" for name, held in side.groups.items())
    click.echo(f"  target groups: {', '.join(groups) or 'none found'}")
    click.echo(f"  knowledge: {len(side.references)} references in the plan's text\n")


def _print_step(step: Step) -> None:
    click.echo(f"{step.earlier.id} -> {step.later.id}")
    for pair in step.going_on:
        said = f"confirmed by {pair.said.person}" if pair.said else "suggested"
        click.echo(f"  {said}, likeness {pair.likeness:.2f} ({', '.join(pair.shared[:4])})")
        click.echo(f"    {pair.earlier.id}: {pair.earlier.text}")
        click.echo(f"    {pair.later.id}: {pair.later.text}")
    click.echo(f"  {len(step.ended)} ended, {len(step.new)} new")
