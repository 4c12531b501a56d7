"""Later values from a person's file."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from planspor.corpus.errors import PlanFileError
from planspor.corpus.model import Indicator
from planspor.ingest.extract.indicators.value_files import Read, read_values

INDICATORS = (
    Indicator("p/i1", "p", "Antall barn som går til skolen", ordinal=1),
    Indicator("p/i2", "p", "Andel barn som sykler til skolen", ordinal=2),
    Indicator("p/klima", "p", "Utslipp fra bussene", other_wording="Utslipp fra kommunens busser"),
)


def read(folder: Path, text: str, encoding: str = "utf-8") -> Read:
    path = folder / "tall.csv"
    path.write_text(text, encoding=encoding)
    return read_values(path, INDICATORS, "kari")


def told(read: Read) -> list[tuple[str, int | None, float | None]]:
    return [(v.indicator, v.year, v.value) for v in read.values]


def wrong(folder: Path, text: str) -> str:
    with pytest.raises(PlanFileError) as raised:
        read(folder, text)
    return str(raised.value)


def test_a_row_for_each_value_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, "Nr;År;Verdi;Gruppe;Merknad\n1;2020;1 200,5;jenter;telt i mai\n")
    [value] = found.values
    assert told(found) == [("p/i1", 2020, 1200.5)]
    assert (value.label, value.note, value.file) == ("jenter", "telt i mai", "tall.csv")
    assert value.person == "kari"


def test_years_can_be_columns(tmp_path: Path) -> None:
    found = read(tmp_path, 'Indikator,2019,2020,2021\nUtslipp fra bussene,12,"11,5",–\n')
    assert told(found) == [("p/klima", 2019, 12), ("p/klima", 2020, 11.5), ("p/klima", 2021, None)]


def test_english_headers_and_windows_letters_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, "wording;year;value\nAntall barn som går til skolen;2020;7\n", "cp1252")
    assert told(found) == [("p/i1", 2020, 7)]


def test_ids_with_and_without_the_plan_are_known(tmp_path: Path) -> None:
    found = read(tmp_path, "id;år;verdi\np/klima;2020;1\nklima;2021;2\ni2;2020;3\n")
    assert [v.indicator for v in found.values] == ["p/klima", "p/klima", "p/i2"]


def test_another_wording_of_the_indicator_is_known(tmp_path: Path) -> None:
    found = read(tmp_path, "indikator;år;verdi\nUtslipp fra kommunens busser;2020;9\n")
    assert told(found) == [("p/klima", 2020, 9)]


def test_a_row_that_may_be_several_is_told_and_not_guessed(tmp_path: Path) -> None:
    found = read(tmp_path, "indikator;år;verdi\nBarn som går og sykler til skolen;2020;9\n")
    assert not found.values
    [row] = found.unsure
    assert (row.place, set(row.likely)) == ("line 2", {"p/i1", "p/i2"})


def test_a_number_whose_wording_speaks_of_something_else_is_not_trusted(tmp_path: Path) -> None:
    found = read(tmp_path, "nr;indikator;år;verdi\n1;Kroner til snømåking;2020;9\n")
    assert (found.values, len(found.unsure)) == ((), 1)


def test_per_cent_in_the_unit_is_kept_with_the_value(tmp_path: Path) -> None:
    [value] = read(tmp_path, "nr;år;verdi;enhet\n2;2020;41;%\n").values
    assert (value.value, value.text) == (41, "41 %")


def test_a_workbook_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Nr", "2019", 2020], [1, 12.345, 14], [2, "3,5", None]):
        sheet.append(row)
    book.save(tmp_path / "tall.xlsx")
    found = read_values(tmp_path / "tall.xlsx", INDICATORS)
    assert told(found) == [("p/i1", 2019, 12.345), ("p/i1", 2020, 14), ("p/i2", 2019, 3.5)]


def test_mistakes_name_the_file_the_row_and_the_remedy(tmp_path: Path) -> None:
    said = wrong(tmp_path, "nr;år;verdi\n1;tjue;5\n9;2020;5\n1;2020;mange\n1;2021;\n;2020;4\n")
    for part in (
        "tall.csv, line 2: “tjue” is no year: write four digits",
        "tall.csv, line 3: no indicator has the number or id “9”: `planspor indicators list",
        "tall.csv, line 4: “mange” is no figure: write digits",
        "tall.csv, line 5: has no value: write one, or a dash",
        "tall.csv, line 6: says no indicator: write its number",
    ):
        assert part in said


def test_a_dot_that_can_be_read_in_two_ways_is_asked_about(tmp_path: Path) -> None:
    assert "write 1200, or 1,200 if it is a decimal" in wrong(
        tmp_path, "nr;år;verdi\n1;2020;1.200\n"
    )


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    assert "no row names the columns" in wrong(tmp_path, "navn;alder\nKari;3\n")
    (tmp_path / "tall.txt").write_text("1", encoding="utf-8")
    with pytest.raises(PlanFileError, match=r"use \.csv or \.xlsx"):
        read_values(tmp_path / "tall.txt", INDICATORS)
