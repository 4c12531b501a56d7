import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from coding_help import LAMPS, PLAN

from planspor.corpus import Corpus
from planspor.web.cli import main


@pytest.fixture
def folder(corpus: Corpus) -> Path:
    return corpus.folder


def run(folder: Path, *arguments: object) -> Result:
    words = [*map(str, arguments), "--corpus", str(folder)]
    env = {"COLUMNS": "160", "CI": "1"}
    return CliRunner().invoke(main, words, env=env, catch_exceptions=False)


def ask(folder: Path, *arguments: object) -> Any:
    result = run(folder, *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_link_is_decided_on_and_the_decision_taken_back(folder: Path) -> None:
    said = ("--as", "Kari", "--stage", "result", "--stance", "partly")
    assert ask(folder, "review", "L1", "accept", *said)["state"] == "accepted"
    refused = run(folder, "review", "L1", "undo", "--as", "Per Hansen")
    assert refused.exit_code == 1
    assert "nothing to take back" in refused.stderr
    undone = ask(folder, "review", "L1", "undo", "--as", "Kari")
    assert undone["state"] == "suggested"
    assert [one["decision"] for one in undone["reviews"]] == ["accept", "undo"]


def test_words_of_a_passage_are_linked_and_accepted(folder: Path, corpus: Corpus) -> None:
    passage = corpus.documents.passages("rapport")[2]
    words = passage.text[5:30]
    said = ("--as", "Kari", "--stage", "action", "--stance", "supports")
    made = ask(folder, "review", "make", passage.id, LAMPS, "--words", words, *said)
    assert (made["state"], made["words"], made["proposed_by"]) == (
        "accepted",
        words.strip(),
        "kari",
    )
    for wrong in ((passage.id, LAMPS, "--words", "finnes ikke"), ("rapport/0", LAMPS)):
        assert run(folder, "review", "make", *wrong, *said).exit_code == 1


def test_the_queue_tells_what_waits_and_what_is_left(folder: Path) -> None:
    found = ask(folder, "queue", PLAN, "--by", "uncertainty", "--limit", 2)
    assert (found["waiting"], found["decided"], len(found["next"])) == (40, 0, 2)
    assert found["next"][0]["link"]["id"] == "L0"
    assert found["left"]["read_suggestions"] == 40
    assert not found["left"]["reached"]
    printed = run(folder, "queue", PLAN, "--target", LAMPS).stdout
    assert "40 waiting" in printed
    assert "Estimate" in printed


def test_a_round_goes_from_its_sample_to_its_end(folder: Path) -> None:
    begun = ask(
        folder, *("rounds", "new", PLAN, "Prøve", "--coder", "Kari", "--coder", "Per"),
        *("--as", "Ada", "--size", 2, "--stratified"),
    )  # fmt: skip
    first, second = begun["links"]
    said = ("--stage", "result", "--stance", "supports")
    for link, name, decision in (
        (first, "Kari", "accept"),
        (second, "Kari", "accept"),
        (first, "Per", "reject"),
        (second, "Per", "accept"),
    ):
        coded = ask(folder, "rounds", "code", begun["id"], link, decision, "--as", name, *said)
    assert [one["link"] for one in coded["disagreements"]] == [first]
    resolve = ("rounds", "resolve", begun["id"])
    settled = ask(folder, *resolve, first, "reject", "--as", "Ada", "--note", "Nei")
    assert settled["disagreements"][0]["resolved"]["note"] == "Nei"
    nothing = run(folder, *resolve, second, "reject", "--as", "Ada", "--note", "Nei")
    assert nothing.exit_code == 1
    assert "disagree" not in run(folder, "rounds", "show", begun["id"]).stderr
    assert ask(folder, "rounds", "close", begun["id"], "--as", "Ada")["entered"] == 1
    assert ask(folder, "rounds", "list")[0]["closed"] is not None
    figures = ask(folder, "agreement", PLAN)
    assert figures["blind"]["links"] == 2
    assert "Blind rounds" in run(folder, "agreement", PLAN).stdout


def test_a_gate_is_set_listed_and_lifted(folder: Path) -> None:
    gate = ask(
        folder, "gates", "set", PLAN, "--rule", "score>=0.6", "--precision", ".9", "--as", "A"
    )
    assert (gate["carried"], gate["accepted"], gate["waiting"]) == (False, 0, 28)
    assert ask(folder, "gates", "list") == [gate]
    lifted = ask(folder, "gates", "lift", gate["id"])
    assert lifted["lifted"] is not None
    assert run(
        folder, "gates", "set", PLAN, "--rule", "", "--precision", ".9", "--as", "A"
    ).exit_code
