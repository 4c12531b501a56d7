"""``--export``: the list of a command as a file, by the tables of the site."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, ParamSpec

import click

from planspor.web.files import ENDINGS

P = ParamSpec("P")


def _exportable(
    _context: click.Context, _option: click.Parameter, value: Path | None
) -> Path | None:
    if value is not None and value.suffix.lower().lstrip(".") not in ENDINGS:
        endings = ", ".join(f".{ending}" for ending in ENDINGS)
        raise click.BadParameter(f"{value}: the name ends in one of {endings}")
    return value


def export_option(command: Callable[P, None]) -> Callable[P, None]:
    """Add ``--export``."""
    return click.option(
        "--export",
        "file",
        callback=_exportable,
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write the whole list to a file instead: .docx, .xlsx, .csv or .json.",
    )(command)


def exported(folder: Path, file: Path, table: str, *of: Any) -> None:
    """Write a table of a corpus to a file, and tell how many rows it has.

    ``table`` is a function of ``web/files/lists``, as ``plans.money_table``, that is called with
    the rest. It is named, and loaded here, for few runs write a file and it needs all of the site.
    """
    from planspor.web.files.writing import export

    module, _, name = table.partition(".")
    make = getattr(import_module(f"planspor.web.files.lists.{module}"), name)
    with _at_site(folder):
        count = export(make(*of), file)
    click.echo(f"{count} row{'s' if count != 1 else ''} written to {file}")


@contextmanager
def _at_site(folder: Path) -> Iterator[None]:
    """A place where a corpus is the site's, as on a page of one's own machine."""
    from flask import Flask
    from flask_babel import Babel

    from planspor.web.site import Site, install, site

    app = Flask(__name__)
    Babel(app, default_locale="nb", locale_selector=lambda: "nb")
    with app.app_context():
        install(Site(folder, local=True))
        try:
            yield
        finally:
            site().close()
