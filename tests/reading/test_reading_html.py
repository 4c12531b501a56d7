from typing import ClassVar

import pytest
from markup_help import FILES, LAYOUTS, page, read, texts
from reader_contract import ReaderContract

from planspor.ingest.read.blocks import File
from planspor.ingest.read.markup.html import HtmlReader
from planspor.ingest.read.readers import reader_for

TEXT = "Blåbærsyltetøy på øya, «sa» Åse – 5 €."


class TestHtmlReader(ReaderContract):
    reader = HtmlReader()
    documents: ClassVar[dict[str, bytes]] = {
        **{path.name: path.read_bytes() for path in sorted(LAYOUTS.glob("*.html"))},
        "lovdata.html": (FILES / "lovdata.html").read_bytes(),
    }
    broken: ClassVar[dict[str, bytes]] = {
        "tom.html": b"<html></html>",
        "bare-meny.html": b"<!doctype html><body><nav><a href='/'>Hjem</a></nav></body>",
        "ikke-tekst.html": b"<html><body>" + bytes(range(32)) * 40,
    }


def test_a_page_is_known_by_its_bytes_and_not_by_its_name() -> None:
    for data in (b"<!doctype html><p>Hei", b"\xef\xbb\xbf <!-- x --> <HTML>", b"<div>Hei</div>"):
        assert isinstance(reader_for(File(data, "side.pdf")), HtmlReader)
    assert reader_for(File(b"Hei <html>", "side.html")) is None


@pytest.mark.parametrize(
    ("encoding", "head", "noted"),
    [
        ("utf-8", "", ()),
        ("utf-8-sig", "", ()),
        ("utf-16", "", ("Read as utf-16.",)),
        ("cp1252", '<meta charset="iso-8859-1">', ("Read as cp1252.",)),
        ("cp1252", "", ("Read as cp1252.",)),
        ("iso8859-10", '<meta charset="iso-8859-10">', ("Read as iso8859-10.",)),
        ("utf-8", '<meta charset="iso-8859-1">', ()),
    ],
)
def test_the_encoding_is_told_by_mark_declaration_or_bytes(
    encoding: str, head: str, noted: tuple[str, ...]
) -> None:
    text = TEXT if "8859" not in encoding else "Blåbær på øya, sa Åse đŋŧ."
    data = page(f"<p>{text}</p>", head).decode().encode(encoding)
    reading = read(data)
    assert [block.text for block in reading.blocks] == [text]
    assert reading.notes == noted


def test_the_source_is_the_file_itself_so_that_places_are_places_in_it() -> None:
    reading = read("<html><body>\r\n<p>En &amp; to</p></body></html>")
    (block,) = reading.blocks
    assert reading.source[block.start : block.end] == "En &amp; to"


def test_what_nests_deeper_than_the_parser_goes_is_read_in_part_and_said_so() -> None:
    deep = "<div>" * 3000 + "langt nede" + "</div>" * 3000
    reading = read(page(f"<p>{TEXT}</p>{deep}"))
    assert reading.partial
    assert "was not read" in reading.notes[-1]
    assert reading.blocks[0].text == TEXT


def test_entities_that_a_file_declares_are_never_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b; hei'
    assert [block.text for block in read(bomb).blocks] == ["&b; hei"]


def test_signs_that_nobody_sees_are_left_out() -> None:
    assert texts("<p>ord&shy;deling og\u200b null&nbsp;bredde</p>") == ["orddeling og null bredde"]
