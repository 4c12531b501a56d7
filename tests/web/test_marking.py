import re

from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.model import Cell
from planspor.web.views.marking import Piece, Span, excerpt, pieces
from planspor.web.views.tables import DrawnTable, laid_out

TEXTS = st.text(alphabet="abc æå.\n", max_size=900)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    ends = draw(st.lists(st.integers(0, len(text)), unique=True, max_size=12))
    ends = sorted(ends)[: len(ends) // 2 * 2]
    return text, list(zip(ends[::2], ends[1::2], strict=True))


@given(marked_texts())
def test_pieces_put_together_are_the_text(given_text: tuple[str, list[Span]]) -> None:
    text, spans = given_text
    cut = pieces(text, spans)
    assert "".join(piece.text for piece in cut) == text
    assert "".join(p.text for p in cut if p.marked) == "".join(text[s:e] for s, e in spans)


@given(marked_texts())
def test_paragraphs_keep_every_character_and_mark(given_text: tuple[str, list[Span]]) -> None:
    text, spans = given_text
    shown = [piece for paragraph in laid_out(text, spans) for piece in paragraph]
    blank = re.compile(r"\n+")
    assert blank.sub("", "".join(p.text for p in shown)) == blank.sub("", text)
    marked = "".join(text[s:e] for s, e in spans)
    assert blank.sub("", "".join(p.text for p in shown if p.marked)) == blank.sub("", marked)


@given(marked_texts(), st.integers(0, 400), st.integers(0, 400))
def test_an_excerpt_is_its_stretch_with_its_marks(
    given_text: tuple[str, list[Span]], start: int, length: int
) -> None:
    text, spans = given_text
    start, end = min(start, len(text)), min(start + length, len(text))
    shown = "".join(piece.text for piece in excerpt(text, spans, (start, end)))
    assert text[start:end] in shown
    assert shown.startswith("… ") or start == 0
    assert shown.endswith(" …") or end == len(text)


def test_an_excerpt_marks_what_is_found_in_it() -> None:
    text = "først og funn og funn og sist"
    shown = excerpt(text, [(9, 13), (17, 21)], (9, 16))
    assert shown == [Piece("… "), Piece("funn", marked=True), Piece(" og"), Piece(" …")]


def test_a_table_is_laid_out_in_rows_of_cells_between_its_paragraphs() -> None:
    text = "Tabell 1 Båter\n\nÅr\tAntall\n\n2019\t12\n\nKilde: Havna"
    cells = [
        Cell(0, 0, 0, 1, 1, True, 16, 18),
        Cell(0, 0, 1, 1, 1, True, 19, 25),
        Cell(0, 1, 0, 1, 1, False, 27, 31),
        Cell(0, 1, 1, 1, 1, False, 32, 34),
    ]
    before, table, after = laid_out(text, [(32, 34)], cells)
    assert isinstance(table, DrawnTable)
    drawn = [["".join(p.text for p in cell.pieces) for cell in row] for row in table.rows]
    assert drawn == [["År", "Antall"], ["2019", "12"]]
    assert [cell.header for cell in table.rows[0]] == [True, True]
    assert table.rows[1][1].pieces[0].marked
    assert [before, after] == [pieces("Tabell 1 Båter", []), pieces("Kilde: Havna", [])]


def test_an_empty_cell_that_the_reader_left_out_stands_in_its_column() -> None:
    text = "År\tType\tAntall\n\n2019\t12"
    cells = [
        *(Cell(0, 0, i, 1, 1, True, a, b) for i, (a, b) in enumerate([(0, 2), (3, 7), (8, 14)])),
        Cell(0, 1, 0, 1, 1, False, 16, 20),
        Cell(0, 1, 2, 1, 1, False, 21, 23),
    ]
    [table] = laid_out(text, (), cells)
    assert isinstance(table, DrawnTable)
    assert [len(row) for row in table.rows] == [3, 3]
    assert [cell.pieces for cell in table.rows[1]][1] == []


def test_a_cell_that_reaches_down_leaves_its_column_to_itself() -> None:
    text = "Skjær\tNord\n\nSør"
    cells = [
        Cell(0, 0, 0, 2, 1, False, 0, 5),
        Cell(0, 0, 1, 1, 1, False, 6, 10),
        Cell(0, 1, 1, 1, 1, False, 12, 15),
    ]
    [table] = laid_out(text, (), cells)
    assert isinstance(table, DrawnTable)
    assert [len(row) for row in table.rows] == [2, 1]
