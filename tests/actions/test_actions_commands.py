import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import planspor.corpus
from planspor.corpus.model import ExtractKind
from planspor.web.cli import main

PLAN = "havneset2021"
GUIDELINE = "havneset-veileder-parorende-2022"


def run(corpus: Path, *arguments: str) -> Any:
    result = CliRunner().invoke(main, [*arguments, "--corpus", str(corpus)])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout) if "--json" in arguments else result.stdout


def test_what_is_exported_is_imported_again_without_a_change(
    own_corpus: Path, tmp_path: Path
) -> None:
    file = tmp_path / "ut.csv"
    file.write_text(run(own_corpus, "actions", "export", PLAN), encoding="utf-8")
    done = run(own_corpus, "actions", "import", PLAN, str(file), "--json")
    assert done["new"] == done["statuses"] == 0


def test_the_actions_of_a_measure_are_listed_with_their_rounds(sample_corpus: Path) -> None:
    [found] = run(sample_corpus, "actions", "list", PLAN, "--measure", "m2", "--json")
    assert [report["round"] for report in found["reports"]] == ["2022-2", "2023-2"]
    shown = run(sample_corpus, "actions", "show", found["id"])
    assert "Begge har begynt" in shown


def test_a_new_round_is_appended_under_the_name_of_who_entered_it(
    own_corpus: Path, tmp_path: Path
) -> None:
    file = tmp_path / "runde.csv"
    file.write_text("Tiltak;Aktivitet;Ansvarlig;Status\nm3;Opplegg;Skolene;I gang\n", "utf-8")
    arguments = ("--round", "2024-1", "--as", "Kari Nordmann", "--json")
    run(own_corpus, "actions", "import", PLAN, str(file), *arguments)
    [found] = run(own_corpus, "actions", "list", PLAN, "--owner", "Skolene", "--json")
    [report] = found["reports"]
    assert (report["round"], report["person"]) == ("2024-1", "kari-nordmann")


def test_a_mistake_in_the_file_is_told_and_nothing_is_stored(
    own_corpus: Path, tmp_path: Path
) -> None:
    file = tmp_path / "feil.csv"
    file.write_text("Tiltak;Aktivitet\n1;Bra\n999;Feil\n", "utf-8")
    arguments = ["actions", "import", PLAN, str(file), "--corpus", str(own_corpus)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "feil.csv, line 3" in result.stderr
    assert not [x for x in run(own_corpus, "actions", "list", PLAN, "--json") if x["text"] == "Bra"]


def test_an_action_that_a_document_tells_of_is_kept_by_a_person(own_corpus: Path) -> None:
    with planspor.corpus.open(own_corpus) as corpus:
        told = corpus.extracts.of_kind(ExtractKind.ACTION)[0]
    target = f"{PLAN}/m7"
    made = run(
        own_corpus, "actions", "adopt", told.id, "--measure", target, "--as", "Kari", "--json"
    )
    assert made["targets"] == [target]
    assert made["passage"] == told.passage
    assert made["reports"][0]["person"] == "kari"
    assert made["reports"][0]["status"] in " ".join(told.text.split())


def test_a_guideline_becomes_a_plan_of_its_recommendations_and_keeps_its_ids(
    own_corpus: Path,
) -> None:
    first = run(own_corpus, "plans", "adopt", GUIDELINE, "--recommendations", "--json")
    again = run(own_corpus, "plans", "adopt", GUIDELINE, "--recommendations", "--json")
    assert first["found"] >= 8
    assert [e["id"] for e in first["entries"]] == [e["id"] for e in again["entries"]]
    with planspor.corpus.open(own_corpus) as corpus:
        entry = corpus.plans.get(GUIDELINE).recommendations[0]
        assert entry.source is not None
        assert entry.source.within == GUIDELINE
        assert entry.passage == corpus.documents.passage(str(entry.passage)).id


def test_a_document_without_recommendations_says_so(own_corpus: Path) -> None:
    arguments = ["plans", "adopt", "havneset-budsjett-2022", "--recommendations"]
    result = CliRunner().invoke(main, [*arguments, "--corpus", str(own_corpus)])
    assert result.exit_code == 1
    assert "no recommendation was recognised" in result.stderr


def test_questions_are_taken_beside_those_of_others_and_keep_their_ids(
    own_corpus: Path, tmp_path: Path
) -> None:
    report = tmp_path / "evaluering-av-planen.txt"
    report.write_text(
        "Evaluering av Havnesetplanen\n\nProblemstillinger\n\nEvalueringen skal svare på følgende "
        "spørsmål:\n\n• Har planen ført til et bedre tilbud?\n\n• Er organiseringen god?\n",
        encoding="utf-8",
    )
    run(own_corpus, "add", str(report), "--kind", "evaluation")
    with planspor.corpus.open(own_corpus) as corpus:
        document = corpus.extracts.of_kind(ExtractKind.QUESTION)[0].document
        held = {question.id for question in corpus.plans.get(PLAN).questions}
    first = run(own_corpus, "questions", "adopt", PLAN, document, "--json")
    again = run(own_corpus, "questions", "adopt", PLAN, document, "--json")
    assert first["entries"] == again["entries"]
    assert first["entries"][0]["text"] == "Har planen ført til et bedre tilbud?"
    listed = {entry["id"] for entry in run(own_corpus, "questions", "list", PLAN, "--json")}
    assert listed == held | {entry["id"] for entry in first["entries"]}


def test_findings_are_listed_with_their_rule_and_place(sample_corpus: Path) -> None:
    arguments = ("findings", "evaluering-ivs-2023", "--kind", "conclusion", "--json")
    listed = run(sample_corpus, *arguments)
    assert listed
    assert all(one["rule"] and one["source"]["line_start"] for one in listed)
    hedged = run(sample_corpus, *arguments, "--hedged")
    assert 0 < len(hedged) < len(listed)
