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

from planspor.ingest.read.blocks import Block, BlockKind, Entry


def pages(*titles: str) -> list[Block]:
    """One page for each title, which stands on top of it, set as the running text is."""
    titled = (line(title, TEXT, page=page) for page, title in enumerate(titles, 1))
    return list(under(titled))


def entries(*titles: str) -> list[Entry]:
    return [Entry(title, 1, page) for page, title in enumerate(titles, 1)]


def test_an_entry_of_the_outline_is_a_heading_with_its_level() -> None:
    outline = [Entry(PLACES[0], 1, 1), Entry(PLACES[1], 2, 2), Entry(PLACES[2], 1, 3)]
    parts = built(*pages(*PLACES[:3]), outline=outline)
    assert tree(parts) == [(1, PLACES[0]), (2, PLACES[1]), (1, PLACES[2])]
    assert evidence(parts, PLACES[1]) == ("outline",)
    assert parts.sections[0].confidence > 0.95


def test_an_entry_names_the_block_on_its_page_that_says_the_same() -> None:
    blocks = pages("Lys", "Behov", "Brygger", "Behov")
    parts = built(
        *blocks, outline=[Entry("Lys", 1, 1), Entry("Brygger", 1, 3), Entry("Behov", 2, 4)]
    )
    named = [s for s in parts.sections if s.evidence == ("outline",)]
    assert [(s.heading, s.source.line_start) for s in named] == [
        *(("Lys", 1), ("Brygger", 5), ("Behov", 7)),
    ]


def test_entries_of_one_wording_name_one_block_each() -> None:
    titles = ("Lys", "Behov", "Brygger", "Behov")
    parts = built(*pages(*titles), outline=[Entry(title, 1) for title in titles])
    assert [s.heading for s in parts.sections if s.evidence == ("outline",)] == list(titles)


def test_an_entry_may_be_a_page_off_and_no_more() -> None:
    near = [Entry(title, 1, page + 1) for page, title in enumerate(PLACES[:3], 1)]
    assert evidence(built(*pages(*PLACES[:3]), outline=near), PLACES[0]) == ("outline",)
    far = [Entry(title, 1, page + 2) for page, title in enumerate(PLACES[:3], 1)]
    parts = built(*pages(*PLACES[:3]), outline=far)
    assert not any("outline" in section.evidence for section in parts.sections)


def test_numbers_signs_and_case_make_no_difference_to_an_entry() -> None:
    outline = entries("1. BÅTER PÅ LAND", "2 Lys – langs stien", "Benkene ved vannet:")
    parts = built(*pages(*PLACES[:3]), outline=outline)
    assert [evidence(parts, place) for place in PLACES[:3]] == [("outline",)] * 3


def test_an_entry_names_the_block_of_its_page_that_lost_a_letter() -> None:
    parts = built(
        *pages("Båter på land og ti vanns", PLACES[1]),
        outline=entries("Båter på land og til vanns", PLACES[1]),
    )
    assert evidence(parts, "Båter på land og ti vanns") == ("outline",)


def test_an_outline_of_which_few_entries_are_found_is_not_believed() -> None:
    slides = [Entry(f"Lysbilde {n}", 1, n) for n in range(1, 5)]
    parts = built(*pages(*PLACES[:3]), outline=[*slides, *entries(*PLACES[:3])])
    assert not any("outline" in section.evidence for section in parts.sections)


def test_a_title_on_two_blocks_is_one_heading() -> None:
    blocks = [
        line("Båter på land", CHAPTER, page=1),
        line("og til vanns", CHAPTER, page=1, gap=False),
        said(1, page=1),
        *under([line("Lys langs stien", CHAPTER, page=2)]),
    ]
    parts = built(*blocks, outline=entries("Båter på land og til vanns", "Lys langs stien"))
    assert heads(parts) == ["Båter på land og til vanns", "Lys langs stien"]
    assert [p.text for p in parts.passages] == [blocks[2].text, blocks[4].text]


