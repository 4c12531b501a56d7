"""Commands on indicators, as a person types them."""

from pathlib import Path

from running import PLAN, ask, run

TABLE = """Måling av Havnesetplanen

1 Indikatorer

Tabell 1. Indikatorer for hovedmål 3

Nr Indikator Kilde Nullpunkt År

11 Antall bemannede boliger på Strandjordet

Boligkontoret 0 2020

12 Andel som bor trygt

Kommunen 44 % 2020
"""


def add_table(corpus: Path, folder: Path) -> None:
    path = folder / "maaling-2021.txt"
    path.write_text(TABLE, encoding="utf-8")
    assert run(corpus, "add", path).exit_code == 0


def test_the_samples_indicators_have_moved(sample_corpus: Path) -> None:
    found = {one["id"]: one for one in ask(sample_corpus, "indicators", "list", PLAN)}
    waiting = found[f"{PLAN}/i1"]
    assert (waiting["baseline"]["value"], waiting["movement"]) == (41, "right")
    assert waiting["changes"] == [-25, -2]
    assert found[f"{PLAN}/i5"]["movement"] == "cannot be compared"


def test_those_that_moved_one_way_can_be_listed(sample_corpus: Path) -> None:
    found = ask(sample_corpus, "indicators", "list", PLAN, "--movement", "undirected")
    assert [one["id"] for one in found] == [f"{PLAN}/i3"]


def test_one_is_shown_with_its_values(sample_corpus: Path) -> None:
    found = ask(sample_corpus, "indicators", "show", f"{PLAN}/i1")
    assert len(found["values"]) == 6
    assert {value["document"] for value in found["values"]} > {"evaluering-ivs-2023"}
    said = run(sample_corpus, "indicators", "show", f"{PLAN}/i1").stdout
    assert "should go: down" in said
    assert "moved: right" in said


def test_a_measure_is_no_indicator(sample_corpus: Path) -> None:
    answer = run(sample_corpus, "indicators", "show", f"{PLAN}/m1")
    assert answer.exit_code == 1
    assert "is no indicator" in answer.stderr


def test_a_reports_table_is_adopted(own_corpus: Path, tmp_path: Path) -> None:
    add_table(own_corpus, tmp_path)
    tried = ask(own_corpus, "indicators", "adopt", PLAN, "maaling-2021", "--dry-run")
    assert (tried["stored"], tried["found"]) == (False, 2)
    assert len(ask(own_corpus, "indicators", "list", PLAN)) == 5
    made = ask(own_corpus, "indicators", "adopt", PLAN, "maaling-2021")
    assert (made["values_added"], made["indicators"][0]["goals"]) == (2, [f"{PLAN}/mal3"])
    assert len(ask(own_corpus, "indicators", "list", PLAN)) == 7
    assert ask(own_corpus, "indicators", "adopt", PLAN, "maaling-2021")["values_added"] == 0


def test_a_document_without_indicators_says_so(sample_corpus: Path) -> None:
    answer = run(sample_corpus, "indicators", "adopt", PLAN, "havneset-plan-2021", "--dry-run")
    assert answer.exit_code == 1
    assert "no table or list of indicators" in answer.stderr


def test_a_file_of_values_is_taken_in_once(own_corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "nye.csv"
    path.write_text("nr;år;verdi\n1;2024;12\n5;2024;4\n", encoding="utf-8")
    arguments = ("indicators", "values", PLAN, path, "--as", "Kari Nes")
    tried = ask(own_corpus, *arguments, "--dry-run")
    assert (tried["stored"], len(tried["added"])) == (False, 2)
    assert len(ask(own_corpus, *arguments)["added"]) == 2
    assert ask(own_corpus, *arguments)["added"] == []
    last = ask(own_corpus, "indicators", "show", f"{PLAN}/i5")["values"][-1]
    assert (last["person"], last["file"], last["value"]) == ("kari-nes", "nye.csv", 4)


def test_rows_that_are_not_sure_are_told(own_corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "nye.csv"
    path.write_text("indikator;år;verdi\nHenvendelser og samtaler;2024;12\n", encoding="utf-8")
    answer = run(own_corpus, "indicators", "values", PLAN, path)
    assert "0 values read" in answer.stdout
    assert "not sure: line 2: Henvendelser og samtaler" in answer.stderr


def test_values_come_from_another_reports_table(own_corpus: Path, tmp_path: Path) -> None:
    add_table(own_corpus, tmp_path)
    ask(own_corpus, "indicators", "adopt", PLAN, "maaling-2021")
    later = tmp_path / "maaling-2024.txt"
    later.write_text(TABLE.replace("2020", "2023").replace("44 %", "51 %"), encoding="utf-8")
    run(own_corpus, "add", later)
    assert len(ask(own_corpus, "indicators", "values", PLAN, "maaling-2024")["added"]) == 2
    found = {one["id"]: one for one in ask(own_corpus, "indicators", "list", PLAN)}
    assert found[f"{PLAN}/i12"]["changes"] == [7]


def test_an_export_is_read_back_and_brings_nothing_new(own_corpus: Path, tmp_path: Path) -> None:
    given = tmp_path / "nye.csv"
    given.write_text("nr;år;verdi;enhet\n1;2024;12;dager\n2;2024;–;%\n", encoding="utf-8")
    run(own_corpus, "indicators", "values", PLAN, given)
    out = tmp_path / "ut.csv"
    assert run(own_corpus, "indicators", "export", PLAN, "--out", out).exit_code == 0
    assert ask(own_corpus, "indicators", "values", PLAN, out)["added"] == []
    printed = run(own_corpus, "indicators", "export", PLAN).stdout
    assert printed.splitlines()[0].startswith("nr;id;indikator")
