import pytest
from structure_help import apart, chapters, numbers, outline, prose, section, text_of

PLAIN = ("1 Innledning", "2 Metode", "2.1 Utvalg", "2.2 Målinger", "2.2.1 Lengde", "3 Funn")


def test_chapters_and_sections_are_found_with_their_numbers() -> None:
    assert outline(chapters(*PLAIN)) == [tuple(heading.split(" ", 1)) for heading in PLAIN]


@pytest.mark.parametrize("style", ["{}. {}", "{} {}", "{}  {}"])
def test_numbers_with_and_without_a_dot_are_found(style: str) -> None:
    headings = [style.format(*heading.split(" ", 1)) for heading in PLAIN]
    assert numbers(chapters(*headings)) == ["1", "2", "2.1", "2.2", "2.2.1", "3"]


@pytest.mark.parametrize("title", ["Én vei inn", "Åpne dører", "«Best i vest»", "Økonomi", "IKT"])
def test_a_title_may_begin_with_any_capital_or_a_quotation_mark(title: str) -> None:
    assert outline(chapters("1 Innledning", f"2 {title}", "3 Funn"))[1] == ("2", title)


def test_the_rows_of_a_numbered_table_are_no_chapters() -> None:
    rows = [f"{n} Andel som har gått stien {n * 3}" for n in range(1, 31)]
    table = ["Tabell 1 Stier", *rows]
    text = text_of(["1 Innledning", prose(1), "2 Målinger", prose(2), *table, "3 Funn", prose(3)])
    assert numbers(text) == ["1", "2", "3"]


def test_the_items_of_a_numbered_list_are_no_chapters() -> None:
    items = [
        "1. Rydde stien.",
        "2. Male brygga.",
        "3. Telle båtene.",
        "4. Tegne kart.",
        "5. Feire.",
    ]
    text = text_of(["1 Innledning", prose(1), "2 Planen", "De skal:", *items, prose(2), "3 Funn"])
    assert numbers(f"{text}\n\n{prose(3)}") == ["1", "2", "3"]


def test_a_number_that_is_missing_does_not_break_the_chain() -> None:
    assert numbers(chapters("1 Innledning", "2 Metode", "4 Funn", "5 Råd")) == ["1", "2", "4", "5"]


def test_a_number_in_a_sentence_is_no_heading() -> None:
    text = text_of(
        [
            *("3.1 Stier", prose(1), "3.1.1 Lengde", prose(2), "3.1.2 Bredde"),
            f"{prose(3)} Det er målt slik det står i avsnitt\n3.1.3 ovenfor. {prose(4)}",
            *("3.2 Lys", prose(5)),
        ]
    )
    assert numbers(chapters("1 Innledning", "2 Metode", "3 Funn") + text) == [
        *("1", "2", "3", "3.1", "3.1.1", "3.1.2", "3.2"),
    ]


def test_years_and_amounts_are_no_headings() -> None:
    text = text_of(["1 Innledning", prose(1), "2004 Et viktig år", "12 prosent av dem", "2 Funn"])
    assert numbers(f"{text}\n{prose(2)}") == ["1", "2"]


@pytest.mark.parametrize("label", ["Kapittel {}", "kapittel {}", "Kap. {}", "Kapittel {}."])
def test_a_label_above_its_title_is_one_heading_with_it(label: str) -> None:
    titles = ("Båter på land", "Lys langs stien", "Benkene")
    text = text_of(
        part
        for n, title in enumerate(titles, 1)
        for part in (label.format(n), title, prose(n), prose(n + 3))
    )
    assert outline(text) == [(str(n), title) for n, title in enumerate(titles, 1)]


def test_a_title_below_its_label_may_take_two_blocks() -> None:
    text = text_of(["Kapittel 1", "Båter på land:\nEn reise i tre bind", prose(1), prose(2)])
    assert outline(text)[0] == ("1", "Båter på land: En reise i tre bind")


def test_a_label_and_its_title_on_one_line_are_a_heading() -> None:
    assert numbers(chapters("Kapittel 1 Båter", "Kapittel 2 Lys", "Kapittel 3 Benker")) == [
        *("1", "2", "3"),
    ]


def test_the_evidence_of_a_number_is_named_and_sure() -> None:
    found = section(chapters(*PLAIN), "Utvalg")
    assert found.evidence == ("numbering",)
    assert 0.8 <= found.confidence < 1


def test_a_text_without_numbers_has_none() -> None:
    assert all(s.number is None for s in apart(text_of([prose(1), prose(2)])).sections)
