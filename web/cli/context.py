"""What every command shares: the corpus, JSON or tables, progress, and errors said plainly."""

import getpass
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import Any, ParamSpec

import click
import platformdirs
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.errors import PlansporError, QuerySyntaxError
from planspor.corpus.model import Person, Source
from planspor.corpus.slugs import slug
from planspor.corpus.store.audit import Actor, acting

P = ParamSpec("P")

SOME_FAILED = 1
"""Exit code where some inputs failed."""
WRONG_USAGE = 2
"""Exit code where the command line itself is wrong, as click has it."""
_PIPE_WIDTH = 160
"""How wide a table is where there is no terminal to fit it to, in characters."""


def default_folder() -> Path:
    """Where a corpus lies when nobody says: the platform's folder for a user's data."""
    return Path(platformdirs.user_data_dir("planspor", appauthor=False)) / "corpus"


def corpus_option(command: Callable[P, None]) -> Callable[P, None]:
    """Add ``--corpus``."""
    return click.option(
        "--corpus",
        "folder",
        envvar="PLANSPOR_CORPUS",
        type=click.Path(file_okay=False, path_type=Path),
        default=default_folder,
        show_default="the platform's data folder",
        help="Folder of the corpus (or PLANSPOR_CORPUS).",
    )(command)


def json_option(command: Callable[P, None]) -> Callable[P, None]:
    """Add ``--json``."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Answer in JSON (docs/json.md), not in tables."
    )(command)


def says_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Turn an error of Planspor's own into a message, a remedy and exit code 1 (a query's: 2)."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except PlansporError as error:
            say_error(error)
            sys.exit(WRONG_USAGE if isinstance(error, QuerySyntaxError) else SOME_FAILED)

    return wrapped


def say_error(error: PlansporError) -> None:
    """Print an error and what to do about it on stderr."""
    click.echo(f"planspor: {error.message}", err=True)
    if error.remedy:
        click.echo(f"  {error.remedy}", err=True)


def named(name: str) -> Person:
    """The person of a name given with ``--as``."""
    id_ = slug(name)
    if not id_:
        raise click.BadParameter(f"{name!r} is no name: write one with letters", param_hint="--as")
    return Person(id_, name)


def place(source: Source) -> str:
    """Where in the original something stands: its page, or lines where there are no pages."""
    if source.page is not None:
        return f"page {source.page}"
    return f"lines {source.line_start}–{source.line_end}"


def say_partial(path: str, notes: Iterable[str]) -> None:
    """Tell on stderr that a file was read in part, and what could not be."""
    click.echo("\n  ".join((f"{path}: read in part", *notes)), err=True)


class DefaultGroup(click.Group):
    """A group in which one command is meant where the first word names none."""

    def __init__(self, *args: Any, default: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._default = default

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of a name; what is none is the first word of the one that is meant."""
        if args and args[0] not in self.commands:
            args = [self._default, *args]
        return super().resolve_command(ctx, args)


@contextmanager
def opened(folder: Path) -> Iterator[Corpus]:
    """The corpus of a command, closed afterwards; one that is made is told, for typing errors."""
    made = not folder.exists()
    with planspor.corpus.open(folder) as corpus:
        if made:
            click.echo(f"{folder}: a new, empty corpus", err=True)
        # Where nobody has an account, nobody but who gives commands is at work.
        with acting(command_actor() if corpus.accounts.any() else None):
            yield corpus


def command_actor() -> Actor:
    """Who gives a command, for the audit log."""
    return Actor(None, f"command by {getpass.getuser()}")


def emit(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say_removed(id_: str, as_json: bool) -> None:
    """Tell that something was taken out."""
    if as_json:
        emit({"removed": id_})
    else:
        click.echo(f"Taken out: {id_}")


def say_drift(drifted: bool) -> None:
    """Tell that the corpus has outgrown the counts its links are scored under."""
    if drifted:
        click.echo(
            "The corpus has grown by a quarter or more since its words were counted; links are "
            "scored under the old counts.\n  `planspor link --refresh` counts anew and links all "
            "documents again; decisions stay.",
            err=True,
        )


def write_utf8() -> None:
    """Answer in UTF-8 wherever it goes: a pipe on Windows knows only its code page's letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def console() -> Console:
    """Where tables go: as wide as the terminal, COLUMNS, or a pipe's width."""
    width = shutil.get_terminal_size((_PIPE_WIDTH, 0)).columns
    # Brackets and colons in a title are its own, not markup.
    return Console(width=width, highlight=False, markup=False, emoji=False)


def table(*columns: str, title: str | None = None) -> Table:
    """A plain table; a leading ``>`` aligns a column right, a leading ``=`` keeps ids unbroken."""
    made = Table(title=title, box=None, pad_edge=False, title_justify="left", header_style="bold")
    for column in columns:
        made.add_column(
            column.lstrip(">="),
            justify="right" if column.startswith(">") else "left",
            overflow="fold",
            no_wrap=column.startswith("="),
        )
    return made


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar with counts and time left on stderr, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _name: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, name="", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, name=name)
