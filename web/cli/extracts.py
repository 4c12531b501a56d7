"""Commands on what was taken out of documents: extract, extracts."""

import sys
from pathlib import Path
from typing import Any

import click

from planspor import ingest
from planspor.corpus.errors import InputError
from planspor.corpus.model import Extract, ExtractKind
from planspor.ingest.extract.correcting import add_by_hand, correct
from planspor.ingest.extract.extracting import Extraction
from planspor.web.cli.context import (
    SOME_FAILED,
    DefaultGroup,
    console,
    corpus_option,
    emit,
    json_option,
    named,
    opened,
    progress,
    say_error,
    says_errors,
    table,
)
from planspor.web.cli.exporting import export_option, exported
from planspor.web.shapes import extract_shapes

_KIND = click.Choice([kind.value for kind in ExtractKind])
as_option = click.option("--as", "name", required=True, help="Who says so.")


@click.command("extract")
@click.argument("documents", nargs=-1)
@click.option("--refresh", is_flag=True, help="Also where these extractors have searched already.")
@corpus_option
@json_option
@says_errors
def extract_command(documents: tuple[str, ...], refresh: bool, folder: Path, as_json: bool) -> None:
    """Take items out of documents (of all, if none is named): references, amounts, findings.

    `add`, `fetch` and `update` do so already. People's corrections stay.
    """
    with opened(folder) as corpus:
        for document in documents:
            corpus.documents.get(document)
        with progress("Extracting") as step:
            done = ingest.extract(corpus, documents or None, step, refresh)
    if as_json:
        emit(extract_shapes.extraction(done))
    else:
        click.echo(f"{done.found} extracts from {done.searched} documents")
    say_failures(done)
    if done.failures:
        sys.exit(SOME_FAILED)


def say_failures(done: Extraction) -> None:
    """Tell on stderr which documents an extractor failed on; the rest was done."""
    for failure in done.failures:
        say_error(failure)


@click.group("extracts", cls=DefaultGroup, default="list")
def extracts_group() -> None:
    """What was taken out of a document: `planspor extracts DOCUMENT` lists it."""


@extracts_group.command("list")
@click.argument("document")
@click.option("--kind", "kinds", type=_KIND, multiple=True, help="Only of this kind.")
@click.option("--removed", is_flag=True, help="What people said is none, instead.")
@export_option
@corpus_option
@json_option
@says_errors
def list_extracts(
    document: str,
    kinds: tuple[str, ...],
    removed: bool,
    file: Path | None,
    folder: Path,
    as_json: bool,
) -> None:
    """List what was taken out of a document, as people corrected it."""
    wanted = [ExtractKind(kind) for kind in kinds]
    with opened(folder) as corpus:
        held_document = corpus.documents.get(document)
        if removed:
            held = corpus.extracts.removed(document)
            listed = [one for one in held if not wanted or one.kind in wanted]
        else:
            listed = corpus.extracts.of_document(document, *wanted)
    if file is not None:
        exported(folder, file, "extracts.extracts_table", held_document, "", listed)
        return
    if as_json:
        emit([extract_shapes.extract(one) for one in listed])
        return
    shown = table("=Extract", "Kind", "Words", "Fields", "Rule", ">Sure", "=Passage")
    for one in listed:
        row = (one.id, one.kind, _short(one.text), fields_in_words(one), one.rule)
        shown.add_row(*row, f"{one.confidence:.2f}", one.passage)
    console().print(shown)


def fields_in_words(one: Extract) -> str:
    """An extract's fields on one line; a person's are marked."""
    return ", ".join(
        f"{name}={_said(value)}{'*' if name in one.corrected else ''}"
        for name, value in one.fields.items()
        if value not in (None, [], "")
    )


def _said(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 80 else f"{line[:78]} …"


@extracts_group.command("correct")
@click.argument("extract")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--remove", is_flag=True, help="It is none.")
@click.option("--restore", is_flag=True, help="It is one after all.")
@click.option("--note", default="", help="Why.")
@as_option
@corpus_option
@json_option
@says_errors
def correct_extract(
    extract: str,
    fields: tuple[str, ...],
    remove: bool,
    restore: bool,
    note: str,
    name: str,
    folder: Path,
    as_json: bool,
) -> None:
    """Correct the fields of an extract, take it out or bring it back; what was there is kept.

    An empty value ("section=") says that there is none.
    """
    if sum((bool(fields), remove, restore)) != 1:
        raise click.UsageError("Say FIELD=VALUE, --remove or --restore: one of the three.")
    said = dict(_pair(field) for field in fields)
    with opened(folder) as corpus:
        person = named(name)
        made = correct(corpus, extract, person, said, removed=remove, note=note)
        history = corpus.extracts.corrections(extract)
    if as_json:
        told = extract_shapes.extract(made)
        emit(told | {"corrections": [extract_shapes.correction(one) for one in history]})
        return
    click.echo(f"{made.id}: {'taken out' if remove else fields_in_words(made) or 'no fields'}")
    for one in history:
        changed = ", ".join(f"{key}={value or ''}" for key, value in one.fields.items())
        what = "took it out" if one.removed else changed or "kept it"
        click.echo(f"  {one.at:%Y-%m-%d %H:%M} {one.person}: {what} {one.note}".rstrip())


def _pair(field: str) -> tuple[str, str]:
    name, sign, value = field.partition("=")
    if not sign:
        raise InputError(f"“{field}” is no correction", "Write field=value.")
    return name.strip(), value


@extracts_group.command("add")
@click.argument("passage")
@click.argument("words")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--kind", type=_KIND, required=True)
@click.option("--note", default="", help="Why.")
@as_option
@corpus_option
@json_option
@says_errors
def add_extract(
    passage: str,
    words: str,
    fields: tuple[str, ...],
    kind: str,
    note: str,
    name: str,
    folder: Path,
    as_json: bool,
) -> None:
    """Add an item that you found yourself: WORDS as they stand in a PASSAGE."""
    said = dict(_pair(field) for field in fields)
    with opened(folder) as corpus:
        person = named(name)
        made = add_by_hand(corpus, passage, words, ExtractKind(kind), person, note)
        if said:
            made = correct(corpus, made.id, person, said)
    if as_json:
        emit(extract_shapes.extract(made))
    else:
        click.echo(f"{made.id}: {made.text}")
