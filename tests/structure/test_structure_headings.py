import pytest
from structure_help import apart, chapters, one_line, outline, prose, section, text_of

CONTENTS = ["Innhold", "Båter på land ...... 4", "Lys langs stien ...... 6", "Benkene ...... 9"]


def headings(text: str) -> list[str]:
    return [heading for _, heading in outline(text)]


def with_line(line: str) -> str:
    """A text in which the line stands where a heading would."""
    return text_of([prose(1), "Båter på land", prose(2), line, prose(3), "Benkene", prose(4)])


def test_short_lines_above_text_are_headings() -> None:
    assert headings(chapters("Båter på land", "Lys langs stien", "Hva gjør vi nå?")) == [
        *("Båter på land", "Lys langs stien", "Hva gjør vi nå?"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Ada Berg",
        "Per Erik Nilsen Dahl",
        "Ansvarlig, Oslo, 12. mai 2019",
        "Oslo, mai 2019",
        "September 2024",
        "Vedtatt av styret 17. juni 2021, sak 58/21",
        "Nøkkelord: båter, lys",
        "post@example.org",
        "https://example.org/benker",
        "båter på land",
        "Båter, lys og",
        "De ryddet stien.",
        "12 345 678 kr",
        "«Vi ryddet stien",
    ],
)
def test_names_dates_addresses_and_broken_lines_are_no_headings(line: str) -> None:
    assert headings(with_line(line)) == ["Båter på land", "Benkene"]


def test_a_line_that_leads_in_a_list_is_no_heading() -> None:
    items = ["• rydde stien", "• male brygga", "• telle båtene"]
    for lead in ("Kommunen vil:", "Vi ber dem om å", "De rår til at kommunen skal"):
        text = text_of([prose(1), "Båter på land", prose(2), lead, *items, "Benkene", prose(3)])
        assert headings(text) == ["Båter på land", "Benkene"]


def test_a_heading_may_stand_above_a_list() -> None:
    text = text_of(["Båter", prose(1), "Tiltak", "• rydde stien", "• male brygga", "Lys", prose(2)])
    assert headings(text) == ["Båter", "Tiltak", "Lys"]


def test_the_filled_in_fields_of_a_form_are_no_headings() -> None:
    forms = (
        part
        for n in range(1, 5)
        for part in (f"Stien nummer {'abcd'[n - 1]}", prose(n), f"Ansvarlig: Lag {n} i nord")
    )
    assert not any(heading.startswith("Ansvarlig") for heading in headings(text_of(forms)))


def test_the_cells_of_a_table_are_no_headings() -> None:
    cells = ["Tabell 1 Båter", "Kajakk", "14", "Robåt", "3", "Seilbåt", "Ingen"]
    text = text_of(["Båter på land", prose(1), *cells, prose(2), "Benkene", prose(3)])
    assert headings(text) == ["Båter på land", "Benkene"]


def test_the_captions_of_figures_are_no_headings() -> None:
    assert headings(with_line("Figur 3.1 Stiene ved vannet")) == ["Båter på land", "Benkene"]
    assert headings(with_line("STIENE VED VANNET Kilde: Kartlaget")) == ["Båter på land", "Benkene"]


@pytest.mark.parametrize(
    "line", ["Post 21 Lys langs stien", "Kap. 560 Brygger", "Tiltak 5 Benker ved vannet"]
)
def test_the_parts_that_budgets_and_plans_count_are_headings(line: str) -> None:
    assert line in headings(with_line(line))


def test_a_chapter_of_a_budget_may_head_its_table() -> None:
    table = ["Post", "Betegnelse", "2021", "01", "Lys", "3 400", "21", "Benker", "1 200"]
    text = text_of([prose(1), "Kap. 560 Brygger", *table, "Post 01 Lys", prose(2)])
    assert headings(text) == ["Kap. 560 Brygger", "Post 01 Lys"]


def test_where_the_format_marks_headings_no_others_are_sought() -> None:
    marked = [f"# {heading}\n{one_line(n)}" for n, heading in enumerate(("Båter", "Lys", "Ro"))]
    text = f"{marked[0]}\nLyder slik\n{one_line(7)}\n{marked[1]}\n{one_line(8)}\n{marked[2]}\n"
    assert headings(text) == ["Båter", "Lys", "Ro"]
    assert section(text, "Lys").evidence == ("tag",)


def test_headings_are_found_where_every_line_is_a_paragraph() -> None:
    rows = ["Båter på land", one_line(1), one_line(2), "Benkene", one_line(3), one_line(4)]
    assert headings("\n".join(rows)) == ["Båter på land", "Benkene"]


def test_the_contents_list_speaks_for_the_headings_it_names() -> None:
    text = text_of([*CONTENTS, "Båter på land", prose(1), "Lys langs stien", prose(2)])
    found = section(text, "Lys langs stien")
    assert found.evidence == ("contents list", "shape")
    assert found.confidence >= 0.9


def test_the_contents_list_speaks_for_numbered_headings_and_forgives_a_sign() -> None:
    listed = ["Innhold", "1 Båter på land ..... 4", "2 Lys – langs stien ..... 6", "3 Ro ..... 7"]
    text = text_of(listed) + chapters("1 Båter på land", "2 Lys langs stien", "3 Ro og fred")
    sure = {s.heading: s.evidence for s in apart(text).sections}
    assert sure["Lys langs stien"] == ("numbering", "contents list")
    assert sure["Ro og fred"] == ("numbering",)


def test_a_heading_without_a_number_has_the_one_that_the_contents_list_gives() -> None:
    listed = ["Innhold", "1 Båter på land ..... 4", "2 Lys langs stien ..... 6"]
    text = text_of(listed) + chapters("Båter på land", "Lys langs stien")
    assert outline(text)[-2:] == [("1", "Båter på land"), ("2", "Lys langs stien")]


def test_a_title_that_stands_twice_in_the_contents_list_gives_no_number() -> None:
    listed = [
        "Innhold",
        "1 Båter ..... 4",
        "1.1 Behov ..... 4",
        "2 Lys ..... 6",
        "2.1 Behov ..... 7",
    ]
    text = text_of(listed) + chapters("Båter", "Behov", "Lys", "Behov")
    assert outline(text)[-4:] == [("1", "Båter"), (None, "Behov"), ("2", "Lys"), (None, "Behov")]


def test_the_entries_of_a_contents_list_are_no_headings() -> None:
    text = text_of([*CONTENTS, "Båter på land", prose(1)])
    assert headings(text).count("Båter på land") == 1
    assert not any("...." in heading for heading in headings(text))


def test_a_contents_list_without_dots_is_known_by_its_title() -> None:
    listed = ["Innhold", "Båter på land 4", "Lys langs stien 6", "Benkene 9"]
    text = text_of([*listed, "Båter på land", prose(1), "Lys langs stien", prose(2)])
    assert headings(text) == ["Innhold", "Båter på land", "Lys langs stien"]
