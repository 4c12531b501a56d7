from datetime import UTC, datetime

import pytest
from plan_texts import plan_text

from planspor.corpus.model import Document, DocumentKind, GoalLevel, Origin, Passage, Plan, Source
from planspor.ingest.extract.measures import recognise
from planspor.ingest.extract.plans import adopt, count_report
from planspor.ingest.extract.plans.expected_count import expected_measures

SOURCE = """\
# 1 Innledning
Planen har fem tiltak og ett mål for hver gate.
# 2 Mål
Effektmål: Alle går trygt.
Planen har disse hovedmålene:
1. Færre ulykker.
2. Flere går.
Delmål 1.1: Færre fall
# 3 Innsatsområde 1: Lys
Vi vil:
• tenne lyktene
• stelle lyktene
Tiltak 3 Blinklys
Blinklys ved skolen.
Ansvarlig: Nav Tidsperspektiv: 2027
# 4 Innsatsområde 2: Fart
# 4.1 Tiltak
• Måle farten
"""


def document() -> Document:
    return Document(
        id="gater-2026",
        title="Trygge gater 2026–2030",
        kind=DocumentKind.PLAN,
        language="nb",
        file="gater.txt",
        sha256="",
        version=1,
        added=datetime(2026, 1, 1, tzinfo=UTC),
        issuer="Storvik kommune",
    )


def adopted(source: str = SOURCE, plan: str | None = None) -> Plan:
    made = plan_text(source)
    passages = [
        Passage(
            id=f"gater-2026/p:{line}",
            document="gater-2026",
            ordinal=line,
            section="gater-2026/p",
            kind=made.sections[0].kind,
            start=start,
            end=end,
            text=made.text[start:end],
            source=Source("gater.txt", line, line, start, end),
        )
        for line, (start, end) in made.lines.items()
    ]
    recognised = recognise(made.text, made.sections)
    return adopt(document(), made.text, made.sections, passages, recognised, plan)


def test_a_document_becomes_a_plan_with_what_was_recognised() -> None:
    plan = adopted()
    assert (plan.id, plan.years, plan.issuer) == ("gater-2026", "2026-2030", "Storvik kommune")
    assert plan.documents == ("gater-2026",)
    assert [m.id for m in plan.measures] == [
        "gater-2026/m1",
        "gater-2026/m2",
        "gater-2026/tiltak-3",
        "gater-2026/m4",
    ]
    assert {entry.origin for entry in (plan, *plan.measures, *plan.goals)} == {Origin.RECOGNISED}


def test_each_measure_knows_its_passage_its_place_and_its_area() -> None:
    first, _, numbered, last = adopted().measures
    assert first.passage == "gater-2026/p:11"
    assert first.area == "gater-2026/lys"
    assert first.heading == "3 Innsatsområde 1: Lys"
    assert (numbered.ordinal, numbered.owners, numbered.time_frame) == (3, ("Nav",), "2027")
    assert last.source is not None
    assert (last.source.within, last.source.at, last.area) == (
        "gater-2026",
        "4.1 Tiltak",
        "gater-2026/fart",
    )


def test_goals_are_taken_where_they_are_named_or_listed() -> None:
    assert [(g.id, g.level, g.text, g.parent) for g in adopted().goals] == [
        ("gater-2026/effektmal", GoalLevel.EFFECT, "Alle går trygt.", None),
        ("gater-2026/mal-1", GoalLevel.MAIN, "Færre ulykker.", "gater-2026/effektmal"),
        ("gater-2026/mal-2", GoalLevel.MAIN, "Flere går.", "gater-2026/effektmal"),
        ("gater-2026/delmal-1-1", GoalLevel.SUB, "Færre fall", "gater-2026/mal-1"),
    ]


def test_the_count_is_reported_against_what_the_plan_says_and_never_fitted_to_it() -> None:
    plan = adopted()
    assert count_report(plan) == "4 found, 5 expected"
    assert plan.expected_note == "Planen oppgir selv 5 tiltak (1 Innledning)."


def test_a_plan_that_numbers_its_measures_is_expected_to_have_as_many() -> None:
    plan = adopted("# Vei\nTiltak 1 Lys\nDet er mørkt.\nTiltak 4 Benker\nFolk er slitne.")
    assert count_report(plan) == "2 found, 4 expected"


def test_a_plan_that_says_nothing_of_its_number_is_not_given_one() -> None:
    plan = adopted("# Vei\nVi vil:\n• tenne lyktene")
    assert count_report(plan) == "1 found, the plan does not say how many to expect"


def test_a_point_that_a_summary_tells_in_the_same_words_is_taken_once() -> None:
    plan = adopted("# Sammendrag\nVi vil:\n• tenne lyktene.\n# Vei\nVi vil:\n• Tenne lyktene")
    assert [measure.id for measure in plan.measures] == ["gater-2026/m1"]


def test_a_document_can_be_adopted_into_a_known_plan() -> None:
    plan = adopted(plan="gater")
    assert (plan.id, plan.measures[0].id, plan.documents) == ("gater", "gater/m1", ("gater-2026",))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Planen har 19 tiltak.", 19),
        ("Handlingsplanen inneholder i alt sekstiseks konkrete tiltak.", 66),
        ("Opptrappingsplanen for rusfeltet består av 77 punkter", 77),
        ("Denne strategien inneheld femti tiltak", 50),
        ("Evalueringen viste at 21 av 34 tiltak i planen var gjennomført.", None),
        ("Den forrige planen hadde og har 34 tiltak.", None),
        ("Kommunen har 12 tiltak for barn.", None),
        ("Planen har mange tiltak.", None),
    ],
)
def test_a_plan_s_own_count_is_read_from_digits_and_words(text: str, number: int | None) -> None:
    assert expected_measures(text) == number
