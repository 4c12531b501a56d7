"""Pages of many layouts, made for this: what is main text stands apart, in the JSON beside."""

from pathlib import Path

import pytest
from markup_help import LAYOUTS, outline, read, truth

from planspor.ingest.evaluation.text_nodes import text_nodes
from planspor.ingest.read.blocks import Reading

PAGES = sorted(LAYOUTS.glob("*.html"))


def found(reading: Reading) -> set[int]:
    """The places of all characters that were read."""
    pieces = (piece for block in reading.blocks for piece in block.pieces)
    return {place for piece in pieces for place in range(piece.start, piece.end)}


def test_there_are_at_least_eight_layouts() -> None:
    assert len(PAGES) >= 8


@pytest.mark.parametrize("layout", PAGES, ids=lambda path: path.stem)
def test_the_main_text_is_told_from_the_furniture(layout: Path) -> None:
    reading = read(layout.read_bytes())
    places, main = found(reading), truth(layout)
    right = read_in_all = wanted = 0
    for number, node in enumerate(text_nodes(reading.source)):
        letters = {
            place
            for start, end in node.pieces
            for place in range(start, end)
            if not reading.source[place].isspace()
        }
        read_in_all += len(letters & places)
        if number in main:
            wanted += len(letters)
            right += len(letters & places)
    assert right >= 0.99 * read_in_all
    assert right >= 0.97 * wanted


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "report_notes",
            [
                (1, "Evaluering av bryggeplanen"),
                (2, "1 Innledning"),
                (2, "2 Resultater"),
                (3, "2.1 Benker"),
                (2, "3 Konklusjon"),
            ],
        ),
        (
            "divs_only",
            [(1, "Handlingsplan for brygger 2024–2027"), (2, "Mål"), (2, "Tiltak")],
        ),
        (
            "institute_report",
            [
                (1, "Nabolag ved vann"),
                (2, "Sammendrag"),
                (2, "Tre råd til kommunene"),
                (2, "Metode"),
            ],
        ),
    ],
)
def test_the_outline_is_what_a_reader_of_the_page_would_write_down(
    name: str, expected: list[tuple[int, str]]
) -> None:
    assert outline(read((LAYOUTS / f"{name}.html").read_bytes())) == expected
