"""Indicators that are named one by one, or stand in a list."""

from indicator_help import found_in, pairs


def test_a_named_indicator_takes_the_labelled_lines_below_it() -> None:
    (one,) = found_in(
        "1 Måling\n\nIndikator 3: Antall bysykler i bruk per dag\n\nKilde: Kommunen\n\n"
        "Type: resultat\n\nNullpunkt 2016: 1 450\n\nØnsket retning: økning\n\n"
        "Merknad: Målt bare i sommerhalvåret\n\nSå kommer vanlig tekst.\n"
    )
    assert (one["number"], one["text"]) == (3, "Antall bysykler i bruk per dag")
    assert (one["sources"], one["type"], one["direction"]) == (["Kommunen"], "result", "up")
    assert (pairs(one), one["caveats"]) == ([(1450, 2016)], ["Målt bare i sommerhalvåret"])


def test_the_items_after_a_line_that_announces_indicators_are_such() -> None:
    found = found_in(
        "1 Delmål 1.2 Trygg skoleveg\n\nVi følger disse resultatindikatorene:\n\n"
        "• Andel barn som går til skolen (kilde: Reisevaneundersøkelsen)\n\n"
        "• Antall ulykker på skoleveg;\n\nTeksten går videre her.\n"
    )
    assert [one["text"] for one in found] == [
        "Andel barn som går til skolen",
        "Antall ulykker på skoleveg",
    ]
    assert found[0]["sources"] == ["Reisevaneundersøkelsen"]
    assert {one["type"] for one in found} == {"result"}
    assert {one["goal"] for one in found} == {"1.2"}


def test_a_list_of_something_else_is_left_alone() -> None:
    assert not found_in("1 Tiltak\n\nKommunen skal:\n\n• telle indikatorer\n\n• bygge bru\n")
    assert not found_in("1 Kilder\n\nIndikatorer er gode.\n\n• SSB\n\n• FHI\n")
