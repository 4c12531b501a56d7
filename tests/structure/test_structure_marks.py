from blocks_help import (
    CHAPTER,
    HEAD,
    PLACES,
    SUBHEAD,
    TEXT,
    built,
    evidence,
    heads,
    line,
    marked,
    said,
    tree,
    under,
)
from structure_help import one_line

from planspor.corpus.model import SectionKind
from planspor.ingest.read.blocks import BlockKind


def test_a_marked_block_is_a_heading_whatever_it_looks_like() -> None:
    for text in ("båter på land", "Ada Berg Nilsen", "Hva nå?", "14", "Tabell 3 Stier"):
        parts = built(*under([marked(title) for title in (*PLACES[:2], text)]))
        assert heads(parts) == [*PLACES[:2], text]
        assert evidence(parts, text) == ("tag",)


def test_a_marked_heading_has_the_level_that_its_mark_says() -> None:
    levels = (1, 2, 3, 2, 1)
    parts = built(*under(map(marked, PLACES, levels)))
    assert tree(parts) == list(zip(levels, PLACES, strict=True))


def test_the_contents_list_speaks_for_a_mark() -> None:
    listed = [line(f"{title} ........ {n}") for n, title in enumerate(PLACES[:2], 1)]
    parts = built(*listed, *under(map(marked, PLACES)))
    assert evidence(parts, PLACES[1]) == ("tag", "contents list")
    assert evidence(parts, PLACES[3]) == ("tag",)


def test_marks_on_running_text_are_not_believed() -> None:
    sentence = marked("Alle som bor ved vannet, får lys langs stien i år.", 2, TEXT)
    blocks = [*under(marked(title, 1, CHAPTER) for title in PLACES), sentence, said(9)]
    parts = built(*blocks)
    assert heads(parts) == list(PLACES)
    assert sentence.text in parts.passages[-1].text


def test_a_marked_sentence_that_is_set_as_headings_are_is_a_heading() -> None:
    sentence = marked("Alle får lys langs stien.", 1, CHAPTER)
    parts = built(*under([*(marked(title, 1, CHAPTER) for title in PLACES), sentence]))
    assert heads(parts)[-1] == sentence.text


def test_a_marked_sentence_is_a_heading_where_the_format_says_no_style() -> None:
    blocks = [b for n, title in enumerate(PLACES) for b in (marked(f"{title}.", 1), said(n, None))]
    assert heads(built(*blocks)) == [f"{title}." for title in PLACES]


def test_a_document_most_of_which_is_marked_loses_its_marks() -> None:
    text = [marked(one_line(n, 4), 1, TEXT) for n in range(5)]
    blocks = [
        b for title, below in zip(PLACES, text, strict=True) for b in (line(title, HEAD), below)
    ]
    parts = built(*blocks)
    assert heads(parts) == list(PLACES)
    assert evidence(parts, PLACES[0]) == ("style", "shape")
    assert {passage.kind for passage in parts.passages} == {SectionKind.BODY}


def test_a_few_marks_stay_though_they_are_most_of_a_short_document() -> None:
    blocks = [marked("Lys langs stien", 1), line("Kort.", TEXT), marked("Båter på land", 1)]
    assert heads(built(*blocks)) == ["Lys langs stien", "Båter på land"]


def test_where_headings_are_marked_an_unmarked_line_like_text_is_none() -> None:
    blocks = [*under(marked(title, 1, CHAPTER) for title in PLACES), line("Stien i vest", TEXT)]
    assert "Stien i vest" not in heads(built(*blocks, said(9)))


def test_where_headings_are_marked_an_unmarked_line_set_like_them_is_none() -> None:
    blocks = [*under(marked(title, 1, CHAPTER) for title in PLACES), line("Stien i vest", CHAPTER)]
    assert "Stien i vest" not in heads(built(*blocks, said(9)))


def test_larger_lines_that_marks_never_reach_are_headings_below_them() -> None:
    small = [line(f"Behov på sted {letter}", HEAD) for letter in "abcde"]
    blocks = [
        block
        for n, title in enumerate(PLACES)
        for block in (marked(title, 1, CHAPTER), said(n), small[n], said(n + 9))
    ]
    found = tree(built(*blocks))
    assert [level for level, _ in found] == [1, 2] * 5


def test_numbers_below_the_marked_ones_are_headings_of_their_own() -> None:
    blocks = []
    for n, title in enumerate(PLACES[:4], 1):
        blocks += [marked(f"{n} {title}", 1, CHAPTER), said(n)]
        blocks += [line(f"{n}.1 Behov i år", SUBHEAD), said(n + 10)]
        blocks += [line(f"{n}.2 Planer for neste år", SUBHEAD), said(n + 20)]
    parts = built(*blocks)
    assert [s.number for s in parts.sections] == [
        number for n in range(1, 5) for number in (f"{n}", f"{n}.1", f"{n}.2")
    ]
    assert [level for level, _ in tree(parts)] == [1, 2, 2] * 4


def test_numbers_no_deeper_than_the_marked_ones_are_a_list() -> None:
    blocks = list(
        under(marked(f"{n} {title}", 1, CHAPTER) for n, title in enumerate(PLACES[:4], 1))
    )
    blocks += [
        b
        for n, verb in ((5, "Rydde"), (6, "Male"))
        for b in (line(f"{n} {verb} alt", TEXT), said(n))
    ]
    assert heads(built(*blocks)) == list(PLACES[:4])


def test_list_items_captions_and_notes_that_are_marked_as_such_are_no_headings() -> None:
    for kind in (BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.FOOTNOTE):
        blocks = [*under(line(title) for title in PLACES), line("Stien i vest", kind=kind), said(9)]
        assert "Stien i vest" not in heads(built(*blocks))


def test_a_quotation_stays_one_when_its_document_loses_its_marks() -> None:
    text = [marked(one_line(n, 4), 1, TEXT) for n in range(4)]
    quoted = said(9, kind=BlockKind.QUOTATION)
    kinds = [passage.kind for passage in built(*text, quoted).passages]
    assert SectionKind.QUOTATION in kinds
