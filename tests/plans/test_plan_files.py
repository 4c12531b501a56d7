from pathlib import Path

import pytest

from planspor.corpus.errors import PlanFileError
from planspor.corpus.model import GoalLevel, PlanSource
from planspor.corpus.plans import read_plan

WHOLE = """\
plan: by2030
title: Plan for trygge gater 2026–2030
short: Gateplanen
years: 2026
issuer: Storvik kommune
expected_measures: 4
sources:
  vedtak: {title: Vedtaket, year: 2026}
goals:
  - {id: trygt, level: effect, text: Alle skal gå trygt}
  - {id: mal1, number: 1, text: Færre ulykker, parent: trygt, source: {in: vedtak, at: side 2}}
areas:
  - {id: lys, text: Lys}
counts:
  - {what: roads, value: 12}
measures:
  - id: gatelys
    text: Sette opp flere gatelys
    goals: [mal1]
    area: lys
    owners: [Enhet for vei]
    terms: [gatelys, lykter]
  - ordinal: 2
    text: nei
  - text: Måle farten ved skolene hver høst og vår
"""


def written(folder: Path, text: str, name: str = "plan.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str, name: str = "plan.yaml") -> list[str]:
    with pytest.raises(PlanFileError) as caught:
        read_plan(written(folder, text, name))
    assert caught.value.remedy
    return caught.value.message.split("\n")


def test_a_plan_file_becomes_a_plan_with_full_ids(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, WHOLE))
    assert (plan.id, plan.short, plan.expected_measures) == ("by2030", "Gateplanen", 4)
    assert plan.goals[1].id == "by2030/mal1"
    assert plan.goals[1].parent == "by2030/trygt"
    assert plan.goals[1].source == PlanSource("vedtak", "side 2")
    assert plan.measures[0].goals == ("by2030/mal1",)
    assert plan.measures[0].area == "by2030/lys"
    assert plan.facts == {"counts": [{"what": "roads", "value": 12}]}


def test_a_text_field_stays_text_whatever_it_looks_like(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, WHOLE))
    assert plan.years == "2026"
    assert plan.goals[1].number == "1"
    assert plan.measures[1].text == "nei"


def test_a_goal_below_another_is_a_sub_goal_unless_said_otherwise(tmp_path: Path) -> None:
    goals = read_plan(written(tmp_path, WHOLE)).goals
    assert [goal.level for goal in goals] == [GoalLevel.EFFECT, GoalLevel.SUB]


def test_a_measure_without_an_id_is_called_by_its_ordinal_or_its_first_words(
    tmp_path: Path,
) -> None:
    ids = [measure.id for measure in read_plan(written(tmp_path, WHOLE)).measures]
    assert ids == ["by2030/gatelys", "by2030/m2", "by2030/male-farten-ved-skolene-hver-host-og-var"]


