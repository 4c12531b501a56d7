"""Commands on the thesaurus: list, show, add, edit, remove, export, import."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.language import Term
from planspor.corpus.model import Origin
from planspor.corpus.slugs import SLUG, slug
from planspor.corpus.store.terms import TermEntry
from planspor.corpus.term_files import KINDS, TermFile, flaws, read_terms, write_terms
from planspor.web.cli.context import (
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    says_errors,
    table,
)

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
@corpus_option
@json_option
@says_errors
def list_terms(
    word: str | None, kind: str | None, made_by: str | None, folder: Path, as_json: bool
) -> None:
    """List the entries in force, all or those with WORD in a form."""
    with opened(folder) as corpus:
        entries = [
            entry
            for entry in corpus.terms.entries()
            if kind in (None, entry.term.kind)
            and made_by in (None, entry.made_by)
            and _has(entry.term, word)
        ]
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
    made = _checked(Term(term or slug(forms[0]), forms=forms, **details))
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
        _save(corpus, _checked(replace(held, forms=forms, **given)), as_json)


@terms_group.command("remove")
@click.argument("term")
@corpus_option
@json_option
@says_errors
def remove_term(term: str, folder: Path, as_json: bool) -> None:
    """Take an entry out of use, for good; `terms import` or `add` enters it again."""
    with opened(folder) as corpus:
        corpus.terms.remove(term)
    if as_json:
        emit({"removed": term})
    else:
        click.echo(f"Taken out: {term}")


@terms_group.command("export")
@click.option("--all", "whole", is_flag=True, help="All entries in force, not only your own.")
@corpus_option
@says_errors
def export_terms(whole: bool, folder: Path) -> None:
    """Print your own entries and removals, as a YAML file to keep or to import elsewhere."""
    with opened(folder) as corpus:
        entries = corpus.terms.entries()
        removed = corpus.terms.removed()
    terms = [entry.term for entry in entries if whole or entry.made_by is Origin.PERSON]
    click.echo(write_terms(TermFile(tuple(terms), tuple(removed))), nl=False)


@terms_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@corpus_option
@json_option
@says_errors
def import_terms(file: Path, folder: Path, as_json: bool) -> None:
    """Enter the entries and removals of a YAML FILE as your own; what is so already stays."""
    read = read_terms(file)
    with opened(folder) as corpus:
        held = {entry.term.id: entry.term for entry in corpus.terms.entries()}
        changed = [term for term in read.terms if held.get(term.id) != term]
        removed = [term for term in read.removed if term in held]
        corpus.terms.save(*changed)
        for term in removed:
            corpus.terms.remove(term)
    if as_json:
        emit({"saved": [term.id for term in changed], "removed": removed})
    else:
        click.echo(f"{len(changed)} entered or changed, {len(removed)} taken out")


def _has(term: Term, word: str | None) -> bool:
    return word is None or any(word.casefold() in form.casefold() for form in term.forms)


def _checked(term: Term) -> Term:
    """An entry as an edit makes it.

    Raises:
        InputError: it could not be found again, or joins nothing.
    """
    if not SLUG.fullmatch(term.id):
        raise InputError(f"“{term.id}” cannot be an id", "Use a-z, 0-9 and hyphens with --id.")
    for flaw, _ in flaws(term.forms):
        raise InputError(
            f"{term.id}: {flaw}; it would have: {'; '.join(term.forms)}",
            "Give other forms, or take the entry out with `planspor terms remove`.",
        )
    return term


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
