from itertools import chain
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_help import LEFT, TOP, Put, Sheet, paragraph, pdf, read, texts
from reading_help import KAYAKS, LIGHT, QUAY

from planspor.ingest.read.blocks import BlockKind

RIGHT = 320.0
"""Where the second column begins."""


def column(*paragraphs: str, x: float = LEFT, y: float = TOP) -> list[Put]:
    """Paragraphs one below the other in a narrow column."""
    lines: list[Put] = []
    for text in paragraphs:
        lines += paragraph(text, x, y, 42, 9, font="C")
        y = lines[-1].y + 24
    return lines


def test_two_columns_are_read_one_after_the_other() -> None:
    data = pdf([Sheet([*column(QUAY, KAYAKS), *column(LIGHT, x=RIGHT)])])
    assert texts(read(data)) == [QUAY, KAYAKS, LIGHT]


def test_columns_that_the_stream_runs_across_are_read_one_after_the_other() -> None:
    left, right = column(QUAY, KAYAKS), column(LIGHT, x=RIGHT)
    across = [line for pair in zip(left, right, strict=False) for line in pair]
    data = pdf([Sheet([*across, *left[len(right) :]])])
    assert texts(read(data)) == [QUAY, KAYAKS, LIGHT]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    lines = wrap(f"{KAYAKS} {QUAY}", 42)
    half = len(lines) // 2
    left = [Put(LEFT, TOP + 12 * n, line, 9, "C") for n, line in enumerate(lines[:half])]
    right = [Put(RIGHT, TOP + 12 * n, line, 9, "C") for n, line in enumerate(lines[half:])]
    assert texts(read(pdf([Sheet([*left, *right])]))) == [f"{KAYAKS} {QUAY}"]


def test_a_stream_that_jumps_back_up_is_read_down_the_page() -> None:
    top, bottom = paragraph(KAYAKS), paragraph(QUAY, y=300)
    assert texts(read(pdf([Sheet([*bottom, *top])]))) == [KAYAKS, QUAY]


def test_a_title_that_the_stream_gives_last_stands_first() -> None:
    data = pdf([Sheet([*paragraph(KAYAKS), Put(LEFT, 50, "Om båtene", 20)])])
    assert texts(read(data)) == ["Om båtene", KAYAKS]


def test_running_headers_and_page_numbers_are_left_out_but_stay_in_the_source() -> None:
    pages = [
        Sheet(
            [
                Put(LEFT if n % 2 else 400, 40, "Havna i Vik – årsmelding"),
                *paragraph(text),
                Put(500 if n % 2 else LEFT, 810, str(n)),
            ]
        )
        for n, text in enumerate([KAYAKS, QUAY, LIGHT, KAYAKS, QUAY], 7)
    ]
    reading = read(pdf(pages))
    assert texts(reading) == [KAYAKS, QUAY, LIGHT, KAYAKS, QUAY]
    assert reading.source.count("Havna i Vik") == 5


def test_headings_that_count_their_measures_are_no_running_headers() -> None:
    pages = [
        Sheet([Put(LEFT, 60, f"Tiltak {n * 2}", 14, "B"), *paragraph(text)])
        for n, text in enumerate([KAYAKS, QUAY, LIGHT, KAYAKS], 1)
    ]
    found = texts(read(pdf(pages)))
    assert [text for text in found if text.startswith("Tiltak")] == [
        "Tiltak 2",
        "Tiltak 4",
        "Tiltak 6",
        "Tiltak 8",
    ]


def test_line_numbers_in_the_margin_are_no_part_of_the_text() -> None:
    lines = paragraph(f"{KAYAKS} {QUAY}")
    numbers = [Put(30, line.y, str(n), 7) for n, line in enumerate(lines, 41)]
    both = list(chain.from_iterable(zip(numbers, lines, strict=True)))
    assert texts(read(pdf([Sheet(both)]))) == [f"{KAYAKS} {QUAY}"]


def test_a_footnote_stands_apart_and_its_mark_leaves_the_text() -> None:
    data = pdf(
        [
            Sheet(
                [
                    Put(LEFT, TOP, "Båtene er nye", 11),
                    Put(LEFT + 65, TOP - 4, "3", 6),
                    Put(LEFT + 72, TOP, "og lette. Alle skal ha vest, og alle skal", 11),
                    *paragraph(QUAY, y=200),
                    Put(LEFT, 740, "3", 6),
                    Put(LEFT + 6, 743, "Kommunen kjøpte dem i vår.", 8.5),
                ]
            )
        ]
    )
    blocks = read(data).blocks
    assert blocks[0].text == "Båtene er nye og lette. Alle skal ha vest, og alle skal"
    assert [(b.kind, b.text) for b in blocks if b.kind is BlockKind.FOOTNOTE] == [
        (BlockKind.FOOTNOTE, "3 Kommunen kjøpte dem i vår.")
    ]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("Planen skal gi bedre rusbehand-", "ling til alle.", "rusbehandling"),
        ("Det gjelder rus-", "og psykiatrifeltet.", "rus- og psykiatrifeltet"),
        ("Modellen heter nedenfra-og-opp-", "perspektivet her.", "nedenfra-og-opp-perspektivet"),
        ("Vi følger opp BrukerPlan-", "kartleggingen i år.", "BrukerPlan-kartleggingen"),
        ("Ordningen kalles LAR-", "behandling i dag.", "LAR-behandling"),
    ],
)
def test_a_hyphen_at_a_lines_end_is_decided_by_what_the_word_is(
    before: str, after: str, whole: str
) -> None:
    data = pdf([Sheet([Put(LEFT, TOP, before), Put(LEFT, TOP + 14, after)])])
    assert whole in texts(read(data))[0]


