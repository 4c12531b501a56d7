"""The search command."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, ParamSpec

import click

from planspor import search
from planspor.corpus import Corpus
from planspor.corpus.model import DocumentKind, SectionKind, Stage, Stance
from planspor.search import (
    Explanation,
    Filters,
    Grouped,
    Index,
    Level,
    Order,
    Question,
    Results,
)
from planspor.web.cli.context import (
    corpus_option,
    emit,
    json_option,
    named,
    opened,
    says_errors,
)
from planspor.web.cli.exporting import export_option, exported
from planspor.web.cli.hits import print_facets, print_grouped, print_results
from planspor.web.shapes import search_shapes
from planspor.web.views.saving import kept

P = ParamSpec("P")


class _Reviewed(StrEnum):
    """What a passage's links rest on."""

    REVIEWED = "reviewed"
    SUGGESTED = "suggested"


_FILTERS: dict[str, tuple[str, type[StrEnum] | None, str]] = {
    "kind": ("kinds", DocumentKind, "Only documents of this kind; may be repeated, as all below."),
    "issuer": ("issuers", None, "Only documents of this issuer."),
    "document": ("documents", None, "Only this document."),
    "language": ("languages", None, "Only documents in this language, as nb or nn."),
    "plan": ("plans", None, "Only passages linked to this plan."),
    "goal": ("goals", None, "Only passages linked to this goal."),
    "area": ("areas", None, "Only passages linked to a measure of this area."),
    "measure": ("measures", None, "Only passages linked to this measure."),
    "stage": ("stages", Stage, "Only passages with a link at this stage."),
    "stance": ("stances", Stance, "Only passages with a link of this stance."),
    "review": ("reviews", _Reviewed, "Whether a person accepted the link."),
    "section": ("section_kinds", SectionKind, "Only this kind of section."),
}
"""Options that narrow: the filter, its values where they are few, and the help."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How hits are to be shown."""

    limit: int = 10
    offset: int = 0
    grouped: bool = False
    explain: bool = False
    facets: bool = False
    as_json: bool = False


def _choice(values: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([value.value for value in values])


def _filter_options(command: Callable[P, None]) -> Callable[P, None]:
    for name, (filter_, values, text) in reversed(_FILTERS.items()):
        kind = None if values is None else _choice(values)
        option = click.option(f"--{name}", filter_, multiple=True, type=kind, help=text)
        command = option(command)
    return command


def _years(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> tuple[int | None, int | None] | None:
    """Read ``2016-2020``, ``2016-``, ``-2020`` or ``2016``."""
    if value is None:
        return None
    first, hyphen, last = value.replace("–", "-").partition("-")
    try:
        start, end = int(first) if first else None, int(last) if last else None
    except ValueError as error:
        message = f"{value} is no year range: write 2016-2020, 2016- or 2016"
        raise click.BadParameter(message) from error
    return (start, end) if hyphen else (start, start)


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option("--offset", default=0, type=click.IntRange(0))
@click.option(
    "--level",
    type=_choice(Level),
    default=Level.RELATED.value,
    show_default=True,
    help="How widely words are searched for.",
)
@click.option("--order", type=_choice(Order), default=Order.RELEVANCE.value, show_default=True)
@click.option("--year", "years", callback=_years, metavar="FROM-TO", help="Only these years.")
@_filter_options
@click.option("--grouped", is_flag=True, help="Group the hits by document.")
@click.option("--explain", is_flag=True, help="Tell why each hit stands where it does.")
@click.option("--facets", is_flag=True, help="Show what the hits can be narrowed by.")
@export_option
@click.option("--save", "name", metavar="NAME", help="Save the search (see planspor searches).")
@click.option("--as", "person", metavar="YOU", help="Who saves it.")
@click.option("--strict", is_flag=True, help="Fail on a malformed query.")
@corpus_option
@json_option
@says_errors
def search_command(
    query: tuple[str, ...],
    level: str,
    order: str,
    strict: bool,
    file: Path | None,
    name: str | None,
    person: str | None,
    folder: Path,
    limit: int,
    offset: int,
    grouped: bool,
    explain: bool,
    facets: bool,
    as_json: bool,
    **filters: Any,
) -> None:
    """Search the passages: words, "exact phrases", AND, OR, NOT, field:value."""
    asked = Question(" ".join(query), Filters(**filters), Level(level), Order(order), strict)
    if file is not None and as_json:
        raise click.UsageError("--export writes a file, --json answers here: choose one.")
    with opened(folder) as corpus:
        if name is not None:
            _save(corpus, name, asked, person)
        index = search.open(corpus)
        if file is None:
            answer(index, asked, Showing(limit, offset, grouped, explain, facets, as_json))
        else:
            exported(
                folder,
                file,
                "documents.hits_table",
                corpus,
                index.hits(asked, marked=False),
                asked.query,
            )


def _save(corpus: Corpus, name: str, question: Question, person: str | None) -> None:
    if person is None:
        raise click.UsageError("Say with --as who saves the search.")
    by = named(person)
    corpus.reviews.know(by)
    corpus.searches.save(name, kept(question), by.id)


def answer(index: Index, asked: Question, showing: Showing) -> None:
    """Ask a question and print what comes back."""
    limit = 0 if showing.grouped else showing.limit
    found = index.search(
        asked.query, limit, showing.offset, asked.filters, asked.strict, asked.level, asked.order
    )
    groups = index.grouped(asked, showing.limit, showing.offset) if showing.grouped else None
    explained = _explained(index, asked, found, groups) if showing.explain else None
    if showing.as_json:
        shape = search_shapes
        emit(shape.grouped(found, groups, explained) if groups else shape.results(found, explained))
        return
    if groups:
        print_grouped(found, groups, explained)
    else:
        print_results(found, explained)
    if showing.facets:
        print_facets(found)


def _explained(
    index: Index, asked: Question, found: Results, groups: Grouped | None
) -> dict[str, Explanation | None]:
    hits = [hit for group in groups.groups for hit in group.hits] if groups else found.hits
    return {hit.passage.id: index.explain(asked, hit.passage.id) for hit in hits}
