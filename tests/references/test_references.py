from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planspor.corpus.model import Document, DocumentKind, Passage, SectionKind, Source
from planspor.ingest.extract.items import ExtractorInput, Item
from planspor.ingest.extract.references import references

DOCUMENT = Document(
    "d", "d", DocumentKind.OTHER, "nb", "d.txt", "0" * 64, 1, datetime(2024, 1, 1, tzinfo=UTC)
)


def found(*texts: str) -> list[Item]:
    passages = [
        Passage(
            f"d/{n}", "d", n, "d/1", SectionKind.BODY, 0, len(t), t, Source("d.txt", 1, 1, 0, 9)
        )
        for n, t in enumerate(texts)
    ]
    return list(references(ExtractorInput(DOCUMENT, (), passages)))


def told(*texts: str) -> list[tuple[str, str]]:
    return [(item.text, item.fields["key"]) for item in found(*texts)]


def test_numbers_of_stortinget_are_found_with_their_titles_and_sessions() -> None:
    assert told("Se Meld. St. 7 Lys i alle gater (1996–97), jf. Innst. S. nr. 8 (1996-1997).") == [
        ("Meld. St. 7 Lys i alle gater (1996–97)", "meld st 7 1996-1997"),
        ("Innst. S. nr. 8 (1996-1997)", "innst s 8 1996-1997"),
    ]


def test_a_number_has_the_session_that_stands_after_its_neighbour() -> None:
    keys = [key for _, key in told("jf. Prop. 2 S og Innst. 4 S (2015–2016)")]
    assert keys == ["prop 2 s 2015-2016", "innst 4 s 2015-2016"]


def test_a_number_without_session_has_the_one_it_has_elsewhere_in_the_document() -> None:
    first, second = told("I St.meld. nr. 25 (1996–97) står det.", "St.meld. nr. 25 var tydelig.")
    assert first[1] == second[1] == "meld st 25 1996-1997"


def test_a_number_with_two_sessions_in_a_document_keeps_none_where_none_stands() -> None:
    items = found("Prop. 1 S (2014–2015) og", "Prop. 1 S (2015–2016), men", "i Prop. 1 S sto det.")
    assert items[-1].fields == {"kind": "prop", "key": "prop 1 s"}


@pytest.mark.parametrize(
    ("text", "key", "section"),
    [
        ("etter samelovens § 3-8 har", "sameloven", "3-8"),
        ("etter §§ 3-1 og 4-2 i helse- og omsorgstjenesteloven", None, "3-1, 4-2"),
        ("helse- og omsorgsloven", "helse- og omsorgstjenesteloven", None),
        ("jf. hol. § 3-1.", "helse- og omsorgstjenesteloven", "3-1"),
        ("opplæringslova (§ 6-1)", "opplæringsloven", "6-1"),
        ("Grunnlovens paragraf 110a", "grunnloven", "110a"),
        ("lov om barnehager som fastsetter", "barnehageloven", None),
        ("lov 24. juni 2011 nr. 30 om folkehelsearbeid.", "folkehelseloven", None),
        ("prioriteringsforskriften § 2", "prioriteringsforskriften", "2"),
    ],
)
def test_laws_are_found_by_all_their_names(text: str, key: str | None, section: str | None) -> None:
    (item,) = found(text)
    assert item.fields["key"] == (key or "helse- og omsorgstjenesteloven")
    assert item.fields.get("section") == section


def test_a_section_alone_is_of_the_law_that_is_named_before_it() -> None:
    _, alone = found("Sameloven er ny. Av § 1-5 følger at språkene er likestilte.")
    assert alone.fields == {"kind": "law", "key": "sameloven", "section": "1-5"}
    assert alone.confidence < 0.7
    assert not found("Av § 1-5 følger at språkene er likestilte.")


