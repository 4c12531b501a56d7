"""Commands on blind coding: rounds new, list, show, code, resolve, close."""

from pathlib import Path

import click

from planspor import search
from planspor.corpus.coding import rounds
from planspor.corpus.coding.rounds import RoundStanding
from planspor.corpus.errors import InputError
from planspor.corpus.model import Decision, Review, Stage, Stance
from planspor.corpus.store.database import now
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
from planspor.web.cli.reviewing import DECISIONS, STAGES, STANCES, as_option
from planspor.web.shapes import coding_shapes


@click.group("rounds")
def rounds_group() -> None:
    """Rounds of blind coding: two or more people on the same links, not seeing each other."""


@rounds_group.command("new")
@click.argument("plan")
@click.argument("title")
@click.option("--coder", "coders", multiple=True, required=True, help="A coder's name; repeat it.")
@as_option
@click.option("--size", default=50, show_default=True, type=click.IntRange(1, 2000))
@click.option("--seed", default=1, show_default=True, help="The same seed draws the same links.")
@click.option("--stratified", is_flag=True, help="As many from each tenth of score.")
@click.option("--link", "chosen", multiple=True, help="A link to code, instead of a sample.")
@corpus_option
@json_option
@says_errors
def new_command(
    plan: str,
    title: str,
    coders: tuple[str, ...],
    name: str,
    size: int,
    seed: int,
    stratified: bool,
    chosen: tuple[str, ...],
    folder: Path,
    as_json: bool,
) -> None:
    """Begin a round with a sample of a plan's undecided suggestions, or with links of it."""
    with opened(folder) as corpus:
        corpus.plans.get(plan)
        held = corpus.links.briefs(plan)
        there = {link.id for link in held}
        drawn = rounds.sample(held, size, seed, stratified)
        links = [link for link in chosen if link in there] if chosen else drawn
        people = [named(coder) for coder in coders]
        made = rounds.begin(corpus, plan, title, links, people, named(name))
    if as_json:
        emit(coding_shapes.coding_round(made))
    else:
        click.echo(f"{made.id}: {len(made.links)} links for {' and '.join(coders)}")


@rounds_group.command("list")
@corpus_option
@json_option
@says_errors
def list_command(folder: Path, as_json: bool) -> None:
    """List the rounds and how far each has come."""
    with opened(folder) as corpus:
        held = [rounds.standing(corpus, one) for one in corpus.rounds.all()]
    if as_json:
        emit([coding_shapes.round_standing(one) for one in held])
        return
    listed = table("=Round", "Plan", ">Links", "Coded", "Standing")
    for one in held:
        done = ", ".join(f"{coder} {one.done(coder)}" for coder in one.round.coders)
        listed.add_row(one.round.id, one.round.plan, str(len(one.links)), done, _standing(one))
    console().print(listed)


def _standing(one: RoundStanding) -> str:
    return "closed" if one.round.closed else "all coded" if one.is_done else "going on"


@rounds_group.command("show")
@click.argument("round_id", metavar="ROUND")
@corpus_option
@json_option
@says_errors
def show_command(round_id: str, folder: Path, as_json: bool) -> None:
    """Show how far a round has come and, when all is coded, what the coders differ on."""
    with opened(folder) as corpus:
        held = rounds.standing(corpus, corpus.rounds.get(round_id))
        texts = corpus.links.by_id([one.link for one in held.disagreements])
    if as_json:
        emit(coding_shapes.round_standing(held))
        return
    done = ", ".join(f"{coder} {held.done(coder)}" for coder in held.round.coders)
    click.echo(f"{held.round.name}: {done} of {len(held.links)} ({_standing(held)})")
    for one in held.disagreements:
        text = " ".join(texts[one.link].text.split())
        click.echo(f"\n[{one.link}] {texts[one.link].target}\n  “{text[:300]}”")
        for person, said in one.said.items():
            read = ", ".join(filter(None, (said.decision, said.stage, said.stance)))
            click.echo(f"  {person}: {read}{f' – {said.note}' if said.note else ''}")
        if one.resolved:
            click.echo(f"  resolved by {one.resolved.person}: {one.resolved.decision}")


