from pathlib import Path
from typing import Any

import pytest
from running import ask, run


def hits(corpus: Path, *arguments: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(corpus, "search", *arguments, "--limit", 100)["hits"]
    return found


def test_hits_come_ranked_and_the_total_counts_them_all(sample_corpus: Path) -> None:
    found = ask(sample_corpus, "search", "ventetid", "--limit", 100)
    assert found["total"] == len(found["hits"]) > 10
    assert [hit["rank"] for hit in found["hits"]] == list(range(1, found["total"] + 1))
    scores = [hit["score"] for hit in found["hits"]]
    assert scores == sorted(scores, reverse=True)


def test_a_page_continues_where_the_one_before_ended(sample_corpus: Path) -> None:
    everything = hits(sample_corpus, "ventetid")
    page = ask(sample_corpus, "search", "ventetid", "--limit", 3, "--offset", 3)
    assert page["hits"] == everything[3:6]
    assert page["total"] == len(everything)


def test_a_kind_narrows_the_hits_to_its_documents(sample_corpus: Path) -> None:
    found = hits(sample_corpus, "ventetid", "--kind", "budget", "--kind", "letter")
    assert {hit["document"]["kind"] for hit in found} <= {"budget", "letter"}
    assert 0 < len(found) < len(hits(sample_corpus, "ventetid"))


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("2021-2023", {2021, 2022, 2023}),
        ("2024-", {2024}),
        ("-2020", {2020}),
        ("2023", {2023}),
    ],
)
def test_years_narrow_the_hits_both_ends_included(
    sample_corpus: Path, years: str, expected: set[int]
) -> None:
    found = hits(sample_corpus, "ventetid", f"--year={years}")
    assert found
    assert {hit["document"]["year"] for hit in found} <= expected


def test_a_document_narrows_the_hits_to_itself(sample_corpus: Path) -> None:
    found = hits(sample_corpus, "ventetid", "--document", "evaluering-fjordforsk-2024")
    assert {hit["document"]["id"] for hit in found} == {"evaluering-fjordforsk-2024"}


def test_a_measure_narrows_the_hits_to_the_passages_linked_to_it(sample_corpus: Path) -> None:
    found = hits(sample_corpus, "havneset", "--measure", "havneset2021/m8")
    linked = ask(sample_corpus, "evidence", "havneset2021/m8")["links"]
    assert found
    assert {hit["passage"]["id"] for hit in found} <= {link["passage"]["id"] for link in linked}


def test_the_counts_of_a_facet_are_the_totals_of_its_values(sample_corpus: Path) -> None:
    facets = ask(sample_corpus, "search", "ventetid")["facets"]
    for kind in facets["kind"]:
        narrowed = ask(sample_corpus, "search", "ventetid", "--kind", kind["value"])
        assert narrowed["total"] == kind["count"]


def test_a_malformed_query_is_searched_as_words_with_a_notice(sample_corpus: Path) -> None:
    found = ask(sample_corpus, "search", 'ventetid "første samtale')
    assert found["hits"]
    assert found["notice"]["position"] == 9
    assert found["notice"]["remedy"]
    result = run(sample_corpus, "search", 'ventetid "første samtale')
    assert result.exit_code == 0
    assert result.stderr == f"{found['notice']['message']} {found['notice']['remedy']}\n"


def test_a_malformed_query_is_wrong_usage_when_strict(sample_corpus: Path) -> None:
    result = run(sample_corpus, "search", "ventetid AND", "--strict", "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("planspor: A word is missing")


@pytest.mark.parametrize(
    "options", [["--year", "abc"], ["--kind", "novel"], ["--limit", "0"], ["--offset", "-1"]]
)
def test_a_filter_that_cannot_be_is_wrong_usage(sample_corpus: Path, options: list[str]) -> None:
    result = run(sample_corpus, "search", "ventetid", *options)
    assert result.exit_code == 2
    assert options[0] in result.stderr


def test_a_near_duplicate_is_one_hit_with_its_other_place(sample_corpus: Path) -> None:
    places = [
        {hit["document"]["id"], *(place["document"] for place in hit["also_in"])}
        for hit in hits(sample_corpus, "oppfølgingsteam")
    ]
    assert {"evaluering-ivs-2023", "evaluering-ivs-2023-kortversjon"} in places


def test_a_query_with_brackets_is_printed_as_it_was_typed(sample_corpus: Path) -> None:
    assert "'ventetid [bold]'" in run(sample_corpus, "search", "ventetid [bold]").stdout


def test_hits_are_printed_with_their_place(sample_corpus: Path) -> None:
    (first,) = ask(sample_corpus, "search", "ventetid", "--limit", 1)["hits"]
    printed = run(sample_corpus, "search", "ventetid", "--limit", 1).stdout
    place = first["source"]
    assert f"{first['passage']['id']}, lines {place['line_start']}–{place['line_end']}" in printed
