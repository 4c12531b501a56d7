from pathlib import Path

import pytest
from running import PLAN, ask, run

import planspor.corpus

LETTER = "havneset-statusnotat-2024"
REPORT = "evaluering-ivs-2023"


def test_an_empty_corpus_says_how_to_fill_it(tmp_path: Path) -> None:
    result = run(tmp_path, "list")
    assert result.exit_code == 0
    assert "planspor add" in result.stdout
    assert ask(tmp_path, "list") == []


def test_the_list_names_every_document_by_id(sample_corpus: Path) -> None:
    listed = ask(sample_corpus, "list")
    assert len(listed) == 12
    assert [document["id"] for document in listed] == sorted(d["id"] for d in listed)
    printed = run(sample_corpus, "list").stdout
    assert all(document["id"] in printed for document in listed)


def test_an_outline_is_a_tree_in_the_order_of_the_text(sample_corpus: Path) -> None:
    sections = ask(sample_corpus, "outline", REPORT)["sections"]
    starts = [section["source"]["start"] for section in sections]
    assert starts == sorted(starts)
    levels = {section["id"]: section["level"] for section in sections}
    for section in sections:
        assert levels.get(section["parent"], 0) < section["level"]
    printed = run(sample_corpus, "outline", REPORT).stdout
    assert all(section["heading"] in printed for section in sections)


def test_show_gives_a_document_a_section_with_those_below_it_or_a_passage(
    sample_corpus: Path,
) -> None:
    sections = ask(sample_corpus, "outline", "havneset-plan-2021")["sections"]
    everything = ask(sample_corpus, "show", "havneset-plan-2021")["passages"]
    parent = next(section["parent"] for section in sections if section["parent"])
    below = {parent} | {s["id"] for s in sections if s["parent"] == parent}
    inside = ask(sample_corpus, "show", parent)["passages"]
    assert {p["id"] for p in everything if p["section"] in below} <= {p["id"] for p in inside}
    assert len(inside) < len(everything)
    one = ask(sample_corpus, "show", everything[3]["id"])
    assert one["passages"] == [everything[3]]
    assert everything[3]["text"] in run(sample_corpus, "show", everything[3]["id"]).stdout


@pytest.mark.parametrize(
    ("what", "remedy"),
    [
        ("nothing", "planspor list"),
        (f"{LETTER}/99", "planspor outline"),
        (f"{LETTER}/start:99", "planspor show"),
    ],
)
def test_what_is_not_there_is_said_with_the_command_that_lists_what_is(
    sample_corpus: Path, what: str, remedy: str
) -> None:
    result = run(sample_corpus, "show", what, "--json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"planspor: {what}: no such ")
    assert remedy in result.stderr


def test_remove_asks_on_stderr_and_a_no_changes_nothing(own_corpus: Path) -> None:
    result = run(own_corpus, "remove", LETTER, input="n\n")
    assert result.exit_code == 1
    assert "Take it out?" in result.stderr
    assert "stay in the log" in result.stderr
    assert LETTER in [document["id"] for document in ask(own_corpus, "list")]


def test_remove_takes_the_document_out_and_keeps_the_decisions(own_corpus: Path) -> None:
    with planspor.corpus.open(own_corpus) as corpus:
        before = [review for review in corpus.reviews.all() if review.document == LETTER]
    gone = ask(own_corpus, "remove", LETTER, "--yes")
    assert gone["removed"] == LETTER
    assert gone["decisions_kept"] == len(before) > 0
    assert LETTER not in [document["id"] for document in ask(own_corpus, "list")]
    assert LETTER not in [
        hit["document"]["id"] for hit in ask(own_corpus, "search", "Slippen")["hits"]
    ]
    assert all(
        link["document"] != LETTER for link in ask(own_corpus, "evidence", f"{PLAN}/m13")["links"]
    )
    with planspor.corpus.open(own_corpus) as corpus:
        assert [r for r in corpus.reviews.all() if r.document == LETTER] == before


def test_a_yes_takes_the_document_out(own_corpus: Path) -> None:
    result = run(own_corpus, "remove", LETTER, input="y\n")
    assert result.exit_code == 0
    assert LETTER in result.stdout
