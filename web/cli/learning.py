"""Commands on what decisions teach, and on what a document touches: learn, touches."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from planspor import search
from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.store.profile_terms import ProfileTerm
from planspor.ingest.link import link
from planspor.ingest.link.learning import Lesson, learn
from planspor.ingest.link.profiles import build_profile
from planspor.ingest.link.touching import News, Touch, touches
from planspor.web.cli.context import (
    console,
    corpus_option,
    emit,
    json_option,
    named,
    opened,
    progress,
    says_errors,
    table,
)
from planspor.web.shapes import learning_shapes

_FEW = 5
"""Targets of each plan that are told of after a document was added."""
_NEWS = {
    News.FIRST: "no other document speaks of it",
    News.MORE: "others speak of it too",
    News.REPEATED: "stands in another document",
}


@click.command("learn")
@click.argument("target", metavar="TARGET")
@click.option("--keep", "kept", multiple=True, metavar="TERM", help="Look for it from now on.")
@click.option(
    "--against", multiple=True, metavar="TERM", help="Hold it against a passage from now on."
)
@click.option("--remove", "removed", multiple=True, metavar="TERM", help="Take a kept term out.")
@click.option("--as", "name", help="Your name: only a person keeps or removes terms.")
@corpus_option
@json_option
@says_errors
def learn_command(
    target: str,
    kept: tuple[str, ...],
    against: tuple[str, ...],
    removed: tuple[str, ...],
    name: str | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Show which terms a target's accepted and rejected links suggest; keep some, or remove some.

    Nothing is used before a person keeps it. Kept terms are part of the target's profile: its plan
    is linked anew.
    """
    with opened(folder) as corpus:
        found = corpus.plans.target(target)
        if kept or against or removed:
            _change(corpus, target, kept, against, removed, name)
            with progress("Linking") as step:
                link(corpus, [found.plan], progress=step)
            search.open(corpus)
        terms = corpus.profile_terms.of_target(target)
        lesson = _lesson(corpus, target, terms)
        people = {person.id: person.name for person in corpus.reviews.people()}
    if as_json:
        emit(learning_shapes.lesson(target, terms, lesson))
        return
    for term in terms:
        speaks = "against" if term.against else "for"
        by = people.get(term.person, term.person)
        click.echo(f"kept {speaks}: {term.term} ({by}, {term.at:%Y-%m-%d})")
    _print(lesson)


def _change(
    corpus: Corpus,
    target: str,
    kept: Sequence[str],
    against: Sequence[str],
    removed: Sequence[str],
    name: str | None,
) -> None:
    """Keep and remove terms in a person's name.

    Raises:
        InputError: no name is given.
        NotFound: a term that is to be removed was not kept.
    """
    if not name:
        raise InputError("only a person keeps or removes terms", "Say who you are with --as.")
    person = named(name)
    corpus.reviews.know(person)
    for term in removed:
        corpus.profile_terms.remove(target, term, person.id)
    for term in kept:
        corpus.profile_terms.keep(target, term, person.id)
    for term in against:
        corpus.profile_terms.keep(target, term, person.id, against=True)


def _lesson(corpus: Corpus, target: str, terms: Sequence[ProfileTerm]) -> Lesson:
    analyser = Analyser()
    thesaurus = Thesaurus(corpus.terms.all(), analyser)
    profile = build_profile(corpus.plans.target(target), analyser, thesaurus, learned=terms)
    return learn(corpus.links.of_target(target), profile, analyser)


def _print(lesson: Lesson) -> None:
    rests_on = f"{lesson.accepted} accepted and {lesson.rejected} rejected passages"
    if not lesson.proposals:
        click.echo(f"No terms tell {rests_on} apart.")
        return
    listed = table("Term", "Speaks", ">Accepted", ">Rejected", ">Surety")
    for one in lesson.proposals:
        speaks = "against" if one.against else "for"
        counts = (str(one.accepted), str(one.rejected), f"{one.surety:.2f}")
        listed.add_row(one.term, speaks, *counts)
    console().print(listed)
    click.echo(f"From {rests_on}. `--keep TERM --as NAME` looks for one from now on.")


@click.command("touches")
@click.argument("document")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@corpus_option
@json_option
@says_errors
def touches_command(document: str, limit: int, folder: Path, as_json: bool) -> None:
    """Show which measures, goals and other targets a document touches, and what is new in it."""
    with opened(folder) as corpus:
        corpus.documents.get(document)
        found = touched(corpus, document)
    if as_json:
        emit(learning_shapes.touches(document, found))
        return
    if not found:
        click.echo(f"{document} touches no target of any plan.")
    print_touches(found, limit)


def touched(corpus: Corpus, document: str) -> list[Touch]:
    """What a document touches, beside all others of the corpus."""
    others = [one.id for one in corpus.documents.all()]
    links = corpus.links.of_document(document)
    return touches(corpus, links, document, others, corpus.plans.all())


def print_touches(found: Sequence[Touch], limit: int = _FEW) -> None:
    """The targets that a document says most of, plan by plan."""
    for plan, of_plan in groupby(found, lambda one: one.plan):
        same = list(of_plan)
        first = sum(one.news is News.FIRST for one in same)
        click.echo(f"{plan.short}: {len(same)} targets, {first} that no other document speaks of")
        for one in same[:limit]:
            text = " ".join((one.target.text or "").split())
            click.echo(f"  {one.best.score:.2f}  {one.target.id}: {text[:70]}")
            click.echo(f"        {one.best.passage}, {len(one.links)} passages, {_NEWS[one.news]}")
