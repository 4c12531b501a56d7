from pathlib import Path

import pytest
from running import ask, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    run(tmp_path / "corpus", "list")
    return tmp_path / "corpus"


def test_an_entity_is_added_shown_changed_and_removed(folder: Path) -> None:
    added = ask(folder, "entities", "add", "Nattevakten", "vekteren", "--mandate", "passer på")
    assert (added["id"], added["aliases"], added["made_by"]) == (
        "nattevakten",
        ["vekteren"],
        "person",
    )
    assert ask(folder, "entities", "show", "nattevakten") == added
    edited = ask(
        folder, "entities", "edit", "nattevakten", "--add", "vakta", "--drop", "vekteren",
        "--years", "2001–", "--mandate", "",
    )  # fmt: skip
    assert (edited["aliases"], edited["years"], edited["facts"]) == (["vakta"], "2001–", {})
    assert [one["id"] for one in ask(folder, "entities", "list", "vakta")] == ["nattevakten"]
    assert ask(folder, "entities", "remove", "nattevakten") == {"removed": "nattevakten"}
    assert run(folder, "entities", "show", "nattevakten").exit_code == 1


def test_an_edit_keeps_what_it_does_not_name(folder: Path) -> None:
    before = ask(folder, "entities", "show", "statsforvalteren")
    after = ask(folder, "entities", "edit", "statsforvalteren", "--add", "embetet")
    assert after["facts"] == before["facts"]
    assert after["aliases"] == [*before["aliases"], "embetet"]
    assert "fylkesmannen" in run(folder, "entities", "list", "fylkesmannen").stdout


def test_an_export_goes_into_another_corpus_and_comes_out_the_same(
    folder: Path, tmp_path: Path
) -> None:
    run(folder, "entities", "add", "Null: #1", "--id", "null", "--kind", "instrument")
    run(folder, "entities", "edit", "statsforvalteren", "--add", "embetet")
    run(folder, "entities", "remove", "fafo")
    exported = run(folder, "entities", "export").stdout
    file, other = tmp_path / "entities.yaml", tmp_path / "other"
    file.write_text(exported, "utf-8")
    run(other, "list")
    assert ask(other, "entities", "import", file) == {
        "saved": ["null", "statsforvalteren"],
        "removed": ["fafo"],
    }
    assert run(other, "entities", "export").stdout == exported
    assert ask(other, "entities", "import", file) == {"saved": [], "removed": []}


def test_importing_all_that_is_there_makes_nothing_a_persons(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.yaml"
    file.write_text(run(folder, "entities", "export", "--all").stdout, "utf-8")
    assert ask(folder, "entities", "import", file) == {"saved": [], "removed": []}
    assert run(folder, "entities", "export").stdout == "entities: []\n"


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Fafo"),
        ("add", "…"),
        ("add", "A", "--id", "A B"),
        ("edit", "fafo", "--drop", "borte"),
        ("edit", "borte"),
        ("remove", "borte"),
    ],
)
def test_what_cannot_be_is_refused(folder: Path, words: tuple[str, ...]) -> None:
    assert run(folder, "entities", *words).exit_code == 1
