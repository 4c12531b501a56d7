"""The search command."""

from pathlib import Path

import click
from rich.text import Text

from planspor import search
from planspor.corpus.model import DocumentKind
from planspor.search import Filters, Hit, Results
from planspor.web import shapes
from planspor.web.cli.context import console, corpus_option, emit, json_option, opened, says_errors


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
    "--kind",
    multiple=True,
    type=click.Choice([kind.value for kind in DocumentKind]),
    help="Only documents of this kind; may be repeated.",
)
@click.option("--year", callback=_years, metavar="FROM-TO", help="Only documents of these years.")
@click.option("--issuer", multiple=True)
@click.option("--document", multiple=True, help="Only this document.")
@click.option("--plan", multiple=True, help="Only passages linked to this plan.")
@click.option("--goal", multiple=True)
@click.option("--measure", multiple=True)
@click.option("--strict", is_flag=True, help="Fail on a malformed query.")
@corpus_option
@json_option
@says_errors
def search_command(
    query: tuple[str, ...],
    limit: int,
    offset: int,
    kind: tuple[str, ...],
    year: tuple[int | None, int | None] | None,
    issuer: tuple[str, ...],
    document: tuple[str, ...],
    plan: tuple[str, ...],
    goal: tuple[str, ...],
    measure: tuple[str, ...],
    strict: bool,
    folder: Path,
    as_json: bool,
) -> None:
    """Search the passages: words, "exact phrases", AND, OR, NOT, field:value."""
    filters = Filters(
        kinds=kind,
        years=year,
        issuers=issuer,
        documents=document,
        plans=plan,
        goals=goal,
        measures=measure,
    )
    with opened(folder) as corpus:
        index = search.open(corpus)
        text = " ".join(query)
        found = index.search(text, limit=limit, offset=offset, filters=filters, strict=strict)
    if as_json:
        emit(shapes.results(found))
    else:
        print_results(found)


def print_results(found: Results) -> None:
    """Hits with their place, and the words that were found in bold."""
    out = console()
    if found.notice is not None:
        click.echo(f"{found.notice.message} {found.notice.remedy}", err=True)
    out.print(f"{found.total} hit{'s' if found.total != 1 else ''} for {found.query!r}\n")
    for hit in found.hits:
        out.print(_heading(hit))
        out.print(_marked(hit))
        if hit.also_in:
            out.print(Text("  also in: " + ", ".join(p.passage for p in hit.also_in), style="dim"))
        out.print()


def _heading(hit: Hit) -> Text:
    year = f", {hit.document.year}" if hit.document.year else ""
    place = hit.passage.source
    head = Text(f"{hit.rank}. {hit.document.title}", style="bold")
    head.append(f" ({hit.document.kind}{year})\n", style="not bold")
    where = " › ".join(heading for heading in hit.path if heading)
    lines = f"lines {place.line_start}–{place.line_end}"
    return head.append(f"   {where} [{hit.passage.id}, {lines}]", style="dim")


def _marked(hit: Hit) -> Text:
    text = Text(hit.passage.text)
    for start, end in hit.highlights:
        text.stylize("bold reverse", start, end)
    shown = text[:600]
    return shown.append(" …") if len(text) > 600 else shown