def test_items_of_a_list_with_hanging_lines_are_a_block_each() -> None:
    items = [f"• {KAYAKS}", f"• {QUAY}"]
    lines: list[Put] = []
    y = TOP
    for item in items:
        first, *rest = wrap(item, 70)
        lines.append(Put(LEFT, y, first))
        lines += [Put(LEFT + 8, y + 14 * n, line) for n, line in enumerate(rest, 1)]
        y += 14 * (len(rest) + 1)
    blocks = read(pdf([Sheet(lines)])).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.LIST_ITEM, item) for item in items
    ]


def test_list_marks_that_the_stream_sets_apart_stand_before_their_text() -> None:
    texts_ = ["Vester til alle", "Nye årer"]
    words = [Put(LEFT + 15, TOP + 14 * n, text) for n, text in enumerate(texts_)]
    marks = [Put(LEFT, TOP + 14 * n, "•") for n in range(2)]
    assert texts(read(pdf([Sheet([*words, *marks])]))) == ["• Vester til alle", "• Nye årer"]


def test_an_indent_begins_a_paragraph_where_no_space_does() -> None:
    one, two = wrap(KAYAKS, 80), wrap(QUAY, 78)
    lines = [Put(LEFT, TOP + 14 * n, line) for n, line in enumerate(one)]
    y = TOP + 14 * len(one)
    lines += [Put(LEFT + (12 if n == 0 else 0), y + 14 * n, line) for n, line in enumerate(two)]
    assert texts(read(pdf([Sheet(lines)]))) == [KAYAKS, QUAY]


def test_text_on_a_coloured_area_is_boxed_and_does_not_part_the_text_around_it() -> None:
    before, after = wrap(KAYAKS, 60)[:2], wrap(KAYAKS, 60)[2:]
    lines = [
        *(Put(LEFT, TOP + 14 * n, line) for n, line in enumerate(before)),
        *(Put(LEFT + 20, 222 + 14 * n, line) for n, line in enumerate(wrap(QUAY, 50))),
        *(Put(LEFT, 400 + 14 * n, line) for n, line in enumerate(after)),
    ]
    box = f"0.8 0.9 1 rg {LEFT} {842 - 330} 400 130 re f 0 g"
    blocks = read(pdf([Sheet(lines, drawn=box)])).blocks
    assert [(block.text, block.boxed) for block in blocks] == [(KAYAKS, False), (QUAY, True)]


def test_a_paragraph_set_inside_the_measure_is_a_quotation() -> None:
    lines = [
        *paragraph(KAYAKS, LEFT, TOP, 80, 9, font="C"),
        *paragraph(QUAY, LEFT + 25, 180, 60, 9, font="C"),
        *paragraph(LIGHT, LEFT, 260, 80, 9, font="C"),
    ]
    blocks = read(pdf([Sheet(lines)])).blocks
    assert [(block.text, block.kind) for block in blocks] == [
        (KAYAKS, BlockKind.TEXT),
        (QUAY, BlockKind.QUOTATION),
        (LIGHT, BlockKind.TEXT),
    ]


def test_a_letter_spaced_line_is_closed_up() -> None:
    shown = [
        Put(LEFT + 9 * n, 60, sign, 9, "C")
        for n, sign in enumerate("ÅRSMELDING OM HAVNA")
        if sign != " "
    ]
    assert texts(read(pdf([Sheet([*shown, *paragraph(KAYAKS)])]))) == [
        "ÅRSMELDING OM HAVNA",
        KAYAKS,
    ]


def test_text_beside_the_page_is_not_read() -> None:
    data = pdf([Sheet([Put(-300, 200, "Gammel tittel"), *paragraph(KAYAKS)])])
    assert texts(read(data)) == [KAYAKS]


@given(st.permutations([KAYAKS, QUAY, LIGHT]), st.integers(40, 90))
def test_paragraphs_set_apart_are_read_whole_whatever_their_width(
    order: list[str], letters: int
) -> None:
    lines: list[Put] = []
    y = TOP
    for text in order:
        lines += paragraph(text, 20, y, letters, 9, font="C")
        y = lines[-1].y + 30
    assert texts(read(pdf([Sheet(lines)]))) == order
