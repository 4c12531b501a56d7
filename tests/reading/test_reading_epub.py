import io
import zipfile
from typing import ClassVar

import pytest
from markup_help import book, of_kind, outline, said
from reader_contract import ReaderContract

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import BlockKind, File, Reading
from planspor.ingest.read.markup.epub import EpubReader


def read(data: bytes) -> Reading:
    return EpubReader().read(File(data, "bok.epub"))


def archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/epub+zip")
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


class TestEpubReader(ReaderContract):
    reader = EpubReader()
    documents: ClassVar[dict[str, bytes]] = {"bok.epub": book()}
    broken: ClassVar[dict[str, bytes]] = {
        "tom.epub": archive(),
        "uten-pakke.epub": archive(**{"META-INF/container.xml": "<container/>"}),
        "uten-tekst.epub": book(content_opf="<package><spine/></package>"),
    }


def test_the_spine_is_read_in_order_and_the_contents_list_is_no_text() -> None:
    assert outline(read(book())) == [
        (1, "1 Folk på brygga"),
        (2, "1.1 Barn"),
        (3, "Krabber"),
        (1, "2 Tiltak"),
    ]


def test_the_classes_of_the_ministries_are_known() -> None:
    reading = read(book())
    assert of_kind(BlockKind.LIST_ITEM, reading)[:3] == ["om våren", "om sommeren", "om høsten"]
    assert of_kind(BlockKind.CAPTION, reading) == [
        "Figur 1.1 Krabber per barn",
        "Tabell 1.1 Krabber",
        "Kilde: Barna",
    ]
    assert of_kind(BlockKind.QUOTATION, reading) == ["«Vi fikk fjorten», sier Frøya."]
    assert of_kind(BlockKind.FOOTNOTE, reading) == ["1 Se kapittel 2."]
    assert next(b.text for b in reading.blocks if b.boxed) == "Boks 1.1 En krabbe"


def test_marks_of_footnotes_are_gone_and_entities_are_signs() -> None:
    (text,) = [b.text for b in read(book()).blocks if "ikke har båt" in b.text]
    assert text.endswith("– også for dem som ikke har båt. Det har den alltid vært.")


def test_an_anchor_names_the_file_and_the_id() -> None:
    anchors = {block.text: block.anchor for block in read(book()).blocks}
    assert anchors["1.1 Barn"] == "kap1.xhtml#s11"
    assert anchors["2 Tiltak"] == "kap 2.xhtml#kap2"


@pytest.mark.parametrize("without", [{}, {"nav_xhtml": None}])
def test_the_outline_is_the_nav_s_or_else_the_ncx_s(without: dict[str, None]) -> None:
    assert [(e.title, e.level) for e in read(book(**without)).outline] == [
        ("1 Folk på brygga", 1),
        ("1.1 Barn", 2),
        ("2 Tiltak", 1),
    ]


def test_the_package_tells_what_the_book_is() -> None:
    assert said(read(book()).claims) == {
        "title": "Meld. St. 41 (2023–2024) Brygga som møteplass",
        "language": "nb",
        "issuer": "Bryggedepartementet",
        "date": "2024-05-03",
        "number": "Meld. St. 41 (2023–2024)",
        "kind": "white paper",
    }


def test_a_chapter_that_is_missing_is_noted_and_the_others_are_read() -> None:
    reading = read(book(kap1_xhtml=None))
    assert reading.partial
    assert reading.notes == ("OEBPS/text/kap1.xhtml is missing from the book.",)
    assert outline(reading) == [(1, "2 Tiltak")]


def test_a_chapter_that_is_no_xml_is_read_as_a_page_is() -> None:
    reading = read(book(kap1_xhtml="<html><body><h2>Kapittel</h2><p>Uten slutt<br>her</body>"))
    assert [block.text for block in reading.blocks][:2] == ["Kapittel", "Uten slutt her"]


def test_a_path_never_leads_out_of_the_book() -> None:
    item = "<item id='a' href='../../../../etc/passwd' media-type='application/xhtml+xml'/>"
    spine = "<spine><itemref idref='a'/></spine>"
    opf = f"<package><manifest>{item}</manifest>{spine}</package>"
    with pytest.raises(UnreadableFile, match=r"bok\.epub"):
        read(book(content_opf=opf))
