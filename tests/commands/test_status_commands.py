import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planspor.web.cli import main

PLAN = "havneset2021"


def run(corpus: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--corpus", str(corpus)])


def ask(corpus: Path, *words: str):
    answer = run(corpus, *words, "--json")
    assert answer.exit_code == 0, answer.stderr
    return json.loads(answer.stdout)


def accepted(corpus: Path, target: str) -> str:
    links = ask(corpus, "evidence", target)["links"]
    return next(link["id"] for link in links if link["state"] == "accepted")


def test_a_verdict_is_given_and_read_back(own_corpus: Path) -> None:
    target = f"{PLAN}/m2"
    link = accepted(own_corpus, target)
    words = ("assess", target, "--year", "2023", "--verdict", "under way", "--links", link)
    answer = run(own_corpus, *words, "--as", "Ada Berg", "--note", "Halvveis.")
    assert answer.exit_code == 0, answer.stderr
    assert "The machine's reading, which is no verdict" in answer.stdout
    later = run(own_corpus, "assess", target, *words[2:3], "1999", *words[4:], "--as", "Ada Berg")
    assert later.exit_code == 0
    assert f"Note: the verdict is on 1999, but {link} is of " in later.stderr
    said, _ = ask(own_corpus, "assess", target)["verdicts"]
    assert (said["verdict"], said["links"], said["person"]) == ("under way", [link], "ada-berg")
    _, year = [y for y in ask(own_corpus, "timeline", target)["years"] if y["verdict"]]
    assert (year["year"], year["verdict"]["note"]) == (2023, "Halvveis.")


@pytest.mark.parametrize(
    "words",
    [
        ("--year", "2023", "--verdict", "done", "--as", "Ada"),
        ("--year", "2023", "--verdict", "done", "--as", "Ada", "--links", "borte"),
        ("--year", "2023", "--verdict", "reached", "--as", "Ada"),
        ("--verdict", "not addressed", "--as", "Ada"),
        ("--year", "2023", "--verdict", "not addressed"),
    ],
)
def test_a_verdict_that_rests_on_nothing_is_refused_with_a_remedy(
    own_corpus: Path, words: tuple[str, ...]
) -> None:
    answer = run(own_corpus, "assess", f"{PLAN}/m2", *words)
    assert answer.exit_code == 1
    assert len(answer.stderr.splitlines()) == 2
    assert ask(own_corpus, "assess", f"{PLAN}/m2")["verdicts"] == []


def test_the_plan_of_an_earlier_day_has_none_of_what_came_later(sample_corpus: Path) -> None:
    then = ask(sample_corpus, "measures", PLAN, "--summary", "--at", "2020-01-01")
    assert then["documents"] == then["states"]["addressed"] == 0
    today = ask(sample_corpus, "measures", PLAN, "--summary", "--at", "2999-01-01")
    assert today == ask(sample_corpus, "measures", PLAN, "--summary")
    said = run(sample_corpus, "measures", PLAN, "--at", "2020-01-01").stderr
    assert "are not kept" in said
    assert run(sample_corpus, "measures", PLAN, "--at", "i går").exit_code == 2


def test_what_changed_since_a_day(sample_corpus: Path) -> None:
    every = ask(sample_corpus, "changes", PLAN, "--since", "2020-01-01")
    assert len(every["documents"]) == 11
    assert all(document["searched"] for document in every["documents"])
    states = {row["id"]: row["state"] for row in ask(sample_corpus, "measures", PLAN)}
    assert {m["target"]: m["now"] for m in every["moved"]}.items() >= states.items()
    nothing = ask(sample_corpus, "changes", PLAN, "--since", "2999-01-01")
    assert not any(nothing[name] for name in ("documents", "suggestions", "decisions", "moved"))


@pytest.mark.parametrize("columns", ["document", "kind-year", "kind", "year", "stage"])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_whole_matrix_goes_to_a_file(
    sample_corpus: Path, tmp_path: Path, columns: str, ending: str
) -> None:
    file = tmp_path / f"matrise{ending}"
    answer = run(sample_corpus, "matrix", PLAN, "--columns", columns, "--export", str(file))
    assert answer.exit_code == 0, answer.stderr
    assert "19 rows" in answer.stdout
    assert file.stat().st_size > 1_000


def test_a_matrix_goes_to_no_other_sort_of_file(sample_corpus: Path, tmp_path: Path) -> None:
    for file, code in ((tmp_path / "matrise.pdf", 2), (tmp_path / "borte" / "matrise.csv", 1)):
        answer = run(sample_corpus, "matrix", PLAN, "--export", str(file))
        assert answer.exit_code == code


def test_a_matrix_is_narrowed_and_gathered(sample_corpus: Path) -> None:
    narrowed = ask(sample_corpus, "matrix", PLAN, "--kind", "evaluation")
    assert {document["kind"] for document in narrowed["documents"]} == {"evaluation"}
    stages = run(sample_corpus, "matrix", PLAN, "--columns", "stage").stdout
    assert "1 intent (11 documents)" in stages


def test_plans_side_by_side(sample_corpus: Path) -> None:
    found = ask(sample_corpus, "compare", "rus2016", "rus2007", "psyk1998")
    assert [plan["id"] for plan in found["plans"]] == ["psyk1998", "rus2007", "rus2016"]
    assert [(step["earlier"], step["later"]) for step in found["steps"]] == [
        ("psyk1998", "rus2007"),
        ("rus2007", "rus2016"),
    ]
    going_on = {(p["earlier"], p["later"]) for s in found["steps"] for p in s["going_on"]}
    assert ("rus2007/act-fact-team", "rus2016/oppsokende-behandlingsteam") in going_on
    assert run(sample_corpus, "compare", "rus2016").exit_code == 2
    assert "-> rus2016" in run(sample_corpus, "compare", "rus2016", "rus2007").stdout
