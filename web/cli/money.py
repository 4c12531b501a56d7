"""The command on a plan's money: what is promised, against what was granted."""

from collections.abc import Sequence
from pathlib import Path

import click

from planspor.web.cli.context import (
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    says_errors,
    table,
)
from planspor.web.cli.exporting import export_option, exported
from planspor.web.shapes.document_shapes import Json, source, stated_in
from planspor.web.views.funding import Figure, Mention, Standing, funding, is_within, standings


@click.command("money")
@click.argument("plan")
@export_option
@corpus_option
@json_option
@says_errors
def money_command(plan: str, file: Path | None, folder: Path, as_json: bool) -> None:
    """Show what a plan promises in money, and what was proposed, adopted and spent.

    Figures are never added up: one can be part of another.
    """
    with opened(folder) as corpus:
        held = corpus.plans.get(plan)
        documents = {document.id: document for document in corpus.documents.all()}
        figures = funding(corpus, held, documents)
    if file is not None:
        exported(folder, file, "plans.money_table", held, figures)
        return
    if as_json:
        by_year = [_standing(one) for one in standings(figures)]
        emit({"plan": held.id, "by_year": by_year, "figures": [_figure(one) for one in figures]})
        return
    within = [figure for figure in figures if is_within(held, figure)]
    _print(within, held.id)
    if outside := [figure for figure in figures if not is_within(held, figure)]:
        click.echo("\nOutside the plan's years:")
        _print(outside, held.id)
    click.echo("Not added up: one figure can be part of another, or the same money further on.")


def _print(figures: Sequence[Figure], plan: str) -> None:
    listed = table("Years", "Status", ">Kroner", "Form", "Chapter", "Said in", "Words")
    for one in figures:
        words = one.mentions[0].said
        listed.add_row(
            _span(one.years),
            one.status,
            _amount(one),
            one.form or "",
            " ".join(filter(None, (one.chapter, one.item))),
            ", ".join(one.documents) or plan,
            words if len(words) <= 60 else f"{words[:58]} …",
        )
    console().print(listed)


def _span(years: tuple[int, ...]) -> str:
    return "–".join(map(str, dict.fromkeys(years)))


def _amount(figure: Figure) -> str:
    high = f"–{figure.high:,.0f}" if figure.high else ""
    return f"{figure.amount:,.0f}{high}".replace(",", " ")


def _standing(one: Standing) -> Json:
    return {
        "years": list(one.years),
        "status": one.status,
        "figures": one.count,
        "largest": one.largest.amount,
    }


def _figure(one: Figure) -> Json:
    return {
        "amount": one.amount,
        "high": one.high,
        "years": list(one.years),
        "status": one.status,
        "form": one.form,
        "chapter": one.chapter,
        "item": one.item,
        "mentions": [_mention(mention) for mention in one.mentions],
    }


def _mention(one: Mention) -> Json:
    return {
        "words": one.said,
        "machine": one.machine,
        "why": one.why,
        "measure": one.measure.id if one.measure else None,
        "extract": one.extract.id if one.extract else None,
        "document": one.extract.document if one.extract else None,
        "passage": one.passage.id if one.passage else None,
        "source": source(one.passage.source) if one.passage else None,
        "stated_in": stated_in(one.source),
    }
