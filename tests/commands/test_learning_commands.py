from pathlib import Path

import pytest
from running import SAMPLE, ask, run

import planspor.corpus
import planspor.ingest
from planspor.corpus.model import Origin
from planspor.corpus.plans import read_plan
from planspor.ingest.link import link

MEASURE = "havneset2021/m8"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("learning") / "corpus"
    with planspor.corpus.open(folder) as opened:
        opened.plans.put(read_plan(SAMPLE / "plan.yaml"), Origin.PERSON)
        planspor.ingest.add(opened, [SAMPLE / "documents"])
        link(opened)
    return folder


def test_a_person_keeps_a_term_and_takes_it_out_again(corpus: Path) -> None:
    kept = ask(corpus, "learn", MEASURE, "--keep", "byggekostander", "--as", "Ada")
    assert [(one["term"], one["against"], one["person"]) for one in kept["kept"]] == [
        ("byggekostander", False, "ada")
    ]
    assert "kept for: byggekostander (Ada" in run(corpus, "learn", MEASURE).output
    gone = ask(corpus, "learn", MEASURE, "--remove", "byggekostander", "--as", "Ada")
    assert gone["kept"] == []


def test_nobody_keeps_a_term_without_a_name(corpus: Path) -> None:
    result = run(corpus, "learn", MEASURE, "--keep", "byggekostander")
    assert result.exit_code != 0
    assert "--as" in result.output


def test_what_a_document_touches_is_told_best_first(corpus: Path) -> None:
    found = ask(corpus, "touches", "evaluering-ivs-2023")["touches"]
    scores = [one["best"]["score"] for one in found if one["plan"] == "havneset2021"]
    assert scores == sorted(scores, reverse=True)
    assert {one["news"] for one in found} <= {"first", "more", "repeated"}
    printed = run(corpus, "touches", "evaluering-ivs-2023", "--limit", "1").output
    assert printed.count("havneset2021/") >= 1
    assert run(corpus, "touches", "borte").exit_code != 0


def test_adding_a_document_tells_what_it_touches(corpus: Path, tmp_path: Path) -> None:
    report = tmp_path / "melding.txt"
    report.write_text(
        "Melding om rus og psykisk helse\n\nÉn dør inn for rus og psykisk helse ble åpnet i mars, "
        "og alle henvendelser går nå dit.\n",
        encoding="utf-8",
    )
    assert "touches:" in run(corpus, "add", report).output
