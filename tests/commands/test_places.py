"""That the places of an answer are right, counted anew in the original by the test itself."""

import codecs
from pathlib import Path
from typing import Any

import pytest
from running import PLAN, SAMPLE, ask

import planspor.corpus

FILES = {path.stem: path for path in (SAMPLE / "documents").glob("*-20*.*")}
DOCUMENTS = sorted(FILES)
TEXTS = sorted(name for name, path in FILES.items() if path.suffix == ".txt")
UNBROKEN = (
    "brukerorganisasjon-innspill-2023",
    "havneset-arsrapport-2022",
    "havneset-rundskriv-2021-1",
)
"""Texts without hyphens at line ends, running headers and the like."""


def original(document: str) -> str:
    """A sample text as the files' README says that it is written."""
    data = FILES[document].read_bytes()
    if document == "havneset-rundskriv-2021-1":
        return data.decode("cp1252")
    return data.decode("utf-8").removeprefix("\ufeff")


def characters(text: str) -> str:
    """A text without its white space, which reading may change."""
    return "".join(text.split())


def lines(text: str, start: int, end: int) -> tuple[int, int]:
    """The one-based lines of a span."""
    return text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1


def clean_text(corpus: Path, document: str) -> str:
    with planspor.corpus.open(corpus) as opened:
        return opened.documents.text(document)


def passages(corpus: Path, document: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(corpus, "show", document)["passages"]
    return found


def test_the_sample_holds_the_encodings_that_these_tests_are_about() -> None:
    letter = FILES["brukerorganisasjon-innspill-2023"].read_bytes()
    assert letter.startswith(codecs.BOM_UTF8)
    assert b"\r\n" in letter
    with pytest.raises(UnicodeDecodeError):
        FILES["havneset-rundskriv-2021-1"].read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_passage_stands_at_its_place_in_the_clean_text(
    sample_corpus: Path, document: str
) -> None:
    clean = clean_text(sample_corpus, document)
    found = passages(sample_corpus, document)
    assert found
    for passage in found:
        assert clean[passage["start"] : passage["end"]] == passage["text"]


@pytest.mark.parametrize("document", TEXTS)
def test_a_passage_begins_and_ends_where_its_source_says(
    sample_corpus: Path, document: str
) -> None:
    text = original(document)
    for passage in passages(sample_corpus, document):
        source = passage["source"]
        assert source["file"] == f"{document}.txt"
        assert source["page"] is None
        assert text[source["start"]] == passage["text"][0]
        assert text[source["end"] - 1] == passage["text"][-1]


@pytest.mark.parametrize("document", UNBROKEN)
def test_the_source_of_a_passage_holds_its_words(sample_corpus: Path, document: str) -> None:
    text = original(document)
    for passage in passages(sample_corpus, document):
        source = passage["source"]
        place = text[source["start"] : source["end"]]
        assert characters(place) == characters(passage["text"])


@pytest.mark.parametrize("document", TEXTS)
def test_the_lines_of_a_source_are_those_of_its_characters(
    sample_corpus: Path, document: str
) -> None:
    text = original(document)
    sections = ask(sample_corpus, "outline", document)["sections"]
    for found in (*passages(sample_corpus, document), *sections):
        source = found["source"]
        assert (source["line_start"], source["line_end"]) == lines(
            text, source["start"], source["end"] - 1
        )


@pytest.mark.parametrize("document", TEXTS)
def test_a_section_begins_with_its_heading_in_the_original(
    sample_corpus: Path, document: str
) -> None:
    text = original(document)
    for section in ask(sample_corpus, "outline", document)["sections"]:
        source = section["source"]
        begins = characters(text[source["start"] : source["end"]])
        heading = characters(f"{section['number'] or ''}{section['heading']}")
        without_sign = begins.replace(".", "", 1) if section["number"] else begins
        assert begins.startswith(heading) or without_sign.startswith(heading.replace(".", "", 1))


def test_the_place_of_a_hit_is_that_of_its_passage_and_the_marks_lie_in_its_text(
    sample_corpus: Path,
) -> None:
    words = ("search", "henvendelse", "--level", "parts", "--limit", 100)
    found = ask(sample_corpus, *words)["hits"]
    assert found[0]["highlights"]
    for hit in found:
        passage = hit["passage"]
        (shown,) = passages(sample_corpus, passage["id"])
        assert {key: shown[key] for key in passage} == passage
        assert hit["source"] == shown["source"]
        end_before = 0
        for start, end in hit["highlights"]:
            assert end_before <= start < end <= len(passage["text"])
            end_before = end
            assert passage["text"][start:end].casefold().startswith("henv")


def test_the_place_of_a_link_is_that_of_its_passage(sample_corpus: Path) -> None:
    links = ask(sample_corpus, "evidence", f"{PLAN}/m8")["links"]
    assert links
    for link in links:
        (shown,) = passages(sample_corpus, link["passage"]["id"])
        assert link["passage"]["text"] == shown["text"]
        assert link["source"] == shown["source"]
        assert link["section"] == shown["section"]


def test_the_other_place_of_a_hit_is_that_of_the_passage_there(sample_corpus: Path) -> None:
    found = ask(sample_corpus, "search", "oppfølgingsteam", "--limit", 100)["hits"]
    places = [place for hit in found for place in hit["also_in"]]
    assert places
    for place in places:
        (shown,) = passages(sample_corpus, place["passage"])
        assert place["source"] == shown["source"]