def test_a_numbered_title_on_two_blocks_keeps_its_number_and_all_of_its_wording() -> None:
    blocks = [
        line("1 Båter på land", CHAPTER, page=1),
        line("og til vanns", CHAPTER, page=1, gap=False),
        said(1, page=1),
        *under([line("2 Lys langs stien", CHAPTER, page=2)]),
    ]
    parts = built(*blocks, outline=entries("1 Båter på land og til vanns", "2 Lys langs stien"))
    assert [(s.number, s.heading) for s in parts.sections] == [
        *(("1", "Båter på land og til vanns"), ("2", "Lys langs stien")),
    ]


def test_a_label_or_a_bare_number_above_its_title_is_the_headings_number() -> None:
    for label in ("Kapittel {}", "KAPITTEL {}", "{}", "{}."):
        blocks = [
            block
            for page, title in enumerate(PLACES[:3], 1)
            for block in (
                line(label.format(page), HEAD, page=page),
                line(title, CHAPTER, page=page),
                said(page, page=page),
                said(page + 9, page=page),
            )
        ]
        outline = [Entry(f"{n} {title}", 1, n) for n, title in enumerate(PLACES[:3], 1)]
        parts = built(*blocks, outline=outline)
        found = [(s.number, s.heading) for s in parts.sections]
        assert found == [(str(n), title) for n, title in enumerate(PLACES[:3], 1)], label


def test_the_contents_list_and_the_notes_are_not_what_an_entry_names() -> None:
    listed = [line(f"{title} ........ {n}", TEXT, page=1) for n, title in enumerate(PLACES[:3], 2)]
    note = line(PLACES[0], TEXT, page=2, kind=BlockKind.FOOTNOTE)
    titled = [line(title, TEXT, page=page) for page, title in enumerate(PLACES[:3], 2)]
    outline = [Entry(title, 1, page) for page, title in enumerate(PLACES[:3], 2)]
    parts = built(*listed, note, *under(titled), outline=outline)
    assert heads(parts) == list(PLACES[:3])
    assert all("outline" in s.evidence for s in parts.sections if s.heading)


def test_a_mark_and_the_outline_together_are_named_as_evidence() -> None:
    titled = [marked(title, 1, CHAPTER, page=page) for page, title in enumerate(PLACES[:3], 1)]
    parts = built(*under(titled), outline=entries(*PLACES[:3]))
    assert evidence(parts, PLACES[0]) == ("tag", "outline")


def test_what_is_set_as_the_outlines_headings_but_not_named_by_it_is_none() -> None:
    titled = [line(title, CHAPTER, page=page) for page, title in enumerate(PLACES, 1)]
    named = [Entry(title, 1, page) for page, title in enumerate(PLACES, 1) if page != 3]
    parts = built(*under(titled), outline=named)
    assert heads(parts) == [title for title in PLACES if title != PLACES[2]]


def test_a_smaller_heading_that_the_outline_does_not_reach_stands_below_those_it_names() -> None:
    blocks = [
        block
        for page, title in enumerate(PLACES[:4], 1)
        for block in (
            *under([line(title, CHAPTER, page=page)]),
            *under([line(f"Behov på sted {'abcd'[page - 1]}", HEAD, page=page)]),
        )
    ]
    parts = built(*blocks, outline=entries(*PLACES[:4]))
    assert tree(parts) == [
        pair
        for page, title in enumerate(PLACES[:4])
        for pair in ((1, title), (2, f"Behov på sted {'abcd'[page]}"))
    ]


def test_bold_lines_below_an_outlines_headings_are_headings_too() -> None:
    blocks = [
        block
        for page, title in enumerate(PLACES[:4], 1)
        for block in (
            *under([line(title, CHAPTER, page=page)]),
            *under([line(f"Behov på sted {'abcd'[page - 1]}", SUBHEAD, page=page)]),
        )
    ]
    parts = built(*blocks, outline=entries(*PLACES[:4]))
    assert sum(1 for level, _ in tree(parts) if level == 2) == 4
