from dataclasses import replace

from blocks_help import PLACES, built, laid, marked, said
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.model import Box, Passage
from planspor.ingest.read.blocks import Block, Piece, Placed, Reading
from planspor.ingest.structure.parts import Parts, take_apart

WIDTH, HEIGHT, LEFT = 5.0, 12.0, 70.0
"""Every letter is as wide, every line as high, and every line begins there."""


def placed(start: int, text: str, page: int, number: int) -> Placed:
    """A line on a page, so many lines from the top."""
    top = 50.0 + 14 * number
    right = LEFT + WIDTH * len(text)
    return Placed(start, start + len(text), page, LEFT, top, right, top + HEIGHT)


def on_pages(*pages: list[str]) -> Parts:
    """Pages of lines, all one paragraph; a page's first line is its running header."""
    source, pieces, lines, joined = "", [], [], []
    for page, texts in enumerate(pages, 1):
        for number, text in enumerate(texts):
            lines.append(placed(len(source), text, page, number))
            if number:
                if joined:
                    pieces.append(Piece(1, pieces[-1].end, len(source)))
                pieces.append(Piece(len(text), len(source), len(source) + len(text)))
                joined.append(text)
            source += f"{text}\n"
    block = Block(" ".join(joined), tuple(pieces), page=1)
    return take_apart(
        "prove", "prove.pdf", Reading(source, (block,), "prøve/1", placed=tuple(lines))
    )


def only(parts: Parts) -> Passage:
    (passage,) = parts.passages
    return passage


def texts_in(boxes: tuple[Box, ...], pages: tuple[list[str], ...]) -> list[str]:
    """What stands in the boxes, told by their measures."""
    found = []
    for box in boxes:
        text = pages[box.page - 1][round((box.top - 50) / 14)]
        first, last = (round((x - LEFT) / WIDTH) for x in (box.left, box.right))
        found.append(text[first:last])
    return found


def test_the_boxes_of_a_passage_are_its_lines_and_skip_the_furniture_between_them() -> None:
    pages = (
        ["Stilaget 2019", "De som bor ved vannet,", "har malt brygga og"],
        ["Stilaget 2019", "merket stien i vest."],
    )
    passage = only(on_pages(*pages))
    assert texts_in(passage.boxes, pages) == [*pages[0][1:], *pages[1][1:]]
    assert [box.page for box in passage.boxes] == [1, 1, 2]


def test_the_page_of_a_passage_is_the_one_it_begins_on() -> None:
    pages = (["Stilaget", "Alle som bor her,"], ["Stilaget", "har merket stien."])
    passage = only(on_pages(*pages))
    assert passage.source.page == 1
    assert (passage.source.line_start, passage.source.line_end) == (2, 4)


def test_a_passage_that_is_part_of_a_line_has_that_part_of_its_box() -> None:
    long = said(1).text
    half = long.index(". ") + 1
    blocks = [
        Block(long[:half], (Piece(half, 0, half),), page=3),
        marked(PLACES[0], 1, page=3),
        Block(long[half + 1 :], (Piece(len(long) - half - 1, half + 1, len(long)),), page=3),
    ]
    heading = Piece(len(PLACES[0]), len(long) + 1, len(long) + 1 + len(PLACES[0]))
    blocks[1] = replace(blocks[1], pieces=(heading,))
    lines = (placed(0, long, 3, 0), placed(len(long) + 1, PLACES[0], 3, 1))
    reading = Reading(f"{long}\n{PLACES[0]}", tuple(blocks), "prøve/1", placed=lines)
    first, last = take_apart("prove", "prove.pdf", reading).passages
    assert texts_in(first.boxes, ([], [], [long, ""])) == [long[:half]]
    assert texts_in(last.boxes, ([], [], [long, ""])) == [long[half + 1 :]]


def test_what_has_no_pages_has_no_boxes() -> None:
    passage = only(built(said(1)))
    assert passage.boxes == ()
    assert passage.source.page is None


def test_the_anchor_of_a_section_is_its_headings_and_of_a_passage_its_first_blocks() -> None:
    blocks = [
        marked(PLACES[0], 1, anchor="batar"),
        said(1, anchor="batar"),
        said(2, anchor="p2"),
        marked(PLACES[1], 1),
        said(3),
    ]
    parts = built(*blocks)
    assert [section.source.anchor for section in parts.sections] == ["batar", None]
    assert [passage.source.anchor for passage in parts.passages] == ["batar", None]


def test_the_page_of_a_section_is_that_of_its_heading() -> None:
    blocks = [marked(PLACES[0], 1), said(1), marked(PLACES[1], 1), said(2)]
    source, whole = laid(blocks)
    lines = [placed(block.start, block.text, page, 0) for page, block in enumerate(whole, 1)]
    parts = built(*blocks, placed=lines)
    assert [section.source.page for section in parts.sections] == [1, 3]
    assert [passage.source.page for passage in parts.passages] == [2, 4]
    for section in parts.sections:
        assert source[section.source.start :].startswith(section.heading)


WORDS = st.lists(
    st.sampled_from(["stien", "brygga", "naust", "lys", "vest."]), min_size=1, max_size=9
)
PAGES = st.lists(
    st.lists(WORDS.map(" ".join), min_size=1, max_size=6).map(lambda lines: ["Stilaget", *lines]),
    min_size=1,
    max_size=5,
)


@given(PAGES)
def test_the_boxes_of_all_passages_are_the_text_and_nothing_else(pages: list[list[str]]) -> None:
    parts = on_pages(*pages)
    boxes = tuple(box for passage in parts.passages for box in passage.boxes)
    said_in_boxes = " ".join(texts_in(boxes, tuple(pages)))
    headings = [section.heading for section in parts.sections if section.heading]
    assert "Stilaget" not in said_in_boxes
    assert " ".join([*headings, said_in_boxes]).split() == parts.text.split()
    assert all(box.left < box.right and box.top < box.bottom for box in boxes)
