from collections import Counter
from contextlib import suppress
from typing import ClassVar
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_help import (
    abstract,
    call,
    core,
    docx,
    level,
    listed,
    note,
    num,
    p,
    packed,
    r,
    read_docx,
    tbl,
    tc,
    texts,
    told,
)
from reader_contract import ReaderContract
from reading_help import KAYAKS, LIGHT, QUAY

from planspor.corpus.errors import UnreadableFile
from planspor.corpus.model import SectionKind
from planspor.ingest.read.blocks import BlockKind, File, clean_text
from planspor.ingest.read.office.docx import OLE, DocxReader
from planspor.ingest.structure.parts import take_apart

EVERYTHING = "".join(
    [
        p("Båter og brygger", "Tittel"),
        p(f"<w:r><w:t>Utlån</w:t></w:r><w:r><w:tab/></w:r>{r('4')}", "INNH1"),
        p("Utlån", "Overskrift1"),
        p(f"{r('Kommunen låner ut kajakker')}{call(1)}{r(' hele året.  Bare &amp; bare.')}"),
        listed("Redningsvest"),
        listed("Åre"),
        p("Figur 1 Brygga", "Bildetekst"),
        p(QUAY, "Sitat"),
        tbl(tc("Båt") + tc("År"), tc("Kano") + tc("")),
        tbl(tc(p("En ramme", "Overskrift2") + p(LIGHT))),
        p(f"{r('Redningsve')}<w:r><w:softHyphen/></w:r>{r('ster')}"),
        p(f"{r('Slutt')}{call(1, 'endnote')}{r('.')}"),
    ]
)
PARTS = {
    "numbering": abstract(0, level(0, "bullet", "\uf0b7")) + num(1, 0),
    "footnotes": note(1, "Fra mai til oktober."),
    "endnotes": note(1, "Etter avtale.", "endnote"),
}


class TestDocxReader(ReaderContract):
    reader: ClassVar = DocxReader()
    documents: ClassVar = {
        "alt.docx": docx(EVERYTHING, **PARTS),
        "strengt.docx": docx(EVERYTHING, strict=True, **PARTS),
        "makroer.docm": docx(p(KAYAKS)),
        "feil-navn.pdf": docx(p(KAYAKS)),
    }
    broken: ClassVar = {
        "gammel.doc": OLE + bytes(600) + "WordDocument".encode("utf-16-le"),
        "laast.docx": OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "tom.docx": docx(p("")),
        "halv.docx": docx(p(KAYAKS))[:60],
        "uten-tekst.docx": packed({"word/document.xml": "<a/>"}),
        "ikke-xml.docx": packed({"word/document.xml": "brygge"}),
    }


def test_the_strict_form_reads_as_the_transitional_one() -> None:
    readings = [
        DocxReader().read(File(docx(EVERYTHING, strict=strict, **PARTS), "a.docx"))
        for strict in (False, True)
    ]
    assert readings[0] == readings[1]


def test_a_document_holds_what_word_shows_in_order() -> None:
    assert told(read_docx(EVERYTHING, **PARTS)) == [
        (BlockKind.TEXT, "Båter og brygger"),
        (BlockKind.TEXT, "Utlån ..... 4"),
        (BlockKind.HEADING, "Utlån"),
        (BlockKind.TEXT, "Kommunen låner ut kajakker hele året. Bare & bare."),
        (BlockKind.LIST_ITEM, "• Redningsvest"),
        (BlockKind.LIST_ITEM, "• Åre"),
        (BlockKind.FOOTNOTE, "1 Fra mai til oktober."),
        (BlockKind.CAPTION, "Figur 1 Brygga"),
        (BlockKind.QUOTATION, QUAY),
        (BlockKind.TABLE_ROW, "Båt\tÅr"),
        (BlockKind.TABLE_ROW, "Kano"),
        (BlockKind.HEADING, "En ramme"),
        (BlockKind.TEXT, LIGHT),
        (BlockKind.TEXT, "Redningsvester"),
        (BlockKind.TEXT, "Slutt."),
        (BlockKind.FOOTNOTE, "i Etter avtale."),
    ]


def test_a_contents_list_is_known_as_one_by_the_structure_step() -> None:
    entries = [f"{r(title)}<w:r><w:tab/></w:r>{r('4')}" for title in ("Utlån", "Brygger", "Lys")]
    chapters = "".join(p(title, "Overskrift1") + p(KAYAKS) for title in ("Utlån", "Brygger", "Lys"))
    reading = read_docx("".join(p(entry, "INNH1") for entry in entries) + chapters)
    parts = take_apart("a", "a.docx", reading)
    assert [section.heading for section in parts.sections] == ["", "Utlån", "Brygger", "Lys"]
    assert parts.passages[0].kind is SectionKind.CONTENTS


