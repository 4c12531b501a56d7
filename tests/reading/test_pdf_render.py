import io
from pathlib import Path

import pikepdf
import pytest
from pdf_making import HEIGHT, WIDTH, document, fill, pdf_of, saved, words
from PIL import Image

from planspor.corpus.errors import NotFound, UnreadableFile
from planspor.ingest.read.pdf.render import page_image

PAGES = pdf_of(fill(0, 0, WIDTH / 2, HEIGHT, 0.0), words(80, 100, "Båter"))


def image(data: bytes, page: int, width: int) -> Image.Image:
    return Image.open(io.BytesIO(page_image(data, "båter.pdf", page, width)))


def test_a_page_is_drawn_as_wide_as_is_asked() -> None:
    drawn = image(PAGES, 1, 400)
    assert drawn.format == "PNG"
    assert drawn.width == 400
    assert drawn.height == pytest.approx(400 * HEIGHT / WIDTH, abs=1)


def test_what_stands_on_the_page_is_seen() -> None:
    drawn = image(PAGES, 1, 200).convert("L")
    assert drawn.getpixel((40, 100)) == 0
    assert drawn.getpixel((160, 100)) == 255


def test_a_turned_page_is_drawn_as_it_is_shown() -> None:
    drawn = image(saved(document([fill(0, 0, 10, 10, 0)], turn=90)), 1, 400)
    assert drawn.width > drawn.height


@pytest.mark.parametrize("width", [1_000_000, 0, -5])
def test_an_image_is_bounded_whatever_is_asked(width: int) -> None:
    assert 1 <= image(PAGES, 1, width).width <= 4_000


def test_a_page_of_giant_size_is_drawn_small() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(100, 14_400))
    drawn = image(saved(pdf), 1, 4_000)
    assert drawn.width * drawn.height <= 25_000_000


@pytest.mark.parametrize("page", [0, -1, 3])
def test_a_page_that_is_not_there_is_not_found(page: int) -> None:
    with pytest.raises(NotFound, match=rf"båter\.pdf: has no page {page}, but 2"):
        image(PAGES, page, 400)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"båter\.pdf: page 1"):
        image(b"no PDF", 1, 400)


def test_a_document_is_drawn_that_opens_without_a_password(shared: Path) -> None:
    data = saved(document([words(9, 9, "x")]), encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UnreadableFile, match=r"båter\.pdf"):
        image(data, 1, 100)
    owned = (shared / "corpus" / "broken" / "enc_owner_only_rc4.pdf").read_bytes()
    assert image(owned, 6, 100).width == 100
