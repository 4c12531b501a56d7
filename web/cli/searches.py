"""Commands on saved searches: list, run, remove. `planspor search --save` saves one."""

from pathlib import Path

import click

from planspor import search
from planspor.corpus import Corpus
from planspor.corpus.store.searches import SavedSearch
from planspor.search import Index
from planspor.web.cli.context import (
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    say_removed,
    says_errors,
    table,
)
from planspor.web.cli.exporting import export_option, exported
from planspor.web.cli.searching import Showing, answer
from planspor.web.shapes import search_shapes
from planspor.web.views.saving import question_of, since


@click.group("searches")
def searches_group() -> None:
    """Saved searches, and what is new in them."""


@searches_group.command("list")
@export_option
@corpus_option
@json_option
@says_errors
def list_command(file: Path | None, folder: Path, as_json: bool) -> None:
    """List the saved searches, each with the hits in documents that came or changed since."""
    with opened(folder) as corpus:
        searches = corpus.searches.all()
        index = search.open(corpus) if searches else None
        new = {one.name: _new(corpus, index, one) for one in searches if index}
    if file is not None:
        exported(folder, file, "searches.kept_table", [(one, new[one.name]) for one in searches])
        return
    if as_json:
        emit([search_shapes.saved_search(one, new[one.name]) for one in searches])
        return
    if not searches:
        click.echo("No saved searches yet: `planspor search QUERY --save NAME` saves one.")
        return
    listed = table("Name", "Query", ">New", "By", "Saved")
    for one in searches:
        query = question_of(one.question).query
        listed.add_row(one.name, query, str(new[one.name]), one.person, one.at.date().isoformat())
    console().print(listed)


def _new(corpus: Corpus, index: Index, saved: SavedSearch) -> int:
    asked = since(corpus, question_of(saved.question), saved.seen)
    return index.search(
        asked.query, 0, 0, asked.filters, level=asked.level, order=asked.order
    ).total


@searches_group.command("run")
@click.argument("name")
@click.option("--new", is_flag=True, help="Only documents that came or changed since.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@corpus_option
@json_option
@says_errors
def run_command(name: str, new: bool, limit: int, folder: Path, as_json: bool) -> None:
    """Search once more; all that there is now counts as seen."""
    with opened(folder) as corpus:
        saved = corpus.searches.look(corpus.searches.named(name).number)
        asked = question_of(saved.question)
        if new:
            asked = since(corpus, asked, saved.seen)
        answer(search.open(corpus), asked, Showing(limit=limit, as_json=as_json))


@searches_group.command("remove")
@click.argument("name")
@corpus_option
@json_option
@says_errors
def remove_command(name: str, folder: Path, as_json: bool) -> None:
    """Take a saved search away."""
    with opened(folder) as corpus:
        corpus.searches.remove(corpus.searches.named(name).number)
    say_removed(name, as_json)
