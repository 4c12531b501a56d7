import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from pdf_making import document, pdf_of, saved, words
from pikepdf import Array, Dictionary, Name
from pypdfium2 import PdfDocument

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import File
from planspor.ingest.read.pdf.opening import OWNER_ONLY, REPAIRED, UNLOCKED, Opened, open_pdf
from planspor.ingest.read.pdf.rebuilding import rebuilt
from planspor.ingest.read.pdf.second import second_reading
from planspor.ingest.read.pdf.swelling import swells

LINES = ["Kajakken ligger ved brygga.", "Robåten ligger på land.", "Seilbåten er solgt."]
SOUND = pdf_of(*(words(80, 100, line) for line in LINES))


def opened(data: bytes, password: str | None = None) -> Opened:
    return open_pdf(File(data, "båter.pdf", password=password))


def lines(data: bytes) -> list[str]:
    """The text of each page that has some."""
    with PdfDocument(data) as pdf:
        texts = [page.get_textpage().get_text_bounded().strip() for page in pdf]
    return [text for text in texts if text]


def protected(**passwords: str) -> bytes:
    return saved(document([words(80, 100, LINES[0])]), encryption=pikepdf.Encryption(**passwords))


def packed(data: bytes) -> bytes:
    """The same document with its objects in compressed object streams, pages first in the file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def test_a_sound_file_is_left_as_it_is() -> None:
    assert opened(SOUND) == Opened(SOUND)


@pytest.mark.parametrize(
    "data",
    [b"\r\n\r\njunk" + SOUND, SOUND + b"\0" * 5000, SOUND.replace(b"startxref", b"startxxxx")],
    ids=["before", "after", "no startxref"],
)
def test_junk_and_a_lost_table_of_places_cost_nothing(data: bytes) -> None:
    assert lines(opened(data).data) == LINES


def test_a_blank_document_is_left_as_it_is() -> None:
    blank = pdf_of("", "")
    assert opened(blank) == Opened(blank)


def test_an_owners_password_alone_is_no_hindrance() -> None:
    answer = opened(protected(owner="eier", user=""))
    assert answer.notes == (OWNER_ONLY,)
    assert lines(answer.data) == LINES[:1]


def test_a_file_with_a_users_password_is_read_with_it() -> None:
    answer = opened(protected(owner="eier", user="båt"), "båt")
    assert answer.notes == (UNLOCKED,)
    assert lines(answer.data) == LINES[:1]


@pytest.mark.parametrize("password", [None, "feil"])
def test_without_its_password_an_encrypted_file_is_refused_with_the_way_out(
    password: str | None,
) -> None:
    with pytest.raises(UnreadableFile, match=r"båter\.pdf.*password") as caught:
        opened(protected(owner="eier", user="båt"), password)
    assert "--password" in caught.value.remedy


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"<html>", bytes(range(256)) * 40])
def test_what_is_no_pdf_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"båter\.pdf") as caught:
        opened(data)
    assert caught.value.remedy


def test_a_file_that_was_cut_short_gives_the_pages_that_are_left() -> None:
    cut = SOUND[: SOUND.rindex(b" 0 obj") - 2]
    answer = opened(cut)
    assert answer.notes == (REPAIRED,)
    assert answer.partial
    assert set(lines(answer.data)) <= set(LINES)
    assert len(lines(answer.data)) >= 2


def test_pages_in_object_streams_are_found_again_without_the_page_tree() -> None:
    data = packed(SOUND)
    cut = data[: data.rindex(b"endobj")].replace(b"/Type /XRef", b"/Type /Gone")
    assert sorted(lines(rebuilt(cut) or b"")) == sorted(LINES)


def test_pages_keep_their_order_where_the_tree_is_left() -> None:
    pdf = document([words(80, 100, line) for line in LINES])
    pdf.pages.reverse()
    data = saved(pdf).replace(b"/Catalog", b"/Catfish")
    assert lines(rebuilt(data) or b"") == LINES[::-1]


def test_a_page_tree_that_bites_its_tail_is_walked_once() -> None:
    data = b"""%PDF-1.4
1 0 obj<</Type/Pages/Kids[2 0 R 1 0 R 3 0 R]/Count 9>>endobj
2 0 obj<</Type/Pages/Kids[1 0 R 3 0 R 2 0 R]>>endobj
3 0 obj<</Type/Page/MediaBox[0 0 9 9]>>endobj
"""
    with PdfDocument(rebuilt(data) or b"") as pdf:
        assert len(pdf) == 1


def test_an_object_stream_that_swells_without_end_is_left_where_it_grows_too_large() -> None:
    bomb = zlib.compress(b"7 0 " + b" " * (200 << 20), 9)
    data = SOUND + b"90 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n%b" % bomb
    assert lines(rebuilt(data) or b"") == LINES


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_a_page_that_unpacks_without_end_is_refused(layers: int) -> None:
    content = b" " * (200 << 20)
    for _ in range(layers):
        content = zlib.compress(content, 9)
    pdf = document([""])
    pdf.pages[0].Contents = pdf.make_stream(content)
    pdf.pages[0].Contents.stream_dict.Filter = Array([Name.FlateDecode] * layers)
    with pytest.raises(UnreadableFile, match="unpacks") as caught:
        opened(saved(pdf, compress_streams=False))
    assert caught.value.remedy


def test_a_long_page_and_a_large_picture_are_no_bombs() -> None:
    pdf = document([words(80, 100, LINES[0]) * 20_000])
    picture = pdf.make_stream(zlib.compress(b" " * (200 << 20)), Subtype=Name.Image)
    picture.stream_dict.Filter = Name.FlateDecode
    pdf.pages[0].Resources.XObject = Dictionary(I=picture)
    assert not swells(saved(pdf))


def test_a_hundred_thousand_tiny_objects_are_passed_over() -> None:
    tiny = b"".join(b"%d 0 obj null endobj\n" % number for number in range(100, 100_100))
    cut = SOUND[: SOUND.rindex(b"xref") - 20]
    assert len(lines(opened(tiny + cut).data)) >= 2


def test_a_page_that_pdfium_gives_up_is_read_a_second_time() -> None:
    assert second_reading(SOUND, [2]) == {2: [LINES[1]]}


def test_a_second_reading_of_nonsense_is_empty() -> None:
    assert second_reading(b"%PDF-1.4 and no more", [1]) == {}
    assert second_reading(SOUND, [99]) == {}


def test_nothing_is_said_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    opened(SOUND[: SOUND.rindex(b" 0 obj") - 2])
    second_reading(SOUND[:700], [1])
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", ["junk_before", "junk_after", "enc_owner_only_aes256"])
def test_what_others_stumble_over_is_opened(shared: Path, name: str) -> None:
    data = (shared / "corpus" / "broken" / f"{name}.pdf").read_bytes()
    assert len(lines(opened(data).data)) == 6


@pytest.mark.parametrize(
    "name",
    [
        *("docx_as", "html_as", "random", "zero", "enc_user_aes256"),
        *("bomb_1gb_spaces", "bomb_300mb_ops", "bomb_8gb_2layer"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(shared: Path, name: str) -> None:
    data = (shared / "corpus" / "broken" / f"{name}.pdf").read_bytes()
    with pytest.raises(UnreadableFile) as caught:
        opened(data)
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["page_loop", "count_huge", "outline_loop", "deep_array"])
def test_loops_and_lies_do_not_keep_a_file_from_being_opened(shared: Path, name: str) -> None:
    data = (shared / "corpus" / "broken" / f"{name}.pdf").read_bytes()
    assert opened(data).data == data