@pytest.mark.parametrize("text", ["Naturloven gjelder.", "Loven sier det.", "Lov om: ikke dette"])
def test_what_is_no_law_by_name_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("(Lid et al., 2018a, 2018b; Moe & Ås 2017)", ["lid mfl 2018a", "lid mfl 2018b"]),
        ("(se for eksempel Lid, 2018, s. 4)", ["lid 2018"]),
        ("Moe og Ås (1993) skriver", ["moe og ås 1993"]),
        ("Moe mfl. (2014) fant", ["moe mfl 2014"]),
        ("(Helse- og omsorgsdepartementet, 2007)", ["helse- og omsorgsdepartementet 2007"]),
        ("Statens helsetilsyn (2004 og 2006)", ["statens helsetilsyn 2004"]),
        ("(Lid, 1976; Moe, 2013, Ås, 1986)", ["lid 1976", "moe 2013", "ås 1986"]),
        ("(van der Lid m.fl., 2014)", ["lid mfl 2014"]),
    ],
)
def test_citations_by_author_and_year_are_found_one_by_one(text: str, keys: list[str]) -> None:
    assert [key for _, key in told(text)][: len(keys)] == keys


def test_a_genitive_is_the_author_s_where_the_name_stands_without() -> None:
    first, second = told("Lid (2012) skrev det.", "I Lids (2012) bok står det.")
    assert first[1] == second[1] == "lid 2012"


@pytest.mark.parametrize(
    "text",
    [
        "(2016)",
        "planen gjelder (2016–2020)",
        "(tall fra 2015)",
        "(Tabell 3, 2016)",
        "Samhandlingsreformen (2012) kom",
        "(N=2014)",
        "de møttes 7. februar 2020 (høsten 2020)",
    ],
)
def test_a_year_in_brackets_is_no_citation_by_itself(text: str) -> None:
    assert found(text) == []


def test_plans_are_found_by_what_they_are_for_and_by_their_years() -> None:
    assert told(
        "Opptrappingsplanen for gatelys (2016–2020) og handlingsplan mot støy 2014–2017 virker."
    ) == [
        ("Opptrappingsplanen for gatelys (2016–2020)", "opptrappingsplan for gatelys 2016-2020"),
        ("handlingsplan mot støy 2014–2017", "handlingsplan mot støy 2014-2017"),
    ]
    assert told("Opptrappingsplanen 2016–2020 ble vedtatt")[0][1] == "opptrappingsplan 2016-2020"


@pytest.mark.parametrize(
    "text",
    [
        "De vil lage en handlingsplan for dette.",
        "lokale handlingsplaner for rus",
        "en strategi for å nå målene",
        "opptrappingsplanen sier",
    ],
)
def test_any_plan_is_none_by_name(text: str) -> None:
    assert found(text) == []


def test_a_plan_without_years_has_those_it_has_elsewhere_in_the_document() -> None:
    *_, last = told(
        "Opptrappingsplanen for gatelys (2016–2020) og", "opptrappingsplanen for gatelys fra 2016",
        "så opptrappingsplanen for gatelys ble fulgt.",
    )  # fmt: skip
    assert last[1] == "opptrappingsplan for gatelys 2016-2020"


def test_reports_and_circulars_are_found_by_series_and_number() -> None:
    keys = [
        key for _, key in told("Fafo-rapport 2018:08, Rundskriv I-14/98, NOU 2007: 13, IS-2076")
    ]
    assert keys == ["fafo 2018:08", "rundskriv i-14/98", "nou 2007:13", "is-2076"]


def test_every_item_is_a_place_in_its_passage_and_no_two_overlap() -> None:
    text = "Meld. St. 3 (2011–2012), Lid (2012) og sameloven § 1-5, jf. (Moe, 2013)."
    items = found(text)
    assert len(items) == 4
    for item in items:
        assert text[item.start : item.end] == item.text
    assert all(a.end <= b.start for a, b in pairwise(items))


PIECES = ("Prop. ", "15 S ", "(2015–", "2016)", "§ ", "3-1 ", "loven ", "(", "Lid ", "2018a", ", ")
MORE = (
    "\n\n",
    "og ",
    "planen for ",
    "NOU ",
    ":",
    "St.meld. nr. ",
    "é",
    "😀",
    "lov om ",
    "IS-",
    "; ",
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES + MORE), max_size=25).map("".join))
def test_no_text_makes_it_fail_or_point_outside(text: str) -> None:
    for item in found(text):
        assert 0 <= item.start < item.end <= len(text)
        assert item.fields["kind"]
        assert item.fields["key"]


def test_a_hostile_text_takes_no_longer_than_its_length() -> None:
    assert found("(Lid og " * 2_000) == []
    assert found("§ 1 og " * 2_000) == []
