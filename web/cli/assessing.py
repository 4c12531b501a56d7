"""Commands on verdicts and time: assess, timeline, changes."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import Assessment, Link, LinkState, Verdict
from planspor.corpus.store.assessments import assessments_in_force
from planspor.corpus.store.database import now
from planspor.corpus.tracking import (
    Doubts,
    Reading,
    Standing,
    Year,
    doubts,
    read,
    standing_of,
    timeline,
)
from planspor.web.cli.context import (
    corpus_option,
    emit,
    json_option,
    named,
    opened,
    says_errors,
)
from planspor.web.cli.days import everything, start_of_day
from planspor.web.cli.exporting import export_option, exported
from planspor.web.shapes import plan_shapes


@click.command("assess")
@click.argument("target", metavar="MEASURE or GOAL")
@click.option("--year", type=int, help="The year that the verdict is on.")
@click.option("--verdict", type=click.Choice([verdict.value for verdict in Verdict]))
@click.option("--links", default="", help="Ids of accepted links that carry it, with commas.")
@click.option("--as", "name", help="Your name: verdicts are a person's.")
@click.option("--note", default="", help="Why.")
@corpus_option
@json_option
@says_errors
def assess_command(
    target: str,
    year: int | None,
    verdict: str | None,
    links: str,
    name: str | None,
    note: str,
    folder: Path,
    as_json: bool,
) -> None:
    """Give a verdict on a measure or goal in a year; without --verdict, show those given.

    All verdicts rest on accepted links, but "not addressed" and "cannot be told" may rest on the
    documents that were searched. The machine's own reading is shown apart, and never kept.
    """
    with opened(folder) as corpus:
        if verdict is not None:
            _assess(corpus, target, year, Verdict(verdict), links, name, note)
        standing = standing_of(corpus, target)
        given = corpus.assessments.of_target(target)
    accepted, suggested = _readings(standing)
    if as_json:
        emit(
            {
                "target": target,
                "verdicts": [plan_shapes.assessment(one) for one in given],
                "searched": len(standing.traces),
                "reading": {
                    "accepted": plan_shapes.reading(accepted),
                    "suggested": plan_shapes.reading(suggested),
                },
            }
        )
        return
    click.echo(f"{target}: {standing.target.text}")
    _print_verdicts(given)
    click.echo("The machine's reading, which is no verdict:")
    click.echo(f"  of what people accepted: {_said(accepted)}")
    click.echo(f"  of its own suggestions:  {_said(suggested)}")


def _assess(
    corpus: Corpus,
    target: str,
    year: int | None,
    verdict: Verdict,
    links: str,
    name: str | None,
    note: str,
) -> None:
    if year is None or name is None:
        raise InputError("a verdict needs a year and a name", "Give --year and --as.")
    found, person = corpus.plans.target(target), named(name)
    ids = tuple(filter(None, (link.strip() for link in links.split(","))))
    made = Assessment(target, year, verdict, ids, person.id, now(), note)
    corpus.reviews.know(person)
    corpus.assessments.add(made, found)
    _warn(corpus, made)


def _warn(corpus: Corpus, made: Assessment) -> None:
    """Say, beside the answer, why the links that were named may not carry the verdict."""
    held = corpus.links.by_id(made.links)
    links = [held[id_] for id_ in dict.fromkeys(made.links) if id_ in held]
    documents = {document.id: document for document in corpus.documents.all()}
    doubt = doubts(made, links, documents) if links else Doubts()
    if doubt.weak:
        said = ", ".join(f"{x.id} ({x.stage}, {x.stance})" for x in doubt.weak)
        click.echo(
            f"Note: intent or mentions alone does not carry “{made.verdict}”: {said}", err=True
        )
    for link in doubt.other_years:
        year = documents[link.document].year
        click.echo(
            f"Note: the verdict is on {made.year}, but {link.id} is of {year} ({link.document})",
            err=True,
        )


def _readings(standing: Standing) -> tuple[Reading[Link], Reading[Link]]:
    searched = bool(standing.traces) and not standing.links
    accepted, suggested = (
        read(standing.target, [x for x in standing.links if x.state is state], searched)
        for state in (LinkState.ACCEPTED, LinkState.SUGGESTED)
    )
    return accepted, suggested


def _said(reading: Reading[Link]) -> str:
    because = f" ({len(reading.links)} passages)" if reading.links else ""
    disputed = ", for the sources disagree" if reading.disputed else ""
    return f"{reading.verdict or 'nothing to read'}{disputed}{because}"


def _print_verdicts(given: Sequence[Assessment]) -> None:
    force = assessments_in_force(given)
    for one in given:
        rests = (
            ", ".join(one.links) if one.links else f"{one.searched} documents that were searched"
        )
        replaced = "" if force[one.target, one.year] is one else " (replaced)"
        click.echo(f"{one.year}: {one.verdict}{replaced}, by {one.person} {one.at:%Y-%m-%d}")
        click.echo(f"  rests on {rests}{f': {one.note}' if one.note else ''}")
    if not given:
        click.echo("Nobody has given a verdict.")


@click.command("timeline")
@click.argument("target", metavar="MEASURE or GOAL")
@export_option
@corpus_option
@json_option
@says_errors
def timeline_command(target: str, file: Path | None, folder: Path, as_json: bool) -> None:
    """Show a target year by year: what was intended, done, achieved and found, and by whom."""
    with opened(folder) as corpus:
        standing = standing_of(corpus, target)
        documents = {document.id: document for document in corpus.documents.all()}
        years = timeline(standing, documents, corpus.assessments.of_target(target))
    if file is not None:
        exported(folder, file, "evidence.timeline_table", standing, years)
        return
    if as_json:
        emit(plan_shapes.timeline(standing, years))
        return
    click.echo(f"{target}: {standing.target.text}")
    for year in years:
        _print_year(year)


def _print_year(year: Year) -> None:
    flag = "  THE SOURCES DISAGREE" if year.disputed else ""
    click.echo(f"\n{year.year or 'no year'}{flag}")
    if year.assessment:
        click.echo(f"  verdict: {year.assessment.verdict}, by {year.assessment.person}")
    for state, stages in (("accepted", year.accepted), ("suggested", year.suggested)):
        for stage, links in stages.items():
            for link in links:
                click.echo(f"  {stage}, {state}: {link.stance} [{link.id}] {link.passage}")
    if year.silent:
        click.echo(f"  nothing found: {', '.join(trace.document for trace in year.silent)}")


@click.command("changes")
@click.argument("plan")
@click.option("--since", required=True, callback=start_of_day, help="A day: 2026-01-01 (UTC).")
@export_option
@corpus_option
@json_option
@says_errors
def changes_command(
    plan: str, since: datetime, file: Path | None, folder: Path, as_json: bool
) -> None:
    """Show what became of a plan's record since a day.

    Suggestions are new where their document is. Each search replaces the one before, so which
    suggestions are new in an older document that was searched again is not kept.
    """
    with opened(folder) as corpus:
        changed = everything(corpus).changes(plan, since)
    if file is not None:
        exported(folder, file, "evidence.changes_table", changed)
        return
    if as_json:
        emit(plan_shapes.changes(changed))
        return
    for document in changed.documents:
        unsearched = "" if document.id in changed.searched else ", not searched"
        click.echo(f"new document: {document.id} ({document.kind}{unsearched})")
    click.echo(f"new suggestions in new documents: {len(changed.suggestions)}")
    click.echo(f"older documents searched again: {len(changed.again)}")
    for review in changed.decisions:
        click.echo(f"{review.at:%Y-%m-%d} {review.person}: {review.decision} {review.link}")
    for one in changed.verdicts:
        click.echo(f"{one.at:%Y-%m-%d} {one.person}: {one.target} in {one.year}: {one.verdict}")
    for moved in changed.moved:
        click.echo(f"{moved.target.id}: {moved.before} -> {moved.now}".replace("_", " "))
