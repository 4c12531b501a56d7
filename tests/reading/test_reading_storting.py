from typing import ClassVar

import pytest
from markup_help import FILES, of_kind, outline, said
from reader_contract import ReaderContract

from planspor.ingest.read.blocks import BlockKind, File, Reading
from planspor.ingest.read.markup.storting import StortingReader

NAMES = ("innstilling.xml", "innstilling_gammel.xml", "dok8_gammel.xml")


def read(name: str) -> Reading:
    return StortingReader().read(File((FILES / name).read_bytes(), name))


class TestStortingReader(ReaderContract):
    reader = StortingReader()
    documents: ClassVar[dict[str, bytes]] = {name: (FILES / name).read_bytes() for name in NAMES}
    broken: ClassVar[dict[str, bytes]] = {
        "tom.xml": b"<Innstilling></Innstilling>",
        "halv.xml": b"<Innstilling ",
    }


def test_a_committee_s_report_has_its_parts_as_headings_and_no_lead_in_among_them() -> None:
    assert outline(read("innstilling.xml"))[1:] == [
        (2, "Bakgrunn"),
        (3, "Flåten i dag"),
        (2, "Komiteens merknader"),
        (2, "Forslag fra mindretall"),
        (3, "Forslag fra Solpartiet og Regnpartiet:"),
        (4, "Forslag 1"),
        (4, "Forslag 2"),
        (2, "Komiteens tilråding"),
        (2, "Vedlegg"),
    ]


def test_the_old_form_is_read_alike() -> None:
    assert outline(read("innstilling_gammel.xml"))[1:] == [
        (2, "Sammendrag"),
        (3, "Lamper"),
        (2, "Komiteens merknader"),
        (2, "Forslag fra mindretall"),
        (3, "Forslag fra Regnpartiet"),
        (4, "Forslag 1"),
        (2, "Komiteens tilråding"),
        (2, "Vedlegg 1"),
        (3, "Brev fra departementet"),
    ]
    assert of_kind(BlockKind.QUOTATION, read("innstilling_gammel.xml")) == [
        "«Bryggene er mørke om vinteren.»"
    ]


def test_an_old_proposal_has_its_title_its_parts_and_what_it_proposes() -> None:
    reading = read("dok8_gammel.xml")
    assert outline(reading)[1:] == [(2, "Bakgrunn"), (3, "Ventetid"), (2, "Forslag")]
    assert "Stortinget ber regjeringen snekre tre benker." in of_kind(BlockKind.TEXT, reading)


@pytest.mark.parametrize(
    ("name", "number", "date", "title"),
    [
        ("innstilling.xml", "Innst. 412 S (2024–2025)", "2025-03-04", "om lån av kajakker"),
        ("innstilling_gammel.xml", "Innst. 77 S (2010–2011)", "2010-12-02", "om lys på brygger"),
        ("dok8_gammel.xml", "Dokument 8:31 S (2009–2010)", "2010-06-18", "om benker på brygga"),
    ],
)
def test_number_date_and_title_are_claimed(name: str, number: str, date: str, title: str) -> None:
    claims = said(read(name).claims)
    assert (claims["number"], claims["date"]) == (number, date)
    assert claims["title"].endswith(title)
    assert (claims["issuer"], claims["licence"]) == ("Stortinget", "NLOD")


def test_tables_lists_and_notes_are_told() -> None:
    reading = read("innstilling.xml")
    assert of_kind(BlockKind.LIST_ITEM, reading) == [
        "fire ved nordre brygge",
        "fem ved søndre brygge",
    ]
    assert of_kind(BlockKind.FOOTNOTE, reading) == ["Tallet gjelder de som flyter."]
    head, first, second = [block for block in reading.blocks if block.cells]
    assert [(c.column, c.column_span, c.header) for c in head.cells] == [(0, 1, True), (1, 2, True)]
    assert [cell.row_span for cell in first.cells] == [2, 1, 1]
    assert [cell.column for cell in second.cells] == [1, 2]


def test_a_publication_that_is_not_complete_says_so() -> None:
    data = (FILES / "innstilling.xml").read_bytes().replace(b"Komplett", "Foreløpig".encode())
    reading = StortingReader().read(File(data, "a.xml"))
    assert reading.notes == ("Stortinget gives its status as Foreløpig.",)


def test_a_file_that_breaks_off_is_read_in_part() -> None:
    data = (FILES / "innstilling.xml").read_bytes()
    reading = StortingReader().read(File(data[: len(data) // 2], "a.xml"))
    assert reading.partial
    assert reading.blocks


def test_entities_that_the_file_declares_are_not_expanded() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE Innstilling [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        "<Innstilling><Startseksjon><Ingress>Om &b; og båt</Ingress></Startseksjon></Innstilling>"
    )
    reading = StortingReader().read(File(bomb.encode(), "a.xml"))
    assert [block.text for block in reading.blocks] == ["Om &b; og båt"]
