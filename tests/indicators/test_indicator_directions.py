"""Which way an indicator should go, where the running text says so."""

import pytest
from indicator_help import found_in

TABLE = """

Tabell 1. Indikatorer

Nr Indikator Kilde Nullpunkt År

1 Antall ulykker på skoleveg

Politiet 12 2016

2 Midler til gang- og sykkelveg

Fylket 40 2016
"""
LONG = "Avsnittet er langt nok til å være vanlig tekst og ikke en overskrift i rapporten. "


def directions(prose: str) -> list[str | None]:
    return [one["direction"] for one in found_in(f"1 Om målene\n\n{LONG}{prose}{TABLE}")]


def test_a_sentence_on_the_same_thing_tells_the_way() -> None:
    assert directions("Planen slår fast at ulykker på skoleveg skal reduseres hvert år.") == [
        "down",
        None,
    ]


def test_a_paragraph_that_names_the_number_tells_the_way() -> None:
    said = "Det er et mål om økte midler til vegene. Bevilgningen (indikator #2) følger dette."
    assert directions(said) == [None, "up"]


@pytest.mark.parametrize(
    "prose",
    [
        "Ulykker på skoleveg er noe vi har sett på i mange år.",
        "Utslipp fra busser skal reduseres innen ti år er gått.",
        "Ulykker på skoleveg skal reduseres. Ulykker på skoleveg skal øke, sier ingen.",
    ],
)
def test_where_the_text_does_not_tell_or_tells_both_there_is_none(prose: str) -> None:
    assert directions(prose) == [None, None]
