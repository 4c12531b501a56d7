import csv
import io
from pathlib import Path

import pytest
from running import SAMPLE, ask, run

REPORT = "evaluering-ivs-2023"


def law(corpus: Path) -> dict[str, object]:
    listed = ask(corpus, "extracts", REPORT, "--kind", "reference")
    found: dict[str, object] = next(one for one in listed if one["fields"]["kind"] == "law")
    return found


def test_adding_a_document_takes_its_items_out(tmp_path: Path) -> None:
    run(tmp_path / "corpus", "add", SAMPLE / "documents" / "havneset-budsjett-2022.txt")
    assert ask(tmp_path / "corpus", "extracts", "havneset-budsjett-2022", "--kind", "reference")


def test_extracting_again_says_what_it_did(own_corpus: Path) -> None:
    assert ask(own_corpus, "extract") == {"documents": 0, "extracts": 0, "failures": []}
    again = ask(own_corpus, "extract", REPORT, "--refresh")
    assert again["documents"] == 1
    assert (
        f"{again['extracts']} extracts from 1 documents"
        in run(own_corpus, "extract", REPORT, "--refresh").stdout
    )
    assert run(own_corpus, "extract", "borte").exit_code == 1


def test_the_list_shows_words_fields_rule_and_passage(own_corpus: Path) -> None:
    shown = run(own_corpus, "extracts", REPORT, "--kind", "reference").stdout
    assert "law named" in shown
    assert law(own_corpus)["id"] in shown


def test_an_extract_is_corrected_taken_out_and_brought_back(own_corpus: Path) -> None:
    id_ = law(own_corpus)["id"]
    made = ask(own_corpus, "extracts", "correct", id_, "section=7-2", "--as", "Ada")
    assert (made["fields"]["section"], made["corrected"]) == ("7-2", ["section"])
    ask(own_corpus, "extracts", "correct", id_, "--remove", "--as", "Ada", "--note", "feil")
    assert id_ not in {one["id"] for one in ask(own_corpus, "extracts", REPORT)}
    assert [one["id"] for one in ask(own_corpus, "extracts", REPORT, "--removed")] == [id_]
    back = ask(own_corpus, "extracts", "correct", id_, "--restore", "--as", "Bo")
    assert [one["removed"] for one in back["corrections"]] == [False, True, False]
    assert [one["person"] for one in back["corrections"]] == ["ada", "ada", "bo"]
    assert back["fields"]["section"] == "7-2"


@pytest.mark.parametrize(
    "said", [(), ("section=1", "--remove"), ("--remove", "--restore"), ("section",), ("farge=blå",)]
)
def test_a_correction_that_says_nothing_or_too_much_is_refused(
    own_corpus: Path, said: tuple[str, ...]
) -> None:
    result = run(own_corpus, "extracts", "correct", law(own_corpus)["id"], *said, "--as", "Ada")
    assert result.exit_code in (1, 2)
    assert result.stdout == ""


def test_an_item_is_added_by_hand(own_corpus: Path) -> None:
    passage = law(own_corpus)["passage"]
    made = ask(
        own_corpus, "extracts", "add", passage, "§ 7-1", "kind=law", "--kind", "reference",
        "--as", "Ada",
    )  # fmt: skip
    assert (made["made_by"], made["fields"]) == ("person", {"kind": "law"})
    assert made["id"] in {one["id"] for one in ask(own_corpus, "extracts", REPORT)}


def test_references_are_shown_both_ways(own_corpus: Path) -> None:
    told = ask(own_corpus, "references", REPORT)
    assert "havneset-plan-2021" in {id_ for one in told["cites"] for id_ in one["documents"]}
    plan = ask(own_corpus, "references", "havneset-plan-2021")
    assert REPORT in {one["document"] for one in plan["cited_by"]}
    shown = run(own_corpus, "references", "havneset-plan-2021").stdout
    assert "Cited by" in shown
    assert REPORT in shown


def test_what_is_not_in_the_corpus_is_listed_as_a_table_json_and_csv(own_corpus: Path) -> None:
    listed = ask(own_corpus, "references", "--missing")
    counts = [len(one["documents"]) for one in listed]
    assert counts == sorted(counts, reverse=True)
    lunde = next(one for one in listed if one["key"] == "lunde og aasheim 2017")
    assert all(passage.startswith(REPORT) for passage in lunde["passages"])
    rows = list(
        csv.DictReader(io.StringIO(run(own_corpus, "references", "--missing", "--csv").stdout))
    )
    assert [row["key"] for row in rows] == [one["key"] for one in listed]
    assert "Lunde" in run(own_corpus, "references", "--missing").stdout


def test_a_document_or_the_missing_must_be_asked_for(own_corpus: Path) -> None:
    for words in ((), (REPORT, "--missing"), (REPORT, "--csv")):
        assert run(own_corpus, "references", *words).exit_code in (1, 2)
