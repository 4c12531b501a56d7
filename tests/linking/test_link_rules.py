import pytest
from link_texts import ANALYSER, THESAURUS, harbour_plan, measure

from planspor.corpus.model import Goal, GoalLevel, Indicator, Measure, Recommendation
from planspor.ingest.link.profiles import build_profile
from planspor.ingest.link.rules import (
    names_plan,
    reference_to,
    references,
    split_sentences,
    without_restatement,
)

FERRY = measure("havn/ferge", "anskaffe en elektrisk passasjerferge til holmen", ordinal=8)


def left(text: str, target: Measure = FERRY) -> str | None:
    profile = build_profile(target, ANALYSER, THESAURUS)
    return without_restatement(profile, split_sentences(text, ANALYSER))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Vi melder om tiltak 8 og Tiltak nr. 12.",
            {("measure", "8"), ("measure", "12")},
        ),
        ("Se punkt 3 i planen.", {("measure", "3")}),
        ("Hovedmål 2 er nådd, mål 4 er det ikke.", {("goal", "2"), ("goal", "4")}),
        ("Indikator 28 og anbefaling nr. 4.", {("indicator", "28"), ("recommendation", "4")}),
        ("Se punkt 3.2 og kapittel 8.", set()),
        ("Det ble satt i verk åtte tiltak.", set()),
    ],
)
def test_measures_and_goals_are_named_by_their_number(
    text: str, named: set[tuple[str, str]]
) -> None:
    assert references(text) == named


def test_only_what_has_a_number_can_be_named_by_it() -> None:
    assert reference_to(FERRY) == ("measure", "8")
    assert reference_to(measure("p/m", "noe")) is None
    assert reference_to(Indicator("p/i", "p", "Antall", ordinal=3)) == ("indicator", "3")
    assert reference_to(Recommendation("p/a", "p", "Gi", ordinal=4)) == ("recommendation", "4")
    goal = Goal("p/g", "p", GoalLevel.MAIN, "Trygt", number="2")
    assert reference_to(goal) == ("goal", "2")
    assert reference_to(Goal("p/h", "p", GoalLevel.EFFECT, "Bedre")) is None


def test_a_document_names_a_plan_by_its_title_or_number() -> None:
    assert names_plan(harbour_plan(), "Status for\nHavneplanen i fjor")
    assert names_plan(harbour_plan(), "Vedtatt i sak 12/2020")
    assert not names_plan(harbour_plan(), "Status for Skoleplanen i fjor")


@pytest.mark.parametrize(
    "text",
    [
        "Kommunestyret vil anskaffe en elektrisk passasjerferge til holmen.",
        "I planen het det at kommunen skulle «anskaffe en elektrisk passasjerferge til holmen».",
        "Havneplanen inneholder disse punktene:\n\n• anskaffe elektrisk passasjerferge til holmen",
        "En elektrisk passasjerferge til holmen anskaffes.",
    ],
)
def test_the_plan_s_own_words_are_taken_out_wherever_they_are_repeated(text: str) -> None:
    assert "passasjerferge" not in str(left(text))


@pytest.mark.parametrize(
    "text",
    [
        "Den elektriske passasjerfergen til holmen går åtte ganger om dagen, og tallet på reisende "
        "har økt med en tredel siden den gamle båten ble tatt ut av trafikk i fjor vår.",
        "Passasjerfergen er forsinket fra verftet.",
        "Det ble åpnet anbud på en elektrisk passasjerferge til holmen.",
        "Blomsterkassene ved torget er frodige.",
    ],
)
def test_what_is_reported_of_a_measure_is_no_restatement(text: str) -> None:
    assert left(text) is None


def test_what_is_reported_beside_the_plan_s_words_is_left() -> None:
    quoted = "Kommunestyret vil anskaffe en elektrisk passasjerferge til holmen."
    report = "Fergen ble satt i drift i april."
    assert left(f"{quoted} {report}") == report


def test_a_report_that_keeps_close_to_the_wording_is_a_report() -> None:
    psychologists = measure("p/m", "ansette to psykologer i skolehelsetjenesten")
    assert left("Det er ansatt to psykologer i skolehelsetjenesten.", psychologists) is None
    assert left("To psykologer ansettes i skolehelsetjenesten.", psychologists) == ""
