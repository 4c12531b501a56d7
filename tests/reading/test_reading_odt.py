from contextlib import suppress
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_help import docx, odt, only, p, packed, read_odt, texts, told
from reader_contract import ReaderContract
from reading_help import KAYAKS, LIGHT, QUAY

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import BlockKind, File, Style
from planspor.ingest.read.office.odt import OdtReader
from planspor.ingest.read.readers import reader_for

STYLES = """
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt"
 fo:language="nn"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Heading" style:default-outline-level="1">
<style:text-properties fo:font-size="150%"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Heading"/>
<style:style style:name="Contents_20_1" style:family="paragraph"/>
<style:style style:name="Caption" style:family="paragraph"/>
<style:style style:name="Illustration" style:family="paragraph" style:parent-style-name="Caption"/>
<style:style style:name="Quotations" style:family="paragraph"/>
<style:style style:name="Sterk" style:family="text">
<style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>
<style:style style:name="Usett" style:family="text">
<style:text-properties text:display="none"/></style:style>
<style:style style:name="Hevet" style:family="text">
<style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Ny" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/></style:style>
<text:list-style style:name="Punkt">
<text:list-level-style-bullet text:level="1" text:bullet-char="&#xf0b7;"/></text:list-style>
<text:list-style style:name="Tall">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/>
</text:list-style>
"""
OUTLINE = """
<text:outline-style><text:outline-level-style text:level="1" style:num-format="I"/>
<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
</text:outline-style>
"""


