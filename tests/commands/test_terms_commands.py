from pathlib import Path

import pytest
from running import ask, run

import planspor.corpus
from planspor import search

LAMPS = {
    "id": "lykt",
    "kind": "synonym",
    "forms": ["lykt", "lampe"],
    "years": None,
    "language": "nb",
    "origin": "båtlaget",
    "made_by": "person",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def test_an_entry_is_added_shown_changed_and_removed(folder: Path) -> None:
    added = ask(folder, "terms", "add", "lykt", "lampe", "--origin", "båtlaget")
    assert added == LAMPS
    assert ask(folder, "terms", "show", "lykt") == LAMPS
    edited = ask(folder, "terms", "edit", "lykt", "--add", "fakkel", "--drop", "lampe")
    assert edited["forms"] == ["lykt", "fakkel"]
    assert [term["id"] for term in ask(folder, "terms", "list", "fakkel")] == ["lykt"]
    assert ask(folder, "terms", "remove", "lykt") == {"removed": "lykt"}
    assert run(folder, "terms", "show", "lykt").exit_code == 1


def test_the_list_says_who_made_an_entry_and_where_it_comes_from(folder: Path) -> None:
    run(folder, "terms", "edit", "lar", "--years", "1998–2020")
    (own,) = ask(folder, "terms", "list", "--by", "person")
    assert (own["id"], own["years"]) == ("lar", "1998–2020")
    shipped = ask(folder, "terms", "list", "--by", "shipped", "--kind", "renamed")
    assert all(term["made_by"] == "shipped" and term["origin"] for term in shipped)
    assert "SHdir" in run(folder, "terms", "list", "shdir").stdout


def test_an_export_goes_into_another_corpus_and_comes_out_the_same(
    folder: Path, tmp_path: Path
) -> None:
    run(folder, "terms", "add", "null: #1", "«ja», nei", "--id", "ja-nei", "--language", "nn")
    run(folder, "terms", "edit", "lar", "--add", "metadon")
    run(folder, "terms", "remove", "tsb")
    exported = run(folder, "terms", "export").stdout
    file, other = tmp_path / "terms.yaml", tmp_path / "other"
    file.write_text(exported, "utf-8")
    assert ask(other, "terms", "import", file) == {"saved": ["ja-nei", "lar"], "removed": ["tsb"]}
    assert run(other, "terms", "export").stdout == exported
    assert ask(other, "terms", "import", file) == {"saved": [], "removed": []}


def test_importing_all_that_is_there_makes_nothing_a_person_s(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.yaml"
    file.write_text(run(folder, "terms", "export", "--all").stdout, "utf-8")
    assert ask(folder, "terms", "import", file) == {"saved": [], "removed": []}


def test_mistakes_in_a_file_are_said_with_line_and_remedy_and_nothing_is_stored(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "terms.yaml"
    file.write_text(
        "terms:\n"
        "  - {id: lykt, kind: synonym, forms: [lykt, lampe]}\n"
        "  - id: A B\n"
        "    kind: ord\n"
        "    forms: [en]\n"
        "  - {id: lykt, kind: synonym, forms: [–, x], orgin: her}\n"
        "removed: [lykt]\n",
        "utf-8",
    )
    result = run(folder, "terms", "import", file)
    assert result.exit_code == 1
    for said in (
        "terms.yaml, line 3: “A B” cannot be an id",
        "terms.yaml, line 4: a kind cannot be “ord”: choose one of",
        "terms.yaml, line 5: the forms are not two or more",
        "terms.yaml, line 6: “–” has no word in it",
        "terms.yaml, line 6: a term has an unknown key “orgin”: did you mean “origin”?",
        "terms.yaml, line 6: “lykt” stands twice",
        "terms.yaml, line 2: “lykt” is removed, too",
    ):
        assert said in result.stderr
    assert ask(folder, "terms", "list", "--by", "person") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "lykt"), "not two or more"),
        (("add", "lykt", "LYKT"), "not two or more different"),
        (("add", "lykt", "…"), "no word"),
        (("add", "lykt", "lampe\udcff"), "no text"),
        (("add", "lykt", "lam\npe"), "no text"),
        (("add", "lykt", "lampe", "--id", "L Y"), "cannot be an id"),
        (("add", "LAR", "lampe"), "terms edit lar"),
        (("edit", "lar", "--drop", "lampe"), "has no form"),
        (("edit", "lampe"), "terms list"),
        (("remove", "lampe"), "terms list"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_remedy(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    result = run(folder, "terms", *words)
    assert result.exit_code == 1
    assert said in result.stderr


def test_search_goes_by_a_changed_entry_at_once(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_text("Brygga\n\nDet henger en fakkel ved naustet og en ved brygga.\n", "utf-8")
    run(folder, "add", file)
    with planspor.corpus.open(folder) as corpus:
        index = search.open(corpus)
        assert not index.search("lanterne").hits
        run(folder, "terms", "add", "lanterne", "fakkel")
        index.refresh()
        assert len(index.search("lanterne").hits) == 1
        run(folder, "terms", "remove", "lanterne")
        index.refresh()
        assert not index.search("lanterne").hits
