"""Headings as real documents set them: in bold without space, in capitals, in boxes, in stacks."""

import pytest
from blocks_help import (
    CHAPTER,
    HEAD,
    PLACES,
    SUBHEAD,
    TEXT,
    built,
    heads,
    line,
    marked,
    row,
    said,
    tree,
    under,
)

from planspor.corpus.model import SectionKind
from planspor.ingest.read.blocks import Block, BlockKind, Style

TITLE = Style(30.0, bold=True, font="Minion")
SMALL = Style(8.0, font="Minion")


def apart(*also: Block) -> list[Block]:
    """Headings set apart from the running text, with other lines between."""
    blocks = list(under(line(place, HEAD) for place in PLACES))
    return [*blocks[:6], *also, *blocks[6:]]


def test_a_line_set_apart_is_a_heading_without_white_space() -> None:
    blocks = [
        block
        for number, place in enumerate(PLACES)
        for block in (line(place, SUBHEAD, gap=False), said(number, gap=False))
    ]
    assert heads(built(said(20), *blocks)) == list(PLACES)


def test_a_line_set_apart_heads_a_short_sentence() -> None:
    also = line("Stien i vest", HEAD), line("Alle skal gå tur hver dag.", TEXT)
    assert "Stien i vest" in heads(built(*apart(*also, said(30))))


def test_a_heading_may_stand_last_on_its_page() -> None:
    blocks = [line(place, SUBHEAD, page=1) for place in PLACES]
    texts = [said(n, page=1, gap=False) for n in range(5)]
    texts[2] = said(2, page=2, page_start=True)
    pairs = [block for pair in zip(blocks, texts, strict=True) for block in pair]
    assert heads(built(*pairs)) == list(PLACES)


def test_three_headings_in_a_stack_are_all_found() -> None:
    stack = [line("Andre del", TITLE), line("Ytterst i vest", CHAPTER), line("Lengde", HEAD)]
    found = heads(built(*apart(), *stack, said(9), *apart()))
    assert found == [*PLACES, "Andre del", "Ytterst i vest", "Lengde", *PLACES]


def test_labels_of_a_figure_that_something_larger_follows_are_no_headings() -> None:
    labels = [line("Sensor i vest", HEAD), line("Måler og lys", HEAD), line("Naust", CHAPTER)]
    assert heads(built(*apart(*labels, said(30)))) == [*PLACES[:3], "Naust", *PLACES[3:]]


@pytest.mark.parametrize("name", ["Ada Berg", "Ada Berg og Per Dahl", "Ada Berg, Per Dahl"])
def test_a_name_in_large_letters_is_no_heading(name: str) -> None:
    assert heads(built(*apart(line(name, CHAPTER), said(30)))) == list(PLACES)


def test_a_quotation_pulled_out_of_the_text_is_no_heading() -> None:
    pulled = line("«Vi ser at flere går tur nå enn da stien var ny og bratt»", CHAPTER)
    assert heads(built(*apart(pulled, said(30)))) == list(PLACES)
    assert "«Nye stier»" in heads(built(*apart(line("«Nye stier»", CHAPTER), said(30))))


def test_the_title_of_a_box_in_small_letters_is_no_heading() -> None:
    box = [line("Fakta om stien", CHAPTER), line("Lengde", SMALL), said(40, SMALL), said(42, SMALL)]
    assert heads(built(*apart(*box, said(41)))) == list(PLACES)
    assert "Fakta om stien" in heads(built(*apart(*box)))


def test_what_stands_set_as_text_is_none_where_numbered_headings_are_set_apart() -> None:
    blocks = list(under(line(f"{n} {place}", HEAD) for n, place in enumerate(PLACES, 1)))
    blocks[4:4] = [line("Stien i vest", TEXT), said(30)]
    assert heads(built(*blocks)) == list(PLACES)


def test_table_text_is_not_the_running_text() -> None:
    table = [row("Lengde på stien i vest", "Lengde på stien i nord", number=n) for n in range(9)]
    assert heads(built(*apart(*table))) == list(PLACES)


def test_capitals_stand_above_what_is_set_the_same_without() -> None:
    titles = ("BÅTER PÅ LAND", "Lengde", "Vekt", "LYS LANGS STIEN", "Lykter")
    parts = built(*under(line(title, SUBHEAD) for title in titles))
    assert tree(parts) == list(zip((1, 2, 2, 1, 2), titles, strict=True))


def test_a_web_page_that_says_only_what_is_bold_has_bold_headings() -> None:
    bold = Style(0, bold=True)
    plain = [block for n in range(5) for block in (line(PLACES[n], bold), said(n, None))]
    also = [line("Ro og fred", None), said(9, None)]
    assert heads(built(*plain, *also)) == list(PLACES)


MARKED = [marked(f"{place} og mer", 1, CHAPTER) for place in PLACES]


def test_what_is_lighter_than_all_marked_headings_may_stand_below_them() -> None:
    pairs = zip(MARKED, (line(place, SUBHEAD) for place in PLACES), strict=True)
    blocks = list(under(block for pair in pairs for block in pair))
    assert [level for level, _ in tree(built(*blocks))] == [1, 2] * 5


