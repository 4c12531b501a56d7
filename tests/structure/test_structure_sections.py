from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structure_help import apart, chapters, kind, one_line, prose, section, text_of

from planspor.corpus.model import SectionKind
from planspor.corpus.slugs import slug

ROW = "Hansen, P. ({}). Båter og benker. Vannforlaget."
CONTENTS = "Båter .............. 2\nLys .............. 3"
REFERENCES = [ROW.format(year) for year in range(2001, 2009)]


@pytest.mark.parametrize(
    "heading", ["Referanser", "Litteratur", "Litteraturliste", "7 Referanser", "KILDER"]
)
def test_a_list_of_references_is_known_by_its_heading(heading: str) -> None:
    text = chapters(*(f"{n} Del" for n in range(1, 7))) + text_of([heading, *REFERENCES])
    assert kind(text, heading.removeprefix("7 ")) is SectionKind.REFERENCES


@pytest.mark.parametrize("heading", ["Innholdet i tilbudet", "Litteraturgjennomgang", "Kildebruk"])
def test_a_heading_that_begins_like_a_part_is_none(heading: str) -> None:
    text = chapters("Båter på land", heading, "Benkene")
    assert [s.kind for s in apart(text).sections] == [SectionKind.BODY] * 3


def test_an_appendix_gives_its_kind_to_what_stands_below_it() -> None:
    text = chapters("1 Båter", "2 Lys") + chapters("Vedlegg", "Spørsmål til lagene")
    assert kind(text, "Lys") is SectionKind.BODY
    assert kind(text, "Vedlegg") is SectionKind.APPENDIX
    assert kind(text, "Spørsmål til lagene") is SectionKind.APPENDIX


def test_chapters_below_a_title_and_its_contents_list_are_none() -> None:
    title = f"# Stier og lys\n{CONTENTS}\n## Båter\n{one_line(1)}\n## Lys\n{one_line(2)}\n"
    found = apart(title).sections
    assert [(s.heading, s.level, s.kind) for s in found] == [
        ("Stier og lys", 1, SectionKind.CONTENTS),
        ("Båter", 2, SectionKind.BODY),
        ("Lys", 2, SectionKind.BODY),
    ]


def test_a_contents_list_a_box_and_notes_are_known_by_their_headings() -> None:
    listed = ["Innhold", "1 Båter ..... 4", "2 Lys ..... 6", "3 Ro ..... 7"]
    text = text_of(listed) + chapters("1 Båter", "2 Lys") + chapters("Noter")
    assert kind(text, "Innhold") is SectionKind.CONTENTS
    assert kind(text, "Noter") is SectionKind.FOOTNOTES
    marked = f"# Båter\n{one_line(1)}\n# Boks 1.1 En prøve\n{one_line(2)}\n# Lys\n{one_line(3)}\n"
    assert kind(marked, "Boks 1.1 En prøve") is SectionKind.BOX


def test_a_section_that_is_all_table_is_of_that_kind() -> None:
    cells = ["Tabell 1 Båter", "Kajakk", "14", "Robåt", "3", "Seilbåt", "Ingen", "Flåte", "2"]
    text = text_of(["1 Tall", *cells, "2 Lys", prose(2), "3 Ro", prose(3)])
    assert kind(text, "Tall") is SectionKind.TABLE


def test_a_title_page_is_no_table() -> None:
    page = ["Laget for stier", "Notat 3", "Ada Berg", "Mai 2019"]
    assert apart(text_of([*page, *chapters("1 Båter", "2 Lys").split("\n\n")])).sections[
        0
    ].kind is (SectionKind.BODY)


def test_a_number_says_the_level_and_the_parent() -> None:
    text = chapters("1 Båter", "1.1 Kajakker", "1.1.1 Vester", "1.2 Robåter", "2 Lys")
    levels = {s.heading: s.level for s in apart(text).sections}
    parents = {s.heading: s.parent for s in apart(text).sections}
    assert levels == {"Båter": 1, "Kajakker": 2, "Vester": 3, "Robåter": 2, "Lys": 1}
    assert parents["Vester"] == "prove/1.1"
    assert parents["Robåter"] == "prove/1"
    assert parents["Lys"] is None


