from itertools import pairwise

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
    said,
    tree,
    under,
)
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.model import SectionKind
from planspor.ingest.read.blocks import Block, Style
from planspor.ingest.structure.headings import Heading
from planspor.ingest.structure.levels import levels

NUMBERED = ("1 Båter", "1.1 Kajakker", "1.1.1 Vester", "1.2 Robåter", "2 Lys", "2.1 Lykter")
DEPTHS = [1, 2, 3, 2, 1, 2]


def found(blocks: list[Block]) -> list[int]:
    return [level for level, _ in tree(built(*blocks))]


def test_marks_that_are_all_of_one_level_leave_levels_to_numbers() -> None:
    assert found(list(under(marked(heading, 2) for heading in NUMBERED))) == DEPTHS


def test_without_numbers_marks_of_one_level_leave_levels_to_looks() -> None:
    styles = (CHAPTER, HEAD, SUBHEAD, HEAD, CHAPTER)
    assert found(list(under(map(marked, PLACES, [1] * 5, styles)))) == [1, 2, 3, 2, 1]


def test_marks_that_do_not_agree_with_the_numbers_are_not_believed() -> None:
    said_by_marks = (1, 1, 2, 1, 3, 1)
    assert found(list(under(map(marked, NUMBERED, said_by_marks)))) == DEPTHS


def test_marks_that_agree_with_the_numbers_say_where_the_others_stand() -> None:
    # The format counts its title as level 1 and chapters from level 2.
    headings = ("Stier og lys", "1 Båter", "1.1 Kajakker", "2 Lys", "2.1 Lykter", "Etterord")
    assert found(list(under(map(marked, headings, (1, 2, 3, 2, 3, 2))))) == [1, 2, 3, 2, 3, 2]


def test_a_heading_that_only_a_number_names_stands_as_deep_as_the_marks_put_its_like() -> None:
    described = ((None, 1), ("1", 2), ("1.1", 3), ("2", 2), ("2.1", None), ("2.1.1", None))
    chosen = [
        Heading(place, 1, number, 0.9, ("tag",), level)
        for place, (number, level) in enumerate(described)
    ]
    assert levels(chosen, [line("Lys langs stien")] * 6) == [1, 2, 3, 2, 3, 4]


def test_levels_have_no_gaps_whatever_the_marks_call_them() -> None:
    assert found(list(under(map(marked, PLACES, (3, 4, 4, 3, 5))))) == [1, 2, 2, 1, 2]


def test_a_look_of_its_own_stands_below_the_next_heavier() -> None:
    styles = (CHAPTER, HEAD, SUBHEAD, SUBHEAD, CHAPTER)
    chosen = list(under(map(line, PLACES, styles)))
    assert found([*chosen, *under([line("Stien i vest", HEAD)])]) == [1, 2, 3, 3, 1, 2]


def test_what_looks_like_the_numbered_ones_stands_beside_them() -> None:
    styles = {1: CHAPTER, 2: HEAD, 3: SUBHEAD}
    blocks = [line(h, styles[depth]) for h, depth in zip(NUMBERED, DEPTHS, strict=True)]
    blocks += [line("Stien i vest", HEAD), line("Etterord til leserne", CHAPTER)]
    assert found(list(under(blocks))) == [*DEPTHS, 2, 1]


def test_a_heavier_first_line_is_the_title_of_the_whole() -> None:
    title = Style(24.0, bold=True, font="Minion")
    blocks = [marked("Stier og lys", style=title), said(9)]
    blocks += under(line(f"{n} {place}", CHAPTER) for n, place in enumerate(PLACES, 1))
    assert found(blocks) == [1, 2, 2, 2, 2, 2]


def test_a_heavier_line_further_down_is_no_title_of_what_came_before() -> None:
    part = Style(24.0, bold=True, font="Minion")
    blocks = list(under(line(f"{n} {place}", CHAPTER) for n, place in enumerate(PLACES[:3], 1)))
    blocks += [line("Om stiene", part), said(8), *under([line("4 Naustet", CHAPTER)])]
    assert found(blocks) == [1] * 5


def test_what_is_set_so_only_once_orders_nothing_below_it() -> None:
    title = Style(24.0, bold=True, font="Minion")
    blocks = list(
        under(line(place, style) for place, style in zip(PLACES, [HEAD] * 5, strict=True))
    )
    blocks[4:4] = [line("Stier og lys", title), said(9)]
    assert found(blocks) == [1] * 6


