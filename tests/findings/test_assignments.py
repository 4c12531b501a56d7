import pytest
from finding_texts import found

from planspor.corpus.model import DocumentKind, ExtractKind
from planspor.ingest.extract.entities.agencies import Bodies

TASK = ExtractKind.ASSIGNMENT


def said(parts: dict[str, str], **names: object) -> list[tuple[object, object, object]]:
    items = found(TASK, parts, **names)  # type: ignore[arg-type]
    return [(i.fields["owner"], i.fields["year"], i.fields["tasked"]) for i in items]


def test_a_task_has_an_owner_and_the_year_of_its_letter() -> None:
    text = "I tildelingsbrevet for 2017 gis Utdanningsdirektoratet i oppdrag å følge opp planen."
    assert said({"Oppdrag": text}) == [("Utdanningsdirektoratet", 2017, True)]


def test_a_body_that_is_not_named_in_its_letter_was_not_tasked() -> None:
    text = "Planen er ikke nevnt i Utdanningsdirektoratets tildelingsbrev for 2016."
    assert said({"Oppdrag": text}) == [("Utdanningsdirektoratet", 2016, False)]


def test_all_but_one_of_those_named_before_were_tasked() -> None:
    text = (
        "De ansvarlige er Helsedirektoratet, Husbanken, Utdanningsdirektoratet og "
        "Kriminalomsorgsdirektoratet. For 2017 har alle bortsett fra Utdanningsdirektoratet fått "
        "et oppdrag om å følge opp planen i tildelingsbrevet."
    )
    assert set(said({"Direktoratenes arbeid": text})) >= {
        ("Husbanken", 2017, True),
        ("Helsedirektoratet", 2017, True),
        ("Kriminalomsorgsdirektoratet", 2017, True),
        ("Utdanningsdirektoratet", 2017, False),
    }


def test_the_directorate_is_the_one_that_the_section_is_about() -> None:
    parts = {"Husbanken": "I 2018 fikk direktoratet i oppdrag å rapportere."}
    assert said(parts) == [("Husbanken", 2018, True)]


def test_a_quoted_letter_tasks_who_shall() -> None:
    text = (
        "I tildelingsbrevet for 2017 står det:\n\n«Helsedirektoratet skal koordinere arbeidet. "
        "Husbanken skal følge opp tiltakene»."
    )
    assert said({"Oppdrag": text})[-2:] == [
        ("Helsedirektoratet", 2017, True),
        ("Husbanken", 2017, True),
    ]


def test_a_letter_of_allocation_is_read_as_told_to_whom_it_is_sent() -> None:
    items = found(
        TASK,
        {"Mål": "Direktoratet skal utarbeide en plan. Helsedirektoratet skal rapportere i mai."},
        DocumentKind.LETTER,
        "Tildelingsbrev 2019 til Helsedirektoratet",
    )
    assert {(i.fields["owner"], i.fields["year"]) for i in items} == {("Helsedirektoratet", 2019)}


def test_a_person_who_is_given_a_job_is_no_body_with_a_task() -> None:
    assert not said({"Prosjektleder": "Denne personen fikk ansvaret for å lede arbeidet."})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Barne- ungdoms- og familiedirektoratet og KDI",
            ["Barne-, ungdoms- og familiedirektoratet", "Kriminalomsorgsdirektoratet"],
        ),
        ("Husbankens tildelingsbrev", ["Husbanken"]),
        ("direktoratet er sent ute", []),
        ("Helse- og omsorgsdepartementet", []),
    ],
)
def test_bodies_are_known_by_full_and_short_names(text: str, names: list[str]) -> None:
    assert [body.name for body in Bodies({}).named(text)] == names


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Helsedirektoratet har utarbeidet en veileder.", "done"),
        ("Husbanken arbeider med en ny modell.", "under way"),
        ("Utdanningsdirektoratet skal utarbeide en plan.", "planned"),
        ("Utvalget er ikke etablert.", "not begun"),
    ],
)
def test_what_is_reported_done_keeps_the_words_that_say_so(text: str, status: str) -> None:
    [item] = found(ExtractKind.ACTION, {"Status for gjennomføringen": text})
    assert item.fields["status"] == status
    assert str(item.fields["words"]) in text


def test_what_the_evaluators_did_is_no_action_of_the_plan() -> None:
    text = "Vi har gjennomført intervjuer. Evalueringen er gjennomført i fire kommuner."
    assert not found(ExtractKind.ACTION, {"Gjennomføring": text})


def test_a_strategy_that_an_action_serves_is_kept() -> None:
    text = "Husbanken arbeider med strategien Bolig for velferd."
    [item] = found(ExtractKind.ACTION, {"Status": text})
    assert item.fields["strategies"] == ["Bolig for velferd"]


def test_what_numbers_say_must_have_been_is_no_task() -> None:
    text = (
        "I oppdragsbrevet for 2019 står rammen. Ut fra tallene må Helsedirektoratet ha disponert "
        "360 mill. kroner."
    )
    assert not found(ExtractKind.ASSIGNMENT, {"Oppdrag": text})