def test_what_is_heavier_than_a_marked_heading_and_not_marked_is_none() -> None:
    lighter = [marked(place, 2, SUBHEAD) for place in PLACES]
    pairs = zip(MARKED, lighter, strict=True)
    blocks = list(under(block for pair in pairs for block in pair))
    blocks[8:8] = [line("Fakta om stien", HEAD), said(30)]
    assert "Fakta om stien" not in heads(built(*blocks))


def test_a_mark_or_two_on_bold_lines_do_not_tell_of_larger_ones() -> None:
    stray = [marked(f"Navn {n}", 1, SUBHEAD) for n in "ab"]
    blocks = list(under([*stray, *MARKED, *(line(place, HEAD) for place in PLACES)]))
    assert [h for h in heads(built(*blocks)) if h in PLACES] == list(PLACES)


def test_forms_have_short_fields_and_titles_that_begin_alike_are_longer() -> None:
    fields = [line(f"Ansvarlig: Lag {n}", SUBHEAD) for n in range(4)]
    assert not any(h.startswith("Ansvarlig") for h in heads(built(*apart(*under(fields)))))
    advice = [line(f"Råd: Kommunen bør rydde stien som går i {w}", SUBHEAD) for w in PLACES[:4]]
    assert sum(h.startswith("Råd") for h in heads(built(*apart(*under(advice))))) == 4


def test_lines_of_the_cover_before_the_contents_list_are_no_headings() -> None:
    cover = [line("Utredninger", CHAPTER), line("Om stiene", TITLE), said(8)]
    listed = [
        line("Innhold", CHAPTER, page=2, page_start=True),
        *(line(f"{place} .... {n}", TEXT, page=2) for n, place in enumerate(PLACES, 3)),
    ]
    assert heads(built(*cover, *listed, *apart())) == list(PLACES)


def test_a_first_chapter_that_is_called_one_is_kept_though_set_larger() -> None:
    assert heads(built(line("Sammendrag", CHAPTER), said(9), *apart()))[0] == "Sammendrag"


PARTS = ("Del I Stiene", "1 Båter", "1.1 Kajakker", "Del II Lysene", "2 Lys", "Litteratur")


def test_chapters_stand_below_parts_and_go_on_counting() -> None:
    parts = built(*under(map(line, PARTS)))
    assert [level for level, _ in tree(parts)] == [1, 2, 3, 1, 2, 1]


@pytest.mark.parametrize("label", ["Del II", "Vedlegg 2", "VEDLEGG 2"])
def test_the_label_of_a_part_above_its_title_is_one_heading_with_it(label: str) -> None:
    also = [line(label, CHAPTER), line("Spørsmål til lagene", CHAPTER, gap=False), said(30)]
    assert f"{label} Spørsmål til lagene" in heads(built(*apart(*also)))


def test_where_all_numbers_look_the_same_looks_say_nothing_of_what_has_none() -> None:
    titles = ("1 Båter", "1.1 Kajakker", "Vester", "1.2 Robåter", "2 Lys", "Lykter")
    parts = built(*under(line(title, TEXT) for title in titles))
    assert [level for level, _ in tree(parts)] == [1, 2, 3, 2, 1, 2]


def test_notes_set_as_no_other_heading_stand_beside_the_chapters() -> None:
    notes = line("Fotnoter", HEAD), said(30)
    blocks = [*under(line(place, CHAPTER) for place in PLACES), *notes]
    blocks[2:2] = under([line("Lengde", SUBHEAD), line("Vekt", SUBHEAD)])
    assert tree(built(*blocks))[-1] == (1, "Fotnoter")


def test_a_letter_behind_numbered_chapters_opens_an_appendix() -> None:
    behind = built(
        *under(map(line, ("1 Båter på land", "2 Lys", "3 Ro", "A. Metode", "B. Skjema")))
    )
    assert [s.kind for s in behind.sections][2:] == [SectionKind.BODY, *[SectionKind.APPENDIX] * 2]


LAW = ("Kapittel 1. Formål", "§ 1-1. Lovens mål", "§ 1-2. Sted", "Kapittel 2. Lys", "§ 2-1. Lykt")


@pytest.mark.parametrize("style", [None, TEXT])
def test_a_laws_paragraphs_stand_in_its_chapters_though_all_is_set_as_text(
    style: Style | None,
) -> None:
    items = [
        line(f"{n}. Kommunen skal føre register", style, kind=BlockKind.LIST_ITEM) for n in (1, 2)
    ]
    blocks = list(under(line(title, style) for title in LAW))
    parts = built(*blocks[:4], *items, *blocks[4:])
    assert [s.level for s in parts.sections] == [1, 2, 2, 1, 2]
    assert [s.number for s in parts.sections] == ["1", "§ 1-1", "§ 1-2", "2", "§ 2-1"]


def test_a_title_may_end_in_an_abbreviation() -> None:
    assert "Post 72 Utvikling mv." in heads(
        built(*apart(line("Post 72 Utvikling mv.", HEAD), said(9)))
    )


def test_a_contents_list_without_pages_is_known_by_what_comes_again() -> None:
    listed = [line("Innhold", HEAD), *(line(place, TEXT) for place in PLACES)]
    assert heads(built(*listed, *apart())) == ["Innhold", *PLACES]
