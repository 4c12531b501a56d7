import pytest
from office_help import (
    p,
    r,
    read_docx,
    tbl,
    tc,
    texts,
    told,
)
from reading_help import KAYAKS, LIGHT

from planspor.ingest.read.blocks import BlockKind


class TestTables:
    def cells(self, table: str) -> list[tuple[int, int, int, int, str]]:
        return [
            (c.row, c.column, c.row_span, c.column_span, block.text[c.start : c.end])
            for block in read_docx(table).blocks
            for c in block.cells
        ]

    def test_cells_span_rows_and_columns(self) -> None:
        restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        table = tbl(
            tc("Båt", restart) + tc("Lån", '<w:gridSpan w:val="2"/>'),
            tc("", go_on) + tc("2020") + tc("2021"),
        )
        assert self.cells(table) == [
            (0, 0, 2, 1, "Båt"),
            (0, 1, 1, 2, "Lån"),
            (1, 1, 1, 1, "2020"),
            (1, 2, 1, 1, "2021"),
        ]

    def test_an_empty_cell_has_a_place_but_no_tab(self) -> None:
        assert self.cells(tbl(tc("") + tc("Kai"), tc("Båt") + tc(""))) == [
            (0, 0, 1, 1, ""),
            (0, 1, 1, 1, "Kai"),
            (1, 0, 1, 1, "Båt"),
            (1, 1, 1, 1, ""),
        ]

    @pytest.mark.parametrize(
        "first",
        [
            "<w:trPr><w:tblHeader/></w:trPr>" + tc("Båt") + tc("År"),
            tc(p(r("Båt", "<w:b/>"))) + tc(p(r("År", "<w:b/>"))),
        ],
    )
    def test_a_header_row_is_marked_or_alone_in_bold(self, first: str) -> None:
        reading = read_docx(tbl(first, tc("Kano") + tc("2020")))
        assert [[c.header for c in b.cells] for b in reading.blocks] == [[True] * 2, [False] * 2]

    def test_paragraphs_of_a_cell_are_lines_of_the_source_and_one_text(self) -> None:
        reading = read_docx(tbl(tc(p("Kano") + p("og kajakk")) + tc("2020"), tc("a") + tc("b")))
        assert texts(reading)[0] == "Kano og kajakk\t2020"
        assert reading.source.split("\n")[:3] == ["Kano", "og kajakk", "2020"]

    @pytest.mark.parametrize("rows", [[tc(p(KAYAKS))], [tc("Til ettertanke"), tc(KAYAKS)]])
    def test_a_single_cell_or_one_below_its_title_is_a_box(self, rows: list[str]) -> None:
        blocks = read_docx(tbl(*rows) + p(LIGHT)).blocks
        assert [block.boxed for block in blocks] == [*[True] * len(rows), False]

    def test_a_table_that_holds_a_table_lays_out_the_page(self) -> None:
        inner = tbl(tc("Båt") + tc("År"), tc("Kano") + tc("2020"))
        reading = read_docx(tbl(tc(KAYAKS) + tc(inner + p(""))))
        assert told(reading) == [
            (BlockKind.TEXT, KAYAKS),
            (BlockKind.TABLE_ROW, "Båt\tÅr"),
            (BlockKind.TABLE_ROW, "Kano\t2020"),
        ]

    def test_tables_are_counted_apart(self) -> None:
        table = tbl(tc("a") + tc("b"), tc("c") + tc("d"))
        reading = read_docx(table + p("Mellom") + table)
        assert [b.cells[0].table for b in reading.blocks if b.cells] == [0, 0, 1, 1]


class TestBoxes:
    def test_a_text_box_is_read_once_and_boxed(self) -> None:
        box = f"<w:txbxContent>{p(LIGHT)}</w:txbxContent>"
        drawn = (
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
            f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
            "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        reading = read_docx(p(r("Lys langs stien") + drawn))
        assert [(b.text, b.boxed) for b in reading.blocks] == [
            ("Lys langs stien", False),
            (LIGHT, True),
        ]

    def test_a_drop_capital_belongs_to_its_word(self) -> None:
        capital = p("K", properties='<w:framePr w:dropCap="drop"/>')
        assert texts(read_docx(capital + p("ommunen låner ut."))) == ["Kommunen låner ut."]


class TestPages:
    @pytest.mark.parametrize(
        "body",
        [
            p("Før") + p("Etter", properties="<w:pageBreakBefore/>"),
            p("Før") + p('<w:r><w:br w:type="page"/></w:r>') + p("Etter"),
            p("Før") + p('<w:r><w:br w:type="page"/></w:r>' + r("Etter")),
            p(r("Før") + '<w:r><w:br w:type="page"/></w:r>') + p("Etter"),
            p("Før", properties="<w:sectPr/>") + p("Etter") + "<w:sectPr/>",
        ],
    )
    def test_a_page_begins_behind_a_break(self, body: str) -> None:
        reading = read_docx(body)
        assert [(b.text, b.page_start) for b in reading.blocks] == [("Før", False), ("Etter", True)]

    def test_a_section_that_goes_on_begins_no_page(self) -> None:
        end = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
        reading = read_docx(p("Før", properties="<w:sectPr/>") + p("Etter") + end)
        assert not reading.blocks[1].page_start
