"""Amounts of money in sentences and tables, with what they are for."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planspor.corpus.model import (
    Document,
    DocumentKind,
    ExtractKind,
    Passage,
    Section,
    SectionKind,
    Source,
)
from planspor.ingest.extract.items import ExtractorInput, Item
from planspor.ingest.extract.money import money
from planspor.ingest.extract.money.amounts import amounts

PLACE = Source("a.txt", 1, 1, 0, 1)


def taking(
    *texts: str, kind: DocumentKind = DocumentKind.BUDGET, headings: tuple[str, ...] = ("",)
) -> ExtractorInput:
    document = Document(
        id="a",
        title="Prop. 1 S (2016–2017)",
        kind=kind,
        language="nb",
        file="a.txt",
        sha256="",
        version=1,
        added=datetime(2026, 1, 1, tzinfo=UTC),
    )
    sections = [
        Section(
            id=f"a/{n}",
            document="a",
            ordinal=n,
            heading=heading,
            level=1,
            kind=SectionKind.BODY,
            start=0,
            end=1,
            confidence=1,
            evidence=(),
            source=PLACE,
        )
        for n, heading in enumerate(headings)
    ]
    passages = [
        Passage(f"a/p{n}", "a", n, sections[-1].id, SectionKind.BODY, 0, len(text), text, PLACE)
        for n, text in enumerate(texts)
    ]
    return ExtractorInput(document, sections, passages)


def read(*texts: str, **how: Any) -> list[Item]:
    return list(money(taking(*texts, **how)))


def fields(item: Item, *names: str) -> tuple[Any, ...]:
    return tuple(item.fields[name] for name in names)


@pytest.mark.parametrize(
    ("text", "kroner"),
    [
        ("400 mill. kroner", 400e6),
        ("2,4 mrd. kroner", 2.4e9),
        ("2,4 milliarder kroner", 2.4e9),
        ("kr 1 200 000", 1.2e6),
        ("kr. 375 000,-", 375e3),
        ("1.200.000 kroner", 1.2e6),
        ("500 tusen kroner", 500e3),
        ("to milliarder kroner", 2e9),
        ("en halv milliard kroner", 0.5e9),
        ("12 millionar kroner", 12e6),
        ("4,588 mill. kroner", 4.588e6),
    ],
)
def test_an_amount_is_read_in_kroner_however_it_is_written(text: str, kroner: float) -> None:
    (amount,) = amounts(f"Det ble brukt {text} til lys.")
    assert amount.kroner == pytest.approx(kroner)


def test_a_range_has_two_ends() -> None:
    for words in ("2–3 mill. kroner", "mellom 2 og 3 mill. kroner", "2 til 3 mill. kroner"):
        (amount,) = amounts(f"Det koster {words} i året.")
        assert (amount.kroner, amount.high) == (2e6, 3e6)


@pytest.mark.parametrize(
    "text",
    [
        "Det ble satt ut 56 millioner laks.",
        "Det koster fire kroner per kilo.",
        "Prisen er 3 000 kroner per døgn.",
        "Kap. 765 post 60 i 2016.",
        "I 2016 var det 400 saker.",
    ],
)
def test_what_counts_other_things_or_is_a_price_is_no_amount(text: str) -> None:
    assert list(amounts(text)) == []


def test_a_year_before_an_amount_is_no_part_of_it() -> None:
    first, second = amounts("Det ble brukt 3 mill. kroner i 2016 og 4 mill. kroner i 2017.")
    assert (first.kroner, second.kroner) == (3e6, 4e6)


BUDGET = "Post\n\nBetegnelse\n\nRegnskap 2015\n\nSaldert budsjett 2016\n\nForslag 2017"


@pytest.mark.parametrize("part", ["\n\n", "\t"])
def test_a_budget_s_table_gives_chapter_item_year_and_status(part: str) -> None:
    rows = (("50", "Drift", "5 494", "5 588", "4 038"), ("51", "Tilskudd", "900", "910", "920"))
    lines = [BUDGET.replace("\n\n", part), *(part.join(row) for row in rows)]
    total = part.join(["Sum kap. 0561", "6 394", "6 498", "4 958"])
    found = read("\n\n".join([*lines, total]), headings=("Kap. 561 Tilskudd",))
    assert [fields(x, "amount", "chapter", "item", "year", "status") for x in found[:6]] == [
        (5_494_000, "561", "50", 2015, "spent"),
        (5_588_000, "561", "50", 2016, "adopted"),
        (4_038_000, "561", "50", 2017, "proposed"),
        (900_000, "561", "51", 2015, "spent"),
        (910_000, "561", "51", 2016, "adopted"),
        (920_000, "561", "51", 2017, "proposed"),
    ]
    if part != "\t":
        assert [fields(x, "chapter", "item") for x in found[6:]] == [("561", None)] * 3


def test_a_table_says_what_its_amounts_are_counted_in() -> None:
    head = "(i mill. kroner)\n\nKap.\n\nBetegnelse\n\nForslag 2017"
    (found,) = read(f"{head}\n\n765\n\nRusarbeid\n\n12")
    assert fields(found, "amount", "chapter") == (12_000_000, "765")


def test_income_in_a_budget_is_not_spent() -> None:
    table = "Kap.\n\nBetegnelse\n\nRegnskap 2015\n\nForslag 2017\n\n3563\n\nGebyr\n\n3 866\n\n2 967"
    assert [x.fields["status"] for x in read(table)] == ["other", "proposed"]


def test_headings_name_the_chapter_and_item_of_what_stands_below() -> None:
    headings = ("Kap. 561 Tilskudd", "Post 50 Drift", "Budsjettforslag")
    (found,) = read("Det foreslås en bevilgning på 4 mill. kroner.", headings=headings)
    assert fields(found, "chapter", "item", "year", "status") == ("561", "50", 2017, "proposed")


def test_money_that_is_moved_elsewhere_stays_on_its_own_chapter() -> None:
    text = "Det foreslås å øke posten med 2 mill. kroner mot en økning på kap. 560, post 50."
    (found,) = read(text, headings=("Kap. 561 Tilskudd", "Post 70 Lys"))
    assert fields(found, "chapter", "item") == ("561", "70")


@pytest.mark.parametrize(
    ("sentence", "kind", "status"),
    [
        ("Regjeringen vil styrke feltet med 2 mill. kroner.", DocumentKind.PLAN, "promised"),
        ("Det foreslås 2 mill. kroner til lys.", DocumentKind.BUDGET, "proposed"),
        ("Stortinget bevilget 2 mill. kroner til lys.", DocumentKind.EVALUATION, "adopted"),
        ("Kommunene brukte 2 mill. kroner på lys.", DocumentKind.EVALUATION, "spent"),
        ("Kostnadene er 2 mill. kroner.", DocumentKind.EVALUATION, "other"),
        ("Planen skisserer 2 mill. kroner til lys.", DocumentKind.EVALUATION, "promised"),
    ],
)
def test_where_money_stands_is_read_from_wording_and_kind(
    sentence: str, kind: DocumentKind, status: str
) -> None:
    (found,) = read(sentence, kind=kind)
    assert found.fields["status"] == status


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("Kommunene fikk 4 mill. kroner i frie inntekter.", "free income"),
        ("Det ble gitt 4 mill. kroner i øremerket tilskudd.", "earmarked"),
        ("Det ble gitt 4 mill. kroner i prosjektmidler.", "project"),
        ("Det ble gitt 4 mill. kroner.", None),
    ],
)
def test_the_form_of_money_is_read_from_the_words_beside_it(
    sentence: str, form: str | None
) -> None:
    (found,) = read(sentence)
    assert found.fields["form"] == form


def test_a_list_goes_on_with_the_year_of_its_sentence() -> None:
    text = "For 2016 gis 30 mill. kroner til lys, 20 mill. kroner til vei."
    found = read(text, kind=DocumentKind.EVALUATION)
    assert [x.fields["year"] for x in found] == [2016, 2016]
    assert [x.kind for x in found] == [ExtractKind.MONEY] * 2


def test_a_period_has_its_first_and_last_year() -> None:
    (found,) = read("Det gis 2 mrd. kroner i perioden 2016–2020.")
    assert found.fields["year"] == [2016, 2020]


PIECES = st.sampled_from(
    [
        "12",
        " ",
        "000",
        "mill. ",
        "kroner ",
        "kr ",
        "2016",
        "–",
        "og ",
        ",",
        ".",
        "\t",
        "\n\n",
        "Regnskap 2015",
        "Post",
        "Kap. 765 ",
        "Sum kap. 765",
        "i 1 000 kroner",
        "mrd. ",
        "på ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_every_amount_is_a_place_in_its_passage(pieces: list[str]) -> None:
    text = "".join(pieces)
    for item in read(text):
        assert 0 <= item.start < item.end <= len(text)
        assert item.fields["amount"] >= 0


@pytest.mark.parametrize("piece", ["1 000 ", "kr ", "mellom 1 og ", "post 50 ", "2016 og ", "12\t"])
def test_hostile_text_takes_no_more_than_its_length(piece: str) -> None:
    before = time.process_time()
    read(piece * 4000 + "kroner.")
    assert time.process_time() - before < 20  # A quadratic pattern would take hours.


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Kommunene fikk nesten to milliarder kroner (Borge et al., 2020).", None),
        ("Kommunene fikk 2 mrd. kroner (jf. Ose 2017; Hald 2018, s. 12) [2019].", None),
        ("Kommunene fikk 2 mrd. kroner (Helsedirektoratet, 2019).", None),
        ("Kommunene fikk 2 mrd. kroner (Saldert budsjett 2016).", 2016),
        ("Det gis 500 mill. kroner i planperioden 2016–2020.", [2016, 2020]),
        ("Det gis 500 mill. kroner. Pengene gis i perioden 2016–2020.", [2016, 2020]),
        ("Det ble gitt 9 mill. kroner i 2014. I planperioden gis 500 mill. kroner.", None),
    ],
)
def test_the_year_of_a_citation_is_none_and_a_period_said_beside_is(
    text: str, year: int | list[int] | None
) -> None:
    items = list(money(taking(text, kind=DocumentKind.EVALUATION)))
    assert items[-1].fields["year"] == year


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kommunene fikk 2 mrd. kroner.", "adopted"),
        ("Kommunene mottok 2 mrd. kroner.", "adopted"),
        ("Kommunene fikk 2 mrd. kroner, som ble brukt til boliger.", "spent"),
    ],
)
def test_what_is_received_is_spent_only_where_its_use_is_told(text: str, status: str) -> None:
    [item] = money(taking(text, kind=DocumentKind.EVALUATION, headings=("Rapportering",)))
    assert item.fields["status"] == status
