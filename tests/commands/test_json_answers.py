import json
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import click
import pytest
from json_document import CORPUSLESS, SHAPES, Entry, answer, entries, validators
from jsonschema import Draft202012Validator

from planspor.corpus import model, tracking
from planspor.ingest import Status
from planspor.web.cli import main

ENTRIES = entries()
COMMANDS = {entry.name: entry for entry in ENTRIES if entry.command}
OURS = [name for name in COMMANDS if name not in CORPUSLESS]
VOCABULARY = {
    "documentKind": model.DocumentKind,
    "sectionKind": model.SectionKind,
    "goalLevel": model.GoalLevel,
    "origin": model.Origin,
    "stage": model.Stage,
    "stance": model.Stance,
    "linkState": model.LinkState,
    "decision": model.Decision,
    "verdict": model.Verdict,
    "state": tracking.State,
    "cellState": tracking.CellState,
}
NO_JSON = {
    "planspor completion",
    "planspor export",
    "planspor mcp",
    "planspor serve",
    "planspor actions export",
    "planspor entities export",
    "planspor indicators export",
    "planspor plans export",
    "planspor terms export",
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the documented commands answer, one after the other on one corpus."""
    corpus = tmp_path_factory.mktemp("documented")
    return {name: answer(COMMANDS[name], corpus) for name in OURS}


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    for command in group.commands.values():
        full = f"{name} {command.name}"
        if isinstance(command, click.Group):
            yield from commands(command, full)
        else:
            yield full, command


def test_every_command_that_answers_in_json_is_documented_and_no_other() -> None:
    described = {name.partition(" --")[0] for name in COMMANDS}
    takes = {
        name
        for name, command in commands(main, "planspor")
        if any("--json" in parameter.opts for parameter in command.params)
    }
    assert described == takes


def test_every_command_but_the_server_and_the_export_answers_in_json() -> None:
    silent = {
        name
        for name, command in commands(main, "planspor")
        if not any("--json" in parameter.opts for parameter in command.params)
    }
    assert silent == NO_JSON


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_a_documented_schema_is_one_and_is_named_after_its_command(entry: Entry) -> None:
    Draft202012Validator.check_schema(entry.schema)
    name = entry.name.replace("planspor ", "").replace(" --", "-").replace(" ", "-")
    assert entry.schema["$id"] == (f"urn:planspor:{name}" if entry.command else SHAPES)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_documented_command_is_the_one_of_its_heading(name: str) -> None:
    words = COMMANDS[name].command.split()
    assert set(name.split()) <= set(words)
    assert "--json" in words


@pytest.mark.parametrize("name", COMMANDS)
def test_a_documented_example_follows_its_schema(name: str) -> None:
    example = json.loads(COMMANDS[name].example)
    assert example
    validators(ENTRIES)[name].validate(example)


@pytest.mark.parametrize("name", OURS)
def test_an_answer_follows_its_schema(name: str, answers: dict[str, Any]) -> None:
    validators(ENTRIES)[name].validate(answers[name])


@pytest.mark.parametrize("name", OURS)
def test_an_answer_has_no_field_that_is_not_described(name: str, answers: dict[str, Any]) -> None:
    validators(ENTRIES, closed=True)[name].validate(answers[name])


def test_the_values_of_the_vocabulary_are_those_of_the_code() -> None:
    shapes = next(entry.schema for entry in ENTRIES if entry.schema["$id"] == SHAPES)
    described = {name: shapes["$defs"][name]["enum"] for name in VOCABULARY}
    assert described == {name: values(kind) for name, kind in VOCABULARY.items()}
    statuses = COMMANDS["planspor add"].schema["items"]["properties"]["status"]["enum"]
    assert statuses == values(Status)


def values(kind: type[StrEnum]) -> list[str]:
    return [item.value for item in kind]


def test_the_figures_of_evaluate_follow_their_schema(shared: Path, tmp_path: Path) -> None:
    texts = shared / "corpus"
    entry = replace(
        COMMANDS["planspor evaluate"],
        command=f"planspor evaluate measures reading --texts '{texts}' --json",
    )
    validators(ENTRIES, closed=True)[entry.name].validate(answer(entry, tmp_path))
