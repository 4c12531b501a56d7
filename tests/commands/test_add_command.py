import shutil
from pathlib import Path

import pytest
from running import SAMPLE, ask, run

DOCUMENTS = SAMPLE / "documents"
GOOD = ("havneset-plan-2021", "nynorsk-heilskap-2023")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, and a file that is none though it is called one."""
    made = tmp_path / "papers"
    made.mkdir()
    for name in GOOD:
        shutil.copy(DOCUMENTS / f"{name}.txt", made)
    (made / "broken.txt").write_bytes(bytes(range(256)) * 20)
    return made


def test_a_missing_path_fails_and_the_message_names_it_and_the_remedy(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    result = run(tmp_path / "corpus", "add", missing)
    assert result.exit_code == 1
    assert f"planspor: {missing}: cannot be read" in result.stderr
    assert "See that the path is right" in result.stderr


def test_a_bad_file_fails_alone_and_the_good_ones_beside_it_land(
    folder: Path, tmp_path: Path
) -> None:
    outcomes = {Path(o["path"]).stem: o for o in ask(tmp_path / "c", "add", folder, code=1)}
    assert outcomes["broken"]["status"] == "failed"
    assert outcomes["broken"]["document"] is None
    assert outcomes["broken"]["error"]["code"] == "unreadable_file"
    assert {outcomes[name]["status"] for name in GOOD} == {"added"}
    assert [document["id"] for document in ask(tmp_path / "c", "list")] == list(GOOD)


def test_the_same_files_again_are_unchanged(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.txt").unlink()
    first = ask(tmp_path / "c", "add", folder)
    again = ask(tmp_path / "c", "add", folder)
    assert again == [outcome | {"status": "unchanged"} for outcome in first]


def test_a_changed_file_of_the_same_name_is_a_new_version(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.txt").unlink()
    ask(tmp_path / "c", "add", folder)
    with (folder / "havneset-plan-2021.txt").open("a", encoding="utf-8") as file:
        file.write("\n\nEt avsnitt som er føyd til siden sist, om noe annet.\n")
    statuses = [outcome["status"] for outcome in ask(tmp_path / "c", "add", folder)]
    assert statuses == ["updated", "unchanged"]
    assert [document["version"] for document in ask(tmp_path / "c", "list")] == [2, 1]


def test_an_empty_file_fails_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (outcome,) = ask(tmp_path / "c", "add", tmp_path / "empty.txt", code=1)
    assert outcome["error"]["message"].startswith(str(tmp_path / "empty.txt"))
    assert outcome["error"]["remedy"]


def test_what_a_person_says_of_a_document_overrides_what_it_says(tmp_path: Path) -> None:
    said = {
        "title": "Noter [utkast]",
        "kind": "other",
        "issuer": "Fjordforsk",
        "date": "2019-05-17",
        "year": 2019,
        "language": "nn",
    }
    options = [word for key, value in said.items() for word in (f"--{key}", value)]
    ask(tmp_path / "c", "add", DOCUMENTS / "havneset-plan-2021.txt", *options)
    (document,) = ask(tmp_path / "c", "list")
    assert {key: document[key] for key in said} == said
    assert "Noter [utkast]" in run(tmp_path / "c", "list").stdout


@pytest.mark.parametrize("options", [["--kind", "novel"], ["--language", "xx"], ["--year", "x"]])
def test_a_detail_that_cannot_be_is_wrong_usage(tmp_path: Path, options: list[str]) -> None:
    result = run(tmp_path / "c", "add", DOCUMENTS, *options)
    assert result.exit_code == 2
    assert options[0] in result.stderr


def test_the_table_counts_sections_and_passages_as_the_list_does(
    folder: Path, tmp_path: Path
) -> None:
    outcomes = [o for o in ask(tmp_path / "c", "add", folder, code=1) if o["document"]]
    listed = ask(tmp_path / "c", "list")
    counted = [(o["document"], o["sections"], o["passages"]) for o in outcomes]
    assert counted == [(d["id"], d["sections"], d["passages"]) for d in listed]
