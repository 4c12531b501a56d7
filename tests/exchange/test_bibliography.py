"""The documents as references."""

import io
import re
from dataclasses import replace

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from exchange_help import written

from planspor.corpus import Corpus
from planspor.corpus.model import Document, DocumentKind
from planspor.web.drawing import citation
from planspor.web.exchange.bibliography import write_bibtex, write_ris


@pytest.fixture
def document(corpus: Corpus) -> Document:
    return replace(
        corpus.documents.get("evaluering-ivs-2023"),
        title="Ærlig talt: 100 % {helse} & \\ Ålesund_1",
        issuer="Institutt for Ås og Øy",
        number="2023:11 #4",
        date="2023-05-17",
        year=2023,
        address="https://eksempel.no/a_b?c=1%202",
    )


def ris(*documents: Document) -> list[dict[str, object]]:
    file = io.BytesIO()
    write_ris(documents, file)
    found: list[dict[str, object]] = rispy.loads(file.getvalue().decode())
    return found


def bibtex(*documents: Document) -> str:
    file = io.BytesIO()
    write_bibtex(documents, file)
    return file.getvalue().decode()


def test_ris_is_read_back_as_it_was(document: Document) -> None:
    (entry,) = ris(document)
    assert entry["type_of_reference"] == "RPRT"
    assert entry["title"] == document.title
    assert entry["authors"] == ["Institutt for Ås og Øy,"]
    assert (entry["year"], entry["date"]) == ("2023", "2023/05/17/")
    assert entry["number"] == document.number
    assert entry["urls"] == [document.address]


def test_every_reference_begins_with_its_type(document: Document) -> None:
    file = io.BytesIO()
    write_ris([document, replace(document, id="another")], file)
    lines = [line for line in file.getvalue().decode().splitlines() if line]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert lines[0].startswith("TY  - ")


def test_a_document_that_names_no_issuer_has_no_author(document: Document) -> None:
    bare = replace(document, issuer=None)
    assert not {"authors", "publisher"} & ris(bare)[0].keys()
    assert "author" not in bibtex(bare)
    assert citation(bare) == f"{document.title} (2023:11 #4) (2023)"


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_every_kind_of_document_has_a_type(document: Document, kind: DocumentKind) -> None:
    changed = replace(document, kind=kind)
    assert ris(changed)[0]["type_of_reference"] in {"GOVDOC", "STAT", "RPRT", "PCOMM", "GEN"}
    assert len(parse_string(bibtex(changed)).entries) == 1


def test_bibtex_keeps_norwegian_letters_and_escapes_what_tex_would_take(
    document: Document,
) -> None:
    said = bibtex(document)
    library = parse_string(said)
    assert not library.failed_blocks
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("techreport", "evaluering-ivs-2023")
    assert r"Ærlig talt: 100 \% \{helse\} \& \textbackslash{} Ålesund\_1" in entry["title"]
    assert entry["institution"] == "Institutt for Ås og Øy"
    assert entry["url"] == document.address


def test_what_is_not_known_is_left_out(document: Document) -> None:
    bare = replace(document, issuer=None, date=None, year=None, number=None, address=None)
    assert {"authors", "year", "date", "number", "urls"}.isdisjoint(ris(bare)[0])
    assert "year" not in bibtex(bare)


def test_all_documents_are_in_it(corpus: Corpus) -> None:
    held = {document.id for document in corpus.documents.all() if document.passages}
    assert {entry["id"] for entry in rispy.loads(written(corpus, "ris").decode())} == held
    assert {e.key for e in parse_string(written(corpus, "bib").decode()).entries} == held
