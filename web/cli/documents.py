"""Commands on documents: add, remove, list, outline, show."""

import sys
from pathlib import Path

import click

from planspor import ingest, search
from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.model import Access, DocumentKind, Passage, Section
from planspor.corpus.slugs import owner
from planspor.ingest import Added, Status
from planspor.ingest.extract.details import Details
from planspor.ingest.link import link
from planspor.ingest.remove import Hanging, hanging_on, remove
from planspor.web.cli.context import (
    SOME_FAILED,
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    place,
    progress,
    say_drift,
    say_error,
    say_partial,
    says_errors,
    table,
)
from planspor.web.cli.exporting import export_option, exported
from planspor.web.cli.extracts import say_failures
from planspor.web.cli.learning import print_touches, touched
from planspor.web.shapes import document_shapes, upkeep_shapes

_TOLD = 5
"""New documents whose targets are told of at once; `planspor touches` tells of the others."""


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", help="Title of the document.")
@click.option("--kind", type=click.Choice([kind.value for kind in DocumentKind]))
@click.option("--issuer", help="Who gave it out.")
@click.option("--date", help="Its date, as 2021-06-17.")
@click.option("--year", type=int)
@click.option("--language", type=click.Choice(["nb", "nn", "en", "se"]))
@click.option(
    "--access",
    type=click.Choice([access.value for access in Access]),
    help="Restricted documents (interviews, personal data) show on this machine only.",
)
@click.option("--password", help="Opens encrypted files; it is not stored.")
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
    access: str | None,
    password: str | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Add files, all files below folders and in archives; link them to the plans and index them.

    The same file again is unchanged; a changed file at the same place is a new
    version.
    """
    said = Details(
        title=title,
        kind=DocumentKind(kind) if kind else None,
        issuer=issuer,
        date=date,
        year=year,
        language=language,
        access=Access(access) if access else None,
    )
    with opened(folder) as corpus:
        with progress("Reading") as step:
            outcomes = ingest.add(corpus, paths, said, step, password)
        with progress("Extracting") as step:
            say_failures(ingest.extract(corpus, progress=step))
        with progress("Linking") as step:
            linked = link(corpus, progress=step)
        say_drift(linked.drifted)
        search.open(corpus)
        new = [o.document for o in outcomes if o.document and o.status is not Status.UNCHANGED]
        touching = {document: touched(corpus, document) for document in new[:_TOLD]}
    if as_json:
        emit([document_shapes.added(outcome) for outcome in outcomes])
    else:
        _print_added(outcomes)
        for document, found in touching.items():
            if found:
                click.echo(f"\n{document} touches:")
                print_touches(found)
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
        elif outcome.status is Status.PARTIAL:
            say_partial(outcome.path, outcome.notes)
        elif outcome.document and not outcome.passages:
            click.echo(
                f"{outcome.path}: came in without a single passage, so nothing is found in it\n"
                f"  `planspor outline {outcome.document}` shows what was read of it.",
                err=True,
            )
        if outcome.lost:
            click.echo(
                f"{outcome.document}: {outcome.lost} decision(s) could not be carried over\n"
                f"  `planspor versions {outcome.document}` shows the words they rest on.",
                err=True,
            )


@click.command("remove")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@corpus_option
@json_option
@says_errors
def remove_command(documents: tuple[str, ...], yes: bool, folder: Path, as_json: bool) -> None:
    """Take documents out, with all that hangs on them; decisions stay in the log."""
    with opened(folder) as corpus:
        hanging = [hanging_on(corpus, document) for document in dict.fromkeys(documents)]
        if not yes:
            click.echo("\n".join(map(_says, hanging)), err=True)
            click.confirm(
                f"Take {'it' if len(hanging) == 1 else 'them'} out?", abort=True, err=True
            )
        for one in hanging:
            remove(corpus, one.document.id)
        search.open(corpus)
    if as_json:
        gone = [upkeep_shapes.hanging(one) for one in hanging]
        emit(gone[0] if len(gone) == 1 else gone)
    else:
        click.echo(f"Taken out: {', '.join(one.document.id for one in hanging)}")


def _says(hanging: Hanging) -> str:
    said = (
        f"{hanging.document.title} ({hanging.document.id}): {hanging.versions} version(s), "
        f"{hanging.passages} passages, {hanging.links} links, {hanging.originals} original(s), "
        f"{hanging.pictures} page picture(s). "
        f"{hanging.decisions} decision(s) stay in the log, with the words they rest on."
    )
    fetched = (
        f"\n  Fetched from {address}: only `planspor fetch` brings it back."
        for address in hanging.addresses
    )
    return said + "".join(fetched)


@click.command("list")
@export_option
@corpus_option
@json_option
@says_errors
def list_command(file: Path | None, folder: Path, as_json: bool) -> None:
    """List the documents of the corpus."""
    with opened(folder) as corpus:
        documents = corpus.documents.all()
    if file is not None:
        exported(folder, file, "documents.documents_table", documents)
        return
    if as_json:
        emit([document_shapes.document(document) for document in documents])
        return
    if not documents:
        click.echo("No documents yet: `planspor add FILE` adds one.")
        return
    listed = table("Document", "Title", "Kind", "Year", "Lang", ">Sections", ">Passages")
    for d in documents:
        kind = d.kind if d.access is Access.OPEN else f"{d.kind}, {d.access}"
        counts = (str(d.sections), str(d.passages))
        listed.add_row(d.id, d.title, kind, str(d.year or ""), d.language, *counts)
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
        emit(
            {
                "document": found.id,
                "sections": [document_shapes.section(section) for section in sections],
            }
        )
        return
    listed = table("Section", "Kind", ">Place", ">Sure", "Evidence", title=found.title)
    for s in sections:
        name = "  " * (s.level - 1) + f"{s.number or ''} {s.heading or '(no heading)'}".strip()
        listed.add_row(name, s.kind, place(s.source), f"{s.confidence:.2f}", ", ".join(s.evidence))
    console().print(listed)


@click.command("show")
@click.argument("what", metavar="DOCUMENT, SECTION or PASSAGE")
@corpus_option
@json_option
@says_errors
def show_command(what: str, folder: Path, as_json: bool) -> None:
    """Show a document's text, a section of it, or one passage, with its place in the original."""
    with opened(folder) as corpus:
        found = corpus.documents.get(owner(what))
        passages = _passages(corpus, what)
        sections = {s.id: s for s in corpus.documents.sections(found.id)}
    if as_json:
        shown = [document_shapes.passage(passage) for passage in passages]
        emit({"document": document_shapes.document(found), "passages": shown})
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
    heading = f"{section.number or ''} {section.heading}".strip()
    click.echo(f"[{passage.id}] {heading} ({place(passage.source)})")
    click.echo(f"{passage.text}\n")
