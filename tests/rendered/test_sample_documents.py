"""The sample's documents that are not plain text are read with the words they were made of."""

import re
from collections import Counter
from pathlib import Path

import pytest
from make_sample import GUIDELINE, LETTER, REPORT
from sample_report import ADDED
from sample_texts import is_heading, paragraphs_of

import planspor.corpus

NO_HEADINGS = {
    LETTER: {"Status for handlingsplan for rus og psykisk helse 2021–2025", "Med hilsen"}
}
"""Lines that stand alone in a text and are no headings of its document: a letter's title, say."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[-/,]\w+)*", text)


def wording(name: str) -> Counter[str]:
    return Counter(word for lines in paragraphs_of(name) for word in words(" ".join(lines)))


def read(corpus: Path, name: str) -> str:
    with planspor.corpus.open(corpus) as opened:
        return opened.documents.text(name)


def headings(corpus: Path, name: str) -> list[str]:
    with planspor.corpus.open(corpus) as opened:
        sections = opened.documents.sections(name)
    if name == REPORT:  # it numbers its chapters, the text does not
        return [section.heading for section in sections]
    return [f"{s.number or ''} {s.heading}".strip() for s in sections]


@pytest.mark.parametrize("name", [LETTER, GUIDELINE])
def test_a_letter_and_a_page_are_read_word_for_word_without_furniture(
    sample_corpus: Path, name: str
) -> None:
    assert Counter(words(read(sample_corpus, name))) == wording(name)


def test_of_a_report_is_read_what_its_text_says_its_numbers_contents_list_and_table(
    sample_corpus: Path,
) -> None:
    found = Counter(words(read(sample_corpus, REPORT)))
    titles = [lines[0] for lines in paragraphs_of(REPORT)[2:] if is_heading(lines)]
    assert not wording(REPORT) - found
    added = found - wording(REPORT) - Counter(words(" ".join([*titles, *ADDED, "Innhold"])))
    assert {word for word in added if not word.isdigit()} == set()


@pytest.mark.parametrize("name", [REPORT, LETTER, GUIDELINE])
def test_the_headings_of_a_made_document_are_those_of_its_text(
    sample_corpus: Path, name: str
) -> None:
    titles = {lines[0] for lines in paragraphs_of(name)[2:] if is_heading(lines)}
    assert titles - set(headings(sample_corpus, name)) == NO_HEADINGS.get(name, set())


def test_a_reports_passages_lie_on_its_pages_and_the_footnote_where_it_is_cited(
    sample_corpus: Path,
) -> None:
    with planspor.corpus.open(sample_corpus) as opened:
        passages = opened.documents.passages(REPORT)
    assert {passage.source.page for passage in passages} == {1, 2, 3, 4, 5, 6}
    (note,) = [p for p in passages if "ikke gode nok opplysninger" in p.text]
    assert note.section == f"{REPORT}/3"
