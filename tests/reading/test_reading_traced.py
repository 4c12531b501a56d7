import json
import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import File, Piece, clean_text
from planspor.ingest.read.markup.blocks import blocks_of
from planspor.ingest.read.markup.html import HtmlReader
from planspor.ingest.read.markup.traced import Origin, Traced, atoms, joined, settled
from planspor.ingest.read.markup.tree import parse_html, parse_xml

PIECES_OF_MARKUP = st.sampled_from(
    [
        *("<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<ul><li>", "</ul>", "<br>", "<h2>"),
        *("</h2>", "<table><tr><td>", "<td>", "</table>", "<!-- x -->", "<!--", "<script>x<y"),
        *("</script>", "<a href='#a'>1</a>", "<![CDATA[", "]]>", "<", ">", "&", "&aring;", "&#229"),
        *("&amp;amp;", "&notit;", "<p title='a>b'>", '<p title="', "\r\n", " ", "\x00", "\u00ad"),
        *("ord og ord", "Å", "\ufffe", "\ud800", "<title>", "</body>", "<svg>", "𝄞", "&nbsp;"),
    ]
)


def traced(markup: str) -> Traced:
    return settled(atoms(markup, 0, len(markup)))


def test_entities_and_white_space_are_replaced_and_all_else_is_copied() -> None:
    text, pieces = traced("  En&nbsp;\n &aring; b&lt;c&notit; ")
    assert text == "En å b<c¬it;"
    assert sum(piece.length for piece in pieces) == len(text)
    assert pieces[0] == Piece(2, 2, 4)


@given(st.text(alphabet="aå &;<#19\n\u00ad", max_size=40))
def test_every_sign_of_a_text_is_the_one_at_its_place(markup: str) -> None:
    text, pieces = traced(markup)
    place = 0
    for piece in pieces:
        written = markup[piece.start : piece.end]
        mine = text[place : place + piece.length]
        assert mine == " " or mine in (re.sub(r"\s", " ", written), unescape(written))
        place += piece.length
    assert place == len(text)
    assert text == " ".join(text.split())


def test_texts_are_joined_with_their_places() -> None:
    markup = "en &amp; to<td>tre"
    parts = [settled(atoms(markup, start, end)) for start, end in ((0, 11), (15, 18))]
    assert joined(parts, "\t") == Traced(
        "en & to\ttre",
        (Piece(3, 0, 3), Piece(1, 3, 8), Piece(3, 8, 11), Piece(1, 11, 15), Piece(3, 15, 18)),
    )


def test_markup_inside_another_text_is_traced_back_to_that_text() -> None:
    # {"t":"a\u00e5b"}: the markup's second sign stands for six.
    origin = Origin([Piece(1, 6, 7), Piece(1, 7, 13), Piece(1, 13, 14)])
    assert origin.traced_back([Piece(3, 0, 3)]) == (
        Piece(1, 6, 7),
        Piece(1, 7, 13),
        Piece(1, 13, 14),
    )
    assert origin.traced_back([Piece(1, 0, 2)]) == (Piece(1, 6, 13),)
    assert origin.traced_back([Piece(1, 3, 3)]) == (Piece(1, 14, 14),)


def test_html_inside_a_record_is_blocks_with_places_in_the_record() -> None:
    record = r'{"tekst": "<h2>R\u00e5d<\/h2><p>Les &amp; l\u00e6r</p>"}'
    start = record.index("<h2>")
    signs = re.finditer(r"\\u[0-9a-f]{4}|\\.|.", record[start:-2])
    pieces = [Piece(1, start + sign.start(), start + sign.end()) for sign in signs]
    markup = json.loads(record)["tekst"]
    tree = parse_html(markup, "a.json")
    for block, written in zip(
        blocks_of(tree, tree.root), (r"R\u00e5d", r"Les &amp; l\u00e6r"), strict=True
    ):
        back = Origin(pieces).traced_back(block.pieces)
        assert record[back[0].start : back[-1].end] == written


@given(st.lists(PIECES_OF_MARKUP, max_size=30))
def test_whatever_the_markup_every_sign_that_is_read_stands_where_it_says(parts: list[str]) -> None:
    markup = "".join(parts)
    for parse in (parse_html, parse_xml):
        try:
            tree = parse(markup, "a")
        except UnreadableFile:
            continue
        text, text_map, _ = clean_text(blocks_of(tree, tree.root))
        for place, sign in enumerate(text):
            start, end = text_map.to_source(place, place + 1)
            assert sign.isspace() or sign in unescape(markup[start:end])


@given(st.lists(PIECES_OF_MARKUP, max_size=30))
def test_no_page_makes_the_reader_fail_otherwise_than_with_an_error_of_its_own(
    parts: list[str],
) -> None:
    data = ("<html><body>" + "".join(parts)).encode("utf-8", "replace")
    try:
        reading = HtmlReader().read(File(data, "a.html"))
    except UnreadableFile:
        return
    assert all(block.text == block.text.strip() for block in reading.blocks)


def test_the_parser_may_move_text_and_its_place_stays_known() -> None:
    markup = "<table>løs<tr><td>celle</td></tr></table><b><p>fet</b> etter</p>"
    tree = parse_html(markup, "a")
    found = blocks_of(tree, tree.root)
    assert sorted(" ".join(block.text for block in found).split()) == [
        *("celle", "etter", "fet", "løs")
    ]
    for block in found:
        for piece in block.pieces:
            assert markup[piece.start : piece.end].strip() in block.text
