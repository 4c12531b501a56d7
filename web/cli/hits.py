"""Hits as a terminal shows them."""

import click
from rich.console import Console
from rich.text import Text

from planspor.search import FacetCount, Grouped, Hit, Results
from planspor.web.cli.context import console, place, table
from planspor.web.shapes.search_shapes import Explanations

_REASONS = 6
_VALUES = 12
"""Values of a facet that are printed."""


def print_results(found: Results, explained: Explanations | None = None) -> None:
    """Hits with their place, and the words that were found in bold."""
    out = console()
    _print_notices(found)
    out.print(f"{_counted(found.total, 'hit')} for {found.query!r}\n")
    for hit in found.hits:
        out.print(_title(hit))
        _print_hit(out, hit, explained)


def print_grouped(
    found: Results, by_document: Grouped, explained: Explanations | None = None
) -> None:
    """Documents with their best hits."""
    out = console()
    _print_notices(found)
    documents = _counted(by_document.total, "document")
    out.print(f"{_counted(found.total, 'hit')} in {documents} for {found.query!r}\n")
    for group in by_document.groups:
        head = _title(group.hits[0], numbered=False)
        out.print(head.append(f" {_counted(group.total, 'hit')}", style="bold"))
        for hit in group.hits:
            _print_hit(out, hit, explained)


def _print_notices(found: Results) -> None:
    if found.notice is not None:
        click.echo(f"{found.notice.message} {found.notice.remedy}", err=True)
    if found.corrected:
        click.echo(f"Searched for: {found.corrected}", err=True)
    lacking = [one.word for one in found.words if not one.stands]
    if lacking:
        click.echo(f"In no passage: {', '.join(lacking)}", err=True)


def _print_hit(out: Console, hit: Hit, explained: Explanations | None) -> None:
    out.print(_place(hit))
    out.print(_marked(hit))
    if hit.also_in:
        out.print(Text("  also in: " + ", ".join(p.passage for p in hit.also_in), style="dim"))
    if explained is not None:
        _print_reasons(out, hit, explained)
    out.print()


def _title(hit: Hit, numbered: bool = True) -> Text:
    year = f", {hit.document.year}" if hit.document.year else ""
    number = f"{hit.rank}. " if numbered else ""
    head = Text(f"{number}{hit.document.title}", style="bold")
    return head.append(f" ({hit.document.kind}{year})", style="not bold")


def _place(hit: Hit) -> Text:
    where = " › ".join(heading for heading in hit.path if heading)
    return Text(f"   {where} [{hit.passage.id}, {place(hit.passage.source)}]", style="dim")


def _marked(hit: Hit) -> Text:
    text = Text(hit.passage.text)
    for start, end in hit.highlights:
        text.stylize("bold reverse", start, end)
    start, end = hit.excerpt
    shown = Text("… " if start else "").append_text(text[start:end])
    return shown.append(" …") if end < len(text) else shown


def _print_reasons(out: Console, hit: Hit, explained: Explanations) -> None:
    found = explained.get(hit.passage.id)
    reasons = sorted(found.reasons, key=lambda reason: -reason.score) if found else []
    for reason in reasons[:_REASONS]:
        words = f" ({' + '.join(reason.words)})" if reason.words != (reason.term,) else ""
        out.print(Text(f"  {reason.score:7.3f}  {reason.term}: {reason.layer}{words}", style="dim"))
    if found and len(reasons) > _REASONS:
        rest = sum(reason.score for reason in reasons[_REASONS:])
        out.print(Text(f"  {rest:7.3f}  {len(reasons) - _REASONS} smaller", style="dim"))
    if found and found.weight < 1:
        out.print(Text(f"  all times {found.weight:.2f}: seldom an answer", style="dim"))


def print_facets(found: Results) -> None:
    """What the hits can be narrowed by, most hits first."""
    listed = table("Facet", "Value", ">Hits", "Name")
    for name, counts in found.facets.items():
        for number, count in enumerate(counts[:_VALUES]):
            listed.add_row("" if number else name, count.value, str(count.count), _name(count))
        if len(counts) > _VALUES:
            listed.add_row("", f"… {len(counts) - _VALUES} more", "", "")
    console().print(listed)


def _name(count: FacetCount) -> str:
    return "" if count.label == count.value else count.label


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"
