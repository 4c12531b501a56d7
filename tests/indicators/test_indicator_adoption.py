"""From a report's tables to a plan's indicators, and values from the tables of another report."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import (
    Direction,
    ExtractKind,
    Goal,
    GoalLevel,
    Indicator,
    IndicatorType,
    Measure,
    Origin,
    Plan,
)
from planspor.ingest.extract.indicators.adopting import Adopted, adopt_indicators
from planspor.ingest.extract.indicators.report_values import values_of_report

FIRST = """Nullpunktsmåling av havneplanen

1 Indikatorer

Tabell 1. Indikatorer for hovedmål 2

Nr Type Indikator Kilde Nullpunkt År

1 Innsats Antall havner med landstrøm

Kystverket 12 2016

2 Resultat Andel fartøy som melder utslipp i tide

SSB 31 % 2016

Tabell 2. Indikatorer for overordnet effektmål

Nr Indikator Kilde Nullpunkt År

3 Tonn utslipp fra skip i havn

Miljødirektoratet 4 100 2015
"""
SECOND = """Statusrapport for havneplanen

1 Målinger

Tabell 1. Indikatorer

Nr Indikator Kilde 2018

1 Antall havner med landstrøm Kystverket 19

2 Andel fartøy som melder utslipp i tide SSB 38 %

7 Antall ansatte i havnene SSB 240
"""


def goal(name: str, level: GoalLevel, number: str | None = None) -> Goal:
    return Goal(f"havn/{name}", "havn", level, f"Målet {name}", number)


PLAN = Plan(
    "havn",
    "Havneplanen",
    "Havneplanen",
    goals=(
        goal("topp", GoalLevel.EFFECT),
        goal("mal1", GoalLevel.MAIN, "1"),
        goal("mal2", GoalLevel.MAIN, "2"),
    ),
    measures=(Measure("havn/i3", "havn", "Et tiltak med en id som en indikator kunne hatt"),),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    (tmp_path / "nullpunkt-2017.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "status-2019.txt").write_text(SECOND, encoding="utf-8")
    with planspor.corpus.open(tmp_path / "corpus") as opened:
        ingest.add(opened, [tmp_path / "nullpunkt-2017.txt", tmp_path / "status-2019.txt"])
        opened.plans.put(PLAN, Origin.PERSON)
        ingest.extract(opened)
        yield opened


def adopted(corpus: Corpus, document: str = "nullpunkt-2017") -> Adopted:
    return adopt_indicators(
        corpus.plans.get("havn"),
        corpus.documents.get(document),
        corpus.documents.sections(document),
        corpus.extracts.of_document(document, ExtractKind.INDICATOR),
    )


def stored(corpus: Corpus) -> dict[str, Indicator]:
    corpus.plans.put(adopted(corpus).plan, Origin.RECOGNISED)
    return {one.id: one for one in corpus.plans.get("havn").indicators}


def test_indicators_are_called_by_their_number_and_no_id_is_taken_twice(corpus: Corpus) -> None:
    assert list(stored(corpus)) == ["havn/i1", "havn/i2", "havn/i3-2"]


def test_goals_are_the_plans_own(corpus: Corpus) -> None:
    goals = {one.id: one.goals for one in stored(corpus).values()}
    assert goals == {
        "havn/i1": ("havn/mal2",),
        "havn/i2": ("havn/mal2",),
        "havn/i3-2": ("havn/topp",),
    }


def test_what_the_row_tells_is_kept_with_its_passage(corpus: Corpus) -> None:
    one = stored(corpus)["havn/i2"]
    assert (one.type, one.unit, one.ordinal) == (IndicatorType.RESULT, "prosent", 2)
    assert (one.data_sources, one.origin) == (("SSB",), Origin.RECOGNISED)
    assert one.source is not None
    assert one.source.within == "nullpunkt-2017"
    passages = {p.id: p.text for p in corpus.documents.passages("nullpunkt-2017")}
    assert one.text in passages[str(one.passage)]


def test_goals_and_measures_of_the_plan_stay(corpus: Corpus) -> None:
    stored(corpus)
    plan = corpus.plans.get("havn")
    assert (plan.goals, plan.measures) != ((), ())
    assert {one.origin for one in plan.goals} == {Origin.PERSON}


def test_baselines_are_values_with_the_passage_that_holds_them(corpus: Corpus) -> None:
    values = adopted(corpus).values
    told = [(v.indicator, v.value, v.year, v.baseline, v.document) for v in values]
    assert told[0] == ("havn/i1", 12, 2016, True, "nullpunkt-2017")
    assert [row[1:3] for row in told] == [(12, 2016), (31, 2016), (4100, 2015)]
    corpus.indicator_values.add(values)
    assert corpus.indicator_values.add(adopted(corpus).values) == []


def test_adopted_again_nothing_is_new(corpus: Corpus) -> None:
    before = stored(corpus)
    summary = corpus.plans.put(adopted(corpus).plan, Origin.RECOGNISED)
    assert (summary.added, summary.updated, summary.removed) == ((), (), ())
    assert stored(corpus) == before


def test_a_persons_edits_and_removals_survive(corpus: Corpus) -> None:
    one = stored(corpus)["havn/i1"]
    corpus.plans.save(replace(one, direction=Direction.UP, unit="havner"))
    corpus.plans.remove_entry("havn/i2")
    again = stored(corpus)
    assert (again["havn/i1"].direction, again["havn/i1"].unit) == (Direction.UP, "havner")
    assert "havn/i2" not in again


def test_a_plan_that_was_itself_recognised_keeps_its_measures(corpus: Corpus) -> None:
    recognised = replace(
        PLAN, id="funnet", goals=(), measures=(Measure("funnet/m1", "funnet", "Bygge"),)
    )
    corpus.plans.put(recognised, Origin.RECOGNISED)
    made = adopt_indicators(
        corpus.plans.get("funnet"),
        corpus.documents.get("nullpunkt-2017"),
        corpus.documents.sections("nullpunkt-2017"),
        corpus.extracts.of_document("nullpunkt-2017", ExtractKind.INDICATOR),
    )
    corpus.plans.put(made.plan, Origin.RECOGNISED)
    plan = corpus.plans.get("funnet")
    assert ([m.id for m in plan.measures], len(plan.indicators)) == (["funnet/m1"], 3)


def test_rows_of_another_report_are_values_of_the_same_indicators(corpus: Corpus) -> None:
    stored(corpus)
    extracts = corpus.extracts.of_document("status-2019", ExtractKind.INDICATOR)
    read = values_of_report(extracts, corpus.plans.get("havn").indicators)
    told = [(v.indicator, v.value, v.year, v.baseline) for v in read.values]
    assert told == [("havn/i1", 19, 2018, False), ("havn/i2", 38, 2018, False)]
    assert [row.wording for row in read.unsure] == ["Antall ansatte i havnene"]


def test_a_restricted_report_lends_a_plan_no_words(corpus: Corpus) -> None:
    from planspor.ingest.edit import edit

    edit(corpus, "nullpunkt-2017", {"access": "restricted"})
    with pytest.raises(InputError, match="restricted"):
        adopted(corpus)
