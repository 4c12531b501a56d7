"""Tables as files: what every format holds, and what no program may do with it."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from planspor.corpus.errors import InputError
from planspor.web.files.columns import columns
from planspor.web.files.csv_file import csv_lines
from planspor.web.files.json_file import json_lines
from planspor.web.files.table import Column, Table
from planspor.web.files.word import write_word
from planspor.web.files.workbook import write_workbook
from planspor.web.files.writing import export

HOSTILE = ("=1+1", "+47", "-1+2", "@SUM(A1)", "  =cmd|' /C calc'!A0", "\t=1", "\n-2", "＝1")
NAMES = ("rank", "text", "citation", "address", "title", "kind", "access", "score", "passage")
ADDRESS = 'https://planspor.example.no/dokument/brev?passasje=brev%2F1:1&q="x"#treff'


def row(text: str = "Et avsnitt", **other: Any) -> dict[str, Any]:
    return {
        "rank": 1,
        "text": text,
        "citation": "IVS (2021), side 4",
        "address": ADDRESS,
        "title": "Et brev",
        "kind": "letter",
        "access": "open",
        "score": 8.07,
        "passage": "brev/1:1",
    } | other


def table(rows: list[Mapping[str, Any]], **more: Any) -> Table:
    about = [("Avgrenset til", "Type: letter")]
    return Table("treff", "Treff på «kø»", columns(*NAMES), rows, about, **more)


def cells(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def csv_of(*rows: Mapping[str, Any]) -> list[dict[str, str]]:
    return cells(b"".join(csv_lines(table(list(rows)))))


def workbook(made: Table) -> Any:
    file = io.BytesIO()
    write_workbook([made], file)
    return load_workbook(file)


def sheet(made: Table) -> Iterator[tuple[Any, ...]]:
    rows: Iterator[tuple[Any, ...]] = workbook(made).worksheets[0].iter_rows()
    return rows


def word(made: Table) -> Any:
    file = io.BytesIO()
    write_word(made, file)
    return Document(file)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_file_begins_a_formula(text: str) -> None:
    (line,) = csv_of(row(text, title=text))
    assert line["Tekst"] == line["Dokument"] == f"'{text}"


@pytest.mark.parametrize("text", [*HOSTILE, "#N/A", "2016", "\x00\x0bbrudd"])
def test_a_cell_of_a_workbook_is_text_as_it_stands(text: str) -> None:
    _, line = sheet(table([row(text)]))
    cell = line[NAMES.index("text")]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", "").replace("\x0b", "")


def test_numbers_are_numbers_with_a_decimal_comma_where_that_is_how_they_are_read() -> None:
    first, second = csv_of(row(), row(score=12.0))
    assert (first["Poeng"], second["Poeng"]) == ("8,07", "12")
    _, line = sheet(table([row()]))
    assert line[NAMES.index("score")].value == 8.07


def test_a_row_reads_as_a_person_would_say_it() -> None:
    (line,) = csv_of(row(access="restricted", title=None))
    assert line["Type"] == "Brev"
    assert line["Tilgang"] == "Begrenset tilgang"
    assert line["Dokument"] == ""


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_any_text_comes_back_from_json_and_csv(texts: list[str]) -> None:
    rows = [row(text) for text in texts]
    assert json.loads(b"".join(json_lines(table(list(rows))))) == rows
    read = [line["Tekst"] for line in csv_of(*rows)]
    assert [text.removeprefix("'") for text in read] == [text.removeprefix("'") for text in texts]


@given(st.text())
def test_any_text_can_be_written_into_every_format(text: str) -> None:
    made = table([row(text)])
    assert list(csv_lines(made))
    assert list(json_lines(made))
    assert len(list(sheet(made))) == 2
    assert len(word(made).tables[0].rows) == 2


def test_in_a_workbook_a_passage_opens_and_the_last_sheet_says_what_was_asked() -> None:
    book = workbook(table([row()]))
    link = book.worksheets[0].cell(2, NAMES.index("address") + 1)
    assert link.hyperlink.target == ADDRESS
    said = {line[0].value: line[1].value for line in book["Om"].iter_rows() if line[0].value}
    assert said == {"Hva": "Treff på «kø»", "Avgrenset til": "Type: letter", "Antall rader": 1}


def test_in_a_document_a_citation_is_a_link_and_ids_are_left_out() -> None:
    file = io.BytesIO()
    write_word(table([row()]), file)
    document = Document(file)
    [listed] = document.tables
    assert [cell.text for cell in listed.rows[0].cells] == ["Nr.", "Tekst", "Kilde", "Type"]
    with zipfile.ZipFile(file) as parts:
        body = parts.read("word/document.xml").decode()
    [target] = re.findall(r'w:instr="HYPERLINK &quot;(.*?)&quot;"', body)
    assert target.replace("&amp;", "&") == ADDRESS.replace('"', "%22")
    assert "IVS (2021), side 4" in body
    assert "<w:tblHeader/>" in body
    assert document.paragraphs[0].style.name == "Heading 1"
    assert "Avgrenset til: Type: letter" in [p.text for p in document.paragraphs]


def test_a_column_without_a_value_takes_no_room_on_paper() -> None:
    [listed] = word(table([row(kind=None)])).tables
    assert [cell.text for cell in listed.rows[0].cells] == ["Nr.", "Tekst", "Kilde"]


def test_what_is_wider_than_a_paper_goes_on_in_further_tables_with_its_first_columns() -> None:
    wide = [Column(str(n), str(n)) for n in range(20)]
    rows = [{str(n): f"r{line}k{n}" for n in range(20)} for line in range(3)]
    tables = word(Table("matrise", "Matrise", wide, rows, kept=2)).tables
    heads = [[cell.text for cell in one.rows[0].cells] for one in tables]
    assert [head[:2] for head in heads] == [["0", "1"]] * 3
    assert [name for head in heads for name in head[2:]] == [str(n) for n in range(2, 20)]
    assert all(len(one.rows) == 4 for one in tables)


def test_a_long_list_is_whole_in_every_format(tmp_path: Path) -> None:
    count = 5_003
    for name in ("a.csv", "a.XLSX", "a.json", "a.docx"):
        made = table([row(rank=n) for n in range(count)])
        assert export(made, tmp_path / name) == count
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(cells((tmp_path / "a.csv").read_bytes())) == count
    assert len(json.loads((tmp_path / "a.json").read_bytes())) == count
    book = load_workbook(tmp_path / "a.XLSX", read_only=True)
    assert sum(1 for _ in book.worksheets[0].iter_rows()) == count + 1
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        body = parts.read("word/document.xml").decode()
    assert body.count("HYPERLINK") == count


def test_rows_are_asked_for_one_by_one() -> None:
    asked = []

    def rows() -> Iterator[Mapping[str, Any]]:
        for number in range(1_000):
            asked.append(number)
            yield row(rank=number)

    for lines in (csv_lines, json_lines):
        asked.clear()
        coming = lines(Table("treff", "Treff", columns(*NAMES), rows()))
        next(coming), next(coming)
        assert len(asked) <= 2


def test_a_name_with_another_ending_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="of what kind"):
        export(table([]), tmp_path / "a.pdf")
    with pytest.raises(InputError, match="cannot be written"):
        export(table([]), tmp_path / "borte" / "a.csv")
