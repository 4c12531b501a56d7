"""Commands on blind coding: rounds new, list, show, code, resolve, close."""

from pathlib import Path
from typing import Final

import click

from planspor import search
from planspor.corpus.coding import rounds
from planspor.corpus.coding.rounds import RoundStanding
from planspor.corpus.errors import InputError
from planspor.corpus.model import Goal, Measure
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
from planspor.web.cli.deciding import Said, as_option, decision_options
from planspor.web.cli.exporting import export_option, exported
from planspor.web.shapes import coding_shapes

_ONLY: Final = {"measures": Measure, "goals": Goal}


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
@click.option(
    "--only", type=click.Choice(list(_ONLY)), help="Sample suggestions for these targets alone."
)
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
    only: str | None,
    chosen: tuple[str, ...],
    folder: Path,
    as_json: bool,
) -> None:
    """Begin a round with a sample of a plan's undecided suggestions, or with links of it."""
    with opened(folder) as corpus:
        found = corpus.plans.get(plan)
        held = corpus.links.briefs(plan)
        there = {link.id for link in held}
        of = {t.id for t in found.targets if only is None or isinstance(t, _ONLY[only])}
        drawn = rounds.sample([k for k in held if k.target in of], size, seed, stratified)
        links = [link for link in chosen if link in there] if chosen else drawn
        people = [named(coder) for coder in coders]
        made = rounds.begin(corpus, plan, title, links, people, named(name))
    if as_json:
        emit(coding_shapes.coding_round(made))
    else:
        click.echo(f"{made.id}: {len(made.links)} links for {' and '.join(coders)}")


@rounds_group.command("list")
@export_option
@corpus_option
@json_option
@says_errors
def list_command(file: Path | None, folder: Path, as_json: bool) -> None:
    """List the rounds and how far each has come."""
    with opened(folder) as corpus:
        held = [rounds.standing(corpus, one) for one in corpus.rounds.all()]
    if file is not None:
        exported(folder, file, "coding.rounds_table", held)
        return
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
@export_option
@corpus_option
@json_option
@says_errors
def show_command(round_id: str, file: Path | None, folder: Path, as_json: bool) -> None:
    """Show how far a round has come and, when all is coded, what the coders differ on."""
    with opened(folder) as corpus:
        held = rounds.standing(corpus, corpus.rounds.get(round_id))
        texts = corpus.links.by_id([one.link for one in held.disagreements])
    if file is not None:
        exported(folder, file, "coding.round_table", held)
        return
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
@decision_options()
@corpus_option
@json_option
@says_errors
def code_command(round_id: str, link: str, said: Said, folder: Path, as_json: bool) -> None:
    """Decide on a link of a round; the link itself stays as it is."""
    with opened(folder) as corpus:
        round_, coder = corpus.rounds.get(round_id), said.person
        rounds.require_coder(round_, link, coder.id)
        corpus.reviews.decide(rounds.within(round_, said.on(corpus.links.get(link))))
        standing = rounds.standing(corpus, round_)
    if as_json:
        emit(coding_shapes.round_standing(standing))
    else:
        click.echo(
            f"{round_.id}: {standing.done(coder.id)} of {len(standing.links)} by {said.name}"
        )


@rounds_group.command("resolve")
@click.argument("round_id", metavar="ROUND")
@click.argument("link")
@decision_options(note_required=True)
@corpus_option
@json_option
@says_errors
def resolve_command(round_id: str, link: str, said: Said, folder: Path, as_json: bool) -> None:
    """Decide on what the coders of a round differ on: an ordinary decision, with a note."""
    with opened(folder) as corpus:
        round_ = corpus.rounds.get(round_id)
        if link not in {one.link for one in rounds.standing(corpus, round_).disagreements}:
            raise InputError(
                f"{link}: nothing to resolve in {round_id}",
                "`planspor rounds show ROUND` tells what coders differ on when all is coded.",
            )
        corpus.reviews.know(said.person)
        corpus.reviews.decide(said.on(corpus.links.get(link)))
        search.open(corpus)
        standing = rounds.standing(corpus, round_)
    if as_json:
        emit(coding_shapes.round_standing(standing))
    else:
        left = sum(1 for one in standing.disagreements if one.resolved is None)
        click.echo(f"{link}: {said.decision} by {said.name}; {left} left to resolve")


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
