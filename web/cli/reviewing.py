"""The review command: a person's decision on a link."""

from pathlib import Path

import click

from planspor import search
from planspor.corpus.model import Decision, Review, Stage, Stance
from planspor.corpus.store.database import now
from planspor.web import plan_shapes
from planspor.web.cli.context import corpus_option, emit, json_option, named, opened, says_errors


@click.command("review")
@click.argument("link")
@click.argument("decision", type=click.Choice([decision.value for decision in Decision]))
@click.option("--as", "name", required=True, help="Your name: decisions are a person's.")
@click.option("--stage", type=click.Choice([stage.value for stage in Stage]))
@click.option("--stance", type=click.Choice([stance.value for stance in Stance]))
@click.option("--note", default="", help="Why.")
@corpus_option
@json_option
@says_errors
def review_command(
    link: str,
    decision: str,
    name: str,
    stage: str | None,
    stance: str | None,
    note: str,
    folder: Path,
    as_json: bool,
) -> None:
    """Accept or reject a link, with the stage and stance you read; nothing is overwritten."""
    with opened(folder) as corpus:
        found = corpus.links.get(link)
        person = named(name)
        corpus.reviews.know(person)
        made = Review(
            link=link,
            target=found.target,
            document=found.document,
            person=person.id,
            decision=Decision(decision),
            at=now(),
            stage=Stage(stage) if stage else None,
            stance=Stance(stance) if stance else None,
            note=note,
        )
        corpus.reviews.decide(made)
        found = corpus.links.get(link)
        decisions = corpus.reviews.of_link(link)
        search.open(corpus)
    if as_json:
        emit(plan_shapes.link(found, decisions))
    else:
        click.echo(f"{link}: {found.state}, {found.stage}, {found.stance} (by {name})")
