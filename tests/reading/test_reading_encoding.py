import codecs

import pytest

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import File
from planspor.ingest.read.encoding import decode
from planspor.ingest.read.text import TextReader

TEXT = "Blåbærsyltetøy på øya, «sa» Åse – 5 €."


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "a.txt")[0] == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_text_without_a_mark_is_told_by_its_bytes(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == (TEXT, encoding)


def test_a_stray_cp1252_byte_does_not_spoil_a_utf8_text() -> None:
    data = f"{TEXT} ".encode() * 3 + "Måløy".encode("cp1252")
    assert decode(data, "a.txt") == (f"{TEXT} " * 3 + "Måløy", "utf-8 with cp1252")


def test_the_bytes_that_cp1252_leaves_undefined_stand_for_themselves() -> None:
    assert decode(b"bl\xe5\x81", "a.txt")[0] == "blå\x81"


def test_bytes_that_break_the_promise_of_their_mark_are_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"^b\.txt: byte 2 is not utf-16") as caught:
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8", "b.txt")
    assert "UTF-8" in caught.value.remedy


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n" + bytes(range(256)) * 8, TEXT.encode("utf-16-le"), b"\x00" * 40]
)
def test_what_is_no_text_is_refused_with_its_name_and_a_remedy(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^bilde\.txt: ") as caught:
        TextReader().read(File(data, "bilde.txt"))
    assert caught.value.remedy


def test_the_reading_notes_how_an_old_file_was_read_and_nothing_of_a_usual_one() -> None:
    assert TextReader().read(File(TEXT.encode("cp1252"), "a.txt")).notes == ("Read as cp1252.",)
    assert TextReader().read(File(codecs.BOM_UTF8 + TEXT.encode(), "a.txt")).notes == ()
