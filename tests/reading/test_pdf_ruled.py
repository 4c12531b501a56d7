import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pdf_making import (
    HEIGHT,
    HEIGHT_OF_ROW,
    WIDTH,
    WIDTH_OF_COLUMN,
    cells,
    document,
    fill,
    grid,
    pdf_of,
    rule,
    saved,
    words,
)
from pikepdf import Dictionary, Name
from pypdfium2 import PdfDocument

from planspor.ingest.read.pdf.drawing import drawing
from planspor.ingest.read.pdf.letters import letters_of
from planspor.ingest.read.pdf.ruled import RuledCell, RuledTable, RuledTables

BOATS = [
    ["Båt", "Lengde", "Plasser"],
    ["Kajakk", "4,2", "1"],
    ["Robåt", "3,8", "4"],
    ["Seilbåt", "7,5", "6"],
]
Table = dict[tuple[int, int], str]


def read(data: bytes) -> Iterator[tuple[RuledTable, dict[RuledCell, str]]]:
    """Each table with the letters of its cells."""
    finder = RuledTables()
    with PdfDocument(data) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            letters = letters_of(page)
            middles = (letters.boxes[:, :2] + letters.boxes[:, 2:]) / 2
            for table in finder.on(drawing(page), letters, number + 1):
                texts = {}
                shown = table.grid.cells[len(table.repeated) :]
                for cell, place in zip(table.cells, shown, strict=True):
                    left, top, right, bottom = table.grid.area_of(place)
                    inside = (middles > (left, top)) & (middles < (right, bottom))
                    codes = letters.codes[inside.all(axis=1)].tolist()
                    texts[cell] = "".join(map(chr, codes))
                yield table, texts
            page.close()


def tables(data: bytes) -> list[Table]:
    """The tables by row and column, those that go on over pages as one."""
    found: list[Table] = []
    for table, texts in read(data):
        if not table.continues:
            found.append({})
        for cell, text in texts.items():
            place = cell.row, cell.column
            found[-1][place] = found[-1].get(place, "") + text
    return found


def table_of(rows: list[list[str]]) -> Table:
    return {
        (row, column): "".join(text.split())
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    }


def headers(data: bytes) -> set[int]:
    return {cell.row for table, _ in read(data) for cell in table.cells if cell.header}


def test_lines_around_cells_make_a_table() -> None:
    assert tables(pdf_of(grid(80, 100, BOATS))) == [table_of(BOATS)]


def test_text_without_lines_is_no_table() -> None:
    assert tables(pdf_of(cells(80, 100, BOATS))) == []


def test_a_box_around_text_is_no_table() -> None:
    box = grid(80, 100, [["Alle skal ha vest."]])
    assert tables(pdf_of(box)) == []


def test_a_grid_without_letters_is_a_chart() -> None:
    assert tables(pdf_of(grid(80, 100, [["", "", ""]] * 4))) == []


def test_sides_that_are_left_open_close_themselves() -> None:
    across = "".join(
        rule(80, 100 + HEIGHT_OF_ROW * row, 380, 100 + HEIGHT_OF_ROW * row) for row in range(5)
    )
    down = "".join(
        rule(80 + WIDTH_OF_COLUMN * n, 100, 80 + WIDTH_OF_COLUMN * n, 180) for n in (1, 2)
    )
    assert tables(pdf_of(across + down + cells(80, 100, BOATS))) == [table_of(BOATS)]


def test_filled_cells_make_a_table_without_lines() -> None:
    fills = "".join(
        fill(
            80 + WIDTH_OF_COLUMN * column,
            100 + HEIGHT_OF_ROW * row,
            99,
            19,
            0.4 if row == 0 else 0.9,
        )
        for row in range(4)
        for column in range(3)
    )
    assert tables(pdf_of(fills + cells(80, 100, BOATS))) == [table_of(BOATS)]


def test_rules_between_rows_alone_make_a_table_with_columns_told_from_the_letters() -> None:
    across = "".join(
        rule(80, 100 + HEIGHT_OF_ROW * row, 380, 100 + HEIGHT_OF_ROW * row) for row in range(5)
    )
    assert tables(pdf_of(across + cells(80, 100, BOATS))) == [table_of(BOATS)]


def test_rules_around_the_header_and_below_the_table_alone_make_a_table() -> None:
    rules = "".join(rule(80, y, 380, y) for y in (100, 120, 180))
    data = pdf_of(rules + cells(80, 100, BOATS))
    assert tables(data) == [table_of(BOATS)]
    assert headers(data) == {0}


def test_the_last_row_of_a_banded_table_needs_no_band() -> None:
    bands = "".join(fill(80, 100 + HEIGHT_OF_ROW * row, 300, 20, 0.8) for row in (0, 2))
    after = words(80, 220, "Båtene skal være tilbake før klokka åtte om kvelden, alle sammen.")
    assert tables(pdf_of(bands + cells(80, 100, BOATS) + after)) == [table_of(BOATS)]


def test_a_missing_line_merges_cells() -> None:
    rows = [["Båt", "Mål", ""], ["Kajakk", "4,2", "1"], ["", "3,8", "4"]]
    lines = "".join(
        [
            *(rule(80, y, 380, y) for y in (100, 120, 160)),
            rule(180, 140, 380, 140),
            *(rule(x, 100, x, 160) for x in (80, 180, 380)),
            rule(280, 120, 280, 160),
        ]
    )
    [(table, texts)] = read(pdf_of(lines + cells(80, 100, rows)))
    spans = {text: (cell.row_span, cell.column_span) for cell, text in texts.items()}
    assert spans["Mål"] == (1, 2)
    assert spans["Kajakk"] == (2, 1)
    assert spans["4,2"] == (1, 1)
    assert len(table.cells) == 7


