"""Days that commands take, and the record as they read it."""

from datetime import datetime
from typing import Final

import click

from planspor.corpus import Corpus
from planspor.corpus.language import Analyser
from planspor.web.dates import end_of, start_of
from planspor.web.snapshot import Snapshot

AT: Final = "As it stood at the end of a day (2024-06-01, UTC)."


def end_of_day(_context: object, parameter: click.Parameter, value: str | None) -> datetime | None:
    """The end of a day that an option gives."""
    return None if value is None else _known(end_of(value), value, parameter)


def start_of_day(_context: object, parameter: click.Parameter, value: str) -> datetime:
    """The beginning of a day that an option gives."""
    return _known(start_of(value), value, parameter)


def _known(time: datetime | None, value: str, parameter: click.Parameter) -> datetime:
    if time is None:
        raise click.BadParameter(f"{value!r} is no day: write it as 2024-06-01", param=parameter)
    return time


def everything(corpus: Corpus) -> Snapshot:
    """The record as it stands, restricted documents included: a command is its owner's."""
    return Snapshot(corpus, corpus.changes.counter(), Analyser(), lambda _: True)


def say_replayed(at: datetime | None) -> None:
    """Tell what an earlier state rests on."""
    if at is not None:
        click.echo(
            f"As of {at:%Y-%m-%d}: the documents and decisions of that day. Suggestions, where was "
            "searched, and texts are today's: earlier ones are not kept.",
            err=True,
        )
