import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.citing.keys import number_key, series_key, session_of


@pytest.mark.parametrize(
    "said",
    [
        "Prop. 15 S (2015-2016)",
        "Prop. 15 S (2015–2016)",
        "Prop. 15 S (2015–/2016)",
        "Prop 15 S (2015–16)",
        "prop.  15 S\n(2015 – 2016)",
    ],
)
def test_one_proposition_is_one_however_its_number_is_written(said: str) -> None:
    assert number_key(said) == "prop 15 s 2015-2016"


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("St.meld. nr. 28 (2007-2008)", "meld st 28 2007-2008"),
        ("Meld. St. 25 Åpenhet og helhet (1996–97)", "meld st 25 1996-1997"),
        ("Ot.prp nr. 54 2002-2003", "ot prp 54 2002-2003"),
        ("Innst. S. nr. 12 (1999–2000)", "innst s 12 1999-2000"),
        ("Innst. 400 S (2015–2016)", "innst 400 s 2015-2016"),
        ("Innst. O. nr. 51 (1998–99)", "innst o 51 1998-1999"),
        ("NOU 2007: 13", "nou 2007:13"),
        ("Dokument 3:5 (2015-2016)", "dok 3:5 2015-2016"),
        ("Dok. 8:15 S (2012–2013)", "dok 8:15 s 2012-2013"),
        ("Representantforslag 15 S (2012–2013)", "dok 8:15 s 2012-2013"),
        ("Rundskriv IS-24/8", "is-24/8"),
        ("Prop. 122 S", "prop 122 s"),
    ],
)
def test_a_number_says_its_series_its_house_and_its_session(said: str, key: str) -> None:
    assert number_key(said) == key


@pytest.mark.parametrize("said", ["", "Prop", "Stortinget", "NOU", "en innstilling om dette"])
def test_what_is_no_number_has_no_key(said: str) -> None:
    assert number_key(said) is None


def test_a_session_over_the_turn_of_a_century_is_whole() -> None:
    assert session_of("(1999–00)") == "1999-2000"
    assert session_of("2015") is None


def test_a_report_is_one_with_and_without_the_word_report() -> None:
    assert series_key("Fafo-rapport 2018:08") == series_key("Fafo 2018:08") == "fafo 2018:08"


@given(st.text(max_size=200))
def test_no_text_is_too_strange(said: str) -> None:
    number_key(said)
    series_key(said)
    session_of(said)