@rounds_group.command("code")
@click.argument("round_id", metavar="ROUND")
@click.argument("link")
@click.argument("decision", type=DECISIONS)
@as_option
@click.option("--stage", type=STAGES)
@click.option("--stance", type=STANCES)
@click.option("--note", default="", help="Why.")
@corpus_option
@json_option
@says_errors
def code_command(
    round_id: str,
    link: str,
    decision: str,
    name: str,
    stage: str | None,
    stance: str | None,
    note: str,
    folder: Path,
    as_json: bool,
) -> None:
    """Decide on a link of a round; the link itself stays as it is."""
    with opened(folder) as corpus:
        round_, coder = corpus.rounds.get(round_id), named(name)
        rounds.require_coder(round_, link, coder.id)
        held = corpus.links.get(link)
        review = _review(link, held.target, held.document, coder.id, decision, stage, stance, note)
        corpus.reviews.decide(rounds.within(round_, review))
        standing = rounds.standing(corpus, round_)
    if as_json:
        emit(coding_shapes.round_standing(standing))
    else:
        click.echo(f"{round_.id}: {standing.done(coder.id)} of {len(standing.links)} by {name}")


@rounds_group.command("resolve")
@click.argument("round_id", metavar="ROUND")
@click.argument("link")
@click.argument("decision", type=DECISIONS)
@as_option
@click.option("--note", required=True, help="Why.")
@click.option("--stage", type=STAGES)
@click.option("--stance", type=STANCES)
@corpus_option
@json_option
@says_errors
def resolve_command(
    round_id: str,
    link: str,
    decision: str,
    name: str,
    note: str,
    stage: str | None,
    stance: str | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Decide on what the coders of a round differ on: an ordinary decision, with a note."""
    with opened(folder) as corpus:
        round_, person = corpus.rounds.get(round_id), named(name)
        if link not in {one.link for one in rounds.standing(corpus, round_).disagreements}:
            raise InputError(
                f"{link}: nothing to resolve in {round_id}",
                "`planspor rounds show ROUND` tells what coders differ on when all is coded.",
            )
        held = corpus.links.get(link)
        corpus.reviews.know(person)
        review = _review(link, held.target, held.document, person.id, decision, stage, stance, note)
        corpus.reviews.decide(review)
        search.open(corpus)
        standing = rounds.standing(corpus, round_)
    if as_json:
        emit(coding_shapes.round_standing(standing))
    else:
        left = sum(1 for one in standing.disagreements if one.resolved is None)
        click.echo(f"{link}: {decision} by {name}; {left} left to resolve")


def _review(
    link: str,
    target: str,
    document: str,
    person: str,
    decision: str,
    stage: str | None,
    stance: str | None,
    note: str,
) -> Review:
    return Review(
        link=link,
        target=target,
        document=document,
        person=person,
        decision=Decision(decision),
        at=now(),
        stage=Stage(stage) if stage else None,
        stance=Stance(stance) if stance else None,
        note=note,
    )


@rounds_group.command("close")
@click.argument("round_id", metavar="ROUND")
@as_option
@click.option("--enter/--no-enter", default=True, show_default=True, help="Enter what all agreed.")
@corpus_option
@json_option
@says_errors
def close_command(round_id: str, name: str, enter: bool, folder: Path, as_json: bool) -> None:
    """End a round; what all coders agreed on becomes decisions of yours, with a note."""
    with opened(folder) as corpus:
        entered = rounds.close(corpus, corpus.rounds.get(round_id), named(name), enter)
        search.open(corpus)
        closed = corpus.rounds.get(round_id)
    if as_json:
        emit({**coding_shapes.coding_round(closed), "entered": entered})
    else:
        click.echo(f"{round_id}: closed, {entered} decisions entered")
