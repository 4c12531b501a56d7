"""Commands that take a plan's coding out to other programs and back: export, import."""

import csv
from pathlib import Path

import click

from planspor import search
from planspor.corpus.errors import InputError
from planspor.web.cli.context import (
    corpus_option,
    emit,
    json_option,
    named,
    opened,
    says_errors,
)
from planspor.web.exchange import FORMATS, Choice, Coding, Report, read_file, write_file

_MOST_TOLD = 20
"""Places that could not be entered which are told without --json."""


@click.command("export")
@click.argument("plan")
@click.option(
    "--format", "ending", type=click.Choice(list(FORMATS)), help="Else by --out's ending."
)
@click.option("--out", "path", type=click.Path(path_type=Path), required=True, help="The file.")
@click.option("--target", "targets", multiple=True, help="Only this goal or measure; repeatable.")
@click.option("--suggestions", is_flag=True, help="With the machine's undecided suggestions.")
@click.option("--restricted", is_flag=True, help="With documents of restricted access.")
@click.option("--site", default="", help="Address of a site on which passages can be read.")
@corpus_option
@says_errors
def export_command(
    plan: str,
    ending: str | None,
    path: Path,
    targets: tuple[str, ...],
    suggestions: bool,
    restricted: bool,
    site: str,
    folder: Path,
) -> None:
    """Take a plan's coding out: for NVivo, MAXQDA and ATLAS.ti, spreadsheets, Word, the web."""
    form = ending or path.suffix.lower().lstrip(".")
    if form not in FORMATS:
        raise click.BadParameter(f"{path}: name a format", param_hint="--format")

    def address(document: str, passage: str) -> str:
        return f"{site.rstrip('/')}/dokument/{document}?passasje={passage}#treff"

    with opened(folder) as corpus:
        coding = Coding(corpus, plan, Choice(suggestions, restricted, targets))
        write_file(coding, path, form, address)
        decided = sum(map(len, coding.decisions.values()))
    click.echo(f"{path}: {len(coding.documents)} documents, {decided} decisions", err=True)
    if coding.left_out:
        click.echo(
            f"  {coding.left_out} restricted documents are not in it (--restricted)", err=True
        )


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--plan", required=True, help="The plan whose targets the codings are of.")
@click.option("--as", "name", required=True, help="Your name: for codings that name nobody.")
@click.option(
    "--map",
    "codes",
    type=click.Path(path_type=Path),
    help="A CSV file with a line for each code: its name or GUID, and a target's id or nothing.",
)
@corpus_option
@json_option
@says_errors
def import_command(
    file: Path, plan: str, name: str, codes: Path | None, folder: Path, as_json: bool
) -> None:
    """Take codings in from a .qdpx of another program, or an evidence list (.xlsx, .csv)."""
    importer = named(name)
    chosen = _chosen(codes) if codes else {}
    with opened(folder) as corpus:
        report = read_file(corpus, plan, file, importer, chosen)
        _require_codings(file, report)
        search.open(corpus)
    if as_json:
        emit(_shape(file, report))
    else:
        _tell(file, report)


def _require_codings(file: Path, report: Report) -> None:
    if not (report.made or report.decisions or report.known or report.unplaced):
        raise InputError(
            f"{file}: holds no codings",
            "Take the file that the other program wrote, with its rows.",
        )


def _chosen(path: Path) -> dict[str, str]:
    """What a person says that codes are, by name or GUID."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}", "Save it as CSV in UTF-8.") from error
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    chosen: dict[str, str] = {}
    for number, row in enumerate(csv.reader(text.splitlines(), delimiter=delimiter), 1):
        if len(row) > 2:
            raise InputError(
                f"{path}, line {number}: has {len(row)} cells, not a code and a target",
                "Put a name that holds the separator in quotes.",
            )
        if row and row[0].strip().casefold() not in ("code", "kode"):
            chosen[row[0].strip()] = row[1].strip() if len(row) == 2 else ""
    return chosen


def _tell(file: Path, report: Report) -> None:
    click.echo(
        f"{file}: {report.made} links made, {report.decisions} decisions entered, "
        f"{report.known} were here already"
    )
    if report.near:
        click.echo(f"  {report.near} places were found by likeness: read them")
    for link in report.changed:
        click.echo(f"  {link}: was decided on here, and now stands otherwise")
    for note in report.notes:
        click.echo(f"  {note}")
    for left in report.unplaced[:_MOST_TOLD]:
        click.echo(f"  not entered: {left.where}: {left.what}: {left.why}", err=True)
    if len(report.unplaced) > _MOST_TOLD:
        rest = len(report.unplaced) - _MOST_TOLD
        click.echo(f"  and {rest} more (--json tells all)", err=True)


def _shape(file: Path, report: Report) -> dict[str, object]:
    unplaced = [{"where": u.where, "what": u.what, "why": u.why} for u in report.unplaced]
    return {
        "file": str(file),
        "made": report.made,
        "decisions": report.decisions,
        "known": report.known,
        "near": report.near,
        "changed": report.changed,
        "unplaced": unplaced,
        "notes": report.notes,
    }
