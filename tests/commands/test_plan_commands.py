import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from running import PLAN, SAMPLE, ask, run

MEASURES = f"{PLAN}/m8", f"{PLAN}/mal2"
LIST = [
    ("Nr", "Tiltak", "Mål", "Ansvarlig", "Frist"),
    ("1", "Åpne et lavterskeltilbud i sentrum", "1. Tidlig hjelp", "Enhet for oppvekst", "2025"),
    ("2", "Ansette en koordinator i hver bydel", "2. Sammenheng", "Nav og Boligkontoret", ""),
]


def csv_file(folder: Path) -> Path:
    path = folder / "byplan.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(LIST)
    return path


def xlsx_file(folder: Path) -> Path:
    path = folder / "byplan.xlsx"
    book = openpyxl.Workbook()
    for row in LIST:
        book.worksheets[0].append(row)
    book.save(path)
    book.close()
    return path


@pytest.mark.parametrize("target", MEASURES)
def test_evidence_shows_what_bears_on_a_measure_or_goal_and_where_was_searched(
    sample_corpus: Path, target: str
) -> None:
    found = ask(sample_corpus, "evidence", target)
    documents = {document["id"] for document in ask(sample_corpus, "list")}
    assert {trace["document"] for trace in found["searched"]} == documents - {"havneset-plan-2021"}
    evidence = [link for link in found["links"] if not link["origin"]]
    for trace in found["searched"]:
        held = [link["score"] for link in evidence if link["document"] == trace["document"]]
        assert all(score <= trace["best_score"] + 1e-3 for score in held)
    printed = run(sample_corpus, "evidence", target).stdout
    assert all(link["id"] in printed for link in found["links"])
    assert f"of {len(found['searched'])} documents" in printed


def test_an_unknown_target_is_said_with_the_command_that_lists_them(sample_corpus: Path) -> None:
    result = run(sample_corpus, "evidence", f"{PLAN}/m99")
    assert result.exit_code == 1
    assert f"{PLAN}/m99" in result.stderr
    assert "planspor measures" in result.stderr


@pytest.mark.parametrize("command", ["measures", "matrix", "link"])
def test_an_unknown_plan_is_said_with_the_command_that_lists_them(
    sample_corpus: Path, command: str
) -> None:
    result = run(sample_corpus, command, "nowhere")
    assert result.exit_code == 1
    assert result.stderr.startswith("planspor: nowhere: no such plan")
    assert "planspor plans list" in result.stderr


def test_the_summary_adds_up_with_the_measures(sample_corpus: Path) -> None:
    measures = ask(sample_corpus, "measures", PLAN)
    summary = ask(sample_corpus, "measures", PLAN, "--summary")
    assert summary["total"] == len(measures) == sum(summary["states"].values()) == 19
    for state, count in summary["states"].items():
        assert count == sum(measure["state"] == state for measure in measures)
    assert sum(sum(counts.values()) for counts in summary["by_area"].values()) == 19
    for group, key in (("by_goal", "goals"), ("by_owner", "owners")):
        for name, counts in summary[group].items():
            held = [m for m in measures if name in m[key] or not (name or m[key])]
            assert sum(counts.values()) == len(held)


def test_the_measures_agree_with_their_evidence(sample_corpus: Path) -> None:
    for measure in ask(sample_corpus, "measures", PLAN):
        found = ask(sample_corpus, "evidence", measure["id"])
        evidence = [
            link
            for link in found["links"]
            if not link["origin"] and link["document"] != "havneset-plan-2021"
        ]
        kept = {link["document"] for link in evidence if link["state"] != "rejected"}
        assert measure["state"] == found["state"]
        assert measure["searched"] == len(found["searched"])
        assert measure["documents"] == sorted(kept)
        assert sum(measure["links"].values()) == len(evidence)


@pytest.mark.parametrize(("rows", "expected"), [("measures", 19), ("goals", 5)])
def test_a_matrix_has_a_cell_for_every_row_and_document(
    sample_corpus: Path, rows: str, expected: int
) -> None:
    matrix = ask(sample_corpus, "matrix", PLAN, "--rows", rows)
    documents = [document["id"] for document in matrix["documents"]]
    assert "havneset-plan-2021" not in documents
    assert len(matrix["rows"]) == expected
    pairs = [(row["id"], document) for row in matrix["rows"] for document in documents]
    assert [(cell["row"], cell["document"]) for cell in matrix["cells"]] == pairs


