"""The references command: what a document cites, who cites it, and what is not in the corpus."""

import csv
import io
from pathlib import Path

import click

from planspor.corpus.citing import Cited, citations, citers, citing, missing
from planspor.corpus.errors import InputError
from planspor.web.cli.context import (
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    says_errors,
    table,
)
from planspor.web.cli.exporting import export_option, exported
from planspor.web.shapes import extract_shapes
from planspor.web.views.citations import around

_COLUMNS = ("kind", "key", "words", "documents", "references", "cited by", "passages")


@click.command("references")
@click.argument("document", required=False)
@click.option("--missing", "lacking", is_flag=True, help="What is cited and not in the corpus.")
@click.option("--csv", "as_csv", is_flag=True, help="With --missing: as CSV.")
@export_option
@corpus_option
@json_option
@says_errors
def references_command(
    document: str | None,
    lacking: bool,
    as_csv: bool,
    file: Path | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Show what a DOCUMENT cites and who cites it, or what is cited and not in the corpus."""
    if (document is None) is not lacking:
        raise click.UsageError("Name a document, or say --missing.")
    if file is not None:
        _export(document, folder, file)
    elif document is None:
        _missing(folder, as_json, as_csv)
    elif as_csv:
        raise InputError("--csv goes with --missing", "Use --json for one document.")
    else:
        _of_document(document, folder, as_json)


def _export(document: str | None, folder: Path, file: Path) -> None:
    table_of: str
    of: tuple[object, ...]
    with opened(folder) as corpus:
        if document is None:
            table_of, of = "extracts.missing_table", (missing(corpus, citing(corpus)),)
        else:
            held, found = corpus.documents.get(document), around(corpus, document, citing(corpus))
            table_of, of = "extracts.references_table", (held, found)
    exported(folder, file, table_of, *of)


def _of_document(document: str, folder: Path, as_json: bool) -> None:
    with opened(folder) as corpus:
        held = corpus.documents.get(document)
        resolved = citing(corpus)
        cited = [(one, resolved.resolve(one)) for one in citations(corpus, document)]
        by = [(one, resolved.resolve(one)) for one in citers(corpus, document, resolved)]
    if as_json:
        emit(
            {
                "document": document,
                "cites": [extract_shapes.reference(*one) for one in cited],
                "cited_by": [extract_shapes.reference(*one) for one in by],
            }
        )
        return
    listed = table("Words", "Kind", "Leads to", "=Passage", title=f"{held.title}: cites")
    for one, leads in cited:
        maybe = f"? {', '.join(leads.candidates)}" if leads.candidates else "–"
        listed.add_row(
            one.text, str(one.fields["kind"]), ", ".join(leads.documents) or maybe, one.passage
        )
    console().print(listed)
    others = table("Words", "Document", "=Passage", title="Cited by")
    for one, _ in by:
        others.add_row(one.text, one.document, one.passage)
    console().print(others)


def _missing(folder: Path, as_json: bool, as_csv: bool) -> None:
    with opened(folder) as corpus:
        listed = missing(corpus, citing(corpus))
    if as_json:
        emit([extract_shapes.cited(one) for one in listed])
    elif as_csv:
        click.echo(_csv(listed), nl=False)
    else:
        shown = table("Cited", "Kind", ">Documents", ">Times", "May be", "=First passage")
        for one in listed:
            row = (one.words, one.kind, str(len(one.documents)), str(len(one.extracts)))
            shown.add_row(*row, ", ".join(one.candidates), one.extracts[0].passage)
        console().print(shown)


def _csv(listed: list[Cited]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for one in listed:
        told = extract_shapes.cited(one)
        counts = (len(one.documents), told["references"])
        places = (" ".join(one.documents), " ".join(told["passages"]))
        writer.writerow((one.kind, _plain(one.key), _plain(one.words), *counts, *places))
    return out.getvalue()


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@" else text