@pytest.mark.parametrize(("size", "deep"), [(11.0, [1, 2]), (20.0, [1, 1])])
def test_bold_is_heavier_but_where_letters_are_much_larger(size: float, deep: list[int]) -> None:
    bold, plain = Style(size, bold=True, font="Minion"), Style(size, font="Minion")
    assert found(list(under(map(line, PLACES[:4], (bold, plain, bold, plain))))) == deep * 2


def test_sizes_that_the_eye_hardly_tells_apart_are_one_weight() -> None:
    sizes = [Style(size, bold=True, font="Minion") for size in (14.0, 14.2, 13.9, 14.1, 14.0)]
    assert found(list(under(map(line, PLACES, sizes)))) == [1] * 5


def test_an_unnumbered_heading_right_above_a_number_is_no_part_of_the_chapter_before() -> None:
    blocks = list(under([line("1 Båter"), line("1.1 Kajakker"), line("2 Lys")]))
    blocks[4:4] = [line("Andre del")]
    assert tree(built(*blocks))[2:] == [(1, "Andre del"), (1, "Lys")]


@pytest.mark.parametrize(
    "lettered",
    [("A. Metode", "B. Skjema", "B.1 Lag"), ("Vedlegg A. Metode", "B: Skjema", "B.1 Lag")],
)
def test_lettered_appendices_and_their_parts_follow_the_chapters(lettered: tuple[str, ...]) -> None:
    headings = ("1 Båter på land", "2 Lys langs stien", "3 Ro", *lettered)
    parts = built(*under(map(line, headings)))
    assert [(s.number, s.level) for s in parts.sections] == [
        *(("1", 1), ("2", 1), ("3", 1), ("A", 1), ("B", 1), ("B.1", 2)),
    ]
    assert parts.sections[-1].parent == "prove/B"
    assert heads(parts)[-3:] == ["Metode", "Skjema", "Lag"]


def test_an_appendixs_label_above_its_title_is_one_heading_with_it() -> None:
    blocks = list(under(line(f"{n} {place}") for n, place in enumerate(PLACES[:3], 1)))
    for n, (letter, title) in enumerate((("A", "Spørsmål til lagene"), ("B", "Svar fra lagene"))):
        blocks += [line(f"Vedlegg {letter}"), line(title), said(n), said(n + 5)]
    parts = built(*blocks)
    assert [(s.number, s.heading) for s in parts.sections][3:] == [
        *(("A", "Spørsmål til lagene"), ("B", "Svar fra lagene")),
    ]
    assert [s.kind for s in parts.sections][2:] == [SectionKind.BODY, *[SectionKind.APPENDIX] * 2]


def test_a_letter_in_a_list_is_no_appendix() -> None:
    items = [
        line(f"{letter}. {verb} stien.")
        for letter, verb in zip("ABC", ("Rydde", "Male", "Måle"), strict=True)
    ]
    blocks = list(under(line(f"{n} {place}") for n, place in enumerate(PLACES[:3], 1)))
    parts = built(*blocks[:4], *items, *blocks[4:])
    assert [s.number for s in parts.sections] == ["1", "2", "3"]


STYLES = st.sampled_from([None, TEXT, SUBHEAD, HEAD, CHAPTER])
HEADINGS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.sampled_from(["1", "1.1", "2", "2.1.3", "A", "B.1"])),
        st.one_of(st.none(), st.integers(1, 6)),
        STYLES,
    )
)


@given(HEADINGS)
def test_levels_begin_at_one_and_a_parent_stands_higher(
    described: list[tuple[str | None, int | None, Style | None]],
) -> None:
    blocks = list(under(line("Lys langs stien", style) for _, _, style in described))
    chosen = [
        Heading(2 * i, 1, number, 0.9, ("tag",), level)
        for i, (number, level, _) in enumerate(described)
    ]
    given_levels = levels(chosen, blocks)
    assert len(given_levels) == len(chosen)
    assert min(given_levels, default=1) == 1


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.integers(1, 5), STYLES), min_size=1))
def test_a_section_lies_below_the_nearest_higher_one(
    described: list[tuple[str, int, Style | None]],
) -> None:
    parts = built(*under(marked(text, level, style) for text, level, style in described))
    by_id = {section.id: section for section in parts.sections}
    assert len(by_id) == len(parts.sections)
    for section in parts.sections:
        above = [s for s in parts.sections[: section.ordinal] if s.level < section.level]
        assert section.parent == (above[-1].id if above else None)
    for before, after in pairwise(parts.sections):
        assert before.end <= after.start
