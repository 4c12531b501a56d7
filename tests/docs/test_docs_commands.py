import doctest
import os
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from docs_pages import DOCS, ROOT, files_of, steps, with_commands

from planspor.web.cli import main

SAMPLE = ROOT / "corpus" / "sample" / "documents"
CHECK = doctest.OutputChecker()
LIKE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture
def desk(own_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the sample corpus and some documents of one's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("PLANSPOR_CORPUS", str(own_corpus))
    own = tmp_path / "dokumenter"
    own.mkdir()
    for name in (
        "havneset-arsrapport-2022.txt",
        "havneset-veileder-parorende-2022.html",
        "documents.yaml",
    ):
        shutil.copy(SAMPLE / name, own)
    return tmp_path


@pytest.mark.parametrize("page", with_commands(), ids=lambda page: str(page.relative_to(DOCS)))
def test_every_command_of_a_page_answers_as_the_page_says(
    page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in files_of(page).items():
        (desk / name).write_text(text, encoding="utf-8")
    for step in steps(page):
        where = f"{page.name}:{step.line}: {step.command}"
        words = shlex.split(step.command)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            monkeypatch.setenv(name, value)
            continue
        assert words[0] == "planspor", where
        done = CliRunner().invoke(main, words[1:], env=dict(os.environ))
        assert done.exit_code == 0, f"{where}\n{done.output}"
        if step.answer:
            wanted = step.answer.replace("…", "...")
            answered = done.stdout.replace("…", "...")
            assert CHECK.check_output(wanted, answered, LIKE), f"{where}\n{done.output}"
