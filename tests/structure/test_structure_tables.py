import pytest
from blocks_help import PLACES, built, heads, line, marked, row, said, under
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.model import Passage, SectionKind
from planspor.ingest.read.blocks import Block, BlockKind
from planspor.ingest.structure.parts import Parts

BOATS = (
    row("Båt", "Antall", "Plass"),
    row("Kajakk", "14", "Naust", number=1),
    row("Robåt", "3", "Brygge", number=2),
)


def within(*blocks: Block) -> Parts:
    """The blocks between paragraphs of a chapter; another chapter follows."""
    chapters = [marked(title, 1) for title in PLACES[:2]]
    return built(chapters[0], said(1), *blocks, said(2), chapters[1], said(3))


def tables(parts: Parts) -> list[Passage]:
    return [passage for passage in parts.passages if passage.kind is SectionKind.TABLE]


@pytest.mark.parametrize(
    "texts",
    [("Sammendrag", "4"), ("1 Metode", "7"), ("Tiltak 5 Lys langs stien", "Ja"), ("Innhold",)],
)
def test_a_row_of_a_table_is_no_heading(texts: tuple[str, ...]) -> None:
    blocks = [*under(line(title) for title in PLACES[:2]), row(*texts), said(9)]
    assert heads(built(*blocks)) == list(PLACES[:2])


def test_the_numbered_rows_of_a_table_are_no_chapters() -> None:
    rows = [row(f"{n} {place}", str(n), number=n) for n, place in enumerate(PLACES, 1)]
    blocks = list(under(line(f"{n} {place}") for n, place in enumerate(PLACES, 1)))
    parts = built(*blocks[:2], *rows, *blocks[2:])
    assert [s.number for s in parts.sections] == ["1", "2", "3", "4", "5"]


def test_a_table_is_a_passage_of_its_own_with_its_caption() -> None:
    caption = line("Tabell 1 Båter ved vannet", kind=BlockKind.CAPTION)
    parts = within(caption, *BOATS)
    kinds = [passage.kind for passage in parts.passages]
    assert kinds == [SectionKind.BODY, SectionKind.TABLE, SectionKind.BODY, SectionKind.BODY]
    (table,) = tables(parts)
    assert table.text == "\n\n".join(block.text for block in (caption, *BOATS))


def test_the_cells_of_a_passage_are_those_of_its_rows() -> None:
    (table,) = tables(within(line("Tabell 1 Båter ved vannet", kind=BlockKind.CAPTION), *BOATS))
    assert [(c.row, c.column, c.header, table.text[c.start : c.end]) for c in table.cells] == [
        *((0, 0, True, "Båt"), (0, 1, True, "Antall"), (0, 2, True, "Plass")),
        *((1, 0, False, "Kajakk"), (1, 1, False, "14"), (1, 2, False, "Naust")),
        *((2, 0, False, "Robåt"), (2, 1, False, "3"), (2, 2, False, "Brygge")),
    ]


def test_what_is_no_table_has_no_cells() -> None:
    parts = within(*BOATS)
    assert [bool(passage.cells) for passage in parts.passages] == [False, True, False, False]


def test_a_row_is_never_cut_however_long_it_is() -> None:
    long = row("Kajakk", " ".join(said(n).text for n in range(8)), number=1)
    found = tables(within(BOATS[0], long, BOATS[2]))
    assert len(long.text) > 1600
    assert [passage.text for passage in found if "Kajakk" in passage.text] == [long.text]


CELLS = st.text("abcæøå 12,-%", max_size=30).filter(lambda text: text == " ".join(text.split()))
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4).filter(any), min_size=1, max_size=12)


@given(ROWS, st.integers(0, 3))
def test_every_cell_has_its_place_in_the_text_of_one_passage(
    rows: list[list[str]], repeats: int
) -> None:
    listed = [row(*texts, number=n) for n, texts in enumerate(rows * (1 + repeats))]
    parts = within(*listed)
    found = [(c.row, c.column, p.text[c.start : c.end]) for p in parts.passages for c in p.cells]
    assert found == [
        (n, column, text)
        for n, texts in enumerate(rows * (1 + repeats))
        for column, text in enumerate(texts)
    ]
    for passage in parts.passages:
        assert parts.text[passage.start : passage.end] == passage.text


def test_a_box_is_a_passage_of_its_own_and_its_title_no_heading() -> None:
    box = [line("Boks 2 En dag ved vannet", boxed=True), said(7, boxed=True), said(8, boxed=True)]
    parts = within(*box)
    assert heads(parts) == list(PLACES[:2])
    (boxed,) = (passage for passage in parts.passages if passage.kind is SectionKind.BOX)
    assert boxed.text == "\n\n".join(block.text for block in box)


@pytest.mark.parametrize("title", ["Sammendrag", "3 Hva gjør vi nå", "Lys langs stien"])
def test_whatever_stands_in_a_box_is_no_heading(title: str) -> None:
    blocks = [*under(line(f"{n} {place}") for n, place in enumerate(PLACES[:2], 1))]
    parts = built(*blocks, line(title, boxed=True), said(7, boxed=True), said(8))
    assert heads(parts) == list(PLACES[:2])


def test_a_footnote_is_not_mixed_with_the_text_it_stands_among() -> None:
    note = line("1 Se kartet over stiene.", kind=BlockKind.FOOTNOTE)
    parts = within(note)
    assert [(p.kind, p.text) for p in parts.passages if p.kind is not SectionKind.BODY] == [
        (SectionKind.FOOTNOTES, note.text)
    ]
