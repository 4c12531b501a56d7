from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.ingest.extract.details.imprint import date_in, issuer_of

MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("4. mai 2019", "2019-05-04"),
        ("4.mai 2019", "2019-05-04"),
        ("Oslo, 14. desember 2019", "2019-12-14"),
        ("Dato: 3.5.2019", "2019-05-03"),
        ("03.05.2019", "2019-05-03"),
        ("Vedtatt av styret 17. juni 2021, sak 58/21", "2021-06-17"),
        ("Oslo, mai 2019", "2019-05"),
        ("MAI 2019", "2019-05"),
        ("Mars, 2019", "2019-03"),
        ("May 2019", "2019-05"),
        ("29. februar 2020", "2020-02-29"),
    ],
)
def test_a_date_in_words_or_figures_is_an_iso_date(line: str, day: str) -> None:
    assert date_in(line) == day


@pytest.mark.parametrize(
    "line",
    [
        "2019",
        "Stier i ti år fra 2009 til 2019",
        "29. februar 2019",
        "31.4.2019",
        "0. mai 2019",
        "Utgitt i henhold til lov 19. juni 1969 nr. 53.",
        "32. mai 2019",
        "14.13.2019",
        "4. mai 1819",
        "1. januar 2019 – 31. desember 2023",
        "1. januar–31. desember 2019",
        "01.01.2019–31.12.2023",
        "Planen gjelder 4. mai 2019 til 3. mai 2023",
        "Formai 2019",
        "4. mai",
        "Versjon 1.2.20195",
    ],
)
def test_what_is_no_date_of_the_calendar_is_none(line: str) -> None:
    assert date_in(line) is None


def test_a_date_in_a_sentence_is_not_the_documents() -> None:
    assert date_in("Laget for stier ble stiftet 4. mai 2019 av dem som den gang bodde her.") is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_words_and_figures_tell_the_same_day(day: date) -> None:
    month = MONTHS[day.month - 1]
    written = (
        f"{day.day}. {month} {day.year}",
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
    )
    assert {date_in(form) for form in written} == {day.isoformat()}
    assert date_in(f"{month.capitalize()} {day.year}") == f"{day:%Y-%m}"


@pytest.mark.parametrize(
    "name",
    [
        "Helse- og omsorgsdepartementet",
        "Arbeids-, inkluderings- og velferdsdepartementet",
        "Kunnskapsdepartementet",
        "Helsedirektoratet",
        "Barne-, ungdoms- og familiedirektoratet",
        "Direktoratet for e-helse",
        "Mattilsynet",
        "Arbeids- og velferdsetaten",
        "Statsforvalteren i Vestland",
        "Fylkesmannen i Møre og Romsdal",
        "Oslo kommune",
        "Nordre Follo kommune",
        "Sør-Varanger kommune",
        "Nore og Uvdal kommune",
        "Møre og Romsdal fylkeskommune",
        "Fafo",
        "SINTEF",
        "Folkehelseinstituttet",
        "Statens helsetilsyn",
        "Kartverket",
        "KORUS vest",
    ],
)
def test_a_body_alone_on_a_line_is_the_issuer(name: str) -> None:
    assert issuer_of(name) == name
    assert issuer_of(f"  {name}. ") == name


@pytest.mark.parametrize(
    "line",
    [
        "Det kongelige helse- og omsorgsdepartement",
        "DET KONGELIGE HELSE- OG OMSORGSDEPARTEMENT",
        "Fra: Det kongelige helse- og omsorgsdepartement",
    ],
)
def test_a_royal_ministry_is_named_as_it_is_today(line: str) -> None:
    assert issuer_of(line) == "Helse- og omsorgsdepartementet"


@pytest.mark.parametrize(
    "label", ["Utgitt av", "Utgitt av:", "Utgiver:", "Fra:", "Avsender:", "UTGITT AV:", "Issued by"]
)
def test_a_label_is_no_part_of_the_issuers_name(label: str) -> None:
    assert issuer_of(f"{label} Helsedirektoratet") == "Helsedirektoratet"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Stilaget",
        "Kommune",
        "Departementet",
        "Helsedirektoratet skal merke stien",
        "Tiltak i Oslo kommune",
        "Regelverk",
        "Nettverket",
        "Til: Helsedirektoratet",
    ],
)
def test_a_line_that_says_more_or_less_than_a_name_has_no_issuer(line: str) -> None:
    assert issuer_of(line) is None
