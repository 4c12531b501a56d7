import pytest
from reading_help import KAYAKS, clean, texts

WORDS = "Vi har mye innovasjon her, og innovasjon er bra. "


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Vi har et båt-\nlag her.", "Vi har et båtlag her."),
        ("Vi har et båt-\r\nlag\r\nher.\r\n", "Vi har et båtlag her."),
        ("Vi har et båt\u00ad\nlag her.", "Vi har et båtlag her."),
        ("Vi har et båt\ufffe\nlag her.", "Vi har et båtlag her."),
        ("Vi har et båt\u00adlag her.", "Vi har et båtlag her."),
        ("Vi har båt- \nog fiskelag her.", "Vi har båt- og fiskelag her."),
        ("Vi har båt-\nog fiskelag her.", "Vi har båt- og fiskelag her."),
        ("Vi har båt-\neller fiskelag her.", "Vi har båt- eller fiskelag her."),
        ("Vi er AA-\ninspirert her.", "Vi er AA-inspirert her."),
        ("Vi bor i Sør-\nVaranger nå.", "Vi bor i Sør-Varanger nå."),
        ("Vi leser i 2019-\nutgaven nå.", "Vi leser i 2019-utgaven nå."),
        ("Vi bor her -\nog liker det.", "Vi bor her - og liker det."),
        ("Vi bor  her\t nå.", "Vi bor her nå."),
    ],
)
def test_lines_join_into_running_text(text: str, joined: str) -> None:
    assert clean(text) == joined


def test_a_soft_hyphen_that_became_a_space_in_a_word_is_mended() -> None:
    assert clean(f"{WORDS}Hver innova sjon teller.").endswith("Hver innovasjon teller.")


@pytest.mark.parametrize(
    "apart", ["Et moment er at båtene", "Han må til stede der", "dager, og så blir det", "to og to"]
)
def test_two_words_stay_two_though_they_make_one_together(apart: str) -> None:
    known = "Momenter og momenter, tilstede og tilstede, også og også, toog og toog. "
    assert clean(f"{known.lower()}{apart}.").endswith(f"{apart}.")


def test_a_word_that_is_whole_nowhere_else_is_not_guessed() -> None:
    assert texts("Hver innova sjon teller.") == ["Hver innova sjon teller."]


def test_a_page_break_in_a_word_is_joined() -> None:
    rows = [f"Linje {n} av en tekst som er satt i en spalte på omtrent så mange" for n in range(12)]
    rows[6:8] = ["Den gjelder for alle lag som har hatt båter på land i foren-", " ingens tid her"]
    assert "båter på land i foreningens tid" in clean("\n".join(rows))


def test_white_space_is_single_in_the_clean_text() -> None:
    assert "  " not in clean(KAYAKS.replace(" ", "   "))
