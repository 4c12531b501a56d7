"""Commands on the thesaurus: list, show, add, edit, remove, export, import."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.language import Term
from planspor.corpus.model import Origin
from planspor.corpus.slugs import slug
from planspor.corpus.store.terms import TermEntry
from planspor.corpus.term_files import KINDS, TermFile, read_terms, write_terms
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
from planspor.web.views.terming import checked, enter, has, own

_MADE_BY = [str(origin) for origin in Origin]


@click.group("terms")
def terms_group() -> None:
    """The thesaurus: abbreviations, synonyms and changed names that search goes by."""


@terms_group.command("list")
@click.argument("word", required=False)
@click.option("--kind", type=click.Choice(KINDS), help="Only entries of this kind.")
@click.option(
    "--by",
    "made_by",
    type=click.Choice(_MADE_BY),
    help="Only what came with Planspor, what a person entered, or what documents explain.",
)
@export_option
@corpus_option
@json_option
@says_errors
def list_terms(
    word: str | None,
    kind: str | None,
    made_by: str | None,
    file: Path | None,
    folder: Path,
    as_json: bool,
) -> None:
    """List the entries in force, all or those with WORD in a form."""
    with opened(folder) as corpus:
        entries = [
            entry
            for entry in corpus.terms.entries()
            if kind in (None, entry.term.kind)
            and made_by in (None, entry.made_by)
            and has(entry.term, word)
        ]
    if file is not None:
        exported(folder, file, "extracts.terms_table", entries)
        return
    if as_json:
        emit([_shape(entry) for entry in entries])
        return
    listed = table("=Term", "Kind", "Forms", "Years", "By", "From")
    for entry in entries:
        t = entry.term
        listed.add_row(t.id, t.kind, "; ".join(t.forms), t.years, entry.made_by, t.origin)
    console().print(listed)


@terms_group.command("show")
@click.argument("term")
@corpus_option
@json_option
@says_errors
def show_term(term: str, folder: Path, as_json: bool) -> None:
    """Show one entry, as YAML that can be edited and imported."""
    with opened(folder) as corpus:
        _print(corpus.terms.get(term), as_json)


@terms_group.command("add")
@click.argument("forms", nargs=-1, required=True)
@click.option("--id", "term", help="The entry's id; else its first form, as an id.")
@click.option("--kind", type=click.Choice(KINDS), default="synonym", show_default=True)
@click.option("--years", default="", help="When the forms were in use, such as 2002–2008.")
@click.option("--origin", default="", help="Where the entry comes from.")
@click.option("--language", default="nb", show_default=True)
@corpus_option
@json_option
@says_errors
def add_term(
    forms: tuple[str, ...], term: str | None, folder: Path, as_json: bool, **details: Any
) -> None:
    """Add an entry: two FORMS or more that mean the same."""
    made = checked(Term(term or slug(forms[0]), forms=forms, **details))
    with opened(folder) as corpus:
        if made.id in {entry.term.id for entry in corpus.terms.entries()}:
            raise InputError(
                f"{made.id}: is there already",
                f"Change it with `planspor terms edit {made.id}`, or give another --id.",
            )
        _save(corpus, made, as_json)


@terms_group.command("edit")
@click.argument("term")
@click.option("--add", "added", multiple=True, help="A form more. May be given several times.")
@click.option("--drop", "dropped", multiple=True, help="A form less. May be given several times.")
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--years", help="When the forms were in use.")
@click.option("--origin", help="Where the entry comes from.")
@click.option("--language")
@corpus_option
@json_option
@says_errors
def edit_term(
    term: str,
    added: tuple[str, ...],
    dropped: tuple[str, ...],
    folder: Path,
    as_json: bool,
    **details: Any,
) -> None:
    """Change an entry; it is yours from then on, and upgrades leave it alone."""
    with opened(folder) as corpus:
        held = corpus.terms.get(term).term
        for form in dropped:
            if form not in held.forms:
                raise NotFound(f"{term}: has no form “{form}”", f"It has: {'; '.join(held.forms)}.")
        forms = *(form for form in held.forms if form not in dropped), *added
        given = {name: value for name, value in details.items() if value is not None}
        _save(corpus, checked(replace(held, forms=forms, **given)), as_json)


@terms_group.command("remove")
@click.argument("term")
@corpus_option
@json_option
@says_errors
def remove_term(term: str, folder: Path, as_json: bool) -> None:
    """Take an entry out of use, for good; `terms import` or `add` enters it again."""
    with opened(folder) as corpus:
        corpus.terms.remove(term)
    say_removed(term, as_json)


@terms_group.command("export")
@click.option("--all", "whole", is_flag=True, help="All entries in force, not only your own.")
@corpus_option
@says_errors
def export_terms(whole: bool, folder: Path) -> None:
    """Print your own entries and removals, as a YAML file to keep or to import elsewhere."""
    with opened(folder) as corpus:
        click.echo(write_terms(own(corpus.terms, whole)), nl=False)


@terms_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@corpus_option
@json_option
@says_errors
def import_terms(file: Path, folder: Path, as_json: bool) -> None:
    """Enter the entries and removals of a YAML FILE as your own; what is so already stays."""
    read = read_terms(file)
    with opened(folder) as corpus:
        changed, removed = enter(corpus.terms, read)
    if as_json:
        emit({"saved": changed, "removed": removed})
    else:
        click.echo(f"{len(changed)} entered or changed, {len(removed)} taken out")


def _save(corpus: Corpus, term: Term, as_json: bool) -> None:
    corpus.terms.save(term)
    _print(corpus.terms.get(term.id), as_json)


def _print(entry: TermEntry, as_json: bool) -> None:
    if as_json:
        emit(_shape(entry))
        return
    click.echo(f"# by: {entry.made_by}")
    click.echo(write_terms(TermFile((entry.term,))), nl=False)


def _shape(entry: TermEntry) -> dict[str, object]:
    term = entry.term
    return {
        "id": term.id,
        "kind": term.kind,
        "forms": list(term.forms),
        "years": term.years or None,
        "language": term.language,
        "origin": term.origin or None,
        "made_by": str(entry.made_by),
    }
