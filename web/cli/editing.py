"""Commands on what is known of a document: edit, versions."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ParamSpec

import click

from planspor import search
from planspor.corpus.model import Access, Anchoring, DocumentKind, Found, Validity, Version
from planspor.ingest.describing import DETAILS
from planspor.ingest.edit import Known, edit, known
from planspor.ingest.extract.details import LANGUAGES
from planspor.web.cli.context import (
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    says_errors,
    table,
)
from planspor.web.shapes import upkeep_shapes

P = ParamSpec("P")
_CHOICES = {
    "kind": [kind.value for kind in DocumentKind],
    "language": LANGUAGES,
    "validity": [*(validity.value for validity in Validity), ""],
    "access": [access.value for access in Access],
}
_HELP = {
    "number": "Its publisher's number, as IS-2076.",
    "issuer": "Who gave it out.",
    "date": "As 2021-06-17, 2021-06 or 2021.",
    "year": "Four digits.",
    "address": "Where it is published.",
    "access": "Restricted documents show on this machine only.",
}


def _detail_options(command: Callable[P, None]) -> Callable[P, None]:
    for detail in reversed(DETAILS):
        choice = click.Choice(_CHOICES[detail]) if detail in _CHOICES else click.STRING
        command = click.option(f"--{detail}", type=choice, help=_HELP.get(detail))(command)
    return command


@click.command("edit")
@click.argument("document")
@_detail_options
@click.option(
    "--clear",
    multiple=True,
    type=click.Choice(DETAILS),
    help="Take a correction back: it is again what the document says.",
)
@corpus_option
@json_option
@says_errors
def edit_command(
    document: str, clear: tuple[str, ...], folder: Path, as_json: bool, **said: str | None
) -> None:
    """Correct what is known of a document, or show it with how each detail was found.

    A later version of the document keeps corrections. An empty value ("") says that the document
    has no such thing. Links are made anew where they depend on what was changed.
    """
    given = {detail: value for detail, value in said.items() if value is not None}
    with opened(folder) as corpus:
        edited = edit(corpus, document, given, clear)
        if edited.changed:
            search.open(corpus)
        listed = known(corpus, document)
    if as_json:
        emit(upkeep_shapes.edited(edited, listed))
        return
    if given or clear:
        click.echo(f"Changed: {', '.join(edited.changed) or 'nothing'}")
    _print_known(edited.document.title, listed)


def _print_known(title: str, listed: Sequence[Known]) -> None:
    shown = table("Detail", "Value", "Found", "Uncorrected", title=title)
    for one in listed:
        otherwise = _in_words(one.otherwise) if one.corrected else ""
        shown.add_row(one.detail, _in_words(one.value), one.found or "–", otherwise)
    console().print(shown)


def _in_words(value: object) -> str:
    return "–" if value is None else str(value)


@click.command("versions")
@click.argument("document")
@corpus_option
@json_option
@says_errors
def versions_command(document: str, folder: Path, as_json: bool) -> None:
    """Show a document's versions, and what became of the decisions on its passages."""
    with opened(folder) as corpus:
        corpus.documents.get(document)
        versions = corpus.versions.of(document)
        anchorings = corpus.anchorings.of_document(document)
    if as_json:
        emit(upkeep_shapes.versions(document, versions, anchorings))
        return
    _print_versions(document, versions)
    for version in versions:
        carried = [a for a in anchorings if a.version == version.number]
        if carried:
            _print_carried(version, carried)


def _print_versions(document: str, versions: Sequence[Version]) -> None:
    listed = table(">Version", "Added", "File", "Reader", "SHA-256", "Notes", title=document)
    for v in versions:
        added = v.added.date().isoformat()
        listed.add_row(str(v.number), added, v.file, v.reader, v.sha256[:12], "\n".join(v.notes))
    console().print(listed)


def _print_carried(version: Version, anchorings: Sequence[Anchoring]) -> None:
    counts = {how: sum(1 for a in anchorings if a.how is how) for how in Found}
    said = ", ".join(f"{count} {how}" for how, count in counts.items() if count)
    click.echo(f"\nDecisions carried over to version {version.number}: {said}")
    for one in anchorings:
        if one.how is not Found.EXACT:
            place = f", now {one.passage}" if one.passage else ""
            likeness = f"similarity {one.similarity:.2f}"
            click.echo(
                f"[{one.quotation.link}] {one.quotation.target}: {one.how}, {likeness}{place}"
            )
            click.echo(f"  “{' '.join(one.quotation.text.split())}”")