@pytest.mark.parametrize("gap", [0.0, 1.5, 3.0])
def test_a_double_line_is_one(gap: float) -> None:
    double = grid(80, 100, BOATS) + grid(80 + gap, 100 + gap, [["", "", ""]] * 4)
    assert tables(pdf_of(double)) == [table_of(BOATS)]


def test_bold_letters_make_the_first_row_a_header() -> None:
    assert headers(pdf_of(grid(80, 100, BOATS))) == {0}
    assert headers(pdf_of(grid(80, 100, BOATS, bold=0))) == set()
    assert headers(pdf_of(grid(80, 100, BOATS, bold=4))) == set()


def test_a_colour_makes_the_first_row_a_header() -> None:
    shaded = fill(80, 100, 300, HEIGHT_OF_ROW, 0.8) + grid(80, 100, BOATS, bold=0)
    assert headers(pdf_of(shaded)) == {0}


def test_bands_of_colour_make_no_header() -> None:
    bands = "".join(fill(80, 100 + HEIGHT_OF_ROW * row, 300, HEIGHT_OF_ROW, 0.8) for row in (0, 2))
    assert headers(pdf_of(bands + grid(80, 100, BOATS, bold=0))) == set()


def test_a_table_goes_on_over_the_page_and_its_repeated_header_is_left_out() -> None:
    more = [BOATS[0], ["Ferge", "40", "120"]]
    data = pdf_of(grid(80, 700, BOATS), grid(110, 90, more))
    assert tables(data) == [table_of([*BOATS, more[1]])]
    second = list(read(data))[1][0]
    assert second.continues
    assert {box.page for box in second.repeated} == {2}


def test_a_running_header_stands_between_the_halves_of_a_table() -> None:
    head = words(80, 100, "Årsmelding for båtlaget") + words(500, 800, "12")
    data = pdf_of(
        head + grid(80, 650, BOATS), head + grid(80, 120, [["Ferge", "40", "120"]] * 2, bold=0)
    )
    assert len(tables(data)) == 1


@pytest.mark.parametrize("place", [(80, 760, 0), (80, 110, 1)], ids=["below", "above"])
def test_text_between_two_tables_parts_them(place: tuple[float, float, int]) -> None:
    x, y, page = place
    contents = [grid(80, 600, BOATS), grid(80, 130, BOATS)]
    contents[page] += words(x, y, "Slik var det i fjor.")
    assert len(tables(pdf_of(*contents))) == 2


def test_a_row_that_the_page_broke_off_is_one() -> None:
    data = pdf_of(
        grid(80, 700, BOATS, bold=1),
        grid(80, 60, [["", "og en halv", ""], ["Ferge", "40", "120"]], bold=0),
    )
    whole = [*BOATS[:3], ["Seilbåt", "7,5og en halv", "6"], ["Ferge", "40", "120"]]
    assert tables(data) == [table_of(whole)]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_boxes_are_those_of_the_page_as_it_is_shown(turn: int) -> None:
    data = saved(document([grid(80, 100, BOATS)], turn=turn))
    [(table, texts)] = read(data)
    assert sorted(texts.values()) == sorted(table_of(BOATS).values())
    wide, high = (HEIGHT_OF_ROW * 4, WIDTH_OF_COLUMN * 3)
    if turn == 180:
        wide, high = high, wide
    assert table.grid.area.right - table.grid.area.left == pytest.approx(wide, abs=1)
    assert table.grid.area.bottom - table.grid.area.top == pytest.approx(high, abs=1)


def test_tables_in_a_form_object_are_found() -> None:
    pdf = document([""])
    page = pdf.pages[0]
    form = pdf.make_stream(
        grid(80, 100, BOATS).encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, WIDTH, HEIGHT],
        Resources=page.Resources,
    )
    page.Resources = Dictionary(XObject=Dictionary(F=form))
    page.Contents = pdf.make_stream(b"q 1 0 0 1 20 -30 cm /F Do Q")
    [(table, texts)] = read(saved(pdf))
    assert list(texts.values()) == list(table_of(BOATS).values())
    assert table.grid.area.left == pytest.approx(100, abs=1)
    assert table.grid.area.top == pytest.approx(130, abs=1)


def test_a_drawing_of_very_many_lines_is_no_table() -> None:
    across = "".join(rule(50, n, 500, n) for n in range(0, HEIGHT, 3))
    down = "".join(rule(n, 50, n, 700) for n in range(0, WIDTH, 3))
    assert tables(pdf_of(across + down + cells(80, 100, BOATS))) == []


@pytest.mark.parametrize("name", ["c_sans_num_tag", "w_twocol_num"])
def test_cells_of_rendered_documents_are_where_the_truth_says(shared: Path, name: str) -> None:
    folder = shared / "corpus" / "rendered"
    blocks: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text("utf-8"))
    wanted = [table_of([b["head"], *b["rows"]]) for b in blocks if b["type"] == "table"]
    found = tables((folder / f"{name}.pdf").read_bytes())
    cells_of = [{(*place, text) for place, text in table.items()} for table in found]
    right = sum(
        max(len({(*place, text) for place, text in table.items()} & cells) for cells in cells_of)
        for table in wanted
    )
    everything = sum(map(len, wanted)) + sum(map(len, found))
    assert 2 * right / everything >= 0.97
