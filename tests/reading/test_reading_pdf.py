from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_help import HEIGHT, LEFT, WIDTH, Put, Sheet, paragraph, pdf, read, texts
from reader_contract import ReaderContract
from reading_help import KAYAKS, LIGHT, QUAY

from planspor.ingest.read.blocks import BlockKind, File, Reader
from planspor.ingest.read.pdf.reader import PdfReader

TAGGED = pdf(
    [
        Sheet(
            [
                Put(LEFT, 60, "Kajakker og brygger", 16, "B", tag=("Document", "H1:1")),
                *(
                    Put(line.x, line.y, line.text, tag=("Document", "P:1"))
                    for line in paragraph(KAYAKS)
                ),
                Put(LEFT, 200, "• Redningsvest", tag=("Document", "L:1", "LI:1", "LBody:1")),
                Put(LEFT, 220, "• Åre", tag=("Document", "L:1", "LI:2", "LBody:1")),
                Put(LEFT, 300, "Sted", tag=("Document", "Table:1", "TR:1", "TH:1")),
                Put(250, 300, "Antall", tag=("Document", "Table:1", "TR:1", "TH:2")),
                Put(LEFT, 320, "Brygga", tag=("Document", "Table:1", "TR:2", "TD:1")),
                Put(250, 320, "3", tag=("Document", "Table:1", "TR:2", "TD:2")),
                Put(LEFT, 335, "Tabell 1 Benker", tag=("Document", "Table:1", "Caption:1")),
                Put(LEFT, 700, "1 Se neste side.", 8, tag=("Document", "Note:1")),
                Put(LEFT, 800, "Side 1", 8, artifact=True),
            ]
        )
    ]
)
PLAIN = pdf(
    [
        Sheet([Put(LEFT, 60, "Kajakker", 16, "B"), *paragraph(KAYAKS), *paragraph(QUAY, y=180)]),
        Sheet([*paragraph(LIGHT), Put(LEFT, 700, "Takk til alle.")]),
    ]
)


class TestPdfReader(ReaderContract):
    reader: ClassVar[Reader] = PdfReader()
    documents: ClassVar[dict[str, bytes]] = {"tagget.pdf": TAGGED, "vanlig.pdf": PLAIN}
    broken: ClassVar[dict[str, bytes]] = {
        "avbrutt.pdf": b"%PDF-1.7\n1 0 obj\n<<",
        "blank.pdf": pdf([Sheet([])]),
    }


def test_what_is_tagged_has_the_kind_that_its_tag_says() -> None:
    kinds = [(block.kind, block.text) for block in read(TAGGED).blocks]
    assert kinds == [
        (BlockKind.HEADING, "Kajakker og brygger"),
        (BlockKind.TEXT, KAYAKS),
        (BlockKind.LIST_ITEM, "• Redningsvest"),
        (BlockKind.LIST_ITEM, "• Åre"),
        (BlockKind.TABLE_ROW, "Sted\tAntall"),
        (BlockKind.TABLE_ROW, "Brygga\t3"),
        (BlockKind.CAPTION, "Tabell 1 Benker"),
        (BlockKind.FOOTNOTE, "1 Se neste side."),
    ]


def test_cells_of_a_tagged_table_know_their_row_column_and_header() -> None:
    rows = [block for block in read(TAGGED).blocks if block.cells]
    found = [
        (c.row, c.column, c.header, row.text[c.start : c.end]) for row in rows for c in row.cells
    ]
    assert found == [
        (0, 0, True, "Sted"),
        (0, 1, True, "Antall"),
        (1, 0, False, "Brygga"),
        (1, 1, False, "3"),
    ]


def test_an_artifact_is_in_the_source_but_in_no_block() -> None:
    reading = read(TAGGED)
    assert "Side 1" in reading.source
    assert not any("Side 1" in text for text in texts(reading))


def test_a_heading_tag_has_its_level_and_every_block_its_style_and_page() -> None:
    first, second, *_ = read(TAGGED).blocks
    assert first.level == 1
    assert first.style is not None
    assert (first.style.size, first.style.bold, first.page) == (16, True, 1)
    assert second.style is not None
    assert not second.style.bold


def test_a_cell_that_spans_columns_moves_the_next_one_on() -> None:
    row = ("Document", "Table:1")
    data = pdf(
        [
            Sheet(
                [
                    Put(LEFT, 100, "Begge", tag=(*row, "TR:1", "TH/ColSpan=2:1")),
                    Put(300, 100, "Tredje", tag=(*row, "TR:1", "TH:2")),
                    Put(LEFT, 120, "en", tag=(*row, "TR:2", "TD:1")),
                    Put(200, 120, "to", tag=(*row, "TR:2", "TD:2")),
                    Put(300, 120, "tre", tag=(*row, "TR:2", "TD:3")),
                ]
            )
        ]
    )
    cells = [cell for block in read(data).blocks for cell in block.cells]
    assert [(c.row, c.column, c.column_span) for c in cells] == [
        (0, 0, 2),
        (0, 2, 1),
        (1, 0, 1),
        (1, 1, 1),
        (1, 2, 1),
    ]


