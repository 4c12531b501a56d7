"""Commands on what documents find, advise, request, recommend and ask."""

from collections.abc import Sequence
from pathlib import Path

import click

from planspor import ingest, search
from planspor.corpus import Corpus
from planspor.corpus.model import ExtractKind, Plan, Question, Recommendation, Source
from planspor.ingest.extract.findings.adopting import adopt_questions, adopt_recommendations
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
from planspor.web.cli.exporting import export_option, exported
from planspor.web.shapes import action_shapes as shapes

KINDS = (
    ExtractKind.CONCLUSION,
    ExtractKind.ADVICE,
    ExtractKind.REQUEST,
    ExtractKind.RECOMMENDATION,
    ExtractKind.QUESTION,
    ExtractKind.ASSIGNMENT,
    ExtractKind.ACTION,
)
"""What these commands show."""


@click.command("findings")
@click.argument("document", required=False)
@click.option("--kind", "kinds", multiple=True, type=click.Choice([str(k) for k in KINDS]))
@click.option("--hedged/--firm", default=None, help="Only those that hedge, or only the firm.")
@export_option
@corpus_option
@json_option
@says_errors
def findings_command(
    document: str | None,
    kinds: tuple[str, ...],
    hedged: bool | None,
    file: Path | None,
    folder: Path,
    as_json: bool,
) -> None:
    """List what documents (or one) conclude, advise, request, recommend, ask and report."""
    chosen = [ExtractKind(kind) for kind in kinds] or list(KINDS)
    with opened(folder) as corpus:
        if document:
            corpus.documents.get(document)
            found = corpus.extracts.of_document(document, *chosen)
        else:
            found = corpus.extracts.of_kind(*chosen)
        listed = [x for x in found if hedged in (None, bool(x.fields.get("hedged")))]
        places = _places(corpus, sorted({extract.document for extract in listed}))
    if file is not None:
        exported(folder, file, "findings.extracts_table", listed)
        return
    if as_json:
        emit([shapes.finding(extract, places.get(extract.passage)) for extract in listed])
        return
    rows = table("=Extract", "Kind", "Text", "Rule", ">Sure", "Where")
    for x in listed:
        where = places.get(x.passage)
        text = " ".join(x.text.split())
        said = f"{x.document}, {place(where)}" if where else x.document
        rows.add_row(x.id, x.kind, text, x.rule, f"{x.confidence:.2f}", said)
    console().print(rows)


def _places(corpus: Corpus, documents: Sequence[str]) -> dict[str, Source]:
    return {p.id: p.source for document in documents for p in corpus.documents.passages(document)}


def adopt_guideline(
    document: str, plan: str | None, dry_run: bool, folder: Path, as_json: bool
) -> None:
    """Make a plan of a guideline's recommendations, and link it (``plans adopt``)."""
    with opened(folder) as corpus:
        ingest.extract(corpus, {document})
        if dry_run:
            listed = corpus.extracts.of_document(document, ExtractKind.RECOMMENDATION)
            click.echo(f"{document}: {len(listed)} recommendations found (nothing stored)")
            return
        made = adopt_recommendations(corpus, document, plan)
        _relink(corpus, made.id)
    _say_adopted(made, document, made.recommendations, as_json)


@click.group("questions")
def questions_group() -> None:
    """What evaluations of a plan were asked: list, adopt."""


@questions_group.command("adopt")
@click.argument("plan")
@click.argument("document")
@corpus_option
@json_option
@says_errors
def adopt(plan: str, document: str, folder: Path, as_json: bool) -> None:
    """Take an evaluation's own questions as targets of a plan, and link them."""
    with opened(folder) as corpus:
        ingest.extract(corpus, {document})
        made = adopt_questions(corpus, plan, document)
        _relink(corpus, plan)
    taken = [q for q in made.questions if q.source and q.source.within == document]
    _say_adopted(made, document, taken, as_json)


@questions_group.command("list")
@click.argument("plan")
@export_option
@corpus_option
@json_option
@says_errors
def list_questions(plan: str, file: Path | None, folder: Path, as_json: bool) -> None:
    """List the questions that evaluations of a plan were asked."""
    with opened(folder) as corpus:
        found = corpus.plans.get(plan)
    if file is not None:
        exported(
            folder, file, "plans.entries_table", f"sporsmaal-{plan}", found.title, found.questions
        )
        return
    if as_json:
        emit([shapes.entry(question) for question in found.questions])
        return
    _print(found.questions)


def _relink(corpus: Corpus, plan: str) -> None:
    with progress("Linking") as step:
        say_drift(link(corpus, (plan,), progress=step).drifted)
    search.open(corpus)


def _say_adopted(
    plan: Plan, document: str, entries: Sequence[Question | Recommendation], as_json: bool
) -> None:
    if as_json:
        listed = [shapes.entry(entry) for entry in entries]
        emit({"plan": plan.id, "document": document, "found": len(listed), "entries": listed})
        return
    _print(entries)
    click.echo(f"{plan.id}: {len(entries)} from {document}")


def _print(entries: Sequence[Question | Recommendation]) -> None:
    rows = table("=Target", "Text", "Strength", "Binding")
    for entry in entries:
        words = (getattr(entry, "strength", None), getattr(entry, "binding", None))
        rows.add_row(entry.id, entry.text, *(word or "" for word in words))
    console().print(rows)
