"""Commands on decisions: review (a link, or words that a person links) and queue."""

from pathlib import Path

import click

from planspor import search
from planspor.corpus import Corpus
from planspor.corpus.coding.calibration import calibrate
from planspor.corpus.coding.choosing import find_words
from planspor.corpus.coding.judgements import judged, machines, words
from planspor.corpus.coding.queue import By
from planspor.corpus.coding.stopping import Estimate
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Decision, Review, Stage, Stance
from planspor.corpus.store.links import MadeLink
from planspor.corpus.tracking import first_year, predates
from planspor.web.cli.context import (
    DefaultGroup,
    console,
    corpus_option,
    emit,
    json_option,
    named,
    opened,
    says_errors,
    table,
)
from planspor.web.cli.deciding import STAGES, STANCES, Said, as_option, decision_options
from planspor.web.cli.exporting import export_option, exported
from planspor.web.shapes import coding_shapes, plan_shapes
from planspor.web.views.queueing import Line, Wanted, line


@click.group("review", cls=DefaultGroup, default="decide")
def review_group() -> None:
    """Decide on a link (review LINK accept|reject|undo), or make one."""


@review_group.command("decide")
@click.argument("link")
@decision_options()
@corpus_option
@json_option
@says_errors
def decide_command(link: str, said: Said, folder: Path, as_json: bool) -> None:
    """Accept or reject a link, with the stage and stance you read, or take back what you decided.

    Nothing is overwritten: the log keeps every decision, and what takes one back.
    """
    with opened(folder) as corpus:
        _decide(corpus, said.on(corpus.links.get(link)), said.name, as_json)


@review_group.command("make")
@click.argument("passage")
@click.argument("target")
@as_option
@click.option("--stage", type=STAGES, required=True)
@click.option("--stance", type=STANCES, required=True)
@click.option("--words", "said", default="", help="The words of the passage that it rests on.")
@click.option("--note", default="", help="Why.")
@corpus_option
@json_option
@says_errors
def make_command(
    passage: str,
    target: str,
    name: str,
    stage: str,
    stance: str,
    said: str,
    note: str,
    folder: Path,
    as_json: bool,
) -> None:
    """Link a passage, or some words of it, to a target, and accept the link."""
    with opened(folder) as corpus:
        person = named(name)
        target = corpus.plans.target(target).id
        document, start, end = _place(corpus, passage, said)
        made = MadeLink(
            target, document, passage, person.id, Stage(stage), Stance(stance), start, end
        )
        accepted = Said(name, Decision.ACCEPT, made.stage, made.stance, note)
        link = corpus.links.get(corpus.links.make(made))
        _decide(corpus, accepted.on(link), name, as_json)


def _place(corpus: Corpus, passage: str, said: str) -> tuple[str, int | None, int | None]:
    """The document of a passage, and where words stand in it.

    Raises:
        NotFound: there is no such passage.
        InputError: the words are not in it.
    """
    held = corpus.documents.passages_by_id([passage]).get(passage)
    if held is None:
        raise NotFound(f"{passage}: no such passage in this corpus", "See `planspor show`.")
    found = find_words(held.text, said)
    if said and found is None:
        raise InputError(f"{passage}: does not hold the words {said!r}", "Copy them from it.")
    return (held.document, *found) if found else (held.document, None, None)


def _decide(corpus: Corpus, review: Review, name: str, as_json: bool) -> None:
    """Append a decision and answer with the link as it stands."""
    corpus.reviews.know(named(name))
    corpus.reviews.decide(review)
    found = corpus.links.get(review.link)
    decisions = corpus.reviews.of_link(review.link)
    search.open(corpus)
    if as_json:
        emit(plan_shapes.link(found, decisions))
    else:
        click.echo(f"{found.id}: {found.state}, {found.stage}, {found.stance} (by {name})")


@click.command("queue")
@click.argument("plan")
@click.option(
    "--by",
    type=click.Choice([by.value for by in By]),
    default=By.TARGET.value,
    show_default=True,
    help="In which order.",
)
@click.option("--target", help="Only for one measure or goal.")
@click.option("--document", help="Only in one document.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(0, 1000))
@export_option
@corpus_option
@json_option
@says_errors
def queue_command(
    plan: str,
    by: str,
    target: str | None,
    document: str | None,
    limit: int,
    file: Path | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Show what waits for a decision, how far it has come, and how much is left to find."""
    with opened(folder) as corpus:
        held = corpus.plans.get(plan)
        links = corpus.links.briefs(plan)
        said = words(corpus.reviews.of_plan(plan), besides=machines(corpus.reviews.people()))
        calibration = calibrate(judged(links, said))
        documents = {one.id: one for one in corpus.documents.all()}
        asked = line(corpus, held, documents, links, Wanted(By(by), target, document), calibration)
        ids = [link.id for link in asked.queue.waiting[:limit]]
        older = {id_ for id_, one in documents.items() if predates(held, one)}
        shown = corpus.links.by_id(ids)
    if file is not None:
        exported(folder, file, "evidence.queue_table", plan, asked.queue.waiting, calibration)
        return
    if as_json:
        emit(coding_shapes.queue(plan, asked, [shown[id_] for id_ in ids], calibration))
        return
    listed = table("=Link", "=Target", "Document", ">Score", "Text")
    for id_ in ids:
        one = shown[id_]
        text = " ".join(one.text.split())
        old = "(older than the plan) " if one.document in older else ""
        listed.add_row(id_, one.target, one.document, f"{one.score:.2f}", old + text[:90])
    console().print(listed)
    if old_ones := sum(1 for waiting in asked.queue.waiting if waiting.document in older):
        click.echo(
            f"{old_ones} stand in documents from before {first_year(held)}, the plan's first year: "
            "they come last."
        )
    _say_standing(asked)


def _say_standing(asked: Line) -> None:
    by_rule = f", {asked.queue.by_rule} accepted by a rule" if asked.queue.by_rule else ""
    waiting = len(asked.queue.waiting)
    click.echo(f"{asked.queue.decided} decided, {waiting} waiting{by_rule}.")
    click.echo(said_of(asked.estimate))


def said_of(found: Estimate) -> str:
    """What is left to find and to read, in a sentence."""
    if found.reached:
        return f"Estimate: {found.low}–{found.high} left; 95 % found with 95 % confidence."
    reading = [
        f"the {found.suggestions} suggestions" if found.suggestions else "",
        f"{found.more} drawn at random" if found.more else "",
    ]
    return (
        f"Estimate: {found.low}–{found.high} left; read {' and '.join(filter(None, reading))} "
        "to have found 95 % with 95 % confidence."
    )
