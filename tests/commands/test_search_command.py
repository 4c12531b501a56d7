import json
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


@pytest.mark.parametrize(
    ("option", "field"),
    [("stage", "stage"), ("stance", "stance"), ("review", "review"), ("section", "section")],
)
def test_a_filter_s_hits_are_what_its_facet_counts(
    sample_corpus: Path, option: str, field: str
) -> None:
    facets = ask(sample_corpus, "search", "ventetid")["facets"]
    for value in facets[field]:
        narrowed = ask(sample_corpus, "search", "ventetid", f"--{option}", value["value"])
        assert narrowed["total"] == value["count"]


def test_an_area_and_a_language_narrow_the_hits(sample_corpus: Path) -> None:
    area = ask(sample_corpus, "search", "ventetid")["facets"]["area"][0]
    found = ask(sample_corpus, "search", "ventetid", "--area", area["value"])
    assert found["total"] == area["count"]
    found = ask(sample_corpus, "search", "heilskap", "--language", "nn")
    assert {hit["document"]["id"] for hit in found["hits"]} == {"nynorsk-heilskap-2023"}


def test_a_wider_level_finds_more_and_says_what_it_looked_for(sample_corpus: Path) -> None:
    exact = ask(sample_corpus, "search", "ventetid", "--level", "exact")
    parts = ask(sample_corpus, "search", "ventetid", "--level", "parts")
    assert exact["total"] < parts["total"]
    assert exact["words"][0]["parts"] == []
    assert len(parts["words"][0]["parts"]) == 2


def test_hits_are_sorted_by_year(sample_corpus: Path) -> None:
    def years(order: str) -> list[int]:
        return [h["document"]["year"] for h in hits(sample_corpus, "ventetid", "--order", order)]

    assert years("newest") == sorted(years("relevance"), reverse=True)
    assert years("oldest") == sorted(years("relevance"))


def test_groups_are_documents_with_their_best_hits(sample_corpus: Path) -> None:
    found = ask(sample_corpus, "search", "ventetid", "--grouped", "--limit", 2)
    everything = hits(sample_corpus, "ventetid")
    assert found["total"] == len(everything)
    assert found["documents"] == len({hit["document"]["id"] for hit in everything})
    assert len(found["groups"]) == 2
    first = found["groups"][0]
    assert first["document"]["id"] == everything[0]["document"]["id"]
    assert first["hits"][0]["passage"] == everything[0]["passage"]
    printed = run(sample_corpus, "search", "ventetid", "--grouped").stdout
    assert f"{found['total']} hits in {found['documents']} documents" in printed


def test_a_hit_is_explained_by_reasons_that_add_up(sample_corpus: Path) -> None:
    (hit,) = ask(sample_corpus, "search", "ventetid", "--limit", 1, "--explain")["hits"]
    explanation = hit["explanation"]
    total = sum(reason["score"] for reason in explanation["reasons"])
    assert total == pytest.approx(explanation["score"], abs=0.01)
    printed = run(sample_corpus, "search", "ventetid", "--limit", 1, "--explain").stdout
    assert "ventetid: exact" in printed
    assert "explanation" not in hits(sample_corpus, "ventetid")[0]


def test_facets_are_printed_with_their_counts(sample_corpus: Path) -> None:
    found = ask(sample_corpus, "search", "ventetid")["facets"]
    printed = run(sample_corpus, "search", "ventetid", "--facets").stdout
    for name, values in found.items():
        line = next(line for line in printed.splitlines() if line.startswith(f"{name} "))
        assert values[0]["value"] in line
        assert str(values[0]["count"]) in line


def test_a_page_is_named_where_there_are_pages(sample_corpus: Path) -> None:
    asked = ("search", "ventetid", "--document", "evaluering-fjordforsk-2024", "--limit", 1)
    (hit,) = ask(sample_corpus, *asked)["hits"]
    place = f"[{hit['passage']['id']}, page {hit['source']['page']}]"
    assert place in run(sample_corpus, *asked).stdout


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_all_hits_are_written_to_a_file(sample_corpus: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"treff.{ending}"
    total = len(hits(sample_corpus, "ventetid"))
    result = run(sample_corpus, "search", "ventetid", "--limit", 2, "--export", file)
    assert result.stdout == f"{total} rows written to {file}\n"
    assert file.stat().st_size > 1000
    if ending == "json":
        written = json.loads(file.read_text(encoding="utf-8"))
        assert len(written) == total
        assert written[0]["address"].startswith("/dokument/")


def test_a_file_that_cannot_be_written_is_named(sample_corpus: Path, tmp_path: Path) -> None:
    result = run(sample_corpus, "search", "ventetid", "--export", tmp_path / "borte" / "a.csv")
    assert result.exit_code == 1
    assert "a.csv: cannot be written" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--export", "treff.pdf"], ".docx, .xlsx, .csv, .json"),
        (["--export", "treff.csv", "--json"], "choose one"),
        (["--save", "Ventetid"], "--as"),
        (["--save", "Ventetid", "--as", "!"], "no name"),
        (["--level", "wide"], "--level"),
    ],
)
def test_options_that_cannot_be_are_wrong_usage(
    sample_corpus: Path, options: list[str], said: str
) -> None:
    result = run(sample_corpus, "search", "ventetid", *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_saved_search_is_listed_run_and_removed(own_corpus: Path, tmp_path: Path) -> None:
    saved = ["--save", "Køen", "--as", "Kari Nordmann", "--kind", "letter"]
    run(own_corpus, "search", "ventetid", *saved)
    (listed,) = ask(own_corpus, "searches", "list")
    assert listed["question"] == {
        "query": "ventetid",
        "filters": {"kinds": ["letter"]},
        "level": "related",
        "order": "relevance",
    }
    assert (listed["person"], listed["new"]) == ("kari-nordmann", 0)
    letter = tmp_path / "brev.txt"
    letter.write_text("Kommunen melder at ventetiden ble kortere i fjor høst.", encoding="utf-8")
    run(own_corpus, "add", letter, "--kind", "letter")
    assert ask(own_corpus, "searches", "list")[0]["new"] == 1
    new = ask(own_corpus, "searches", "run", "Køen", "--new")
    assert [hit["document"]["id"] for hit in new["hits"]] == ["brev"]
    assert ask(own_corpus, "searches", "list")[0]["new"] == 0
    again = ask(own_corpus, "searches", "run", "Køen")
    assert again == ask(own_corpus, "search", "ventetid", "--kind", "letter")
    assert ask(own_corpus, "searches", "remove", "Køen") == {"removed": "Køen"}
    assert "No saved searches yet" in run(own_corpus, "searches", "list").stdout


def test_a_saved_search_that_is_not_there_is_an_error(sample_corpus: Path) -> None:
    for action in ("run", "remove"):
        result = run(sample_corpus, "searches", action, "Borte")
        assert result.exit_code == 1
        assert "Borte: no saved search of that name" in result.stderr
