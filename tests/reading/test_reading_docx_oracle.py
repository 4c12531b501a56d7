"""python-docx reads the paragraphs of Transitional files as we do, changes and lists apart."""

import io
import json
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_help import read_docx
from reading_help import KAYAKS, LIGHT, QUAY

from planspor.ingest.read.blocks import BlockKind, File, Reading
from planspor.ingest.read.office.docx import DocxReader
from planspor.ingest.structure.numbering import split_number

WORDS = st.lists(st.sampled_from([KAYAKS, QUAY, LIGHT, "Kai", "a\tb", "a\nb", " ", ""]), max_size=6)


def read(path: Path) -> Reading:
    return DocxReader().read(File(path.read_bytes(), path.name))


def tidy(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


@settings(max_examples=20)
@given(WORDS, st.integers(1, 9))
def test_what_python_docx_writes_is_read_as_it_reads_it(words: list[str], level: int) -> None:
    document = python_docx.Document()
    document.add_heading("Brygger", level)
    for text in words:
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Båt", "År"
    out = io.BytesIO()
    document.save(out)
    reading = DocxReader().read(File(out.getvalue(), "a.docx"))
    assert (reading.blocks[0].kind, reading.blocks[0].level) == (BlockKind.HEADING, level)
    theirs = [text for q in document.paragraphs if (text := tidy(q.text))]
    assert [block.text for block in reading.blocks] == [*theirs, "Båt\tÅr"]


@pytest.mark.parametrize(
    ("style", "text"), [("List Bullet", "• Årer"), ("List Number", "1. Årer"), ("Quote", "Årer")]
)
def test_the_styles_of_its_template_are_known(style: str, text: str) -> None:
    document = python_docx.Document()
    document.add_paragraph("Årer", style=style)
    out = io.BytesIO()
    document.save(out)
    (block,) = DocxReader().read(File(out.getvalue(), "a.docx")).blocks
    assert block.text == text
    assert block.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTATION)


@pytest.mark.parametrize("name", ["noark_tg_k6.docx", "noark_vedl3.docx"])
def test_real_files_have_the_paragraphs_that_python_docx_finds(shared: Path, name: str) -> None:
    path = shared / "corpus" / "docx" / name
    ours = [tidy(line) for line in read(path).source.split("\n")]
    for paragraph in python_docx.Document(str(path)).paragraphs:
        tracked = paragraph._p.xpath(".//w:ins | .//w:del | .//w:moveTo | .//w:moveFrom")
        text = tidy(paragraph.text)
        assert tracked or any(line == text or line.endswith(f" {text}") for line in ours)


def test_headings_of_a_real_file_are_those_that_a_person_marked(shared: Path) -> None:
    folder = shared / "corpus" / "docx"
    marked = json.loads((folder / "noark_tg_k6.heads.json").read_text("utf-8"))
    found = [
        [block.level, split_number(block.text)[1]]
        for block in read(folder / "noark_tg_k6.docx").blocks
        if block.kind is BlockKind.HEADING
    ]
    assert found == marked


def test_a_strict_file_that_python_docx_refuses_is_read(shared: Path) -> None:
    reading = read(shared / "corpus" / "docx" / "noark_vedl2.docx")
    kinds = {block.kind for block in reading.blocks}
    assert kinds >= {BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.TEXT}
    assert not reading.partial


def test_a_word_file_of_another_name_is_read(shared: Path) -> None:
    path = shared / "corpus" / "broken" / "docx_as.pdf"
    assert DocxReader().accepts(File(path.read_bytes(), path.name))
    assert read(path).blocks


def test_an_empty_paragraph_is_a_line_of_its_own() -> None:
    assert read_docx("<w:p/><w:p><w:r><w:t>Kai</w:t></w:r></w:p>").source == "\nKai"
