"""Indicators in tables whose cells were lost: the number leads, the cells follow line by line."""

from indicator_help import found_in, items_of, pairs

HARBOURS = """1 Oppfølging

Tabell 2. Indikatorer for hovedmål 3

Nr Type Indikator Datakilde Nullpunkt År

1

Inn
sa ts

Antall havner med landstrøm
Kystverket 1 204 2014

2 Andel fartøy som melder utslipp innen fristen

Kystverket 3,9 % 2015

3

Effe kt

Utslipp per reise, målt i tonn. Utgår fra 2019

SSB
2.03 2014

Teksten under tabellen er en vanlig brødtekst som går over flere setninger. Den handler om noe
helt annet enn havnene, og den skal ikke bli en del av den siste raden i tabellen over.
"""


def test_rows_are_told_apart_by_their_numbers() -> None:
    assert [one["number"] for one in found_in(HARBOURS)] == [1, 2, 3]


def test_the_wording_is_what_is_left_of_a_row() -> None:
    assert [one["text"] for one in found_in(HARBOURS)] == [
        "Antall havner med landstrøm",
        "Andel fartøy som melder utslipp innen fristen",
        "Utslipp per reise, målt i tonn. Utgår fra 2019",
    ]


def test_the_letters_of_a_turned_cell_are_one_type_that_holds_until_the_next() -> None:
    assert [one["type"] for one in found_in(HARBOURS)] == ["input", "input", "effect"]


def test_the_title_of_the_table_tells_the_goal() -> None:
    assert {one["goal"] for one in found_in(HARBOURS)} == {"3"}


def test_sources_stand_before_the_values() -> None:
    assert [one["sources"] for one in found_in(HARBOURS)] == [
        ["Kystverket"],
        ["Kystverket"],
        ["SSB"],
    ]


def test_values_and_years_are_read_as_norwegians_print_them() -> None:
    found = found_in(HARBOURS)
    assert [pairs(one) for one in found] == [[(1204, 2014)], [(3.9, 2015)], [(2.03, 2014)]]


def test_units_and_caveats_come_of_the_words() -> None:
    found = found_in(HARBOURS)
    assert [one["unit"] for one in found] == ["antall", "prosent", None]
    assert found[2]["caveats"] == ["Utgår fra 2019"]


TWICE = """1 Valg av indikatorer

Tabell 1. Indikatorer hovedmål 1

Nr Indikator Kilde

7 Antall skoler med svømmebasseng i drift hele skoleåret

GSI

8 Andel elever som kan svømme etter fjerde trinn GSI

Under tabellen står det vanlig tekst som forklarer hvorfor skolene er valgt. Den går over mer enn
én setning, og ingen av dem er en rad i tabellen som står over eller under den.

Tabell 2. Nullpunktsmåling hovedmål 1

Nr Indikator Kilde Nullpunkt Måletidspunkt

7 Antall skoler med svømmebasseng i drift hele skoleåret

GSI 388 2013

8 Andel elever som kan svømme 200 meter etter fjerde trinn GSI 51 % 2013
"""


def test_a_row_that_stands_twice_is_one_indicator_with_its_value() -> None:
    found = found_in(TWICE)
    assert [(one["number"], pairs(one)) for one in found] == [(7, [(388, 2013)]), (8, [(51, 2013)])]


def test_another_wording_of_the_same_row_is_kept_beside_the_first() -> None:
    seven, eight = found_in(TWICE)
    assert seven["other_wording"] is None
    assert eight["text"] == "Andel elever som kan svømme etter fjerde trinn"
    assert eight["other_wording"] == "Andel elever som kan svømme 200 meter etter fjerde trinn"


def test_both_places_of_a_row_are_told() -> None:
    assert all(len(one["places"]) == 1 for one in found_in(TWICE))


def test_years_as_columns_are_a_baseline_and_what_came_after() -> None:
    (one,) = found_in(
        "1 Mål\n\nTabell 4. Indikatorer\n\nNr Indikator Kilde 2016 2018 2020\n\n"
        "1 Antall ladestasjoner langs riksveg Vegvesenet 1 144 2 310 5 002\n\nSlutt.\n"
    )
    assert pairs(one) == [(1144, 2016)]
    assert pairs(one, "values") == [(2310, 2018), (5002, 2020)]


def test_a_source_may_stand_after_the_values() -> None:
    (one,) = found_in(
        "1 Mål\n\nTabell 4. Indikatorer\n\nNr Indikator 2016 2018 Kilde\n\n"
        "1 Antall ladestasjoner langs riksveg 1 144 2 310 Vegvesenet\n"
    )
    assert (pairs(one), pairs(one, "values")) == ([(1144, 2016)], [(2310, 2018)])
    assert (one["text"], one["sources"]) == ("Antall ladestasjoner langs riksveg", ["Vegvesenet"])


def test_a_value_that_is_not_there_is_a_caveat() -> None:
    (one,) = found_in(
        "1 Mål\n\nNr Indikator Kilde Nullpunkt År\n\n1 Antall turstier UT.no – 2016\n\nSlutt.\n"
    )
    assert (one["baselines"], one["caveats"]) == ([], ["Ikke tilgjengelig for 2016"])


def test_a_number_that_is_no_next_one_begins_no_row() -> None:
    found = found_in(
        "1 Mål\n\nNr Indikator Kilde Nullpunkt År\n\n1 Bevilgning over kap.\n\n"
        "1420 til villrein\n\nKLD 14 2016\n\n2 Antall rein NINA 300 2016\n"
    )
    assert [(one["number"], pairs(one)) for one in found] == [(1, [(14, 2016)]), (2, [(300, 2016)])]
    assert found[0]["text"] == "Bevilgning over kap. 1420 til villrein"


def test_running_text_that_speaks_of_indicators_holds_none() -> None:
    assert not found_in(
        "1 Om indikatorer\n\nIndikator og kilde er vist i tabell 3. Nr 4 er ny.\n\n"
        "2 Andel er et ord. Vi har valgt indikatorer som er enkle å måle.\n"
    )


def test_rows_of_a_table_without_numbers_end_in_their_values() -> None:
    found = found_in(
        "1 Mål\n\nTabell 1. Indikatorer\n\nIndikator Kilde Nullpunkt År\n\n"
        "Antall fuglekasser NOF 210 2016\n\nAntall bikuber i drift om våren\n\n"
        "Birøkterlaget 44 2016\n"
    )
    assert [(one["text"], one["sources"], pairs(one)) for one in found] == [
        ("Antall fuglekasser", ["NOF"], [(210, 2016)]),
        ("Antall bikuber i drift om våren", ["Birøkterlaget"], [(44, 2016)]),
    ]


def test_rows_without_blank_lines_between_them_are_told_apart() -> None:
    items = items_of(CLOSE.encode(), "rapport.txt")
    assert [item.fields["number"] for item in items] == [1, 2, 3]
    last = items[-1]
    assert last.fields["text"] == "Antall dager med stenging, i snitt per havn gjennom året"
    assert (pairs(last.fields), pairs(last.fields, "targets")) == ([(12, 2015)], [(4, 2020)])
    assert last.text.startswith("3 Antall dager")


CLOSE = """1 Måling

Tabell 3: Indikatorer for delmål 1.2
Nr Indikator Kilde Nullpunkt 2015 Målverdi 2020
1 Antall havner med landstrøm SSB 12 40
2 Andel fartøy som melder utslipp innen fristen Kystverket 3,9 % 10 %
3 Antall dager med stenging, i snitt per havn
gjennom året Kystverket 12 4

Vanlig tekst følger her og er lang nok til å være et avsnitt for seg selv i rapporten.
"""
