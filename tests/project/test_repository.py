"""That what the repository says of itself holds."""

import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from planspor.web.cli import main

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
MACHINE_PATH = re.compile(
    r"(?<![\w.~$}/-])(/(?:work|root|home|tmp|Users|mnt|opt)/|[A-Z]:\\\\?Users)\w"
)
REGISTRY = re.compile(
    r"\b(?:pypi\.(?:org|python)|pythonhosted\.|npmjs\.|index-url|proxy\.golang|conda\.anaconda)"
)
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`(planspor [^`]+)`")


def repository_files() -> list[Path]:
    """The files under version control and those that will be, but for this one."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no checkout of the repository")
    paths = [ROOT / name for name in done.stdout.splitlines()]
    return [path for path in paths if path.is_file() and path != Path(__file__).resolve()]


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["paths", "registries"])
def test_no_file_names_a_place_on_one_machine_or_a_package_registry(
    pattern: "re.Pattern[str]",
) -> None:
    found = []
    for path in repository_files():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    assert found == []


def test_the_version_is_the_newest_of_the_changelog() -> None:
    changelog = ROOT / "CHANGELOG.md"
    if not changelog.exists():
        pytest.skip("there is no CHANGELOG.md yet")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    released = re.findall(r"^## \[(\d[^\]]*)\]", changelog.read_text(encoding="utf-8"), re.M)
    assert released[0] == project["version"]


def commands_in(path: Path) -> Iterator[str]:
    """The commands that a document gives, in blocks and within its text."""
    text = path.read_text(encoding="utf-8")
    for block in FENCE.findall(text):
        for line in block.splitlines():
            if line.startswith("planspor "):
                yield line
    yield from SPAN.findall(FENCE.sub("", text))


def words_of(command: str) -> list[str]:
    return shlex.split(command.partition(" > ")[0], comments=True)[1:]


def fault(command: str) -> str | None:
    """What a command names that is not there."""
    found: click.Command = main
    for word in words_of(command):
        options = {name for parameter in found.params for name in parameter.opts}
        if word.startswith("--"):
            if word.partition("=")[0] not in {*options, "--help"}:
                return f"{command}: no option {word}"
        elif isinstance(found, click.Group):
            if word not in found.commands:
                return None if word.isupper() else f"{command}: no command {word}"
            found = found.commands[word]
    return None


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_commands_of_a_document_exist_with_their_options(path: Path) -> None:
    assert [said for command in commands_in(path) if (said := fault(command))] == []


def test_the_commands_that_messages_send_a_person_to_exist() -> None:
    sources = [
        p for room in ("corpus", "ingest", "search", "web") for p in (ROOT / room).rglob("*.py")
    ]
    commands = [c for path in sources for c in SPAN.findall(path.read_text(encoding="utf-8"))]
    assert commands
    assert [said for command in commands if (said := fault(command))] == []


def test_the_tour_of_the_readme_runs_on_the_sample(own_corpus: Path) -> None:
    tour = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Five minutes")[2]
    lines = FENCE.findall(tour)[0].splitlines()
    commands = [line for line in lines if line.startswith("planspor ")]
    assert len(commands) > 5
    for command in commands:
        words = words_of(command)
        if words[0] != "serve" and "LINK" not in words:
            result = CliRunner().invoke(main, [*words, "--corpus", str(own_corpus)])
            assert result.exit_code == 0, command


def test_the_links_of_a_document_lead_to_files_that_are_there() -> None:
    lost = [
        f"{path.name}: {target}"
        for path in DOCUMENTS
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert lost == []
