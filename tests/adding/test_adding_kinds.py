import re
from pathlib import Path

import pooled
import pytest
from adding_help import document, paragraph, write

from planspor.corpus import Corpus
from planspor.ingest import Added, Status
from planspor.ingest.adding.kinds import kind_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)


def one(corpus: Corpus, path: Path) -> Added:
    (added,) = pooled.add(corpus, [path])
    return added


@pytest.mark.parametrize("name", ["uten-endelse", "stier.log", "stier.pdf", "stier.TXT"])
def test_text_is_told_by_its_bytes_and_not_by_its_name(
    corpus: Corpus, files: Path, name: str
) -> None:
    assert one(corpus, write(files, name, document(1))).status is Status.ADDED


TABLE = "år,antall,sum\n" + "".join(f"20{n},{n},tolv hundre kroner. I alt\n" for n in range(20))
SETTINGS = "".join(f"nøkkel_{n}: en verdi som er ganske lang. Og mer\n" for n in range(20))
CODE = "".join(f"def regn_{n}(tall):\n    return tall * {n}  # Gang med {n}.\n" for n in range(20))
COMMENTS = "".join(f"# En linje om innstillingen {n}. Den er lang.\n" for n in range(20))


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("tall.csv", TABLE, "no running text"),
        ("oppsett.yaml", SETTINGS, "no running text"),
        ("regn.py", CODE, "no running text"),
        ("oppsett.conf", COMMENTS, "no running text"),
        ("post.json", '{"navn": "En sti som er lang. Og en til."}', "JSON"),
        ("post.xml", "<?xml version='1.0'?><a>En sti</a>", "XML"),
        ("tegning.svg", "<svg xmlns='http://www.w3.org/2000/svg'><text>Sti</text></svg>", "image"),
        ("bilde.jpg", b"\xff\xd8\xff\xe0" + bytes(20), "an image"),
        ("skrift.ttf", b"\0\1\0\0\0" + bytes(20), "a font"),
        ("kjør", b"\x7fELF" + bytes(20), "a program"),
        ("film.mp4", bytes(4) + b"ftypisom", "sound or film"),
        ("tall.xls", OLE + "Workbook".encode("utf-16-le"), "a spreadsheet"),
    ],
)
def test_what_is_no_document_is_skipped_with_the_reason(
    corpus: Corpus, files: Path, name: str, text: str | bytes, says: str
) -> None:
    added = one(corpus, write(files, name, text))
    assert added.status is Status.SKIPPED
    assert added.error is not None
    assert re.search(rf"{re.escape(name)}: .*{says}", added.error.message)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("brev.doc", OLE + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        ("brev.rtf", rb"{\rtf1\ansi Kj\'e6re alle}", "save it as .docx"),
        ("tale.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "save it as PDF"),
        ("brev.msg", OLE + "__substg1.0_".encode("utf-16-le"), "save it as PDF"),
        ("alt.7z", b"7z\xbc\xaf\x27\x1c" + bytes(20), "Unpack it"),
    ],
)
def test_a_document_of_a_format_that_is_not_read_fails_and_says_what_to_do(
    corpus: Corpus, files: Path, name: str, data: bytes, says: str
) -> None:
    added = one(corpus, write(files, name, data))
    assert added.status is Status.FAILED
    assert added.error is not None
    assert says in added.error.remedy


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html", ".zip"])
def test_a_file_that_is_named_as_a_document_and_is_none_fails(
    corpus: Corpus, files: Path, ending: str
) -> None:
    for data, kind in ((b"\x89PNG\r\n\x1a\n", "an image"), (bytes(range(256)), "of no kind")):
        added = one(corpus, write(files, f"rapport{ending}", data))
        assert added.status is Status.FAILED
        assert added.error is not None
        assert f"rapport{ending}: named {ending}, but it is {kind}" in added.error.message
        assert added.error.remedy


def test_words_of_a_text_that_begins_like_data_do_not_make_it_data(
    corpus: Corpus, files: Path
) -> None:
    text = f"[1] Om stier: en liste\n\n{paragraph(1)}\n\nMerk: {paragraph(2)}\n"
    assert one(corpus, write(files, "stier", text)).status is Status.ADDED


def test_bytes_of_no_known_kind_are_told_as_such() -> None:
    assert kind_of(b"\0\xff\0\xff").name == "of no kind that Planspor knows"


def test_a_file_that_is_too_large_is_not_taken(
    corpus: Corpus, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planspor.ingest.adding.files.MOST_BYTES", 1 << 20)
    added = one(corpus, write(files, "stor.txt", bytes((1 << 20) + 1)))
    assert added.status is Status.FAILED
    assert added.error is not None
    assert "is larger than 1 MB" in added.error.message
