"""Commands on actors, data sources and instruments."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from planspor.corpus import Corpus
from planspor.corpus.entities import EntityFile, named_by, read_entities, write_entities
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Entity, EntityKind, Origin
from planspor.corpus.slugs import checked_id, slug
from planspor.corpus.store.entity_views import Named, counts
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
from planspor.web.shapes import extract_shapes

_KIND = click.Choice([kind.value for kind in EntityKind])
_FACTS = ("mandate", "sort", "owner", "became")


@click.group("entities")
def entities_group() -> None:
    """The actors, data sources and instruments that documents are searched for."""


@entities_group.command("list")
@click.argument("word", required=False)
@click.option("--kind", type=_KIND, help="Only of this kind.")
@export_option
@corpus_option
@json_option
@says_errors
def list_entities(
    word: str | None, kind: str | None, file: Path | None, folder: Path, as_json: bool
) -> None:
    """List the entities, all or those with WORD in a name, and how many passages name each."""
    with opened(folder) as corpus:
        listed = [
            one for one in corpus.entities.all() if kind in (None, one.kind) and _has(one, word)
        ]
        named = counts(corpus.database)
    if file is not None:
        exported(
            folder,
            file,
            "extracts.entities_table",
            [(one, named.get(one.id, Named(0, 0))) for one in listed],
        )
        return
    if as_json:
        emit([extract_shapes.entity(one, named.get(one.id)) for one in listed])
        return
    shown = table("=Entity", "Kind", "Name", "Also", "Years", ">Passages", ">Documents", "By")
    for one in listed:
        held = named.get(one.id, Named(0, 0))
        also = "; ".join(named_by(one)[1:])
        row = (one.id, one.kind, one.name, also, one.years or "")
        shown.add_row(*row, str(held.passages), str(held.documents), one.origin)
    console().print(shown)


@entities_group.command("show")
@click.argument("entity")
@corpus_option
@json_option
@says_errors
def show_entity(entity: str, folder: Path, as_json: bool) -> None:
    """Show one entity, as YAML that can be edited and imported."""
    with opened(folder) as corpus:
        _print(corpus, entity, as_json)


def _details(command: Any) -> Any:
    """The options that say what is known of an entity."""
    for name, what in (
        ("--became", "Id of what it became."),
        ("--owner", "Id of whose it is."),
        ("--sort", "What sort of it: direktorat, mykt …"),
        ("--mandate", "Its mandate, or what it holds, in a few words."),
        ("--years", "When it goes by that name, such as 2016–."),
    ):
        command = click.option(name, help=what)(command)
    return command


@entities_group.command("add")
@click.argument("names", nargs=-1, required=True)
@click.option("--id", "entity", help="Its id; else its first name, as an id.")
@click.option("--kind", type=_KIND, default="actor", show_default=True)
@_details
@corpus_option
@json_option
@says_errors
def add_entity(
    names: tuple[str, ...],
    entity: str | None,
    kind: str,
    years: str | None,
    folder: Path,
    as_json: bool,
    **facts: str | None,
) -> None:
    """Add an entity by its NAMES, the usual one first; `planspor extract` then finds it."""
    id_ = entity or slug(names[0])
    known = {name: value for name, value in facts.items() if value}
    made = Entity(id_, EntityKind(kind), names[0], names[1:], years, known)
    with opened(folder) as corpus:
        if made.id in {one.id for one in corpus.entities.all()}:
            raise InputError(
                f"{made.id}: is there already",
                f"Change it with `planspor entities edit {made.id}`, or give another --id.",
            )
        corpus.entities.save(_checked(made))
        _print(corpus, made.id, as_json)


@entities_group.command("edit")
@click.argument("entity")
@click.option("--name", help="Its usual name.")
@click.option("--add", "added", multiple=True, help="A name more. May be given several times.")
@click.option("--drop", "dropped", multiple=True, help="A name less. May be given several times.")
@_details
@corpus_option
@json_option
@says_errors
def edit_entity(
    entity: str,
    name: str | None,
    added: tuple[str, ...],
    dropped: tuple[str, ...],
    years: str | None,
    folder: Path,
    as_json: bool,
    **facts: str | None,
) -> None:
    """Change an entity; it is yours from then on, and upgrades leave it alone."""
    with opened(folder) as corpus:
        held = corpus.entities.get(entity)
        for one in dropped:
            if one not in held.aliases:
                also = "; ".join(held.aliases) or "none"
                raise NotFound(f"{entity}: is not also called “{one}”", f"Its other names: {also}.")
        aliases = *(one for one in held.aliases if one not in dropped), *added
        said = {key: value for key, value in facts.items() if value is not None}
        known = {key: value for key, value in {**held.facts, **said}.items() if value}
        made = replace(held, aliases=tuple(dict.fromkeys(aliases)), facts=known)
        made = replace(made, name=name or held.name, years=held.years if years is None else years)
        corpus.entities.save(_checked(made))
        _print(corpus, entity, as_json)


@entities_group.command("remove")
@click.argument("entity")
@corpus_option
@json_option
@says_errors
def remove_entity(entity: str, folder: Path, as_json: bool) -> None:
    """Take an entity out of use, for good; `entities import` or `add` enters it again."""
    with opened(folder) as corpus:
        corpus.entities.remove(entity)
    say_removed(entity, as_json)


@entities_group.command("export")
@click.option("--all", "whole", is_flag=True, help="All entities, not only your own.")
@corpus_option
@says_errors
def export_entities(whole: bool, folder: Path) -> None:
    """Print your own entities and removals, as a YAML file to keep or to import elsewhere."""
    with opened(folder) as corpus:
        held, removed = corpus.entities.all(), corpus.entities.removed()
    entities = tuple(one for one in held if whole or one.origin is Origin.PERSON)
    click.echo(write_entities(EntityFile(entities, tuple(removed))), nl=False)


@entities_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@corpus_option
@json_option
@says_errors
def import_entities(file: Path, folder: Path, as_json: bool) -> None:
    """Enter the entities and removals of a YAML FILE as your own; what is so already stays."""
    read = read_entities(file)
    with opened(folder) as corpus:
        held = {one.id: replace(one, origin=Origin.PERSON) for one in corpus.entities.all()}
        changed = [one for one in read.entities if held.get(one.id) != one]
        removed = [one for one in read.removed if one in held]
        corpus.entities.save(*changed)
        for one in removed:
            corpus.entities.remove(one)
    if as_json:
        emit({"saved": [one.id for one in changed], "removed": removed})
    else:
        click.echo(f"{len(changed)} entered or changed, {len(removed)} taken out")


def _has(entity: Entity, word: str | None) -> bool:
    return word is None or any(word.casefold() in name.casefold() for name in named_by(entity))


def _checked(entity: Entity) -> Entity:
    """An entity as an edit makes it.

    Raises:
        InputError: it could not be found again.
    """
    checked_id(entity.id)
    for name in named_by(entity):
        if not any(sign.isalnum() for sign in name) or not name.isprintable():
            raise InputError(f"{entity.id}: “{name!a}” is no name", "Give it one with letters.")
    return entity


def _print(corpus: Corpus, entity: str, as_json: bool) -> None:
    held = corpus.entities.get(entity)
    if as_json:
        emit(extract_shapes.entity(held, counts(corpus.database).get(entity)))
        return
    click.echo(f"# by: {held.origin}")
    click.echo(write_entities(EntityFile((held,))), nl=False)
