"""Commands on the whole: demo, serve, reindex, verify, evaluate."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from planspor import search
from planspor.corpus.errors import InputError
from planspor.corpus.model import Access
from planspor.corpus.verifying import remarks, verify
from planspor.search import Results
from planspor.web.cli.context import (
    SOME_FAILED,
    console,
    corpus_option,
    emit,
    json_option,
    opened,
    progress,
    says_errors,
    table,
)
from planspor.web.cli.hits import print_results
from planspor.web.cli.tracking import print_summary
from planspor.web.demo import PLAN, SEARCHES, Demo, build_demo
from planspor.web.shapes import document_shapes, plan_shapes, search_shapes

_PORT = 8080


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=_PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--trusted-proxies",
    "proxies",
    envvar="PLANSPOR_TRUSTED_PROXIES",
    default=0,
    show_default=True,
    type=click.IntRange(0, 9),
    help="How many proxies stand before the site.",
)
@click.option(
    "--base-url",
    envvar="PLANSPOR_BASE_URL",
    help="The address that people know the site by, such as https://planspor.example.no.",
)
@corpus_option
@says_errors
def serve_command(host: str, port: int, proxies: int, base_url: str | None, folder: Path) -> None:
    """Serve the site, until Ctrl-C.

    On a loopback address whoever sits at this machine may do everything, without signing in. On
    any other address, or behind a proxy, others read the open documents, and `planspor users`
    gives people accounts to do more with (docs/server.md).

    \b
    planspor serve
    planspor serve --host 0.0.0.0
    planspor serve --trusted-proxies 1 --base-url https://planspor.example.no
    """  # noqa: D301 (click wants the control character)
    _serve(folder, host, port, proxies, base_url)


def _serve(
    folder: Path, host: str, port: int, proxies: int = 0, base_url: str | None = None
) -> None:
    from planspor.web.server import is_local, serve

    with opened(folder) as corpus:
        search.open(corpus)
        has_accounts = corpus.accounts.any()
        held = corpus.documents.all()
    if not is_local(host, proxies, base_url):
        _say_who_reads(has_accounts, sum(1 for one in held if one.access is Access.RESTRICTED))
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Planspor is on http://{shown}:{port}/ (Ctrl-C ends it)")
    try:
        serve(folder, host, port, proxies, base_url)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"{host}:{port}: cannot be served on: {reason}", "Name another with --port or --host."
        ) from error


def _say_who_reads(has_accounts: bool, restricted: int) -> None:
    """Tell what those who come from other machines can do and see."""
    if not has_accounts:
        click.echo(
            "Nobody has an account: the site can only be read. `planspor users add` makes one."
        )
    if restricted:
        click.echo(f"{restricted} restricted document(s) are hidden from who has not signed in.")


@click.command("demo")
@click.option("--port", default=_PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--serve/--no-serve",
    "serving",
    default=lambda: not os.environ.get("CI"),
    show_default="serve, but not where CI is set",
    help="Serve the site at the end.",
)
@click.option(
    "--corpus",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var/demo"),
    show_default=True,
    help="Where to make the demo's corpus.",
)
@json_option
@says_errors
def demo_command(port: int, serving: bool, folder: Path, as_json: bool) -> None:
    """Make a corpus of the sample documents, track the sample plan, search, and serve the site.

    Where CI is set, or the answer is to be JSON, it ends by itself, without serving.
    """
    with opened(folder) as corpus:
        with progress("Sample corpus") as step:
            done = build_demo(corpus, step)
        index = search.open(corpus)
        found = [index.search(query, limit=1) for query in SEARCHES]
    if as_json:
        emit(
            {
                "documents": [document_shapes.added(outcome) for outcome in done.outcomes],
                "decisions": done.decisions,
                "summary": plan_shapes.summary(done.tracking),
                "searches": [search_shapes.results(results) for results in found],
            }
        )
        return
    _print_demo(done, found, folder)
    if serving:
        _serve(folder, "127.0.0.1", port)


def _print_demo(done: Demo, found: Iterable[Results], folder: Path) -> None:
    click.echo(f"{len(done.outcomes)} documents of an invented municipality in {folder}.\n")
    print_summary(done.tracking)
    click.echo(
        f"{done.decisions} of the machine's suggestions were decided on by the sample's "
        "authors; the rest are suggestions.\n"
    )
    for results in found:
        print_results(results)
    click.echo(f"Go on: planspor measures {PLAN} --corpus {folder}")


@click.command("reindex")
@corpus_option
@json_option
@says_errors
def reindex_command(folder: Path, as_json: bool) -> None:
    """Make the search index anew from the record.

    Where the extra `semantic` is installed, passages that lack a vector get one: some four a
    second, so a large corpus takes hours the first time. It can be stopped and goes on later.
    """
    with opened(folder) as corpus:
        index = search.open(corpus)
        with progress("Indexing") as step:
            index.rebuild(step)
        with progress("Embedding") as step:
            index.embed(step)
        passages = sum(document.passages for document in corpus.documents.all())
        counter = corpus.changes.counter()
    if as_json:
        emit({"passages": passages, "counter": counter})
    else:
        click.echo(f"Indexed {passages} passages.")


@click.command("verify")
@corpus_option
@json_option
@says_errors
def verify_command(folder: Path, as_json: bool) -> None:
    """Check that the record is whole: database, originals, passages, decisions."""
    with opened(folder) as corpus:
        checks = verify(corpus)
        noted = remarks(corpus)
    whole = not any(check.faults for check in checks)
    if as_json:
        rows = [
            {"name": c.name, "looked_at": c.looked_at, "faults": list(c.faults)} for c in checks
        ]
        emit({"whole": whole, "checks": rows, "remarks": noted})
    else:
        listed = table("Check", ">Looked at", "Faults")
        for check in checks:
            listed.add_row(check.name, str(check.looked_at), "\n".join(check.faults) or "none")
        console().print(listed)
        for remark in noted:
            click.echo(f"To look at: {remark}")
    if not whole:
        sys.exit(SOME_FAILED)
