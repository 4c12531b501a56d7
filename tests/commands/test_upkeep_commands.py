import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from running import PLAN, ask, run

from planspor.web.cli import main
from planspor.web.demo import SEARCHES


def damage(folder: Path) -> None:
    for file in (path for path in folder.rglob("*") if path.is_file()):
        file.write_bytes(b"damaged" * 7)


@pytest.mark.parametrize("again", [["reindex"], []])
def test_a_damaged_index_is_made_anew_from_the_record(own_corpus: Path, again: list[str]) -> None:
    before = ask(own_corpus, "search", "ventetid")
    builds = list((own_corpus / "index").glob("build-*"))
    assert builds
    for build in builds:
        damage(build)
    if again:
        passages = sum(document["passages"] for document in ask(own_corpus, "list"))
        assert ask(own_corpus, *again)["passages"] == passages
    assert ask(own_corpus, "search", "ventetid") == before


def test_a_whole_corpus_passes_every_check(sample_corpus: Path) -> None:
    found = ask(sample_corpus, "verify")
    assert found["whole"]
    counted = {check["name"]: check["looked_at"] for check in found["checks"]}
    assert counted["originals"] == 12
    assert counted["passages"] == sum(d["passages"] for d in ask(sample_corpus, "list"))
    assert counted["decisions"] > 0


def test_a_changed_original_is_found_and_its_document_named(own_corpus: Path) -> None:
    (sha256,) = [
        document["sha256"]
        for document in ask(own_corpus, "list")
        if document["id"] == "havneset-plan-2021"
    ]
    (original,) = [p for p in (own_corpus / "originals").rglob("*") if sha256 in p.name]
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b"!")
    found = ask(own_corpus, "verify", code=1)
    faults = {check["name"]: check["faults"] for check in found["checks"]}
    assert faults.pop("originals") == ["havneset-plan-2021: the original has changed"]
    assert not any(faults.values())
    result = run(own_corpus, "verify")
    assert result.exit_code == 1
    assert "the original has changed" in result.stdout


def test_the_demo_ends_by_itself_in_ci_with_what_stands_and_three_searches(tmp_path: Path) -> None:
    result = run(tmp_path / "demo", "demo")
    assert result.exit_code == 0
    assert "of 19 addressed" in result.stdout
    assert all(f"for '{query}'" in result.stdout for query in SEARCHES)
    assert len(SEARCHES) == 3
    assert f"planspor measures {PLAN}" in result.stdout


def test_the_demo_again_changes_nothing(own_corpus: Path) -> None:
    before = ask(own_corpus, "measures", PLAN)
    again = ask(own_corpus, "demo")
    assert {outcome["status"] for outcome in again["documents"]} == {"unchanged"}
    assert again["summary"] == ask(own_corpus, "measures", PLAN, "--summary")
    assert ask(own_corpus, "measures", PLAN) == before


def test_planspor_corpus_names_the_folder_where_no_option_does(sample_corpus: Path) -> None:
    env = {"PLANSPOR_CORPUS": str(sample_corpus)}
    result = CliRunner().invoke(main, ["list", "--json"], env=env, catch_exceptions=False)
    assert len(json.loads(result.stdout)) == 12


def test_the_option_wins_over_planspor_corpus(sample_corpus: Path, tmp_path: Path) -> None:
    assert ask(tmp_path, "list") == []
    env = {"PLANSPOR_CORPUS": str(tmp_path)}
    assert len(json.loads(run(sample_corpus, "list", "--json", env=env).stdout)) == 12


def test_a_file_for_a_corpus_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run(tmp_path / "file", "list")
    assert result.exit_code == 2
    assert "--corpus" in result.stderr


def test_a_database_that_is_none_is_named_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite").write_bytes(b"no database at all" * 100)
    result = run(tmp_path, "list")
    assert result.exit_code == 1
    assert str(tmp_path / "corpus.sqlite") in result.stderr
    assert "restore the file from a copy" in result.stderr
