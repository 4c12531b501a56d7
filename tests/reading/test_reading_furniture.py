import pytest
from reading_help import KAYAKS, LIGHT, QUAY, book, clean, lines, story, texts

HEADER = "Stier og brygger | Notat 4"
PAGES = range(4, 9)
STORIES = [paragraph for number in PAGES for paragraph in story(number)]


def test_a_running_header_and_the_page_numbers_are_left_out_and_nothing_else() -> None:
    assert texts(f"{book(range(3, 4))}\n\n{book(PAGES, header=HEADER)}") == [*story(3), *STORIES]


def test_the_title_that_a_running_header_repeats_is_kept() -> None:
    assert texts(f"{HEADER}\n\n{book(PAGES, header=HEADER)}") == [HEADER, *STORIES]


@pytest.mark.parametrize("foot", ["- {} -", "– {} –", "Side {}", "{}"])
def test_a_page_number_may_be_dressed(foot: str) -> None:
    assert texts(book(PAGES, foot=foot)) == STORIES


def test_a_heading_that_recurs_is_no_header() -> None:
    chapters = (f"Innledning\n{lines(paragraph)}\n\n" for paragraph in STORIES)
    assert texts("".join(chapters)).count("Innledning") == len(STORIES)


def test_a_heading_that_recurs_is_kept_where_pages_are_numbered_too() -> None:
    text = book(PAGES, header=HEADER)
    for number in PAGES:
        second = lines(story(number)[1])
        text = text.replace(second, f"Innledning\n{second}")
    assert texts(text).count("Innledning") == len(PAGES)


def test_the_first_numbers_of_a_tables_rows_are_no_page_numbers() -> None:
    head = "Nr. Navn Lengde"
    rows = ("7", "12", "31", "8", "14", "33")
    tables = (f"{head}\n{row}\nLang\nsti\n\n{lines(KAYAKS)}\n\n{lines(QUAY)}\n" for row in rows)
    found = clean("\n".join(tables)).split()
    assert all(row in found for row in rows)
    assert found.count("Lengde") == len(rows)


def test_the_years_over_a_table_are_no_page_numbers() -> None:
    years = "\n".join(["Lamper", "1998", "1999", "2000", "pst."])
    text = f"{KAYAKS} {QUAY}\n{LIGHT} {QUAY}\n{years}\n{KAYAKS} {LIGHT}\n{QUAY} {KAYAKS}\n"
    assert [row for row in texts(text) if len(row) < 10] == years.split("\n")


def test_a_letter_spaced_line_beside_a_page_number_is_a_running_header() -> None:
    headed = f"{lines(KAYAKS)}\n\n\nl a n g s  v a n n e t\n\n103\n\n{lines(QUAY)}\n"
    assert texts(headed) == [KAYAKS, QUAY]


def test_a_letter_spaced_title_is_no_running_header() -> None:
    assert texts(f"H A N D L I N G S P L A N\n\n{lines(KAYAKS)}\n")[0] == "HANDLINGSPLAN"


def test_a_lone_number_in_the_text_is_kept() -> None:
    assert "17" in texts(f"{lines(KAYAKS)}\n\n17\n\n{lines(QUAY)}\n")
