import io
import os
import shutil
import time
from pathlib import Path

import pikepdf
import pytest
from pdf_making import document, image_of, pdf_of, saved, words
from pypdfium2 import PdfDocument

from planspor.ingest.read.blocks import File
from planspor.ingest.read.pdf.reader import PdfReader
from planspor.ingest.read.pdf.scanning import Scanned, is_scan, no_text, recognised

LINES = [
    "Kajakken ligger ved brygga.",
    "Robåten ligger på land og skal males.",
    "Seilbåtene er solgt.",
]
PRINTED = pdf_of(
    "".join(words(80, 100 + 40 * row, line, size=14) for row, line in enumerate(LINES))
)


@pytest.fixture(scope="module")
def tesseract() -> None:
    """The program that the tests of recognition need."""
    if shutil.which("tesseract"):
        return
    reason = "tesseract is not installed"
    if "tesseract" in os.environ.get("PLANSPOR_REQUIRE", ""):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def scan() -> bytes:
    return image_of(PRINTED)


@pytest.fixture(scope="module")
def read(tesseract: None, scan: bytes) -> Scanned:  # noqa: ARG001
    with PdfDocument(scan) as pdf:
        return recognised(pdf, [1], seconds=60)


def test_a_picture_of_a_page_is_a_scan(scan: bytes) -> None:
    with PdfDocument(scan) as pdf:
        assert is_scan(pdf[0])


@pytest.mark.parametrize("data", [PRINTED, pdf_of("")], ids=["text", "blank"])
def test_a_page_without_pictures_is_none(data: bytes) -> None:
    with PdfDocument(data) as pdf:
        assert not is_scan(pdf[0])


def test_the_lines_of_a_scan_are_read(read: Scanned) -> None:
    [page] = read.pages
    assert page.number == 1
    assert [line.text for line in page.lines] == LINES


def test_a_line_stands_where_it_was_printed(read: Scanned) -> None:
    for row, line in enumerate(read.pages[0].lines):
        assert line.box.page == 1
        assert line.left == line.box.left == pytest.approx(81, abs=3)
        assert line.base == pytest.approx(100 + 40 * row, abs=3)
        assert line.box.top < line.base <= line.box.bottom + 1
        assert line.size == pytest.approx(14, abs=4)


def test_it_is_said_that_letters_may_be_wrong(read: Scanned) -> None:
    [note] = read.notes
    assert "optical character recognition" in note
    assert note.endswith("page 1.")
    assert not read.partial


@pytest.mark.usefixtures("tesseract")
def test_a_blank_page_has_no_lines() -> None:
    with PdfDocument(image_of(pdf_of(""))) as pdf:
        [page] = recognised(pdf, [1], seconds=60).pages
    assert page.lines == []


@pytest.mark.usefixtures("tesseract")
def test_pages_beyond_the_time_are_named() -> None:
    with PdfDocument(saved(document([""] * 5))) as pdf:
        read = recognised(pdf, [1, 2, 3, 5], seconds=0)
    assert read.partial
    assert read.pages == ()
    assert [note.rpartition(": ")[2] for note in read.notes] == ["pages 1–3, 5."]


def test_without_tesseract_the_note_says_what_to_install(
    scan: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with PdfDocument(scan) as pdf:
        read = recognised(pdf, [1], seconds=60)
    assert read.partial
    assert read.pages == ()
    assert "page 1" in read.notes[0]
    assert "tesseract-ocr-nor" in read.notes[0]


def test_a_document_without_text_is_refused_with_what_to_install(scan: bytes) -> None:
    with PdfDocument(scan) as pdf:
        error = no_text(pdf, "skannet.pdf")
    assert "skannet.pdf" in error.message
    assert "tesseract-ocr-nor" in error.remedy


@pytest.mark.usefixtures("tesseract")
def test_a_long_scan_ends_in_part_before_its_reader_is_ended(scan: bytes) -> None:
    with pikepdf.open(io.BytesIO(PRINTED)) as printed, pikepdf.open(io.BytesIO(scan)) as pictures:
        printed.pages.extend(pictures.pages)
        both = saved(printed)
    read = PdfReader().read(File(both, "skannet.pdf", until=time.monotonic() + 5))
    assert read.partial
    assert any("recognition takes too long: page 2." in note for note in read.notes)
    whole = PdfReader().read(File(both, "skannet.pdf"))
    assert not whole.partial