def test_a_matrix_agrees_with_the_evidence(sample_corpus: Path) -> None:
    cells = ask(sample_corpus, "matrix", PLAN)["cells"]
    links = {link["id"]: link for link in ask(sample_corpus, "evidence", f"{PLAN}/m13")["links"]}
    for cell in (cell for cell in cells if cell["row"] == f"{PLAN}/m13"):
        assert {links[id_]["document"] for id_ in cell["links"]} <= {cell["document"]}
        reviewed = any(links[id_]["state"] == "accepted" for id_ in cell["links"])
        assert (cell["state"] == "reviewed") == reviewed
    printed = run(sample_corpus, "matrix", PLAN).stdout
    assert "9 of 19 addressed" in printed


def test_a_printed_matrix_names_its_groups_and_tells_what_contradicts(own_corpus: Path) -> None:
    printed = run(own_corpus, "matrix", PLAN, "--by", "owner", "--columns", "year").stdout
    owners = {owner for one in ask(own_corpus, "measures", PLAN) for owner in one["owners"]}
    assert any(line.strip() in owners for line in printed.splitlines())
    assert "✗ reviewed, contradicts" in printed
    against = "--stage", "result", "--stance", "contradicts", "--as", "Ada"
    links = ask(own_corpus, "evidence", f"{PLAN}/m2")["links"]
    for link in (link["id"] for link in links if link["state"] == "accepted"):
        assert run(own_corpus, "review", link, "accept", *against).exit_code == 0
    printed = run(own_corpus, "matrix", PLAN, "--columns", "kind").stdout
    [row] = [line for line in printed.splitlines() if line.startswith(f"{PLAN}/m2 ")]
    assert {"✗", "±"} & set(row)


def test_a_plan_is_added_from_yaml_and_again_changes_nothing(tmp_path: Path) -> None:
    first = ask(tmp_path, "plans", "add", SAMPLE / "plan.yaml")
    again = ask(tmp_path, "plans", "add", SAMPLE / "plan.yaml")
    assert first["measures"] == again["measures"] == 19
    assert first["entries"]["added"] == again["entries"]["unchanged"]
    assert f"{PLAN}/m19" in first["entries"]["added"]
    assert again["entries"]["added"] == again["entries"]["updated"] == []
    assert "0 added" in run(tmp_path, "plans", "add", SAMPLE / "plan.yaml").stdout


@pytest.mark.parametrize("write", [csv_file, xlsx_file])
def test_a_plan_is_added_from_a_list_in_a_spreadsheet(tmp_path: Path, write: Any) -> None:
    options = ["--id", "by2025", "--title", "Byplanen"]
    made = ask(tmp_path / "c", "plans", "add", write(tmp_path), *options)
    assert (made["plan"], made["measures"]) == ("by2025", 2)
    shown = ask(tmp_path / "c", "plans", "show", "by2025")
    assert shown["title"] == "Byplanen"
    assert [goal["number"] for goal in shown["goals"]] == ["1", "2"]
    first, second = ask(tmp_path / "c", "measures", "by2025")
    assert (first["ordinal"], first["text"]) == (1, LIST[1][1])
    assert (first["owners"], first["time_frame"]) == (["Enhet for oppvekst"], "2025")
    assert second["owners"] == ["Nav", "Boligkontoret"]


def test_a_mistake_in_a_plan_file_is_said_with_file_line_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("plan: p\ntitle: P\nmeasures:\n  - id: m1\n    tekst: Noe\n", encoding="utf-8")
    result = run(tmp_path / "c", "plans", "add", path)
    assert result.exit_code == 1
    assert "plan.yaml, line 5" in result.stderr
    assert "“text”" in result.stderr
    assert "p" not in [plan["id"] for plan in ask(tmp_path / "c", "plans", "list")]


def test_a_missing_plan_file_is_named(tmp_path: Path) -> None:
    result = run(tmp_path / "c", "plans", "add", tmp_path / "missing.yaml")
    assert result.exit_code == 1
    assert f"{tmp_path / 'missing.yaml'}: cannot be opened" in result.stderr


def test_a_dry_run_recognises_the_measures_of_the_plan_and_stores_nothing(
    sample_corpus: Path,
) -> None:
    before = ask(sample_corpus, "plans", "list")
    found = ask(sample_corpus, "plans", "adopt", "havneset-plan-2021", "--dry-run")
    assert (found["found"], found["expected"]) == (20, 19)
    assert (found["report"], found["stored"]) == ("20 found, 19 expected", False)
    assert ask(sample_corpus, "plans", "list") == before


def test_an_adopted_plan_is_linked_and_its_measures_know_their_place(own_corpus: Path) -> None:
    found = ask(own_corpus, "plans", "adopt", "havneset-plan-2021", "--plan", "adoptert")
    assert (found["stored"], found["plan"], len(found["measures"])) == (True, "adoptert", 20)
    measures = [m for m in ask(own_corpus, "measures", "adoptert") if m["text"]]
    assert len(measures) == 20
    assert all(measure["searched"] == 11 for measure in measures)
    assert all(measure["source"]["file"] == "havneset-plan-2021.txt" for measure in measures)
    assert sum(measure["links"]["suggested"] for measure in measures) > 10