def para(inside: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def heading(inside: str, level: int = 1, more: str = "") -> str:
    said = f'text:style-name="Heading_20_1" text:outline-level="{level}" {more}'
    return f"<text:h {said}>{inside}</text:h>"


def span(inside: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{inside}</text:span>'


def items(*inside: str, style: str = "Tall", more: str = "") -> str:
    each = "".join(f"<text:list-item>{item}</text:list-item>" for item in inside)
    return f'<text:list text:style-name="{style}" {more}>{each}</text:list>'


def deeper(*inside: str) -> str:
    each = "".join(f"<text:list-item>{item}</text:list-item>" for item in inside)
    return f"<text:list>{each}</text:list>"


def note(mark: str, text: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body>{para(text)}</text:note-body></text:note>"
    )


def box(inside: str) -> str:
    return f"<draw:frame><draw:text-box>{inside}</draw:text-box></draw:frame>"


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{para(text) if text else ''}</table:table-cell>"


def table(*rows: str) -> str:
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    return f"<table:table>{columns}{''.join(rows)}</table:table>"


def row(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


EVERYTHING = "".join(
    [
        para("Båter og brygger", "Title"),
        "<text:table-of-content><text:index-body>",
        para("Utlån<text:tab/>4", "Contents_20_1"),
        "</text:index-body></text:table-of-content>",
        heading("Utlån"),
        para(f"Kommunen låner ut kajakker{note('1', 'Fra mai.')} hele<text:s text:c='3'/>året."),
        items(para("Redningsvest"), para("Åre"), style="Punkt"),
        para(box(para("<draw:frame/>Figur 1 Brygga", "Illustration"))),
        para(QUAY, "Quotations"),
        table(row(cell("Båt") + cell("År")), row(cell("Kano") + cell(""))),
        para(f"Lys{box(para(LIGHT))}"),
        para(f"Slutt{note('i', 'Etter avtale.', 'endnote')}."),
    ]
)


class TestOdtReader(ReaderContract):
    reader: ClassVar = OdtReader()
    documents: ClassVar = {
        "alt.odt": odt(EVERYTHING, STYLES),
        "nummerert.odt": odt(EVERYTHING, STYLES + OUTLINE),
        "feil-navn.zip": odt(para(KAYAKS)),
    }
    broken: ClassVar = {
        "tom.odt": odt(para("")),
        "halv.odt": odt(para(KAYAKS))[:70],
        "uten-tekst.odt": packed({"content.xml": "<a/>"}),
        "laast.odt": odt(
            para(KAYAKS),
            **{
                "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:'
                'xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
            },
        ),
    }


def test_a_document_holds_what_writer_shows_in_order() -> None:
    reading = read_odt(EVERYTHING, styles=STYLES)
    assert told(reading) == [
        (BlockKind.TEXT, "Båter og brygger"),
        (BlockKind.TEXT, "Utlån ..... 4"),
        (BlockKind.HEADING, "Utlån"),
        (BlockKind.TEXT, "Kommunen låner ut kajakker hele året."),
        (BlockKind.LIST_ITEM, "• Redningsvest"),
        (BlockKind.LIST_ITEM, "• Åre"),
        (BlockKind.FOOTNOTE, "1 Fra mai."),
        (BlockKind.CAPTION, "Figur 1 Brygga"),
        (BlockKind.QUOTATION, QUAY),
        (BlockKind.TABLE_ROW, "Båt\tÅr"),
        (BlockKind.TABLE_ROW, "Kano"),
        (BlockKind.TEXT, "Lys"),
        (BlockKind.TEXT, LIGHT),
        (BlockKind.TEXT, "Slutt."),
        (BlockKind.FOOTNOTE, "i Etter avtale."),
    ]
    assert [block.text for block in reading.blocks if block.boxed] == [LIGHT]


def test_packages_of_other_kinds_are_left_to_others() -> None:
    sheet = packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, ("mimetype",))
    assert not OdtReader().accepts(File(sheet, "ark.odt"))
    assert not OdtReader().accepts(File(docx(p(KAYAKS)), "feil.odt"))


class TestHeadings:
    def test_its_level_is_the_outlines_and_its_size_is_resolved_over_its_styles(self) -> None:
        block = only(read_odt(heading("Kaier", 2), styles=STYLES))
        assert (block.kind, block.level) == (BlockKind.HEADING, 2)
        assert block.style == Style(21.0, bold=True)

    def test_an_outline_level_left_on_usual_text_makes_no_heading(self) -> None:
        body = f'<text:h text:style-name="Standard" text:outline-level="1">{KAYAKS}</text:h>'
        assert only(read_odt(body, styles=STYLES)).kind is BlockKind.TEXT

    def test_headings_are_numbered_as_the_outline_says(self) -> None:
        body = heading("Båter") + heading("Kano", 2) + heading("Årer", 2) + heading("Brygger")
        unnumbered = heading("Vedlegg", more='text:is-list-header="true"')
        assert texts(read_odt(body + unnumbered, styles=STYLES + OUTLINE)) == [
            "I Båter",
            "I.1 Kano",
            "I.2 Årer",
            "II Brygger",
            "Vedlegg",
        ]


class TestLists:
    def labels(self, body: str) -> list[str]:
        reading = read_odt(body, styles=STYLES)
        return [b.text.split()[0] for b in reading.blocks if b.kind is BlockKind.LIST_ITEM]

    def test_items_are_counted_and_deeper_ones_anew(self) -> None:
        inner = deeper(para("b"), para("c") + deeper(para("d")))
        body = items(para("a") + inner, para("e") + deeper(para("f")))
        assert self.labels(body) == ["1.", "a)", "b)", "1.b.1", "2.", "a)"]

    def test_a_list_goes_on_with_the_one_before_where_it_says_so(self) -> None:
        first = items(para("a"), more='xml:id="x"') + para("Mellom")
        assert self.labels(first + items(para("b"))) == ["1.", "1."]
        assert self.labels(first + items(para("b"), more='text:continue-numbering="true"')) == [
            "1.",
            "2.",
        ]
        other = items(para("c"), style="Punkt")
        goes_on = items(para("b"), more='text:continue-list="x"')
        assert self.labels(first + other + goes_on) == ["1.", "•", "2."]

    def test_an_item_can_say_its_number(self) -> None:
        body = '<text:list text:style-name="Tall"><text:list-item text:start-value="7">'
        body += f"{para('a')}</text:list-item></text:list>"
        assert self.labels(body) == ["7."]

    def test_only_an_items_first_paragraph_has_its_label(self) -> None:
        reading = read_odt(items(para("Årer") + para("To stykker.")), styles=STYLES)
        assert told(reading) == [
            (BlockKind.LIST_ITEM, "1. Årer"),
            (BlockKind.TEXT, "To stykker."),
        ]

    def test_a_lists_header_has_no_label(self) -> None:
        body = f'<text:list text:style-name="Tall"><text:list-header>{para("Utstyr")}'
        body += f"</text:list-header><text:list-item>{para('a')}</text:list-item></text:list>"
        assert texts(read_odt(body, styles=STYLES)) == ["Utstyr", "1. a"]


class TestText:
    @pytest.mark.parametrize(
        ("inside", "text"),
        [
            ("a<text:tab/>b", "a b"),
            ("a<text:line-break/>b", "a b"),
            ('a<text:s text:c="99999999"/>b', "a b"),
            (f"a{span('usett', 'Usett')}b", "ab"),
            ("<text:a>lenke</text:a>", "lenke"),
            ("<text:page-number>12</text:page-number>", "12"),
            ("a<office:annotation><text:p>merk</text:p></office:annotation>b", "ab"),
            ("<text:placeholder>Klikk her</text:placeholder>b", "b"),
            ("a<text:soft-page-break/>b", "ab"),
            (f"Brygga{span('2', 'Hevet')} er", "Brygga er"),
        ],
    )
    def test_what_stands_in_a_paragraph_reads_as_it_is_printed(
        self, inside: str, text: str
    ) -> None:
        assert texts(read_odt(para(inside), styles=STYLES)) == [text]

    def test_most_characters_decide_a_paragraphs_style(self) -> None:
        block = only(read_odt(para(f"Kai {span(KAYAKS, 'Sterk')}"), styles=STYLES))
        assert block.style == Style(14.0, bold=True)

    def test_changes_are_read_as_accepted_and_told(self) -> None:
        info = "<office:change-info><dc:creator>Ada Ås</dc:creator></office:change-info>"
        regions = "".join(
            f"<text:changed-region><text:{kind}>{info}{inside}</text:{kind}></text:changed-region>"
            for kind, inside in (("deletion", para(" og robåt")), ("insertion", ""))
        )
        body = f"<text:tracked-changes>{regions}</text:tracked-changes>"
        body += para('Kano<text:change text:change-id="a"/> og kajakk')
        reading = read_odt(body)
        assert texts(reading) == ["Kano og kajakk"]
        assert reading.notes == (
            "Tracked changes are read as accepted: 1 inserted, 1 deleted, by Ada Ås.",
        )

    def test_a_hidden_section_is_not_read(self) -> None:
        body = f'<text:section text:display="none">{para("Skjult")}</text:section>'
        shown = f"<text:section>{para('Synlig')}</text:section>"
        assert texts(read_odt(body + shown)) == ["Synlig"]

    def test_a_page_begins_behind_a_break(self) -> None:
        reading = read_odt(para("Før") + para("Etter", "Ny"), styles=STYLES)
        assert [block.page_start for block in reading.blocks] == [False, True]

    def test_text_in_a_drawn_shape_is_boxed(self) -> None:
        shape = f"<draw:custom-shape>{para(LIGHT)}</draw:custom-shape>"
        assert only(read_odt(para(shape))).boxed


class TestTables:
    def test_cells_span_rows_and_columns(self) -> None:
        wide, tall = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
        covered = "<table:covered-table-cell/>"
        reading = read_odt(
            table(
                row(cell("Båt", tall) + cell("Lån", wide) + covered),
                row(covered + cell("2020") + cell("2021")),
            )
        )
        assert [c[1:5] for block in reading.blocks for c in block.cells] == [
            (0, 0, 2, 1),
            (0, 1, 1, 2),
            (1, 1, 1, 1),
            (1, 2, 1, 1),
        ]

    def test_header_rows_are_marked(self) -> None:
        head = row(cell("Båt") + cell("År"))
        head = f"<table:table-header-rows>{head}</table:table-header-rows>"
        reading = read_odt(table(head, row(cell("Kano") + cell("2020"))))
        assert [block.cells[0].header for block in reading.blocks] == [True, False]


def test_metadata_is_claimed() -> None:
    meta = (
        "<dc:title>Plan for brygger</dc:title><dc:creator>Ada Ås</dc:creator>"
        "<dc:date>2022-05-06T10:00:00</dc:date>"
    )
    found = [
        (c.detail, c.value, c.weak) for c in read_odt(para(KAYAKS), styles=STYLES, meta=meta).claims
    ]
    assert found == [
        ("title", "Plan for brygger", False),
        ("date", "2022-05-06", True),
        ("language", "nn", True),
    ]


@given(st.data())
def test_a_document_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(TestOdtReader.documents["alt.odt"])
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(4, len(whole)))
    with suppress(UnreadableFile):
        OdtReader().read(File(bytes(whole[:cut]), "a.odt"))


def test_a_word_file_and_a_writer_file_have_their_own_readers() -> None:
    readers = [reader_for(File(data, "a.zip")) for data in (docx(p(KAYAKS)), odt(para(KAYAKS)))]
    assert [reader.name for reader in readers if reader] == ["docx/1", "odt/1"]
