"""Commands on sources: fetch, update."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from planspor import search
from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.slugs import slug, unused
from planspor.ingest import extract
from planspor.ingest.fetch import (
    SOURCES,
    Every,
    Fetched,
    Fetcher,
    FetchStatus,
    Source,
    Web,
    add_source,
    by_kind,
    connectors,
    read_sources,
    settings_from,
)
from planspor.ingest.link import link
from planspor.ingest.sandbox import Workers
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
    say_partial,
    says_errors,
    table,
)
from planspor.web.cli.extracts import say_failures
from planspor.web.shapes import document_shapes

sources_option = click.option(
    "--sources",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    show_default=f"{SOURCES} in the corpus folder",
    help="File that says what the corpus follows (docs/sources.md).",
)


@click.command("fetch")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@click.option("--follow", is_flag=True, help=f"Write the addresses into {SOURCES} as well.")
@click.option(
    "--every",
    type=click.Choice([every.value for every in Every]),
    help="With --follow: how often `planspor update` asks at most.",
)
@sources_option
@corpus_option
@json_option
@says_errors
def fetch_command(
    addresses: tuple[str, ...],
    follow: bool,
    every: str | None,
    file: Path | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Fetch pages and files from the web; link them to the plans and index them.

    An ADDRESS is that of a page or file, of a document's page on regjeringen.no, of a
    publication or a session at data.stortinget.no (or its id), or of a guideline at
    api.helsedirektoratet.no.
    """
    path = file or folder / SOURCES
    with opened(folder) as corpus, _fetcher(corpus) as fetcher:
        held = read_sources(path, by_kind(fetcher.connectors)) if follow else []
        outcomes = fetcher.fetch(addresses)
        _take_in(corpus)
        if follow:
            period = Every(every) if every else None
            for source in _new_sources(fetcher, held, addresses, period):
                add_source(path, source)
    _answer(outcomes, as_json)


def _new_sources(
    fetcher: Fetcher, held: Sequence[Source], addresses: Sequence[str], every: Every | None
) -> Iterator[Source]:
    """Entries for the addresses that are not followed yet, each under a name made of it."""
    followed = {address for source in held for address in source.follow}
    names = {source.name for source in held}
    for address in dict.fromkeys(addresses):
        connector = fetcher.connector_of(address)
        if connector is not None and address not in followed:
            path = address.partition("://")[2] or address
            name = unused(slug(path) or connector.kind, names)
            names.add(name)
            yield Source(name, connector.kind, (address,), every)


@click.command("update")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--dry-run", is_flag=True, help="Only say what would be fetched or asked for.")
@sources_option
@corpus_option
@json_option
@says_errors
def update_command(
    names: tuple[str, ...], dry_run: bool, file: Path | None, folder: Path, as_json: bool
) -> None:
    """Fetch what is new or has changed of what the corpus follows, or of the sources NAMEd.

    An update that was interrupted is gone on with.
    """
    with opened(folder) as corpus, _fetcher(corpus) as fetcher:
        path = file or folder / SOURCES
        followed = read_sources(path, by_kind(fetcher.connectors))
        outcomes = fetcher.update(_named(followed, names, path), dry_run)
        if not dry_run:
            _take_in(corpus)
    _answer(outcomes, as_json)


def _named(sources: list[Source], names: Sequence[str], path: Path) -> list[Source]:
    if not sources:
        raise InputError(
            f"{path}: nothing is followed yet", "`planspor fetch ADDRESS --follow` begins it."
        )
    known = {source.name for source in sources}
    for name in names:
        if name not in known:
            listed = ", ".join(sorted(known))
            raise InputError(f"{path}: follows nothing by the name {name}", f"Known: {listed}.")
    return [source for source in sources if not names or source.name in names]


@contextmanager
def _fetcher(corpus: Corpus) -> Iterator[Fetcher]:
    settings = settings_from()
    with (
        Web(corpus.folder / "downloads", settings) as web,
        Workers() as workers,
        progress("Fetching") as step,
    ):
        yield Fetcher(corpus, web, connectors(settings), workers, step)


def _take_in(corpus: Corpus) -> None:
    """Extract, link and index what is new, also of a run that was interrupted."""
    say_failures(extract(corpus))
    say_drift(link(corpus).drifted)
    search.open(corpus)


def _answer(outcomes: Sequence[Fetched], as_json: bool) -> None:
    if as_json:
        emit([document_shapes.fetched(outcome) for outcome in outcomes])
    else:
        _print(outcomes)
    if any(outcome.status is FetchStatus.FAILED for outcome in outcomes):
        sys.exit(SOME_FAILED)


def _print(outcomes: Sequence[Fetched]) -> None:
    listed = table("Status", "Document", "Address")
    for outcome in outcomes:
        listed.add_row(outcome.status, outcome.document or "–", outcome.address)
    console().print(listed)
    for outcome in outcomes:
        if outcome.error is not None:
            say_error(outcome.error)
        elif outcome.status is FetchStatus.PARTIAL:
            say_partial(outcome.address, outcome.notes)
