from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_making import document, saved, words
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf
from pypdfium2 import PdfDocument

from planspor.ingest.read.blocks import Claim, Entry
from planspor.ingest.read.pdf.details import claims
from planspor.ingest.read.pdf.outline import outline, page_labels


def boats(pages: int = 3) -> Pdf:
    return document([words(80, 100, f"Båt {page}") for page in range(pages)])


def outline_of(pdf: Pdf) -> tuple[Entry, ...]:
    with PdfDocument(saved(pdf)) as opened:
        return outline(opened)


def claimed(pdf: Pdf) -> dict[str, Claim]:
    """The first claim of each detail."""
    data = saved(pdf)
    with PdfDocument(data) as opened:
        found = claims(opened, data)
    return {claim.detail: claim for claim in reversed(found)}


def test_bookmarks_are_entries_with_level_and_page() -> None:
    pdf = boats()
    with pdf.open_outline() as tree:
        first = OutlineItem("1 Båter\x00 på  land", 0)
        first.children.append(OutlineItem("1.1 Kajakker", 1))
        tree.root.extend([first, OutlineItem("2 Båter på vannet", 2)])
    assert outline_of(pdf) == (
        Entry("1 Båter på land", 1, 1),
        Entry("1.1 Kajakker", 2, 2),
        Entry("2 Båter på vannet", 1, 3),
    )


def test_an_entry_that_leads_nowhere_has_no_page_and_one_without_title_is_left_out() -> None:
    pdf = boats()
    with pdf.open_outline() as tree:
        tree.root.extend([OutlineItem("Havner"), OutlineItem("  ", 1)])
    assert outline_of(pdf) == (Entry("Havner", 1, None),)


def test_a_file_without_bookmarks_has_no_outline() -> None:
    assert outline_of(boats()) == ()


def test_bookmarks_that_go_round_are_cut(shared: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with PdfDocument(shared / "corpus" / "broken" / "outline_loop.pdf") as pdf:
        assert outline(pdf) == (Entry("A", 1, 1),)
    assert capfd.readouterr().err == ""


def test_bookmarks_nested_without_end_are_cut() -> None:
    pdf = boats()
    with pdf.open_outline() as tree:
        tree.root.append(item := OutlineItem("0", 0))
        for level in range(1, 60):
            item.children.append(inner := OutlineItem(str(level), 0))
            item = inner
    assert 10 <= len(outline_of(pdf)) < 60


def test_pages_have_the_numbers_they_go_by() -> None:
    pdf = boats(4)
    pdf.Root.PageLabels = Dictionary(
        Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D, St=1)])
    )
    with PdfDocument(saved(pdf)) as opened:
        assert page_labels(opened) == ["i", "ii", "1", "2"]


def test_pages_without_labels_have_none() -> None:
    with PdfDocument(saved(boats(2))) as opened:
        assert page_labels(opened) == ["", ""]


def test_the_information_dictionary_tells_title_issuer_and_day() -> None:
    pdf = boats()
    pdf.docinfo["/Title"] = "Plan for  båter\n2020"
    pdf.docinfo["/Author"] = "Båtvik kommune"
    pdf.docinfo["/CreationDate"] = "D:20200517123000+02'00'"
    pdf.Root.Lang = "nn-NO"
    assert claimed(pdf) == {
        "title": Claim("title", "Plan for båter 2020", "PDF information: Title"),
        "issuer": Claim("issuer", "Båtvik kommune", "PDF information: Author", weak=True),
        "date": Claim("date", "2020-05-17", "PDF information: CreationDate", weak=True),
        "language": Claim("language", "nn", "PDF catalogue: Lang", weak=True),
    }


def test_metadata_in_xmp_comes_first() -> None:
    pdf = boats()
    pdf.docinfo["/Title"] = "En gammel tittel"
    with pdf.open_metadata(update_docinfo=False) as meta:
        meta["dc:title"] = "Plan for båter"
        meta["dc:publisher"] = {"Båtdirektoratet"}
    assert claimed(pdf)["title"] == Claim("title", "Plan for båter", "XMP dc:title")
    assert claimed(pdf)["issuer"] == Claim("issuer", "Båtdirektoratet", "XMP dc:publisher")


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - Plan.doc",
        "plan båter.docx",
        "Untitled",
        "Plan_båter_v3.indd",
        "12/345",
        "",
    ],
)
def test_what_a_program_writes_is_no_title(title: str) -> None:
    pdf = boats()
    pdf.docinfo["/Title"] = title
    assert "title" not in claimed(pdf)


def test_who_typed_a_document_does_not_issue_it() -> None:
    pdf = boats()
    pdf.docinfo["/Author"] = "Kari Nordmann"
    assert "issuer" not in claimed(pdf)


def _no_xml(pdf: Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta><unclosed>&entity;")


def _no_stream(pdf: Pdf) -> None:
    pdf.Root.Metadata = Array([1, 2])


def _no_dates(pdf: Pdf) -> None:
    pdf.docinfo["/CreationDate"] = "i går"


@pytest.mark.parametrize("spoil", [_no_xml, _no_stream, _no_dates])
def test_spoiled_metadata_claims_nothing(spoil: Callable[[Pdf], None]) -> None:
    pdf = boats()
    spoil(pdf)
    assert claimed(pdf) == {}
