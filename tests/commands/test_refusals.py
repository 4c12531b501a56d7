"""What commands once took without a word, and now say."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from running import PLAN, ask, run


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--year", "20l7"], "20l7"),
        (["--year", "1999"], "There are: 20"),
        (["--municipality", "Bergenn"], "no document is of that"),
    ],
)
def test_a_matrix_of_what_is_not_there_is_an_error_with_a_remedy(
    sample_corpus: Path, options: list[str], told: str
) -> None:
    answer = run(sample_corpus, "matrix", PLAN, *options)
    assert answer.exit_code in (1, 2)
    assert told in answer.stderr


@pytest.mark.parametrize("years", ["snart", "20l6-2020", "2016 til 2020 og så videre"])
def test_a_plan_of_no_years_is_refused(own_corpus: Path, tmp_path: Path, years: str) -> None:
    file = tmp_path / "plan.yaml"
    text = f"plan: ny\ntitle: Ny plan\nyears: {years}\nmeasures:\n  - id: m1\n    text: Bygge\n"
    file.write_text(text, "utf-8")
    answer = run(own_corpus, "plans", "add", file)
    assert answer.exit_code == 1
    assert "are no years" in answer.stderr


def test_a_file_without_codings_is_refused(own_corpus: Path, tmp_path: Path) -> None:
    exported = run(own_corpus, "export", PLAN, "--format", "xlsx", "--out", tmp_path / "full.xlsx")
    assert exported.exit_code == 0
    from openpyxl import load_workbook

    book = load_workbook(tmp_path / "full.xlsx")
    for sheet in book.worksheets:
        sheet.delete_rows(2, sheet.max_row)
    book.save(tmp_path / "tom.xlsx")
    answer = run(own_corpus, "import", tmp_path / "tom.xlsx", "--plan", PLAN, "--as", "Ada")
    assert answer.exit_code == 1
    Workbook().save(tmp_path / "blank.xlsx")
    answer = run(own_corpus, "import", tmp_path / "blank.xlsx", "--plan", PLAN, "--as", "Ada")
    assert answer.exit_code == 1


def test_a_document_without_a_passage_is_told(own_corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "tom.html"
    file.write_text("<html><head><title>Tom side</title></head><body></body></html>", "utf-8")
    answer = run(own_corpus, "add", file)
    assert "passage" in answer.stderr or answer.exit_code == 1


def test_a_round_can_be_of_measures_alone(own_corpus: Path) -> None:
    words = ("rounds", "new", PLAN, "Tiltak", "--coder", "Kari", "--coder", "Per", "--as", "Ada")
    made = ask(own_corpus, *words, "--size", "5", "--only", "measures")
    assert len(made["links"]) == 5
    answer = run(own_corpus, *words, "--only", "both")
    assert answer.exit_code == 2


def test_colour_is_for_terminals_that_want_it(sample_corpus: Path) -> None:
    for env in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b[" not in run(sample_corpus, "list", env=env).stdout