def test_a_heading_without_a_number_stands_below_the_numbered_one() -> None:
    text = chapters("1 Båter", "Kajakker i nord", "Robåter i sør", "2 Lys")
    assert section(text, "Robåter i sør").parent == "prove/1"


def test_where_nothing_is_numbered_all_headings_stand_side_by_side() -> None:
    text = chapters("Innledning", "Båter på land", "Lys langs stien", "Avslutning")
    assert {s.level for s in apart(text).sections} == {1}


def test_the_parts_of_a_text_stand_beside_its_chapters() -> None:
    text = chapters("Forord", "1 Båter", "2 Lys", "Litteratur")
    assert [s.level for s in apart(text).sections] == [1, 1, 1, 1]


def test_an_anthologys_chapter_stands_beside_the_numbered_ones() -> None:
    pages = [f"{prose(n)}\n\n{prose(n + 20)}" for n in range(1, 12)]
    book = "\n\n".join(["1 Båter", *pages[:4], "Samspill", *pages[4:7]])
    chapter = f" Et lys i natten\n\nAda Berg\n\nAbstract: {pages[7]}\n\nMetode\n\n{pages[8]}\n"
    text = f"{book}\n{chapter}"
    assert section(text, "Et lys i natten").level == 1
    assert section(text, "Metode").parent == section(text, "Et lys i natten").id


def test_what_stands_right_above_a_chapter_is_no_part_of_the_one_before() -> None:
    marked = "\n".join(
        f"# Om stiene\n# {n} Del\n{one_line(n)}\n# {n}.1 Mer\n{one_line(n)}" for n in (1, 2)
    )
    assert [s.parent for s in apart(marked).sections if s.heading == "Om stiene"] == [None, None]


def test_text_above_the_first_heading_is_a_section_without_a_heading() -> None:
    first, second = apart(text_of([prose(1), "1 Båter", prose(2), "2 Lys", prose(3)])).sections[:2]
    assert (first.id, first.heading, first.evidence) == ("prove/start", "", ("start",))
    assert second.id == "prove/1"


def test_ids_are_readable_and_none_is_used_twice() -> None:
    text = chapters("1 Båter", "Behov i nord", "2 Lys", "Behov i nord", "Årets råd")
    ids = [s.id for s in apart(text).sections]
    assert ids == [
        *("prove/1", "prove/behov-i-nord", "prove/2", "prove/behov-i-nord-2", "prove/arets-rad"),
    ]


HEADINGS = st.sampled_from(
    ["1 Båter", "1.1 Nord", "2 Lys", "2.1 Sør", "3 Ro", "Innledning", "Behov", "Vedlegg", "Tiltak"]
)
PARTS = st.lists(
    st.one_of(
        HEADINGS,
        st.integers(1, 40).map(prose),
        st.integers(1, 9).map(lambda n: prose(n, 30)),
        st.sampled_from(["• rydde stien", "Kommunen vil:", "Tabell 1 Båter", "14", *REFERENCES]),
    ),
    max_size=30,
)


@settings(deadline=None)
@given(PARTS)
def test_sections_cover_the_text_in_order(parts: list[str]) -> None:
    found = apart(text_of(parts))
    ids = [s.id for s in found.sections]
    assert len(set(ids)) == len(ids)
    assert [s.ordinal for s in found.sections] == list(range(len(ids)))
    assert not found.text or (found.sections[0].start, found.sections[-1].end) == (
        0,
        len(found.text),
    )
    for before, after in pairwise(found.sections):
        assert found.text[before.end : after.start] == "\n\n"


@settings(deadline=None)
@given(PARTS)
def test_a_parent_stands_before_its_sections_and_above_them(parts: list[str]) -> None:
    seen = {}
    for s in apart(text_of(parts)).sections:
        assert s.parent is None or seen[s.parent] < s.level
        assert 0 <= s.confidence <= 1
        assert s.evidence
        seen[s.id] = s.level
        assert s.number or s.id.startswith(f"prove/{slug(s.heading) or 'start'}")


@settings(deadline=None)
@given(PARTS)
def test_a_section_says_the_lines_it_stands_on(parts: list[str]) -> None:
    text = text_of(parts)
    rows = text.split("\n")
    for s in apart(text).sections:
        first = rows[s.source.line_start - 1]
        assert s.source.file == "prove.txt"
        assert text[s.source.start :].startswith(first)
        assert s.heading in first
