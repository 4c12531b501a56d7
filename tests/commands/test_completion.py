"""What a shell is told when somebody presses the key for completion."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from planspor.web.cli import main
from planspor.web.cli.completing import VARIABLE, Known, sketched

SOURCE = Path(main.callback.__code__.co_filename).parent if main.callback else Path()


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sample_corpus: Path) -> ShellComplete:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PLANSPOR_CORPUS", str(sample_corpus))
    group = click.Group("planspor", sketched(main.commands, SOURCE))
    return ShellComplete(group, {}, "planspor", VARIABLE)


def told(shell: ShellComplete, *words: str) -> list[str]:
    *before, last = words
    return [item.value for item in shell.get_completions(list(before), last)]


def test_commands_and_options_are_completed(shell: ShellComplete) -> None:
    assert told(shell, "find") == ["findings"]
    assert told(shell, "plans", "ad") == ["add", "adopt"]
    assert "--summary" in told(shell, "measures", "--s")
    assert told(shell, "matrix", "havneset2021", "--rows", "g") == ["goals"]


def test_ids_are_completed_from_the_corpus(shell: ShellComplete) -> None:
    assert told(shell, "measures", "hav") == ["havneset2021"]
    assert told(shell, "evidence", "havneset2021/m1")[:2] == ["havneset2021/m1", "havneset2021/m10"]
    assert told(shell, "show", "evaluering-ivs") == [
        "evaluering-ivs-2023",
        "evaluering-ivs-2023-kortversjon",
    ]
    assert told(shell, "entities", "show", "sir") == ["sirus"]
    assert told(shell, "search", "x", "--plan", "hav") == ["havneset2021"]


def test_a_folder_on_the_line_is_the_one_that_is_read(
    shell: ShellComplete, monkeypatch: pytest.MonkeyPatch, sample_corpus: Path
) -> None:
    monkeypatch.setenv("PLANSPOR_CORPUS", "/borte")
    assert told(shell, "measures", "hav") == []
    assert told(shell, "measures", "--corpus", str(sample_corpus), "hav") == ["havneset2021"]


@pytest.mark.parametrize("content", [b"", b"no database at all, but some words in a file"])
def test_a_corpus_that_cannot_be_read_has_no_ids(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "corpus.sqlite").write_bytes(content)
    context = click.Context(click.Command("x"))
    context.params["folder"] = str(tmp_path)
    param = click.Argument(["plan"])
    assert Known(["plans"]).shell_complete(context, param, "a") == []
    assert Known(["plans"]).shell_complete(context, param, "';--") == []


def test_a_sketch_is_kept_and_drawn_again_when_the_code_is_newer(
    shell: ShellComplete, tmp_path: Path
) -> None:
    del shell
    [kept] = tmp_path.rglob("commands.json")
    first = kept.read_bytes()
    assert list(sketched({}, SOURCE)) == list(main.commands)
    kept.write_text("no JSON", encoding="utf-8")
    assert list(sketched(main.commands, SOURCE)) == list(main.commands)
    assert kept.read_bytes() == first


def test_what_commands_need_is_not_loaded_for_it(tmp_path: Path, sample_corpus: Path) -> None:
    env = os.environ | {
        "XDG_CACHE_HOME": str(tmp_path),
        "PLANSPOR_CORPUS": str(sample_corpus),
        VARIABLE: "bash_complete",
        "COMP_WORDS": "planspor measures hav",
        "COMP_CWORD": "2",
    }
    code = (
        "import sys, atexit; atexit.register(lambda: print('sqlalchemy' in sys.modules)); "
        "from planspor.web.cli import main; main(prog_name='planspor')"
    )
    for expected in ("True", "False"):
        ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
        assert ran.stdout.split() == ["plain,havneset2021", expected], ran.stderr


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(name: str) -> None:
    printed = CliRunner().invoke(main, ["completion", name])
    assert printed.exit_code == 0
    assert f"{VARIABLE}={name}_complete" in printed.stdout