def test_a_table_of_one_column_only_places_text_and_is_none() -> None:
    table = ("Document", "Table:1")
    data = pdf(
        [
            Sheet(
                [
                    Put(line.x, line.y, line.text, tag=(*table, f"TR:{n}", "TD:1"))
                    for n, line in enumerate([*paragraph(KAYAKS), *paragraph(QUAY, y=200)])
                ]
            )
        ]
    )
    assert texts(read(data)) == [KAYAKS, QUAY]


def test_tags_that_make_all_of_a_text_headings_are_not_believed() -> None:
    lines = [*paragraph(KAYAKS), *paragraph(QUAY, y=200)]
    tags = [("Document", f"H1:{line.y > 190}") for line in lines]
    data = pdf(
        [Sheet([Put(at.x, at.y, at.text, tag=tag) for at, tag in zip(lines, tags, strict=True)])]
    )
    blocks = read(data).blocks
    assert [(block.kind, block.level) for block in blocks] == [(BlockKind.TEXT, None)] * 2


def test_tags_order_the_text_where_the_stream_does_not() -> None:
    last = [Put(at.x, at.y, at.text, tag=("Document", "P:2")) for at in paragraph(QUAY, y=300)]
    first = [Put(at.x, at.y, at.text, tag=("Document", "P:1")) for at in paragraph(KAYAKS)]
    data = pdf([Sheet([*first[:1], *last, *first[1:]])])
    assert texts(read(data)) == [KAYAKS, QUAY]


def test_an_element_that_goes_on_overleaf_is_one_block() -> None:
    lines = [Put(at.x, at.y, at.text, tag=("Document", "P:1")) for at in paragraph(KAYAKS)]
    data = pdf([Sheet(lines[:1]), Sheet(lines[1:])])
    assert texts(read(data)) == [KAYAKS]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_lines_are_placed_on_the_page_as_it_is_shown(turned: int) -> None:
    reading = read(pdf([Sheet([Put(100, 200, "Brygga")], turned=turned)]))
    place, page = reading.placed[0], reading.pages[0]
    assert (page.width, page.height) == ((WIDTH, HEIGHT) if turned % 180 == 0 else (HEIGHT, WIDTH))
    left, bottom = {
        0: (100, 200),
        90: (HEIGHT - 200, 100),
        180: (WIDTH - 100, HEIGHT - 200),
        270: (200, WIDTH - 100),
    }[turned]
    assert place.left - 3 <= left <= place.right + 3
    assert place.top - 3 <= bottom <= place.bottom + 3


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_text_is_read_along_its_own_lines(turn: int) -> None:
    step = {90: (-14, 0), 180: (0, -14), 270: (14, 0)}[turn]
    data = pdf(
        [
            Sheet(
                [
                    Put(300 + n * step[0], 400 + n * step[1], line, turn=turn)
                    for n, line in enumerate(["Båtene skal være tilbake", "før klokka åtte."])
                ]
            )
        ]
    )
    assert texts(read(data)) == ["Båtene skal være tilbake før klokka åtte."]


def test_text_set_aslant_is_a_watermark() -> None:
    data = pdf([Sheet([Put(200, 500, "UTKAST", 60, turn=45), *paragraph(KAYAKS)])])
    assert texts(read(data)) == [KAYAKS]


def test_a_file_with_junk_before_it_is_read() -> None:
    data = b"junk\n" * 10 + PLAIN
    assert PdfReader().accepts(File(data, "uten-endelse"))
    assert texts(read(data)) == texts(read(PLAIN))


@given(
    st.lists(
        st.tuples(
            st.floats(20, 400), st.floats(20, 820), st.sampled_from([KAYAKS[:40], "1", "• En", "§"])
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_line_of_the_source_is_placed_on_its_page(
    puts: list[tuple[float, float, str]],
) -> None:
    reading = read(pdf([Sheet([Put(round(x, 1), round(y, 1), text) for x, y, text in puts])]))
    lines = [reading.source[place.start : place.end] for place in reading.placed]
    assert lines == reading.source.split("\n")
    for place in reading.placed:
        assert 0 <= place.left < place.right <= WIDTH
        assert place.top < place.bottom


def test_every_page_of_real_documents_has_text_in_its_place(shared: Path) -> None:
    for name in ("lovtidend_dora.pdf", "noark_vedl3.pdf"):
        reading = read((shared / "corpus" / "pdf" / name).read_bytes(), name)
        assert reading.blocks
        assert {place.page for place in reading.placed} == set(range(1, len(reading.pages) + 1))
