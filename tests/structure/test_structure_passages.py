from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from structure_help import apart, one_line, prose, text_of

from planspor.corpus.language import sentences
from planspor.corpus.model import Passage, SectionKind
from planspor.ingest.structure.passages import LONGEST

HEAD = ["1 Båter på land", "2 Lys langs stien"]


def passages(*parts: str) -> list[Passage]:
    """The passages of paragraphs below one heading; another chapter follows."""
    text = text_of([HEAD[0], *parts, HEAD[1], prose(90)])
    return [p for p in apart(text).passages if p.section == "prove/1"]


def test_short_paragraphs_share_a_passage_up_to_its_size() -> None:
    found = passages(*(prose(n) for n in range(1, 8)))
    assert [p.text for p in found] == [
        "\n\n".join(one_line(n, 5) for n in chosen) for chosen in ((1, 2), (3, 4), (5, 6), (7,))
    ]


def test_a_passage_never_reaches_over_a_sections_border() -> None:
    parts = apart(text_of([HEAD[0], prose(1), HEAD[1], prose(2)]))
    spans = {s.id: (s.start, s.end) for s in parts.sections}
    assert [len(spans), len(parts.passages)] == [2, 2]
    for passage in parts.passages:
        start, end = spans[passage.section]
        assert start <= passage.start < passage.end <= end


def test_a_paragraph_is_not_cut_but_where_it_is_far_too_long() -> None:
    long = prose(1, 15)
    assert LONGEST < len(long) < 1600
    assert [p.text for p in passages(long)] == [one_line(1, 15)]


def test_a_far_too_long_paragraph_is_cut_between_sentences() -> None:
    whole = one_line(1, 40)
    found = passages(prose(1, 40))
    ends = {end for _, end in sentences(whole)}
    assert len(found) > 2
    assert " ".join(p.text for p in found) == whole
    assert {whole.index(p.text) + len(p.text) for p in found} <= ends
    assert all(len(p.text) <= LONGEST for p in found)


def test_a_line_that_leads_in_stands_with_its_list() -> None:
    items = [f"• {one_line(n, 2)}" for n in range(3, 6)]
    found = passages(prose(1, 13), "Kommunen har gjort dette med de tre stiene:", *items)
    (lead,) = [p for p in found if "med de tre stiene:" in p.text]
    assert lead.text.startswith("Kommunen har gjort")
    assert items[0] in lead.text


def test_a_short_rest_is_joined_to_the_passage_before_it() -> None:
    (only,) = passages(prose(1, 8), prose(2, 3), "De kom hjem til kvelds.")
    assert only.text.endswith("til kvelds.")


def test_a_table_a_quotation_and_prose_are_not_mixed() -> None:
    cells = ["Tabell 1 Båter", "Kajakk", "14", "Robåt", "3", "Seilbåt", "Ingen", "Flåte", "2"]
    quotation = prose(5).replace("\n", "\n\n")
    found = passages(prose(1), *cells, prose(2), quotation, prose(3))
    assert [p.kind for p in found] == [
        SectionKind.BODY,
        SectionKind.TABLE,
        SectionKind.BODY,
        SectionKind.QUOTATION,
        SectionKind.BODY,
    ]


def test_a_heading_is_no_part_of_a_passage() -> None:
    assert not any(head.split(" ", 1)[1] in p.text for p in passages(prose(1)) for head in HEAD)


def test_an_id_names_the_section_and_counts_its_passages() -> None:
    assert [p.id for p in passages(*(prose(n) for n in range(1, 8)))] == [
        *("prove/1:1", "prove/1:2", "prove/1:3", "prove/1:4"),
    ]


UNITS = st.one_of(
    st.integers(1, 40).map(prose),
    st.integers(1, 9).map(lambda n: prose(n, 35)),
    st.sampled_from([*HEAD, "• rydde stien", "Kommunen vil:", "Tabell 1 Båter", "14", "Behov"]),
)


@settings(deadline=None)
@given(st.lists(UNITS, max_size=25))
def test_all_text_but_headings_is_in_one_passage(parts: list[str]) -> None:
    found = apart(text_of(parts))
    sections = {s.id: s for s in found.sections}
    covered = "".join(p.text for p in found.passages) + "".join(
        f"{s.number or ''}{s.heading}" for s in found.sections
    )
    assert sorted("".join(covered.split())) == sorted("".join(found.text.split()))
    for before, after in pairwise(found.passages):
        assert before.end <= after.start
        assert after.ordinal == before.ordinal + 1
    for passage in found.passages:
        section = sections[passage.section]
        assert section.start <= passage.start < passage.end <= section.end
        assert found.text[passage.start : passage.end] == passage.text


@settings(deadline=None)
@given(st.lists(UNITS, max_size=25))
def test_a_passage_is_long_only_for_a_reason(parts: list[str]) -> None:
    for passage in apart(text_of(parts)).passages:
        single = "\n\n" not in passage.text
        leads_in = passage.text.split("\n\n")[0].endswith(":")
        assert len(passage.text) <= (1600 if single or leads_in else 1452)
