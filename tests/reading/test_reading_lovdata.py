from markup_help import FILES, of_kind, outline, read

from planspor.ingest.read.blocks import BlockKind

READING = read((FILES / "lovdata.html").read_bytes())


def test_chapters_and_paragraphs_are_headings_with_number_and_title() -> None:
    assert outline(READING) == [
        (1, "Forskrift om utlån av kajakker"),
        (2, "Kapittel 1. Innledende bestemmelser"),
        (3, "§ 1-1. Formål"),
        (2, "Kapittel 2. Lån"),
        (3, "§ 2-1. Lånetid"),
    ]


def test_each_part_of_a_paragraph_is_a_block_and_its_list_items() -> None:
    assert of_kind(BlockKind.TEXT, READING) == [
        "Forskriften skal sikre at alle kan padle.",
        "Utlån skjer når",
        "En kajakk lånes ut for én dag.",
    ]
    assert of_kind(BlockKind.LIST_ITEM, READING) == ["båten er hel, og", "låneren har vest."]


def test_the_history_of_a_paragraph_is_left_out_and_notes_stand_apart() -> None:
    assert not any("Endret ved" in block.text for block in READING.blocks)
    assert of_kind(BlockKind.FOOTNOTE, READING) == ["Gjelder ikke kanoer."]


def test_a_paragraph_is_found_by_its_id() -> None:
    (heading,) = [block for block in READING.blocks if block.text == "§ 2-1. Lånetid"]
    assert heading.anchor == "PARAGRAF_2-1"
