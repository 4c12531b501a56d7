import pytest
from pdf_help import LEFT, TOP, Put, Sheet, paragraph, pdf, read, texts
from reading_help import KAYAKS, LIGHT, QUAY

from planspor.ingest.read.blocks import BlockKind

STEP = 14.0


def rows(
    *lines: str, x: float = LEFT, y: float = TOP, size: float = 11, tag: tuple[str, ...] = ()
) -> list[Put]:
    """Lines right below each other."""
    return [Put(x, y + STEP * place, line, size, tag=tag) for place, line in enumerate(lines)]


def below(lines: list[Put]) -> float:
    """Where what comes after some lines begins."""
    return lines[-1].y + 2 * STEP


def test_quotations_tagged_as_one_element_stay_where_they_stand() -> None:
    first, last = ("Document:1", "P:1"), ("Document:1", "P:2")
    quoted = ("Document:1", "BlockQuote:1")
    lines = [
        *rows("«Det første sitatet.»", y=90, tag=quoted),
        *rows("Et avsnitt om båtene.", y=120, tag=first),
        *rows("«Det andre sitatet.»", y=150, tag=quoted),
        *rows("Et avsnitt om kaia.", y=180, tag=last),
    ]
    blocks = read(pdf([Sheet(lines)])).blocks
    assert [block.text for block in blocks] == [line.text for line in lines]
    assert [block.kind for block in blocks[::2]] == [BlockKind.QUOTATION] * 2


def test_items_of_a_list_whose_marks_are_drawn_are_a_block_each() -> None:
    text = paragraph(KAYAKS)
    items = ["Havna får ny belysning", "båtene får egne plasser ved kaia", "Alle får nøkkel"]
    listed = rows(*items, x=LEFT + 30, y=below(text))
    reading = read(pdf([Sheet([*text, *listed, *paragraph(QUAY, y=below(listed))])]))
    assert texts(reading) == [KAYAKS, *items, QUAY]


def test_an_item_further_in_than_the_one_above_is_its_own() -> None:
    outer, inner = rows("1. Havna får ny belysning"), rows("Alle får nøkkel", x=LEFT + 40, y=104)
    assert texts(read(pdf([Sheet([*paragraph(KAYAKS, y=200), *outer, *inner])])))[:2] == [
        "1. Havna får ny belysning",
        "Alle får nøkkel",
    ]


def test_a_date_at_a_lines_beginning_is_no_number_of_a_list() -> None:
    lines = rows("Vi viser til brevet fra Havnevesenet om nye båtplasser som kom", "3. mai i fjor.")
    assert len(read(pdf([Sheet(lines)])).blocks) == 1


def test_a_number_that_opens_a_line_of_a_note_opens_no_note() -> None:
    text = [*paragraph(KAYAKS), Put(LEFT, 300, "Havna er stor"), Put(133, 296, "4", 7)]
    note = rows("4 Båtene ligger ved kaia, og det er om lag", "12 av dem i år.", y=760, size=8)
    notes = [b for b in read(pdf([Sheet([*text, *note])])).blocks if b.kind is BlockKind.FOOTNOTE]
    assert [block.text for block in notes] == [
        "4 Båtene ligger ved kaia, og det er om lag 12 av dem i år."
    ]


def test_a_note_that_stands_on_the_page_after_its_mark_is_one() -> None:
    marked = [*paragraph(KAYAKS), Put(LEFT, 300, "Havna er stor"), Put(133, 296, "4", 7)]
    after = [*paragraph(QUAY), Put(LEFT, 760, "4 Båtene ligger ved kaia.", 8)]
    reading = read(pdf([Sheet(marked), Sheet(after)]))
    assert [b.text for b in reading.blocks if b.kind is BlockKind.FOOTNOTE] == [
        "4 Båtene ligger ved kaia."
    ]


def test_an_initial_is_a_part_of_its_word() -> None:
    beside = rows("AVNA har fått nye båter, og de ligger ved", "kaia der alle kan se dem nå.", x=96)
    lines = [Put(LEFT, 106, "H", 34), *beside, *paragraph(LIGHT, y=118)]
    reading = read(pdf([Sheet(lines)]))
    assert reading.blocks[0].text.startswith("Havna har fått nye båter, og de ligger ved kaia")
    assert len(reading.source) >= len(reading.blocks[0].text)


def test_a_heading_over_two_columns_stays_between_their_texts() -> None:
    left = paragraph(KAYAKS, letters=42, size=9, font="C")
    heading = [Put(LEFT, below(left), "Om havna og", 16), Put(320, TOP - 10, "båtene", 16)]
    right = paragraph(LIGHT, x=320, y=TOP + 20, letters=42, size=9, font="C")
    assert texts(read(pdf([Sheet([*left, *heading, *right])]))) == [
        KAYAKS,
        "Om havna og båtene",
        LIGHT,
    ]


def test_two_small_numbers_in_the_margin_are_lines_counted() -> None:
    text = paragraph(KAYAKS + " " + QUAY)
    numbers = [Put(40, text[1].y, "5", 6), Put(40, text[3].y, "10", 6)]
    assert texts(read(pdf([Sheet([*text[:2], numbers[0], *text[2:], numbers[1]])]))) == [
        f"{KAYAKS} {QUAY}"
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("i årene 2015–", "2016 da", "2015–2016 da"),
        ("helse og/", "eller bolig", "og/eller bolig"),
        ("en e-", "post nå", "e-post nå"),
        ("et web-", "skjema nå", "web-skjema nå"),
    ],
)
def test_a_sign_of_the_word_at_a_lines_end_stays(first: str, second: str, joined: str) -> None:
    filler = "Havna har fått nye båter som ligger ved kaia"
    reading = read(
        pdf([Sheet(rows(f"{filler} {first}", f"{second} og ellers er alt som før her."))])
    )
    assert joined in reading.blocks[0].text