def test_all_mistakes_of_a_file_are_reported_together_with_their_lines(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        "plan: By 2030\n"
        "titel: Gater\n"
        "goals:\n"
        "  - {id: mal1, text: Trygt, parent: mal1}\n"
        "  - {id: mal2, text: Lyst, level: maain}\n"
        "measures:\n"
        "  - {id: a, txt: Lys, goals: [mal3]}\n"
        "  - {id: a, text: Lys, ordinal: to}\n"
        "  - {id: unnamed-1, text: Lys, ordinal: 4}\n"
        "  - {id: b, text: Lys, ordinal: 4, area: gate, source: {in: avis}}\n"
        "  - bare tekst\n",
    )
    for line, wrong, remedy in [
        (1, "“By 2030” cannot be an id", "by-2030"),
        (1, "lacks “title”", "add title"),
        (2, "unknown key “titel”", "did you mean “title”?"),
        (4, "stands under itself", "above it"),
        (5, "level cannot be “maain”", "effect, main, sub"),
        (7, "unknown key “txt”", "did you mean “text”?"),
        (7, "lacks “text”", "add text"),
        (7, "no goal has the id “mal3”", "did you mean “mal"),
        (8, "the id “a” is used twice", "line 7"),
        (8, "whole number", "digits"),
        (9, "“unnamed-1” cannot be an id", "choose another"),
        (10, "ordinal 4 is used twice", "line 9"),
        (10, "no area has the id “gate”", "leave it out"),
        (10, "sources has no “avis”", "sources:"),
        (11, "is “bare tekst”", "write keys"),
    ]:
        start = f"plan.yaml, line {line}: "
        assert any(
            m.startswith(start) and wrong in m and remedy in m.partition(wrong)[2] for m in found
        ), (line, wrong)
    assert len(found) == 15
    assert found == sorted(found, key=lambda m: int(m.split("line ")[1].split(":")[0]))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("plan: [", "line 1: is not YAML"),
        ("plan: 'x", "is not YAML"),
        ("plan: a\ntitle: !!python/object/apply:os.getcwd []\n", "a text is expected"),
        ("plan: a\ntitle: &x [b]\nshort: *x\n", "line 3: uses an alias"),
        ("plan: a\nplan: b\ntitle: c\n", "line 2: “plan” stands twice"),
        ("? [a]\n: b\n", "no plain text"),
        ("[" * 5000, "nests deeper than"),
        ("plan: \x00", "is not YAML"),
        ("", "the plan is empty"),
        ("- a", "the plan is a list"),
        ("plan: a\ntitle: b\n---\nplan: c\n", "second document"),
        ("plan: a\ntitle: b\nmeasures: mange\n", "a list is expected"),
        ("plan: a\ntitle: b\nsources: [x]\n", "a mapping is expected"),
        ("plan: a\ntitle: b\nexpected_measures: -3\n", "a whole number is expected"),
        ("plan: a\ntitle: b\nmeasures: [{id: a, text: b, confidence: 3}]\n", "from 0 to 1"),
        ("plan: a\ntitle: b\nmeasures: [{id: a, text: b, ordinal: 0}]\n", "count from 1"),
    ],
)
def test_what_is_no_plan_is_refused_with_its_place(tmp_path: Path, text: str, wrong: str) -> None:
    assert wrong in "\n".join(mistakes(tmp_path, text))


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes("plan: a\ntitle: Mål\n".encode("cp1252"))
    with pytest.raises(PlanFileError, match=r"line 2: is not UTF-8"):
        read_plan(path)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes("plan: a\ntitle: Mål\n".encode("utf-8-sig"))
    assert read_plan(path).id == "a"


def test_a_missing_huge_or_foreign_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match="cannot be opened"):
        read_plan(tmp_path / "none.yaml")
    with pytest.raises(PlanFileError, match=r"larger than 5 MB"):
        read_plan(written(tmp_path, "#" * 5_000_001))
    with pytest.raises(PlanFileError, match="is no plan file"):
        read_plan(written(tmp_path, "plan: a", "plan.txt"))


def test_indicators_may_name_goals_and_the_one_that_follows_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(
        "plan: a\ntitle: b\ngoals: [{id: g, text: c}]\nindicators:\n"
        "  - {ordinal: 1, text: x, goals: [g], replaced_by: i2}\n  - {ordinal: 2, text: y}\n",
        encoding="utf-8",
    )
    first, _ = read_plan(path).indicators
    assert (first.id, first.goals, first.replaced_by) == ("a/i1", ("a/g",), "a/i2")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("indicators: [{text: b, replaced_by: i9}]", "no indicator has the id “i9”"),
        ("indicators: [{text: b, direction: sideways}]", "choose one of up, down"),
        ("questions: [{text: b, goals: [g]}]", "no goal has the id “g”"),
        ("measures: [{text: b, allocations: [{amount: mye}]}]", "“mye” is no amount"),
    ],
)
def test_mistakes_in_the_other_targets_are_told(tmp_path: Path, text: str, wrong: str) -> None:
    assert wrong in "\n".join(mistakes(tmp_path, f"plan: a\ntitle: b\n{text}\n"))