def test_a_document_without_a_list_of_measures_is_not_made_a_plan(own_corpus: Path) -> None:
    result = run(own_corpus, "plans", "adopt", "brukerorganisasjon-innspill-2023")
    assert result.exit_code == 1
    assert "no list of measures was recognised" in result.stderr
    assert "planspor plans add" in result.stderr
    listed = [plan["id"] for plan in ask(own_corpus, "plans", "list")]
    assert "brukerorganisasjon-innspill-2023" not in listed


def test_an_exported_plan_reads_back_as_it_was(sample_corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.yaml"
    path.write_text(run(sample_corpus, "plans", "export", PLAN).stdout, encoding="utf-8")
    ask(tmp_path / "c", "plans", "add", path)
    shown = ask(tmp_path / "c", "plans", "show", PLAN)
    assert shown == ask(sample_corpus, "plans", "show", PLAN)
    kept = ("id", "ordinal", "text", "goals", "area", "owners", "time_frame", "terms")
    first, second = (ask(corpus, "measures", PLAN) for corpus in (sample_corpus, tmp_path / "c"))
    assert [[m[key] for key in kept] for m in first] == [[m[key] for key in kept] for m in second]


def test_an_accepted_suggestion_makes_its_measure_addressed(own_corpus: Path) -> None:
    measure = f"{PLAN}/m5"
    before = ask(own_corpus, "evidence", measure)
    assert before["state"] == "suggested"
    link = next(link for link in before["links"] if link["state"] == "suggested")
    said = ["--as", "Kari Nordmann", "--stage", "result", "--stance", "supports", "--note", "Gjort"]
    after = ask(own_corpus, "review", link["id"], "accept", *said)
    assert (after["state"], after["stage"], after["stance"]) == ("accepted", "result", "supports")
    assert after["reviews"][-1]["person"] == "kari-nordmann"
    assert after["reviews"][-1]["note"] == "Gjort"
    assert ask(own_corpus, "evidence", measure)["state"] == "addressed"


def test_a_later_decision_is_added_and_the_earlier_one_stays(own_corpus: Path) -> None:
    link = ask(own_corpus, "evidence", f"{PLAN}/m5")["links"][0]["id"]
    ask(own_corpus, "review", link, "accept", "--as", "Kari")
    after = ask(own_corpus, "review", link, "reject", "--as", "Ola")
    assert after["state"] == "rejected"
    decisions = [(review["person"], review["decision"]) for review in after["reviews"]]
    assert decisions == [("kari", "accept"), ("ola", "reject")]


def test_a_decision_stays_when_the_corpus_is_linked_anew(own_corpus: Path) -> None:
    before = ask(own_corpus, "measures", PLAN, "--summary")
    done = ask(own_corpus, "link", PLAN, "--refresh")
    assert done["refreshed"]
    after = ask(own_corpus, "measures", PLAN, "--summary")
    assert after["states"]["addressed"] == before["states"]["addressed"]


def test_a_decision_on_nothing_fails(sample_corpus: Path) -> None:
    result = run(sample_corpus, "review", "L0", "accept", "--as", "Kari")
    assert result.exit_code == 1
    assert "planspor evidence" in result.stderr


@pytest.mark.parametrize("name", [[], ["--as", "?!"]])
def test_a_decision_without_a_name_is_wrong_usage(own_corpus: Path, name: list[str]) -> None:
    link = ask(own_corpus, "evidence", f"{PLAN}/m5")["links"][0]["id"]
    result = run(own_corpus, "review", link, "accept", *name)
    assert result.exit_code == 2
    assert "--as" in result.stderr


def test_a_plan_of_ones_own_is_taken_out_and_one_that_ships_is_not(own_corpus: Path) -> None:
    out = run(own_corpus, "plans", "remove", "havneset2021", "--yes")
    assert out.exit_code == 0, out.stderr
    assert run(own_corpus, "measures", "havneset2021").exit_code == 1
    assert run(own_corpus, "search", "ventetid").exit_code == 0
    assert run(own_corpus, "verify").exit_code == 0
    shipped = run(own_corpus, "plans", "remove", "rus2016", "--yes")
    assert shipped.exit_code == 1
    assert "ships with Planspor" in shipped.stderr


def test_one_entry_of_a_plan_is_taken_out_for_good(tmp_path: Path) -> None:
    run(tmp_path, "plans", "remove", "rus2016/mal3", "--yes")
    goals = {goal["id"] for goal in ask(tmp_path, "plans", "show", "rus2016")["goals"]}
    assert "rus2016/mal2" in goals
    assert "rus2016/mal3" not in goals
