from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from running import PLAN, run

from planspor.web.cli import main

TABLES = (
    ("list",),
    ("outline", "evaluering-ivs-2023"),
    ("plans", "list"),
    ("plans", "adopt", "havneset-plan-2021", "--dry-run"),
    ("verify",),
)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def command_at(path: tuple[str, ...]) -> click.Command:
    found: click.Command = main
    for name in path:
        assert isinstance(found, click.Group)
        found = found.commands[name]
    return found


@pytest.mark.parametrize("path", [(), *commands(main)], ids=" ".join)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_the_help_of_a_command_says_what_it_does_and_shows_its_options(
    path: tuple[str, ...], flag: str
) -> None:
    result = CliRunner().invoke(main, [*path, flag])
    assert result.exit_code == 0
    command = command_at(path)
    assert command.help
    assert "\b" not in result.stdout
    assert "\\b" not in result.stdout
    for parameter in command.params:
        for name in parameter.opts if isinstance(parameter, click.Option) else ():
            assert name in result.stdout


def test_the_help_lists_its_examples_one_a_line() -> None:
    lines = CliRunner().invoke(main, ["--help"]).stdout.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("  planspor ")] == [
        "demo",
        "add",
        "search",
        "measures",
        "evidence",
    ]


@pytest.mark.parametrize("path", [path for path in commands(main) if path != ("demo",)])
def test_every_command_on_a_corpus_takes_the_folder_in_the_same_way(path: tuple[str, ...]) -> None:
    command = command_at(path)
    options = {name: p for p in command.params for name in p.opts}
    if isinstance(command, click.Group) or path in (("evaluate",), ("completion",)):
        assert "--corpus" not in options
    else:
        assert options["--corpus"].envvar == "PLANSPOR_CORPUS"


@pytest.mark.parametrize("words", [["nothing"], ["add"], ["search"], ["show"], ["list", "--nope"]])
def test_wrong_usage_ends_with_2_and_points_to_the_help(words: list[str]) -> None:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "--help" in result.stderr


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("words", TABLES, ids=" ".join)
def test_a_table_fits_the_width_it_has(
    sample_corpus: Path, words: tuple[str, ...], width: int
) -> None:
    result = run(sample_corpus, *words, env={"COLUMNS": str(width)})
    assert result.exit_code == 0
    assert max(map(cell_len, result.stdout.splitlines())) <= width


@pytest.mark.parametrize("width", ["", "wide", "0"])
def test_a_width_that_is_none_does_no_harm(sample_corpus: Path, width: str) -> None:
    assert run(sample_corpus, "list", env={"COLUMNS": width}).exit_code == 0


@pytest.mark.parametrize("words", [("measures", PLAN), ("matrix", PLAN), ("plans", "show", PLAN)])
def test_the_id_of_a_target_is_not_broken_in_a_narrow_table(
    sample_corpus: Path, words: tuple[str, ...]
) -> None:
    printed = run(sample_corpus, *words, env={"COLUMNS": "80"}).stdout
    first = {line.split(" ", 1)[0] for line in printed.splitlines()}
    ends = [f"m{n}" for n in range(1, 20)] if words[0] != "plans" else ["effektmal", "mal4"]
    assert {f"{PLAN}/{end}" for end in ends} <= first


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
def test_nothing_goes_to_stderr_when_all_is_well_and_nobody_watches(
    sample_corpus: Path, words: tuple[str, ...]
) -> None:
    assert run(sample_corpus, *words).stderr == ""
