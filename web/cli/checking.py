"""The doctor command: what Planspor needs of the machine and of the corpus, line by line."""

import sys
from pathlib import Path
from typing import Final

import click
from rich.text import Text

from planspor.web.cli.context import SOME_FAILED, console, corpus_option, emit, json_option, table
from planspor.web.cli.doctor import Finding, Grade, examine

_SIGNS: Final = {Grade.WELL: "ok", Grade.NOTE: "note", Grade.WRONG: "WRONG"}
_STYLES: Final = {Grade.WELL: "green", Grade.NOTE: "yellow", Grade.WRONG: "bold red"}


@click.command("doctor")
@corpus_option
@json_option
def doctor_command(folder: Path, as_json: bool) -> None:
    """Look over the machine and the corpus: what was found, and what to do where it is wrong.

    Nothing is changed, and no corpus is made. The exit code is 1 where something is wrong; what is
    only missing for some uses is a note.
    """
    found = list(examine(folder))
    if as_json:
        emit([_shape(one) for one in found])
    else:
        _print(found)
    if any(one.grade is Grade.WRONG for one in found):
        sys.exit(SOME_FAILED)


def _shape(one: Finding) -> dict[str, str | None]:
    return {
        "what": one.what,
        "grade": one.grade.value,
        "found": one.found,
        "remedy": one.remedy or None,
    }


def _print(found: list[Finding]) -> None:
    listed = table("=", "What", "Found")
    for one in found:
        said = f"{one.found}\n→ {one.remedy}" if one.remedy else one.found
        sign = Text(_SIGNS[one.grade], style=_STYLES[one.grade])
        listed.add_row(sign, one.what, said)
    console().print(listed)
    wrong = sum(1 for one in found if one.grade is Grade.WRONG)
    click.echo(f"{wrong} wrong." if wrong else "Nothing is wrong.")
