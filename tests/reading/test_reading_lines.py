from reading_help import KAYAKS, LIGHT, QUAY, lines, story

from planspor.ingest.read.lines import Line, lines_of


def line(text: str) -> Line:
    return lines_of(text)[0]


def page_starts(text: str) -> list[int]:
    return [found.number for found in lines_of(text) if found.page_start]


def test_a_letter_spaced_line_is_closed_up_and_wider_gaps_part_its_words() -> None:
    found = line("k a p i t t e l  4")
    assert found.text == "kapittel 4"
    assert found.letter_spaced


def test_every_character_of_a_closed_up_line_has_its_place() -> None:
    source = "  b å t e r  p å  l a n d"
    places = [piece.start for piece in line(source).pieces if piece.length == 1]
    closed = [source[place] for place in places]
    assert "".join(closed).replace(" ", "") == "båterpåland"


def test_a_few_single_letters_make_no_letter_spaced_line() -> None:
    assert line("A og B er to av de i alt ni").text == "A og B er to av de i alt ni"


def test_one_space_before_a_line_begins_a_page() -> None:
    text = "\n ".join(lines(" ".join(story(number))) for number in range(3))
    rows = text.split("\n")
    assert page_starts(text) == [n for n, row in enumerate(rows, 1) if row.startswith(" ")]


def test_a_form_feed_begins_a_page() -> None:
    assert page_starts(f"{lines(KAYAKS)}\n\f{lines(QUAY)}") == [len(lines(KAYAKS).split("\n")) + 1]


def test_neighbouring_lines_with_a_space_are_a_list_and_no_pages() -> None:
    items = "\n".join([" benker", " lamper", " skilt"])
    assert page_starts(f"{lines(KAYAKS)}\n{lines(QUAY)}\n{lines(LIGHT)}\n\n{items}\n") == []


def test_a_space_says_nothing_where_every_line_is_a_paragraph() -> None:
    assert page_starts(f"{KAYAKS}\n {QUAY}\n{LIGHT}\n{KAYAKS}{QUAY}\n{QUAY}{LIGHT}\n") == []


def test_only_a_hyphen_with_nothing_after_it_may_part_a_word() -> None:
    assert line("Vi har et rus-").hyphen
    assert line("Vi har et rus-\r").hyphen
    assert line("Vi har et rus\u00ad").hyphen
    assert not line("Vi har et rus- ").hyphen
    assert not line("-").hyphen


def test_a_line_of_unseen_signs_is_blank() -> None:
    assert line(" \u00ad\u00a0\u200b ").blank
