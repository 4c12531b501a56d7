"""The command that serves the corpus to assistants."""

from pathlib import Path

import click

import planspor.corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.web.cli.context import corpus_option, says_errors

_PORT = 8765


@click.command("mcp")
@click.option("--http", is_flag=True, help="Serve streamable HTTP on this machine, not stdio.")
@click.option("--port", default=_PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--restricted", is_flag=True, help="Answer from restricted documents too.")
@click.option(
    "--site",
    default="http://127.0.0.1:8080",
    show_default=True,
    help="Address of the site over this corpus, for links in citations.",
)
@corpus_option
@says_errors
def mcp_command(http: bool, port: int, restricted: bool, site: str, folder: Path) -> None:
    """Serve the corpus to an assistant over the Model Context Protocol.

    Read-only: search, evidence, matrix, status, guidance, documents and passages, each with its
    citation. Assistants start it themselves, and talk to it over stdin and stdout; in their
    settings the command is `planspor mcp --corpus FOLDER`. With --http it listens on
    http://127.0.0.1:8765/mcp, for this machine alone.

    Restricted documents (interviews, personal data) are left out: what an assistant reads goes to
    whoever runs it. --restricted includes them, over stdio only, for a corpus of your own and an
    assistant that you answer for.

    \b
    planspor mcp --corpus var/demo
    planspor mcp --corpus var/demo --http --port 9000
    """  # noqa: D301 (click wants the control character)
    if restricted and http:
        raise click.UsageError("--restricted goes with stdio only: HTTP has no login.")
    if not (folder / "corpus.sqlite").is_file():
        raise NotFound(f"{folder}: no corpus", "`planspor add` makes one, or name it: --corpus.")
    try:
        from planspor.web.mcp.server import server
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("planspor"):
            raise
        raise InputError(
            "the official SDK for the Model Context Protocol is not installed",
            "pip install 'planspor[mcp]'",
        ) from error
    from planspor.web.mcp.record import Record

    with planspor.corpus.open(folder) as corpus:
        made = server(Record(corpus, restricted, site))
        if http:
            click.echo(f"Planspor answers assistants on http://127.0.0.1:{port}/mcp", err=True)
            made.run("streamable-http", host="127.0.0.1", port=port, json_response=True)
        else:
            made.run("stdio")
