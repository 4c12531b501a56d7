import pytest
from blocks_help import (
    CHAPTER,
    HEAD,
    PLACES,
    SUBHEAD,
    TEXT,
    built,
    evidence,
    heads,
    line,
    said,
    under,
)

from planspor.ingest.read.blocks import Block, Style
from planspor.ingest.structure.styles import Styles, look


def test_the_running_text_is_set_as_most_letters_are() -> None:
    blocks = [*(line("Kort", HEAD) for _ in range(9)), said(1)]
    styles = Styles(blocks)
    assert styles.body == look(TEXT)
    assert styles.is_body(9)
    assert not styles.is_body(0)


def test_where_the_format_says_no_style_nothing_is_known() -> None:
    styles = Styles([line("Kort"), said(1, None)])
    assert not styles.known
    assert not styles.is_body(0)
    assert not styles.stands_out(0)
    assert not styles.is_larger(0)
    assert styles.at(0) is None


@pytest.mark.parametrize(
    "style",
    [
        Style(10.0, font="ABCDEF+Minion"),
        Style(10.0, font="Minion-Regular"),
        Style(10.0, font="XYZABC+Minion,Roman"),
        Style(10.1, font="MINION"),
        Style(9.9, font="Minion-Italic"),
    ],
)
def test_what_the_eye_does_not_tell_apart_is_one_look(style: Style) -> None:
    assert look(style) == look(TEXT)


@pytest.mark.parametrize(
    "style",
    [
        Style(11.0, font="Minion"),
        Style(10.0, bold=True, font="Minion"),
        Style(10.0, italic=True, font="Minion"),
        Style(10.0, font="Frutiger"),
        Style(9.5, bold=True, font="Minion"),
    ],
)
def test_larger_bold_italic_or_other_letters_stand_out(style: Style) -> None:
    assert Styles([line("Kort", style), said(1)]).stands_out(0)


@pytest.mark.parametrize(
    "style", [TEXT, Style(10.4, font="Minion"), Style(8.0, bold=True, font="Minion"), None]
)
def test_letters_like_the_running_texts_or_much_smaller_do_not(style: Style | None) -> None:
    assert not Styles([line("Kort", style), said(1)]).stands_out(0)


def test_bold_does_not_stand_out_from_bold() -> None:
    bold = Style(10.0, bold=True, font="Minion")
    assert not Styles([line("Kort", bold), said(1, bold)]).stands_out(0)


def test_a_look_is_that_of_headings_where_most_of_its_lines_are_known_to_be_one() -> None:
    blocks = [
        *(line(title, CHAPTER) for title in PLACES),
        *(line("Ja", HEAD) for _ in "12"),
        said(1),
    ]
    styles = Styles(blocks)
    assert styles.of_headings({0, 1, 2}, range(7)) == {look(CHAPTER)}
    assert styles.of_headings({0, 1}, range(7)) == set()
    assert styles.of_headings({7}, range(7)) == set()


def apart(*also: Block) -> list[Block]:
    """Headings set apart from the running text, with other lines between."""
    blocks: list[Block] = []
    for number, title in enumerate(PLACES):
        blocks += [line(title, HEAD), said(number)]
        blocks += [*also, said(number + 20)] if number == 2 else []
    return blocks


def test_lines_set_apart_above_text_are_headings_for_their_setting_and_shape() -> None:
    parts = built(*apart())
    assert heads(parts) == list(PLACES)
    assert evidence(parts, PLACES[0]) == ("style", "shape")


def test_a_line_set_as_the_running_text_is_no_heading_where_headings_are_set_apart() -> None:
    assert heads(built(*apart(line("Stien i vest", TEXT)))) == list(PLACES)
    assert "Stien i vest" in heads(built(*apart(line("Stien i vest", HEAD))))


def test_a_line_of_larger_letters_heads_what_is_smaller_even_another_heading() -> None:
    two = [line("Stier i vest", CHAPTER), line("Lengde", HEAD), said(1)]
    assert heads(built(*apart(), *two)) == [*PLACES, "Stier i vest", "Lengde"]
    two = [line("Lengde", HEAD), line("Målt i meter", SUBHEAD), said(1)]
    assert heads(built(*apart(), *two)) == [*PLACES, "Lengde", "Målt i meter"]


def test_the_title_of_the_whole_is_no_section_where_only_its_letters_speak_for_it() -> None:
    parts = built(line("Stier og lys", CHAPTER), said(9), *apart())
    assert heads(parts) == list(PLACES)
    assert parts.passages[0].text.startswith("Stier og lys")


@pytest.mark.parametrize("text", ["De ryddet stien.", "båter på land", "12 400"])
def test_however_large_a_sentence_or_a_figure_is_no_heading(text: str) -> None:
    assert text not in heads(built(*apart(line(text, CHAPTER))))


def test_numbered_items_set_as_running_text_are_a_list_where_headings_are_set_apart() -> None:
    items = [
        line(f"{n} {verb} stien i år", TEXT) for n, verb in enumerate(("Rydde", "Merke", "Måle"), 1)
    ]
    items = [block for n, item in enumerate(items) for block in (item, said(n + 40))]
    assert heads(built(*apart(*items))) == list(PLACES)


def test_a_numbered_line_set_as_running_text_is_none_where_its_like_is_set_apart() -> None:
    numbered = [line(f"{n} {title}", HEAD) for n, title in enumerate(PLACES, 1)]
    blocks = list(under(numbered))
    blocks[6:6] = [line("4 Personer svarte ikke", TEXT), said(30)]
    parts = built(*blocks)
    assert [s.number for s in parts.sections] == ["1", "2", "3", "4", "5"]
    assert heads(parts) == list(PLACES)


def test_a_running_title_on_top_of_the_next_page_is_no_second_heading() -> None:
    blocks = [
        line("Lys langs stien", HEAD, page=1, page_start=True),
        said(1, page=1),
        line("Brygga i nord", HEAD, page=1),
        said(2, page=1),
        line("Brygga i nord", HEAD, page=2, page_start=True),
        said(3, page=2),
        line("Naustet", HEAD, page=2),
        said(4, page=2),
    ]
    assert heads(built(*blocks)) == ["Lys langs stien", "Brygga i nord", "Naustet"]


def test_a_heading_that_comes_again_further_down_a_page_is_a_second_one() -> None:
    again = [line("Behov", HEAD, page=1), line("Lys", HEAD, page=1), line("Behov", HEAD, page=1)]
    assert heads(built(*under(again))) == ["Behov", "Lys", "Behov"]
