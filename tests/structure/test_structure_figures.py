"""The headings of real texts, against lists made by hand."""

import hashlib
import json
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from planspor.corpus.errors import InputError
from planspor.ingest.evaluation.structure import (
    HeadingFigures,
    Outcome,
    Tally,
    Verdict,
    evaluate_headings,
    table,
)

GOLD = Path(__file__).resolve().parents[1] / "gold"
FILES = ["headings-001.jsonl", "headings-002.jsonl", "headings-004.jsonl"]


@cache
def figures(shared: Path, text: str) -> HeadingFigures:
    return evaluate_headings(shared / "corpus", GOLD / f"headings-{text}.jsonl")


@pytest.mark.parametrize("name", FILES)
def test_the_truth_is_about_the_texts_that_are_here(shared: Path, name: str) -> None:
    for row in (GOLD / name).read_text("utf-8").splitlines():
        entry = json.loads(row)
        first, last = entry["lines"]
        rows = (shared / "corpus" / entry["text"]).read_text("utf-8").split("\n")
        text = unicodedata.normalize("NFC", " ".join(rows[first - 1 : last]))
        found = hashlib.sha256(re.sub(r"\s+", " ", text).strip().encode()).hexdigest()
        assert found[:16] == entry["hash"], entry["lines"]


def test_all_105_numbered_headings_of_the_2004_evaluation_are_found_and_nothing_else(
    shared: Path,
) -> None:
    tally = figures(shared, "004").tally(numbered=True)
    assert (tally.right, tally.wrong) == (105, 0)


def test_the_nine_chapters_are_found_and_no_row_of_94_indicators(shared: Path) -> None:
    assert figures(shared, "002").tally(numbered=True) == Tally(right=9, wrong=0, missed=0)


@pytest.mark.parametrize(
    ("text", "precision", "recall"), [("001", 0.97, 0.97), ("002", 0.97, 0.95), ("004", 0.95, 0.78)]
)
def test_headings_without_numbers_are_found(
    shared: Path, text: str, precision: float, recall: float
) -> None:
    tally = figures(shared, text).tally(numbered=False)
    assert tally.precision >= precision
    assert tally.recall >= recall


def judged(path: Path, *entries: dict[str, object]) -> Path:
    base = {"text": "a.txt", "number": None, "kind": "body"}
    path.write_text("\n".join(json.dumps(base | entry) for entry in entries), "utf-8")
    return path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    sentence = "De som bor ved vannet, har malt benkene og ryddet stien sammen med lagene i år."
    headings = ("1 Båter", "Behov i nord", "2 Lys langs stien", "Vedlegg", "Spørsmål til lagene")
    rows = [row for heading in headings for row in (heading, "", sentence, "")]
    (tmp_path / "a.txt").write_text("\n".join(rows), "utf-8")
    return tmp_path


def test_right_wrong_and_missed_are_told_apart_by_the_first_line(texts: Path) -> None:
    gold = judged(
        texts / "gold.jsonl",
        {"lines": [1, 1], "number": "1"},
        {"lines": [7, 7]},
        {"lines": [9, 10], "number": "2"},
    )
    found = evaluate_headings(texts, gold)
    assert found.tally(numbered=True) == Tally(right=2, wrong=0, missed=0)
    assert found.tally(numbered=False) == Tally(right=0, wrong=3, missed=1)
    assert found.tally() == Tally(right=2, wrong=3, missed=1)
    assert found.faults()[0] == "a.txt:5: wrong"


def test_a_doubtful_entry_counts_neither_way_on_any_of_its_lines(texts: Path) -> None:
    gold = judged(
        texts / "gold.jsonl",
        {"lines": [1, 1], "number": "1"},
        {"lines": [3, 3], "doubtful": True},
        {"lines": [4, 20], "doubtful": True},
    )
    assert evaluate_headings(texts, gold).tally() == Tally(right=1, wrong=0, missed=0)


def test_what_follows_the_true_heading_of_an_appendix_is_counted_apart(texts: Path) -> None:
    gold = judged(
        texts / "gold.jsonl",
        {"lines": [1, 1], "number": "1"},
        {"lines": [5, 5]},
        {"lines": [9, 9], "number": "2"},
        {"lines": [13, 13], "kind": "appendix"},
    )
    found = evaluate_headings(texts, gold)
    assert found.tally() == Tally(right=3, wrong=0, missed=0)
    assert found.tally(appendices=True) == Tally(right=4, wrong=1, missed=0)


def test_figures_are_shares_and_nothing_is_no_fault() -> None:
    assert (Tally(3, 1, 2).precision, Tally(3, 1, 2).recall) == (0.75, 0.6)
    assert (Tally(0, 0, 0).precision, Tally(0, 0, 0).recall) == (1, 1)


def test_the_table_has_a_row_for_each_sort_of_heading() -> None:
    outcomes = (Outcome(1, Verdict.RIGHT, True, False), Outcome(4, Verdict.WRONG, False, True))
    rows = table([HeadingFigures("a.txt", outcomes)]).split("\n")
    assert [row.split()[:2] for row in rows[1:]] == [
        ["a.txt", "numbered"],
        ["a.txt", "unnumbered"],
        ["a.txt", "all"],
    ]
    assert rows[3].split()[2:] == ["1", "0", "0", "1.00", "1.00", "0.50", "1.00"]


def test_a_missing_text_or_an_empty_file_is_told(texts: Path) -> None:
    gold = judged(texts / "gold.jsonl", {"text": "b.txt", "lines": [1, 1]})
    with pytest.raises(InputError, match=r"b\.txt: a judged text cannot be read"):
        evaluate_headings(texts, gold)
    with pytest.raises(InputError, match="names no headings"):
        evaluate_headings(texts, judged(texts / "gold.jsonl"))