def test_each_paragraph_is_a_line_of_the_source() -> None:
    reading = read_docx(p("Første") + p("") + p("Tredje"))
    assert reading.source.split("\n") == ["Første", "", "Tredje"]
    assert reading.source[reading.blocks[1].start :] == "Tredje"


class TestClaims:
    def claims(self, body: str = p(KAYAKS), **said: str) -> list[tuple[str, str, bool]]:
        reading = DocxReader().read(File(docx(body, properties=core(**said)), "a.docx"))
        return [(claim.detail, claim.value, claim.weak) for claim in reading.claims]

    def test_properties_are_claimed_the_weak_ones_as_such(self) -> None:
        found = self.claims(title="Plan for brygger", creator="Ås kommune", company="Vik fylke AS")
        assert found == [
            ("title", "Plan for brygger", False),
            ("issuer", "Vik fylke AS", False),
            ("issuer", "Ås kommune", True),
            ("date", "2022-05-06", True),
            ("date", "2021-03-04", True),
            ("language", "nn", True),
        ]

    def test_a_paragraph_in_the_style_of_titles_counts_first(self) -> None:
        found = self.claims(p("Brygger og båter", "Tittel"), title="Plan for brygger")
        assert [value for detail, value, _ in found if detail == "title"] == [
            "Brygger og båter",
            "Plan for brygger",
        ]

    @pytest.mark.parametrize(
        "title", ["Microsoft Word - brygge.doc", "Dokument1", "[Skriv tittel]", "Rapportmal", "1.0"]
    )
    def test_what_a_program_or_template_wrote_is_no_title(self, title: str) -> None:
        assert "title" not in {detail for detail, _, _ in self.claims(title=title)}
        assert not any(
            v == "Fin mal" for _, v, _ in self.claims(title="Fin mal", template="Fin mal.dotx")
        )

    def test_who_typed_a_document_does_not_issue_it(self) -> None:
        assert "issuer" not in {detail for detail, _, _ in self.claims(creator="Ada Ås")}


class TestDamage:
    def test_a_document_that_lost_its_directory_is_read_and_says_so(self) -> None:
        whole = docx(EVERYTHING, **PARTS)
        reading = DocxReader().read(File(whole[: whole.index(b"PK\x01\x02")], "a.docx"))
        assert texts(reading) == texts(read_docx(EVERYTHING, **PARTS))
        assert reading.partial
        assert "damaged" in reading.notes[0]

    def test_a_document_cut_short_gives_what_stands_before_the_cut(self) -> None:
        paragraphs = [f"{number} {KAYAKS}" for number in range(400)]
        whole = docx("".join(map(p, paragraphs)), styles="")
        middle = (whole.index(b"word/document.xml") + whole.index(b"word/_rels")) // 2
        reading = DocxReader().read(File(whole[:middle], "a.docx"))
        assert reading.partial
        assert texts(reading)[:3] == paragraphs[:3]

    def test_other_packages_are_left_to_others(self) -> None:
        for part in ("xl/workbook.xml", "ppt/presentation.xml", "notat.txt"):
            assert not DocxReader().accepts(File(packed({part: "<a/>"}), "a.zip"))
        assert not DocxReader().accepts(File(OLE + bytes(600), "a.xls"))

    @given(st.data())
    def test_a_document_damaged_anywhere_is_read_or_refused(self, data: st.DataObject) -> None:
        whole = bytearray(TestDocxReader.documents["alt.docx"])
        for _ in range(data.draw(st.integers(1, 8))):
            whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
        cut = data.draw(st.integers(4, len(whole)))
        with suppress(UnreadableFile):
            DocxReader().read(File(bytes(whole[:cut]), "a.docx"))


def test_files_embedded_in_the_text_are_told_of() -> None:
    reading = read_docx(p(KAYAKS) + '<w:altChunk r:id="rId9"/>')
    assert reading.partial
    assert reading.notes == ("Files embedded in the text are not read: 1.",)


SIGNS = st.text(st.sampled_from("aÅ1 \t\u00ad\u200b\u00a0-&<•") | st.characters(codec="utf-8"))


@given(st.lists(st.lists(SIGNS, max_size=4), max_size=4))
def test_no_letter_of_any_text_is_lost_and_each_leads_to_its_place(runs: list[list[str]]) -> None:
    kept = [["".join(c for c in run if c.isprintable() or c == "\t") for run in r_] for r_ in runs]
    body = "".join(p("".join(r(escape(run)) for run in each) or r("")) for each in kept)
    reading = read_docx(p("Kai") + body)
    text, text_map, _ = clean_text(reading.blocks)
    for place, sign in enumerate(text):
        start, end = text_map.to_source(place, place + 1)
        assert sign.isspace() or reading.source[start:end] == sign
    letters = Counter(sign for each in kept for run in each for sign in run if sign.isalnum())
    assert Counter(sign for sign in text if sign.isalnum()) == letters + Counter("Kai")
