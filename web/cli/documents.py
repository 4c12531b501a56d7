"""Commands on documents: add, remove, list, outline, show."""

import sys
from pathlib import Path

import click

from planspor import ingest, search
from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.model import DocumentKind, Passage, Section
from planspor.ingest import Added, Status
from planspor.ingest.extract.details import Details
from planspor.ingest.link import link
from planspor.ingest.remove import Hanging, hanging_on, remove
from planspor.web import shapes
from planspor.web.cli.context import (
    SOME_FAILED,
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    progress,
    say_drift,
    say_error,
    says_errors,
    table,
)


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", help="Title of the document.")
@click.option("--kind", type=click.Choice([kind.value for kind in DocumentKind]))
@click.option("--issuer", help="Who gave it out.")
@click.option("--date", help="Its date, as 2021-06-17.")
@click.option("--year", type=int)
@click.option("--language", type=click.Choice(["nb", "nn", "en", "se"]))
@corpus_option
@json_option
@says_errors
def add_command(
    paths: tuple[Path, ...],
    title: str | None,
    kind: str | None,
    issuer: str | None,
    date: str | None,
    year: int | None,
    language: str | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Add files, and all files below folders; link them to the plans and index them.

    The same file again is unchanged; a changed file of the same name is a new version.
    """
    said = Details(title, DocumentKind(kind) if kind else None, issuer, date, year, language)
    with opened(folder) as corpus:
        with progress("Reading") as step:
            outcomes = ingest.add(corpus, paths, said, step)
        with progress("Linking") as step:
            linked = link(corpus, progress=step)
        say_drift(linked.drifted)
        search.open(corpus)
    if as_json:
        emit([shapes.added(outcome) for outcome in outcomes])
    else:
        _print_added(outcomes)
    if any(outcome.status is Status.FAILED for outcome in outcomes):
        sys.exit(SOME_FAILED)


def _print_added(outcomes: list[Added]) -> None:
    listed = table("Status", "Document", ">Sections", ">Passages", "File")
    for outcome in outcomes:
        counts = (str(outcome.sections), str(outcome.passages)) if outcome.document else ("", "")
        listed.add_row(outcome.status, outcome.document or "–", *counts, outcome.path)
    console().print(listed)
    for outcome in outcomes:
        if outcome.error is not None:
            say_error(outcome.error)


@click.command("remove")
@click.argument("document")
@click.option("--yes", is_flag=True, help="Do not ask.")
@corpus_option
@json_option
@says_errors
def remove_command(document: str, yes: bool, folder: Path, as_json: bool) -> None:
    """Take a document out, with its links; decisions stay in the log."""
    with opened(folder) as corpus:
        hanging = hanging_on(corpus, document)
        if not yes:
            click.echo(_says(hanging), err=True)
            click.confirm("Take it out?", abort=True, err=True)
        remove(corpus, document)
        search.open(corpus)
    if as_json:
        emit(
            {
                "removed": document,
                "versions": hanging.versions,
                "passages": hanging.passages,
                "links": hanging.links,
                "decisions_kept": hanging.decisions,
            }
        )
    else:
        click.echo(f"Taken out: {document}")


def _says(hanging: Hanging) -> str:
    return (
        f"{hanging.document.title} ({hanging.document.id}): {hanging.versions} version(s), "
        f"{hanging.passages} passages, {hanging.links} links. "
        f"{hanging.decisions} decision(s) stay in the log."
    )


@click.command("list")
@corpus_option
@json_option
@says_errors
def list_command(folder: Path, as_json: bool) -> None:
    """List the documents of the corpus."""
    with opened(folder) as corpus:
        documents = corpus.documents.all()
    if as_json:
        emit([shapes.document(document) for document in documents])
        return
    if not documents:
        click.echo("No documents yet: `planspor add FILE` adds one.")
        return
    listed = table("Document", "Title", "Kind", "Year", "Lang", ">Sections", ">Passages")
    for d in documents:
        year = str(d.year or "")
        listed.add_row(d.id, d.title, d.kind, year, d.language, str(d.sections), str(d.passages))
    console().print(listed)


@click.command("outline")
@click.argument("document")
@corpus_option
@json_option
@says_errors
def outline_command(document: str, folder: Path, as_json: bool) -> None:
    """Show a document's section tree, and what each heading rests on."""
    with opened(folder) as corpus:
        found = corpus.documents.get(document)
        sections = corpus.documents.sections(document)
    if as_json:
        emit({"document": found.id, "sections": [shapes.section(section) for section in sections]})
        return
    listed = table("Section", "Kind", ">Lines", ">Sure", "Evidence", title=found.title)
    for s in sections:
        name = "  " * (s.level - 1) + f"{s.number or ''} {s.heading or '(no heading)'}".strip()
        lines = f"{s.source.line_start}–{s.source.line_end}"
        listed.add_row(name, s.kind, lines, f"{s.confidence:.2f}", ", ".join(s.evidence))
    console().print(listed)


@click.command("show")
@click.argument("what", metavar="DOCUMENT, SECTION or PASSAGE")
@corpus_option
@json_option
@says_errors
def show_command(what: str, folder: Path, as_json: bool) -> None:
    """Show a document's text, a section of it, or one passage, with source lines."""
    with opened(folder) as corpus:
        found = corpus.documents.get(what.partition("/")[0])
        passages = _passages(corpus, what)
        sections = {s.id: s for s in corpus.documents.sections(found.id)}
    if as_json:
        shown = [shapes.passage(passage) for passage in passages]
        emit({"document": shapes.document(found), "passages": shown})
        return
    click.echo(f"{found.title} ({found.id}, {found.file})\n")
    for passage in passages:
        _print_passage(passage, sections[passage.section])


def _passages(corpus: Corpus, what: str) -> list[Passage]:
    if ":" in what:
        return [corpus.documents.passage(what)]
    document, _, section = what.partition("/")
    passages = corpus.documents.passages(document)
    if not section:
        return passages
    inside = _below(corpus.documents.sections(document), what)
    return [passage for passage in passages if passage.section in inside]


def _below(sections: list[Section], top: str) -> set[str]:
    """A section and all below it.

    Raises:
        NotFound: the document has no such section.
    """
    inside = {section.id for section in sections if section.id == top}
    if not inside:
        remedy = "`planspor outline DOCUMENT --json` lists the sections."
        raise NotFound(f"{top}: no such section", remedy)
    for section in sections:
        if section.parent in inside:
            inside.add(section.id)
    return inside


def _print_passage(passage: Passage, section: Section) -> None:
    place = passage.source
    heading = f"{section.number or ''} {section.heading}".strip()
    click.echo(f"[{passage.id}] {heading} (lines {place.line_start}–{place.line_end})")
    click.echo(f"{passage.text}\n")
