"""Every example of every help, run as it stands, one after the other on the sample corpus."""

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from running import ROOT, SAMPLE

from planspor.web.cli import main
from planspor.web.cli.examples import EXAMPLES

NOT_RUN = {
    "demo": "builds a corpus of its own: tests/commands/test_documents_commands.py",
    "fetch": "reaches the network",
    "update": "reaches the network",
    "serve": "runs until it is stopped",
    "evaluate": "reads judged texts that are not ours to ship",
}
ELSEWHERE = ("users", "visibility", "audit", "mcp")
"""Commands whose examples stand in their own help."""


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the examples name."""
    documents = SAMPLE / "documents"
    held = {
        "rapport.txt": "Rapport om ventetid\n\nVentetiden har gått ned siden 2021.\n",
        "intervju.txt": "Intervju\n\nJeg har ventet lenge på bolig.\n",
        "tiltak.csv": "nr;tiltak\n1;Kommunen vil ansette en ruskonsulent\n2;Kommunen vil bygge\n",
    }
    for name, text in held.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    copied = {
        "plan.yaml": SAMPLE / "plan.yaml",
        "tiltak-rapportert.csv": SAMPLE / "actions.csv",
        "verdier.csv": SAMPLE / "indicator-values.csv",
        "koding.csv": ROOT / "docs" / "codings.csv",
        "aktorer.yaml": ROOT / "docs" / "entities.yaml",
        "begreper.yaml": ROOT / "docs" / "terms.yaml",
        "indikatorer.txt": ROOT / "docs" / "indicators.txt",
    }
    for name, path in copied.items():
        shutil.copy(path, tmp_path / name)
    (tmp_path / "mappe").mkdir()
    shutil.copy(documents / "nynorsk-heilskap-2023.txt", tmp_path / "mappe")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(line: str, corpus: Path) -> Result:
    words = shlex.split(line)
    env = {"PLANSPOR_CORPUS": str(corpus), "COLUMNS": "100", "CI": "1"}
    return CliRunner().invoke(main, words, env=env)


def test_every_command_has_two_worked_examples_in_its_help() -> None:
    for name, command in commands(main):
        if name.split()[0] in ELSEWHERE:
            continue
        assert len(EXAMPLES.get(name, ())) >= 2, name
        told = CliRunner().invoke(main, [*name.split(), "--help"]).stdout
        for line, purpose in EXAMPLES[name]:
            assert f"planspor {line}\n" in told + "\n", name
            assert f"{purpose}:" in told, name
        assert command.get_short_help_str(200), name


def test_every_example_does_what_it_says(desk: Path, own_corpus: Path) -> None:
    result = ran("add indikatorer.txt --kind evaluation", own_corpus)
    assert result.exit_code == 0, result.output
    faults = []
    for name, examples in EXAMPLES.items():
        if name in NOT_RUN:
            continue
        for line, _purpose in examples:
            result = ran(line, own_corpus)
            if result.exit_code:
                faults.append(f"{line}\n{result.output[-400:]}\n{result.exception!r}")
    assert not faults, "\n\n".join(faults)
    assert (desk / "matrise.xlsx").stat().st_size


@pytest.mark.parametrize("name", NOT_RUN)
def test_an_example_that_is_not_run_is_understood(name: str) -> None:
    command = main.commands[name]
    for line, _purpose in EXAMPLES[name]:
        command.make_context(name, shlex.split(line)[1:])


@pytest.mark.parametrize("name", [name for name, _ in commands(main)])
def test_the_first_line_of_a_help_is_one_sentence(name: str) -> None:
    command = dict(commands(main))[name]
    assert command.help
    first = command.help.split("\n\n")[0].replace("\n", " ")
    assert first.rstrip().endswith((".", "DECISION)."))
