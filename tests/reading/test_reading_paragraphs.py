import pytest
from reading_help import KAYAKS, LIGHT, QUAY, kinds, lines, read, story, texts

from planspor.ingest.read.blocks import BlockKind

BREAK = lines(KAYAKS).index("\n", 80)


def overleaf(paragraph: str, *rest: str) -> str:
    """Pages of text; the paragraph is cut in mid-line by the turn from the first to the second."""
    rows = lines(paragraph).split("\n")
    cut = "\n".join(rows[:2]) + "\n " + "\n".join(rows[2:])
    return "\n\n".join([*map(lines, story(1)), cut, *map(lines, (*story(2), *rest))])


def test_blank_lines_part_paragraphs() -> None:
    assert texts(f"{lines(KAYAKS)}\n\n{lines(QUAY)}\n") == [KAYAKS, QUAY]


def test_a_short_last_line_and_a_capital_part_paragraphs_too() -> None:
    assert texts(f"{lines(LIGHT)}\n{lines(QUAY)}\n{lines(KAYAKS)}\n") == [LIGHT, QUAY, KAYAKS]


def test_a_page_break_in_mid_sentence_parts_nothing() -> None:
    assert KAYAKS in texts(overleaf(KAYAKS))


def test_a_page_break_after_an_abbreviation_parts_nothing() -> None:
    first = "Rutinen bygger på det som Stortinget vedtok for mange år siden i Innst. S."
    text = "\n\n".join([*map(lines, story(1)), f"{first}\n nr. 4, og den er fulgt siden."])
    assert texts("\n\n".join([text, *map(lines, story(2))]))[5] == (
        f"{first} nr. 4, og den er fulgt siden."
    )


def test_a_page_that_begins_with_a_capital_after_a_full_stop_begins_a_paragraph() -> None:
    text = "\n\n".join([*map(lines, story(1)), lines(KAYAKS) + "\n " + lines(QUAY)])
    found = texts("\n\n".join([text, *map(lines, story(2))]))
    assert found[5:7] == [KAYAKS, QUAY]


def test_a_block_knows_that_a_page_begins_with_it() -> None:
    text = "\n\n".join([*map(lines, story(1)), lines(KAYAKS) + "\n " + lines(QUAY)])
    starts = [b.text for b in read("\n\n".join([text, *map(lines, story(2))])) if b.page_start]
    assert starts == [QUAY]


def test_a_heading_right_above_its_text_is_a_block_of_its_own() -> None:
    found = read(f"{lines(QUAY)}\n\nUtlån av kajakker\n{lines(KAYAKS)}\n")
    assert [block.text for block in found] == [QUAY, "Utlån av kajakker", KAYAKS]
    assert [block.gap for block in found] == [True, True, False]


def test_a_heading_as_wide_as_the_column_is_told_by_how_the_next_line_opens() -> None:
    heading = "Erfaringene med utlånet av båter og kajakker i de tre foreningene i fjor"
    text = f"{lines(QUAY)}\n\n{heading}\n{lines(KAYAKS)}\n\n{lines('Et råd: ' + KAYAKS.lower())}\n"
    assert texts(text)[1:3] == [heading, KAYAKS]


def test_a_line_that_ends_in_a_dash_goes_on() -> None:
    text = f"{lines(QUAY)}\n\nBåter for alle –\nEt utlån i vekst\n\n{lines(KAYAKS)}\n"
    assert texts(text)[1] == "Båter for alle – Et utlån i vekst"


def test_a_double_spaced_quotation_is_one_block() -> None:
    quotation = lines(KAYAKS).replace("\n", "\n\n")
    assert texts(f"{lines(QUAY)}\n\n{quotation}\n\n{lines(LIGHT)}\n") == [QUAY, KAYAKS, LIGHT]
    assert kinds(f"{lines(QUAY)}\n\n{quotation}\n")[1] is BlockKind.QUOTATION


@pytest.mark.parametrize("mark", ["•", "–", "-", "*", "\uf0b7", "➢", "o"])
def test_every_item_of_a_list_is_a_block(mark: str) -> None:
    items = [f"{mark} Benker av tre", f"{mark} Lamper langs stien", f"{mark} Skilt"]
    text = "\n".join([lines(QUAY), "", *items])
    assert texts(text) == [QUAY, *items]
    assert kinds(text)[1:] == [BlockKind.LIST_ITEM] * 3


def test_an_item_of_several_lines_is_one_block() -> None:
    item = f"• {KAYAKS}"
    assert texts(f"{lines(QUAY)}\n{lines(item)}\n• Skilt\n")[1:] == [item, "• Skilt"]


def test_numbered_points_are_blocks_though_no_blank_line_parts_them() -> None:
    points = [f"{n}. {story(n)[0]}" for n in (1, 2, 3)]
    assert texts("\n".join(map(lines, points))) == points


def test_every_entry_of_a_contents_list_is_a_block() -> None:
    entries = ["1 Utlån av båter ........ 4", "1.1 Rutinen . . . . . 5", "2 Benkene på brygga … 11"]
    assert texts("\n".join(entries)) == entries


def test_a_chapters_label_is_a_block_of_its_own() -> None:
    text = f"{lines(QUAY)}\n\nKapittel 4\nBåter på land\n\n{lines(KAYAKS)}\n"
    assert texts(text)[1:3] == ["Kapittel 4", "Båter på land"]


def test_where_lines_are_long_each_is_a_paragraph() -> None:
    rows = ["Utlån", f"{KAYAKS} {QUAY}", f"{QUAY} {LIGHT}", "båter", f"{LIGHT} {KAYAKS}"]
    found = read("\n".join(rows))
    assert [block.text for block in found] == rows
    assert all(block.gap for block in found)


def test_number_signs_open_headings_and_tell_their_level() -> None:
    rows = ["# Båter", f"{KAYAKS}{QUAY}", "## Kajakker", "• vest", f"{QUAY}{LIGHT}", "# Lys", LIGHT]
    headings = [(b.text, b.level) for b in read("\n".join(rows)) if b.kind is BlockKind.HEADING]
    assert headings == [("Båter", 1), ("Kajakker", 2), ("Lys", 1)]


@pytest.mark.parametrize("second", [" Bodø og Tromsø", "og de andre byene"])
def test_the_second_line_of_a_marked_heading_belongs_to_it(second: str) -> None:
    text = f"# Lån i Oslo,\n{second}\n{KAYAKS}{QUAY}\n\n# Lys\n{LIGHT}{QUAY}\n"
    assert read(text)[0].text == f"Lån i Oslo, {second.strip()}"


def test_number_signs_that_head_the_columns_of_tables_open_no_headings() -> None:
    table = "# Navn Lengde\n1 Nordstien 400\n2 Sørstien 900\n"
    text = f"{table}\n{lines(KAYAKS)}\n\n{table}\n{lines(QUAY)}\n\n{table}"
    assert BlockKind.HEADING not in kinds(text)


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n\f\n", "\u00ad\n"])
def test_a_file_with_nothing_in_it_has_no_blocks(text: str) -> None:
    assert read(text) == []
