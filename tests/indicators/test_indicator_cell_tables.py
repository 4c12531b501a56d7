"""Indicators in tables whose cells the format tells apart."""

from indicator_help import in_docx, in_html, pairs

HEADER = ["Nr.", "Indikator", "Type", "Datakilde", "Nullpunkt 2018", "Målverdi 2022", "Merknad"]


def test_a_docx_table_gives_every_field() -> None:
    (first, second) = in_docx(
        "Delmål 2.1: Flere går til skolen",
        [
            HEADER,
            [
                "1",
                "Andel elever som går eller sykler",
                "Resultat",
                "Reisevaner; Skolen",
                "41,5 %",
                "60 %",
                "",
            ],
            ["2", "Antall hjertesoner", "Aktivitet", "Kommunen", "12", "25", "Svarprosent 38"],
        ],
    )
    assert first["text"] == "Andel elever som går eller sykler"
    assert (first["number"], first["type"], first["goal"]) == (1, "result", "2.1")
    assert first["sources"] == ["Reisevaner", "Skolen"]
    assert (pairs(first), pairs(first, "targets")) == ([(41.5, 2018)], [(60, 2022)])
    assert (first["unit"], first["caveats"]) == ("prosent", [])
    assert (second["type"], second["unit"], second["caveats"]) == (
        "activity",
        "antall",
        ["Svarprosent 38"],
    )


def test_a_html_table_with_spanning_cells_gives_type_and_goal_to_all_their_rows() -> None:
    found = in_html(
        "<h2>Indikatorer</h2><table><caption>Tabell 1</caption>"
        "<tr><th>Type</th><th>Indikator</th><th>Kilde</th><th>2019</th><th>2021</th></tr>"
        "<tr><td colspan=5>Hovedmål 2: Ren sjø</td></tr>"
        "<tr><td rowspan=2>Innsats</td><td>Kroner til strandrydding</td><td>Kommunen</td>"
        "<td>1 200 000</td><td>950 000</td></tr>"
        "<tr><td>Antall ryddedager</td><td>Kommunen</td><td>14</td><td>20</td></tr>"
        "<tr><td>Effekt</td><td>Andel strender uten søppel</td><td>NIVA</td><td>22 %</td>"
        "<td>–</td></tr>"
        "</table>"
    )
    assert [one["type"] for one in found] == ["input", "input", "effect"]
    assert {one["goal"] for one in found} == {"2"}
    assert [pairs(one) for one in found] == [[(1_200_000, 2019)], [(14, 2019)], [(22, 2019)]]
    assert pairs(found[0], "values") == [(950_000, 2021)]
    assert found[0]["unit"] == "kroner"
    assert found[2]["caveats"] == ["Ikke tilgjengelig for 2021"]


def test_a_column_may_tell_the_direction_and_the_unit() -> None:
    (one, other) = in_docx(
        "Indikatorer",
        [
            ["Indikator", "Enhet", "Ønsket utvikling", "Baseline (2020)"],
            ["Svinn av mat i skolekjøkkenet", "kg per elev", "Ned", "3,2"],
            ["Frukt til elever", "porsjoner", "Opp", "2 400"],
        ],
    )
    assert [(x["unit"], x["direction"]) for x in (one, other)] == [
        ("kg per elev", "down"),
        ("porsjoner", "up"),
    ]
    assert [pairs(x) for x in (one, other)] == [[(3.2, 2020)], [(2400, 2020)]]


def test_the_first_column_holds_the_wording_where_the_title_speaks_of_indicators() -> None:
    found = in_docx(
        "Tabell 3. Indikatorer for friluftsliv",
        [["", "2017", "2019"], ["Antall merkede turer", "31", "44"]],
    )
    assert [(one["text"], pairs(one)) for one in found] == [("Antall merkede turer", [(31, 2017)])]


def test_other_tables_hold_no_indicators() -> None:
    assert not in_docx("Tabell 1. Budsjett", [["Post", "2017", "2018"], ["Lønn", "31", "44"]])
    assert not in_docx("Tiltak", [["Nr", "Tiltak", "Ansvarlig"], ["1", "Bygge bru", "Fylket"]])


def test_values_for_several_groups_in_a_cell_have_labels() -> None:
    (one,) = in_docx(
        "Indikatorer",
        [["Indikator", "Nullpunkt 2016"], ["Andel som trener ukentlig", "Kvinner 61 %, menn 55 %"]],
    )
    assert [(v["label"], v["value"]) for v in one["baselines"]] == [("Kvinner", 61), ("menn", 55)]


def test_values_may_say_what_they_count() -> None:
    (one,) = in_docx(
        "Indikatorer",
        [
            ["Indikator", "2019", "2023"],
            ["Ventetid fra henvendelse til samtale", "41 dager", "16 dager"],
        ],
    )
    assert (pairs(one), pairs(one, "values")) == ([(41, 2019)], [(16, 2023)])
    assert one["unit"] == "dager"


def test_years_may_stand_in_a_second_header_row() -> None:
    (one,) = in_html(
        "<table><tr><th rowspan=2>Indikator</th><th colspan=2>Resultat</th>"
        "<th rowspan=2>Datakilde</th></tr><tr><th>2018</th><th>2019</th></tr>"
        "<tr><td>Antall turer</td><td>41</td><td>42</td><td>UT</td></tr></table>"
    )
    assert (pairs(one), pairs(one, "values")) == ([(41, 2018)], [(42, 2019)])


def test_ids_with_letters_and_goals_with_a_year_are_known() -> None:
    (one,) = in_docx(
        "Indikatorer",
        [
            ["Indikator-ID", "Indikator", "Nullpunkt (2019)", "Mål 2025"],
            ["I1.1", "Andel grønne tak", "2 %", "10 %"],
        ],
    )
    assert (one["number"], pairs(one, "targets")) == ("I1.1", [(10, 2025)])


def test_a_share_of_growth_that_is_told_as_a_ratio_is_not_in_per_cent() -> None:
    (ratio, share) = in_docx(
        "Indikatorer",
        [
            HEADER,
            ["1", "Vekst i kostnader som andel av vekst i inntekter", "", "SSB", "2,03", "", ""],
            ["2", "Vekst i lønn som andel av vekst i inntekter", "", "SSB", "12 %", "", ""],
        ],
    )
    assert (ratio["unit"], share["unit"]) == (None, "prosent")
    (defined,) = in_docx(
        "Indikatorer",
        [HEADER[:4], ["1", "Vekst i kostnader som andel av vekst i inntekter", "Effekt", "SSB"]],
    )
    assert defined["unit"] is None
